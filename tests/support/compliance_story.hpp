/// @file
/// A small pact and a story of it, as files: for tests of what is said of verdicts.
#ifndef SERVANDA_TESTS_SUPPORT_COMPLIANCE_STORY_HPP
#define SERVANDA_TESTS_SUPPORT_COMPLIANCE_STORY_HPP

namespace servanda_tests {

inline constexpr const char* compliance_rules = R"([treaty]
id = "pact"
kind = "political"
title = "A pact"

[[obligation]]
id = "freeze"
article = "1"
says = "neither deploys while the other does not"
kind = "restraint"
bearer = ["USA", "RUS"]
prohibits = "deploy"
while = "freeze"

[[obligation]]
id = "data"
article = "2"
kind = "report"
bearer = ["USA", "RUS"]
on = "on 2001-01-01, then every year"

[[obligation]]
id = "access"
article = "3"
kind = "access"
bearer = ["USA", "RUS"]
within = "72 hours"

[[obligation]]
id = "later"
kind = "cooperation"
bearer = "USA"
from = "2010-01-01"
)";

inline constexpr const char* compliance_scenario = R"([scenario]
title = "two and a pact"
treaties = ["pact"]
to = 2003-06-01

[[act]]
date = 2000-01-01
act = "accept"
by = ["USA", "RUS"]

[[act]]
date = 2001-01-01
act = "perform"
of = "data"
by = ["USA", "RUS"]

[[act]]
date = 2001-06-01
act = "notify"
of = "access"
by = "RUS"
to = "USA"

[[act]]
date = 2001-06-03
act = "inspect"
of = "access"
by = "RUS"
to = "USA"

[[act]]
date = 2002-03-01
id = "claim"
act = "determine"
of = "freeze"
against = "RUS"
by = "USA"
material = true
contested_by = ["RUS"]
source = "a report"

[[expect]]
on = 2002-04-01
party = "RUS"
obligation = "freeze"
verdict = "disputed"
since = 2002-03-01
disputed = true

[[expect]]
on = 2002-04-01
party = "USA"
obligation = "freeze"
as_seen_by = "USA"
verdict = "not applicable"
commitment = "lapsed"
)";

} // namespace servanda_tests

#endif
