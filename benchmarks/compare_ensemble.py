#!/usr/bin/env python3
"""One ensemble in plain Python, and by servanda's benchmark.

usage: compare_ensemble.py BENCHMARKS [RUNS]

BENCHMARKS is the program of the benchmarks, as ./dev bench builds it; RUNS how many Python does
(1,000,000). Two parties; each gives notice after an exponential time with a mean of 1826 days; 183
days later the treaty ends, unless the notice is revoked, as three in ten are, on a day before that,
each alike; twenty years are looked at.

Python does it in two ways. One goes through the acts in the order of their days, as servanda does,
so that another rule could be added. The other draws the same numbers and knows beforehand what they
come to. All run on one thread, in turn, and the best of three is taken. Status 1 where they do not
agree on how likely the treaty is to end.
"""

import json
import math
import random
import subprocess
import sys
import time

YEARS = 7305  # twenty, in days
MEAN_DAYS = 1826.0
REVOKED = 0.3
NOTICE_DAYS = 183
ROUNDS = 3


def ends_by_acts(draw):
    """The day on which the treaty ends, counted from the first; None: not within the span."""
    events = []
    for party in ("AAA", "BBB"):
        day = 1 + int(draw.expovariate(1.0 / MEAN_DAYS))
        if day > YEARS:
            continue
        events.append((day, party, "notice"))
        if draw.random() < REVOKED:
            events.append((day + draw.randint(1, NOTICE_DAYS - 1), party, "revocation"))
    events.sort()
    effect = {}  # by party whose notice is running: the day on which it takes effect
    for day, party, what in events:
        if effect and min(effect.values()) <= day:
            break
        if what == "notice":
            effect[party] = day + NOTICE_DAYS
        else:
            effect.pop(party, None)
    end = min(effect.values(), default=None)
    return end if end is not None and end <= YEARS else None


def ends_by_formula(draw):
    """The same, where the first notice that is not revoked ends it."""
    end = YEARS + 1
    for _ in range(2):
        notice = 1 + int(draw.expovariate(1.0 / MEAN_DAYS))
        if draw.random() >= REVOKED and notice + NOTICE_DAYS < end:
            end = notice + NOTICE_DAYS
    return end if end <= YEARS else None


def by_python(ends, runs, seed):
    """Runs a second, how many there were, and in how many of them the treaty ends."""
    draw = random.Random(seed)
    by_day = [0] * (YEARS + 1)
    start = time.perf_counter()
    for _ in range(runs):
        day = ends(draw)
        if day is not None:
            by_day[day] += 1
    return runs / (time.perf_counter() - start), runs, sum(by_day)


def by_servanda(program):
    """Runs a second, how many there were, and in how many of them the treaty ends."""
    told = subprocess.run(
        [program, "--benchmark_filter=^ensemble$", "--benchmark_format=json"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    found = [item for item in json.loads(told)["benchmarks"] if item["name"] == "ensemble"]
    if not found:
        sys.exit(f"{program} has no benchmark 'ensemble'")
    runs = found[0]["iterations"]
    return found[0]["items_per_second"], runs, round(found[0]["ended"] * runs)


def exactly():
    """The probability in closed form: each party ends it alone, or neither does."""
    notice_in_time = 1.0 - math.exp(-(YEARS - NOTICE_DAYS) / MEAN_DAYS)
    return 1.0 - (1.0 - (1.0 - REVOKED) * notice_in_time) ** 2


class Side:
    """One way of doing it, over several rounds."""

    def __init__(self, name, measure, same_runs):
        self.name, self.measure, self.same_runs = name, measure, same_runs
        self.speed = 0.0
        self.runs = self.hits = 0

    def go(self, turn):
        speed, runs, hits = self.measure(turn)
        self.speed = max(self.speed, speed)
        if not self.same_runs:
            self.runs, self.hits = self.runs + runs, self.hits + hits
        elif runs > self.runs:  # always from the first on: only the longest round says more
            self.runs, self.hits = runs, hits

    def share(self):
        return self.hits / self.runs

    def errors_from(self, p):
        """How far the share is from a probability, in standard errors."""
        return abs(self.share() - p) / math.sqrt(p * (1.0 - p) / self.runs)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = sys.argv[1]
    runs = max(1, (int(sys.argv[2]) if len(sys.argv) == 3 else 1_000_000) // ROUNDS)
    servanda = Side("servanda", lambda turn: by_servanda(program), True)
    acts = Side("Python, act by act", lambda turn: by_python(ends_by_acts, runs, turn), False)
    formula = Side("Python, by formula",
                   lambda turn: by_python(ends_by_formula, runs, turn + ROUNDS), False)
    for turn in range(ROUNDS):
        for side in (servanda, acts, formula):
            side.go(turn)

    for side in (servanda, acts, formula):
        print(f"{side.name:20}{side.speed:12,.0f} runs/s{servanda.speed / side.speed:7.1f}"
              f"   the treaty ends in {side.share():.5f} of {side.runs:,} runs")
    p = exactly()
    apart = max(side.errors_from(p) for side in (servanda, acts, formula))
    agree = apart < 4.0
    print(f"closed form: {p:.5f}; at most {apart:.1f} standard errors from it: "
          + ("they agree" if agree else "they do NOT agree (four are too many)"))
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
