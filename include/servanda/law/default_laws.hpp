/// @file
/// The default laws as C++ values, for programs that define treaties without files. The rule files
/// `rules/law/*.toml` say the same; a test holds the two together.
#ifndef SERVANDA_LAW_DEFAULT_LAWS_HPP
#define SERVANDA_LAW_DEFAULT_LAWS_HPP

#include <servanda/calendar/parse_date_rule.hpp>
#include <servanda/law/treaty.hpp>

#include <string>
#include <utility>

namespace servanda {

namespace detail {

[[nodiscard]] inline law_point point(std::string on, std::string article) {
    law_point result;
    result.on = std::move(on);
    result.article = std::move(article);
    return result;
}

} // namespace detail

/// The Vienna Convention on the Law of Treaties, as far as the engine asks it. Each point names the
/// article that governs an act where a treaty is silent; what the articles say is in docs and in
/// rules/law/vclt.toml.
[[nodiscard]] inline default_law vienna_convention() {
    default_law law;
    law.id = "vclt";
    law.title = "Vienna Convention on the Law of Treaties";
    law.cited_as = "VCLT";
    law.own.entry_into_force.article = "24";
    law.own.entry_into_force.effective = date_rule::on(anchor::threshold);
    law.own.entry_into_force.for_later = date_rule::on(anchor::deposit);
    law.own.withdrawal.article = "56(2)";
    law.own.withdrawal.notice = parse_date_rule("12 months after notice");
    law.own.has_withdrawal = true;
    law.own.reservations.article = "20(5)";
    law.own.reservations.deadline =
        parse_date_rule("the later of 12 months after notice and deposit");
    law.claims.article = "65(2)";
    law.claims.grounds = {
        "46", "47", "48", "49", "50", "51", "52", "53", "60", "61", "62", "63", "64"};
    law.claims.notice = parse_date_rule("3 months after notice");
    law.claims.unless = "special urgency";
    law.claims.says = "less than three months' notice";
    law.claims.objection_article = "65(3)";
    law.claims.settlement = parse_date_rule("12 months after trigger");
    law.claims.settlement_article = "66";
    law.points = {
        detail::point("sign", "18(a)"),
        detail::point("contracting", "18(b)"),
        detail::point("deposit", "16"),
        detail::point("entry into force", "24(2)-(3)"),
        detail::point("party", "2(1)(g)"),
        detail::point("provisionally apply", "25(1)"),
        detail::point("end provisional application", "25(2)"),
        detail::point("unsign", "18(a)"),
        detail::point("revoke of deposit", "18(b)"),
        detail::point("before entry into force", "28"),
        detail::point("territory", "29"),
        detail::point("reserve", "19"),
        detail::point("reservation", "21(1)-(2)"),
        detail::point("object", "20(5)"),
        detail::point("accept reservation", "20(4)-(5)"),
        detail::point("opposing objection", "20(4)(b)"),
        detail::point("objection", "21(3)"),
        detail::point("successive treaties", "30(3)-(4)"),
        detail::point("supersession", "59"),
        detail::point("amend", "39, 40"),
        detail::point("amend between some", "41"),
        detail::point("withdraw", "54(a)"),
        detail::point("give notice of withdrawal", "56(1)"),
        detail::point("revoke of notice", "68"),
        detail::point("suspend of notice", "68"),
        detail::point("resume of notice", "68"),
        detail::point("extend of notice", "68"),
        detail::point("expel", "60(2)(a)"),
        detail::point("suspend", "57(b)"),
        detail::point("suspend between some", "58"),
        detail::point("in part", "44"),
        detail::point("suspended", "72(1)"),
        detail::point("resume", "72(2)"),
        detail::point("material breach", "60"),
        detail::point("impossibility", "61"),
        detail::point("fundamental change of circumstances", "62"),
        detail::point("procedure", "65(1)-(2)"),
        detail::point("settlement", "65(3), 66"),
        detail::point("form", "67"),
        detail::point("extend of term", "39, 54"),
        detail::point("terminate", "54(b)"),
        detail::point("fewer parties", "55"),
        detail::point("end of treaty", "70"),
        detail::point("withdrawn", "70(2)"),
        detail::point("succeed", "73"),
        detail::point("continue", "73"),
        detail::point("dissolve", "73"),
    };
    return law;
}

/// Political commitments: anyone may stop any day unless the text says otherwise.
[[nodiscard]] inline default_law political_practice() {
    default_law law;
    law.id = "political";
    law.title = "Practice of political commitments";
    law.cited_as = "political";
    for (const auto& vienna : vienna_convention().points) {
        law.points.push_back(detail::point(vienna.on, "practice"));
    }
    law.own.entry_into_force.article = "practice";
    law.own.entry_into_force.effective = date_rule::on(anchor::threshold);
    law.own.entry_into_force.for_later = date_rule::on(anchor::deposit);
    law.own.withdrawal.article = "practice";
    law.own.suspension.article = "practice";
    law.own.withdrawal.implied = true;
    law.own.withdrawal.notice = date_rule::on(anchor::notice);
    law.own.has_withdrawal = true;
    law.own.suspension.notice = date_rule::on(anchor::notice);
    law.own.has_suspension = true;
    return law;
}

} // namespace servanda

#endif
