"""`make score`: how well guests are told apart, beside GUESTS.md's goals.

`python -m tests.benchmarks.guests [--seed N …] [--folder DIR …] [--febrl] [--wrong]`; without a choice five seeds and,
where its package is installed, FEBRL.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.guests.febrl import FILES, FebrlIsMissing, febrl_folder, read_febrl
from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.goals import HEAD, judged, row
from tests.benchmarks.guests.matching import Outcome, match
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.rows import DataSet, read_folder
from tests.benchmarks.guests.scoring import Owner, Score, Tally, is_right, score, wrong_pairs
from tests.benchmarks.table import HEAD as FIGURES

_SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Scored:
    """A data set, what the matcher made of it, and how good that is."""

    data: DataSet
    outcome: Outcome
    score: Score
    seconds: float


def scored(data: DataSet) -> Scored:
    """Match `data` and judge the outcome by its truth."""
    began = time.perf_counter()
    outcome = match(data.bookings, data.updates, data.country, data.own_domains)
    seconds = time.perf_counter() - began
    return Scored(data, outcome, score(owners(data), outcome.cards, outcome.proposals, outcome.links), seconds)


def owners(data: DataSet) -> dict[str, Owner]:
    """Whose each booking is."""
    return {row.booking_id: Owner(row.person_id, row.household_id) for row in data.truth}


def main(words: list[str]) -> int:
    """Print every figure; 1 when a goal is not reached."""
    asked = _asked(words)
    found: list[Scored] = []
    print(HEAD)
    for data in _data_sets(asked):
        found.append(scored(data))
        print(row(found[-1].data.name, found[-1].score, found[-1].seconds), flush=True)
    print(f"\n{_per_rule([one.score for one in found])}")
    if asked.wrong:
        print("\n".join(line for one in found for line in _wrong(one)))
    figures = judged({one.data.name: one.score for one in found})
    print("\n".join(("", FIGURES, *(figure.line() for figure in figures))))
    return int(not all(figure.kept for figure in figures))


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.guests", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[], help="make up a hotel from each of these seeds")
    parser.add_argument(
        "--folder", type=Path, nargs="+", default=[], help="read bookings with their truth from folders"
    )
    parser.add_argument("--febrl", action="store_true", help="FEBRL 3 and 4")
    parser.add_argument("--wrong", action="store_true", help="the traps in pairs that were put together wrongly")
    return parser.parse_args(words)


def _data_sets(asked: argparse.Namespace) -> Iterator[DataSet]:
    chosen = bool(asked.seed or asked.folder or asked.febrl)
    for folder in asked.folder:
        yield read_folder(folder)
    for seed in asked.seed if chosen else _SEEDS:
        yield generate(Parameters(seed=seed))
    if asked.febrl or not chosen:
        yield from _febrl()


def _febrl() -> Iterator[DataSet]:
    try:
        folder = febrl_folder()
    except FebrlIsMissing as why:
        print(f"FEBRL is left out. {why}", file=sys.stderr)
        return
    for number in FILES:
        yield read_febrl(number, folder)


def _per_rule(scores: list[Score]) -> str:
    lines = ["| rule | right | of |", "|---|---|---|"]
    for tallies in ([one.links_per_rule for one in scores], [one.proposals_per_rule for one in scores]):
        for rule in sorted({rule for found in tallies for rule in found}):
            total = _sum(found[rule] for found in tallies if rule in found)
            lines.append(f"| {rule} | {total.right} | {total.all_} |")
    return "\n".join(lines)


def _sum(tallies: Iterable[Tally]) -> Tally:
    found = list(tallies)
    return Tally(sum(one.right for one in found), sum(one.all_ for one in found))


def _wrong(one: Scored) -> Iterator[str]:
    """What lies in the bookings of wrong automatic pairs and of wrong proposals, the most frequent first."""
    truth = owners(one.data)
    traps = {row.booking_id: set(row.traps.split()) for row in one.data.truth}
    pairs = Counter(_kind(*pair, traps, truth) for pair in wrong_pairs(truth, one.outcome.cards))
    asked = Counter(
        f"{proposal.rule}, {_kind(min(proposal.one), min(proposal.other), traps, truth)}"
        for proposal in one.outcome.proposals
        if not is_right(proposal, truth)
    )
    for what, found in (("wrong pairs on one card", pairs), ("wrong proposals", asked)):
        yield f"\n{one.data.name}, {what}: {found.total()}"
        yield from (f"{times:5} {kind}" for kind, times in found.most_common())


def _kind(one: str, other: str, traps: dict[str, set[str]], truth: dict[str, Owner]) -> str:
    same = truth[one].household == truth[other].household
    where = "one household" if same else "two households"
    return f"{where}: {' '.join(sorted(traps[one] | traps[other])) or 'no trap'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
