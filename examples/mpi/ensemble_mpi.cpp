// The INF Treaty from 2019 on, had nobody known what the parties would do: each may give notice on
// any day, six months before it takes effect (Article XV(2)), and may think better of it. Run as
//
//     mpirun -n 4 example_ensemble_mpi [RUNS [THREADS]]
//
// it prints the same text for any number of processes and threads.
#include <servanda/law/treaty_builder.hpp>
#include <servanda/mpi/ensemble.hpp>
#include <servanda/study/ensemble_report.hpp>

#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>

#include <cstdint>
#include <exception>
#include <iomanip>
#include <iostream>
#include <string>

using namespace servanda::literals;

namespace {

constexpr servanda::date first = "2019-01-01"_day;
constexpr servanda::date last = "2038-12-31"_day;

servanda::rulebook inf_rules() {
    servanda::rulebook rules;
    rules.treaties.push_back(
        servanda::treaty_builder{"inf"}
            .bilateral("USA", "RUS")
            .enters_into_force("XVII(1)", "deposits by all signatories", "on threshold")
            .withdrawal("XV(2)", "6 months after notice")
            .build());
    return rules;
}

/// A notice once in some ten years, and three in ten revoked within five months.
void may_leave(servanda::ensemble_model& model, const std::string& party) {
    constexpr double mean_days = 3652.5;
    constexpr double revoked = 0.3;
    servanda::uncertain_act notice;
    notice.act.kind = servanda::act::give_notice_of_withdrawal;
    notice.act.by = party;
    notice.act.id = party + "-notice";
    notice.from = first;
    notice.days = servanda::day_chances::exponential(mean_days, 0, last - first + 1);
    servanda::uncertain_act revocation;
    revocation.act.kind = servanda::act::revoke;
    revocation.act.of = "notice";
    revocation.act.by = party;
    revocation.act.id = party + "-revocation";
    revocation.after = notice.act.id;
    revocation.days = servanda::day_chances::uniform(1, 150);
    revocation.probability = revoked;
    model.acts.push_back(notice);
    model.acts.push_back(revocation);
}

servanda::ensemble_model inf_model() {
    servanda::ensemble_model model;
    model.title = "INF, from 2019 on";
    model.seed = 1987;
    model.story.to = last;
    for (const char* party : {"USA", "RUS"}) {
        model.story.given.push_back({party, servanda::state::in_force, "1988-06-01"_day, "inf"});
        may_leave(model, party);
    }
    servanda::ensemble_outcome ended;
    ended.name = "the treaty ends";
    ended.treaty_state = servanda::treaty_state::terminated;
    model.outcomes.push_back(ended);
    servanda::ensemble_outcome notified;
    notified.name = "the United States gives notice";
    notified.party = "USA";
    notified.state = servanda::state::withdrawal_pending;
    model.outcomes.push_back(notified);
    return model;
}

std::ostream& operator<<(std::ostream& out, const servanda::estimate& it) {
    return out << it.share << " (" << it.low << " to " << it.high << ')';
}

void print(std::ostream& out, const servanda::ensemble_report& all) {
    out << all.title << ": " << all.runs << " runs of " << all.asked << ", seed " << all.seed
        << '\n'
        << std::fixed << std::setprecision(6);
    for (const auto& item : all.outcomes) {
        out << item.name << ": " << item.probability;
        for (const double share : {0.05, 0.5, 0.95}) {
            if (const auto day = item.quantile(share)) {
                out << ' ' << to_string(*day);
            }
        }
        out << '\n';
    }
    for (const auto& item : all.classes) {
        out << item.runs << " runs such as " << item.example << ':';
        for (const auto& name : item.outcomes) {
            out << ' ' << name << ';';
        }
        out << '\n';
    }
    for (const auto& item : all.states) {
        out << item.treaty << ' ' << (item.party.empty() ? "*" : item.party) << ' ' << item.state;
        for (int year = 2020; year <= 2038; year += 3) {
            out << ' ' << item.runs_on(servanda::date::of(year, 1, 1));
        }
        out << '\n';
    }
}

} // namespace

int main(int count, char** arguments) {
    const boost::mpi::environment environment(count, arguments, boost::mpi::threading::funneled);
    const boost::mpi::communicator world;
    try {
        servanda::ensemble_options options;
        options.threads = 1;
        if (count > 1) {
            options.runs = std::stoull(arguments[1]);
        }
        if (count > 2) {
            options.threads = static_cast<unsigned>(std::stoul(arguments[2]));
        }
        const servanda::ensemble inf(inf_rules(), inf_model());
        const auto counts = servanda::run_ensemble(world, inf, options);
        if (world.rank() == 0) {
            print(std::cout, report(inf, counts));
        }
    } catch (const servanda::ensemble_rank_error&) {
        return 2; // the other process tells it
    } catch (const std::exception& problem) {
        std::cerr << "rank " << world.rank() << ": " << problem.what() << '\n';
        return 2;
    }
    return 0;
}
