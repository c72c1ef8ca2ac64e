// The lifecycle table, cell by cell: every act in every column. A member is brought into the column
// by real acts, does the act on 2002-01-01, and then its state, the standing of the act and, where
// it is void, the reason are looked at. "In force" and "provisionally applied" are columns of their
// own here; where the table has one cell for both, both must do what it says.
#include "engine/stories.hpp"

#include <functional>

namespace {

using namespace servanda_tests;

/// What a cell of the table says.
struct cell {
    standing worth = standing::by_right;
    std::optional<state> at_once; ///< the state on the day of the act; none: as before
    std::optional<date> later;    ///< a day on which it shows …
    state then = state::none;     ///< … and what
    std::vector<found> reasons;   ///< why it may be void; empty: any reason will do
};

cell to(state now) {
    return {standing::by_right, now, {}, {}, {}};
}
cell stays() {
    return {standing::by_right, {}, {}, {}, {}};
}
/// No change on the day of the act; the state on a later one.
cell then(const char* day, state after) {
    return {standing::by_right, {}, parse_date(day), after, {}};
}
cell to_then(state now, const char* day, state after) {
    return {standing::by_right, now, parse_date(day), after, {}};
}
cell fails(std::vector<found> reasons = {}) {
    return {standing::void_act, {}, {}, {}, std::move(reasons)};
}

/// A row: the act, what must be in place for it beyond the column, and its nine cells.
struct row {
    std::string name;
    dated_act done;
    std::array<cell, 9> cells;
    std::function<story(column)> also = [](column) { return story{}; };
};

bool has_joined(column where) {
    return where == column::in_force || where == column::suspended ||
           where == column::withdrawal_pending;
}

dated_act by_sub(act kind, std::string of = {}) {
    return {.day = the_day, .kind = kind, .by = "SUB", .of = std::move(of), .id = "it"};
}

// The columns: none, signed, contracting, provisionally applied, in force, suspended, withdrawal
// pending, withdrawn, terminated.
std::vector<row> rows_of_entry() {
    const cell void_bound = fails({found::already_bound});
    const cell void_ended = fails({found::treaty_ended});
    return {
        {"sign",
         by_sub(act::sign),
         {to(state::signed_only),
          fails({found::already_signed}),
          void_bound,
          fails({found::already_bound, found::already_signed}),
          void_bound,
          void_bound,
          void_bound,
          to(state::signed_only),
          void_ended}},
        // Deposits count thirty days; one made while a notice is pending waits for the exit.
        {"deposit",
         by_sub(act::deposit),
         {to_then(state::contracting, "2002-01-31", state::in_force),
          to_then(state::contracting, "2002-01-31", state::in_force),
          void_bound, // the first counts
          to_then(state::provisionally_applied, "2002-01-31", state::in_force),
          void_bound,
          void_bound,
          then("2002-04-01", state::in_force),
          to_then(state::contracting, "2002-01-31", state::in_force),
          void_ended}},
        {"provisionally apply",
         by_sub(act::provisionally_apply),
         {to(state::provisionally_applied),
          to(state::provisionally_applied),
          to_then(state::provisionally_applied, "2002-01-19", state::in_force),
          fails(),
          void_bound,
          void_bound,
          void_bound,
          fails({found::not_a_party}), // it is bound no longer
          void_ended}},
        {"end provisional application",
         by_sub(act::end_provisional_application),
         {fails({found::not_applied_provisionally}),
          fails({found::not_applied_provisionally}),
          fails({found::not_applied_provisionally}),
          to(state::signed_only),
          fails({found::not_applied_provisionally}),
          fails({found::not_applied_provisionally}),
          fails({found::not_applied_provisionally}),
          fails({found::not_applied_provisionally}),
          void_ended}},
        {"unsign",
         by_sub(act::unsign),
         {fails({found::not_signed}),
          to(state::none),
          void_bound,
          to(state::none), // the signature goes, and with it what rested on it
          void_bound,
          void_bound,
          void_bound,
          fails({found::not_signed, found::not_a_party}),
          void_ended}},
        {"revoke of deposit",
         by_sub(act::revoke, "deposit"),
         {fails({found::not_contracting}),
          fails({found::not_contracting}),
          to(state::signed_only),
          fails({found::not_contracting}),
          void_bound,
          void_bound,
          void_bound,
          fails({found::not_contracting, found::not_a_party}),
          void_ended}},
    };
}

std::vector<row> rows_of_exit() {
    const cell no_party = fails({found::not_a_party});
    const cell no_notice = fails({found::no_notice_pending});
    const cell too_late = fails({found::notice_took_effect});
    const cell void_ended = fails({found::treaty_ended});
    const cell ended_or_no_notice =
        fails({found::treaty_ended, found::no_notice_pending, found::notice_took_effect});
    row extend{"extend of notice",
               by_sub(act::extend, "notice"),
               {no_notice,
                no_notice,
                no_notice,
                no_notice,
                no_notice,
                no_notice,
                then("2002-12-31", state::withdrawal_pending),
                too_late,
                ended_or_no_notice}};
    extend.done.until = "2003-01-01"_day;
    row resume{"resume of notice",
               by_sub(act::resume, "notice"),
               {no_notice,
                no_notice,
                no_notice,
                no_notice,
                no_notice,
                no_notice,
                then("2002-05-01", state::withdrawal_pending), // it stood 31 days: until 2002-05-02
                too_late,
                ended_or_no_notice}};
    resume.also = [](column where) {
        const dated_act stopped{
            .day = "2001-12-01"_day, .kind = act::suspend, .by = "SUB", .of = "notice"};
        return where == column::withdrawal_pending ? story{stopped} : story{};
    };
    return {
        {"give notice of withdrawal",
         by_sub(act::give_notice_of_withdrawal),
         {no_party,
          no_party,
          to(state::signed_only), // as revoke of deposit
          to(state::signed_only), // ends provisional application
          to_then(state::withdrawal_pending, "2002-07-01", state::withdrawn),
          to_then(state::withdrawal_pending, "2002-07-01", state::withdrawn),
          fails({found::notice_already_pending}),
          no_party,
          void_ended}},
        {"revoke of notice",
         by_sub(act::revoke, "notice"),
         {no_notice,
          no_notice,
          no_notice,
          no_notice,
          no_notice,
          no_notice,
          to_then(state::in_force, "2002-04-01", state::in_force),
          too_late,
          ended_or_no_notice}},
        {"suspend of notice",
         by_sub(act::suspend, "notice"),
         {no_notice,
          no_notice,
          no_notice,
          no_notice,
          no_notice,
          no_notice,
          then("2009-04-01", state::withdrawal_pending), // a stopped clock does not run out
          too_late,
          ended_or_no_notice}},
        resume,
        extend,
    };
}

std::vector<row> rows_of_operation() {
    const cell no_party = fails({found::not_a_party});
    const cell nothing_to_lift = fails({found::no_own_suspension});
    const cell void_ended = fails({found::treaty_ended});
    const cell ends = to(state::terminated);
    row longer{"extend of term",
               by_sub(act::extend, "term"),
               {no_party,
                no_party,
                no_party,
                stays(), // recorded; the parties have not agreed
                then("2050-01-01", state::in_force),
                then("2050-01-01", state::suspended),
                then("2050-01-01", state::withdrawn),
                no_party,
                fails({found::treaty_ended, found::end_has_passed})}}; // too late
    longer.done.until = "2054-12-31"_day;
    longer.also = [](column where) {
        story acts;
        if (has_joined(where)) {
            acts = each("2001-12-01"_day, act::extend, {"AAA", "BBB", "CCC", "DDD"});
        }
        for (auto& item : acts) {
            item.of = "term";
            item.until = "2054-12-31"_day;
        }
        return acts;
    };
    row end{"terminate",
            by_sub(act::terminate),
            {no_party, no_party, no_party, stays(), ends, ends, ends, no_party, void_ended}};
    end.also = [](column where) {
        return has_joined(where)
                   ? each("2001-12-01"_day, act::terminate, {"AAA", "BBB", "CCC", "DDD"})
                   : story{};
    };
    row expel{"expel",
              by_sub(act::expel),
              {no_party,
               no_party,
               no_party,
               to(state::former_party), // the table has one cell for both columns
               to(state::former_party),
               to(state::former_party),
               to_then(state::former_party, "2002-04-01", state::former_party),
               no_party,
               void_ended}};
    expel.done.by = "AAA";
    expel.done.to = {"SUB"};
    return {
        // Suspension is of pairs, and who is no party has none: its suspension changes no state.
        {"suspend",
         by_sub(act::suspend),
         {no_party,
          no_party,
          no_party,
          stays(),
          to(state::suspended),
          stays(),
          stays(),
          no_party,
          void_ended}},
        {"resume",
         by_sub(act::resume),
         {no_party,
          no_party,
          no_party,
          nothing_to_lift,
          nothing_to_lift,
          to(state::in_force),
          nothing_to_lift,
          no_party,
          void_ended}},
        longer,
        end,
        expel,
    };
}

std::vector<row> rows_of_reservations() {
    const cell alone = fails({found::not_with_consent});
    std::vector<row> rows{
        {"reserve",
         by_sub(act::reserve),
         {alone, alone, alone, alone, alone, alone, alone, alone, fails({found::treaty_ended})}}};
    for (const auto kind : {act::object, act::accept_reservation}) {
        rows.push_back({std::string(to_string(kind)),
                        by_sub(kind, "r"),
                        {fails({found::not_a_party}),
                         fails({found::not_a_party}),
                         stays(),
                         stays(),
                         stays(),
                         stays(),
                         stays(),
                         fails({found::not_a_party}),
                         fails({found::treaty_ended})}});
    }
    return rows;
}

void check_rows(const std::vector<row>& rows) {
    for (const row& act_row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const column where = columns[i];
            const cell& wanted = act_row.cells[i];
            INFO("act: " << act_row.name);
            INFO("column: " << to_string(headline_of(where)));
            const history told =
                simulate(club(), bring_into(where) + act_row.also(where) + story{act_row.done});
            const date eve = the_day - 1;
            REQUIRE(told.state("SUB", eve) == headline_of(where)); // the column is reached

            const found reason = finding_of(told, "it");
            INFO("reason: " << to_string(reason));
            CHECK(worth_of(told, "it") == wanted.worth);
            CHECK(told.state("SUB", the_day) == wanted.at_once.value_or(headline_of(where)));
            if (wanted.later) {
                INFO("on " << to_string(*wanted.later));
                CHECK(told.state("SUB", *wanted.later) == wanted.then);
            }
            if (wanted.worth == standing::void_act) {
                CHECK(reason != found::stands);
                CHECK(remarked(told, "is void"));
            }
            if (!wanted.reasons.empty()) {
                CHECK(std::find(wanted.reasons.begin(), wanted.reasons.end(), reason) !=
                      wanted.reasons.end());
            }
        }
    }
}

} // namespace

TEST_CASE("The lifecycle table: consent and entry, cell by cell", "[engine][lifecycle]") {
    check_rows(rows_of_entry());
}

TEST_CASE("The lifecycle table: notices, cell by cell", "[engine][lifecycle]") {
    check_rows(rows_of_exit());
}

TEST_CASE("The lifecycle table: operation and end, cell by cell", "[engine][lifecycle]") {
    check_rows(rows_of_operation());
}

TEST_CASE("The lifecycle table: reservations, cell by cell", "[engine][lifecycle]") {
    check_rows(rows_of_reservations());
}

TEST_CASE("The lifecycle table: what is recorded is recorded in every column",
          "[engine][lifecycle]") {
    for (const auto kind : {act::allege,
                            act::determine,
                            act::cure,
                            act::declare,
                            act::notify,
                            act::inspect,
                            act::refuse,
                            act::perform}) {
        for (const auto where : columns) {
            INFO(to_string(kind) << " in " << to_string(headline_of(where)));
            const history told = simulate(club(), bring_into(where) + story{by_sub(kind)});
            CHECK(worth_of(told, "it") == standing::recorded);
            CHECK(told.state("SUB", the_day) == headline_of(where));
        }
    }
}

TEST_CASE("The lifecycle table: a successor takes the state", "[engine][lifecycle][succession]") {
    for (const auto where : columns) {
        // The whole state, also the suspension that its predecessor made.
        INFO("predecessor: " << to_string(headline_of(where)));
        const bool something =
            where != column::none && where != column::former && where != column::terminated;
        const history told = simulate(
            club(),
            bring_into(where) +
                story{
                    {.day = the_day, .kind = act::dissolve, .by = "SUB", .into = {"NEW"}},
                    {.day = the_day, .kind = act::succeed, .by = "NEW", .of = "SUB", .id = "it"}});
        CHECK(worth_of(told, "it") == (something ? standing::by_right : standing::void_act));
        CHECK(told.state("NEW", the_day) == (something ? headline_of(where) : state::none));
        // The dissolved one is a former party; what was over already stays as it ended.
        CHECK(told.state("SUB", the_day) == (something ? state::former_party : headline_of(where)));
    }
}

TEST_CASE("The lifecycle table: who continues another is the same participant",
          "[engine][lifecycle][succession]") {
    for (const auto where : columns) {
        INFO(to_string(headline_of(where)));
        const history told = simulate(
            club(),
            bring_into(where) +
                story{{.day = the_day, .kind = act::continue_identity, .by = "NEW", .of = "SUB"}});
        for (const date day : {"2001-12-31"_day, the_day, "2003-01-01"_day}) {
            CHECK(told.state("NEW", day) == told.state("SUB", day));
        }
        CHECK(told.state("NEW", the_day) == headline_of(where));
    }
}
