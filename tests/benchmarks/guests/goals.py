"""GUESTS.md's goals, and the figures of several data sets beside them."""

from collections.abc import Mapping
from statistics import mean

from tests.benchmarks.guests.scoring import Score
from tests.benchmarks.table import Figure

_COLUMNS = (
    "data",
    "bookings",
    "precision",
    "recall",
    "with proposals judged right",
    "cards of several people",
    "of several households",
    "proposals per 1,000",
    "right",
    "by a rare name, right",
    "seconds",
)
HEAD = f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}"
_MEAN, _WORST = 0.996, 0.993
_RECALL, _JUDGED = 0.60, 0.74
_MIXED_IN_4000 = 12
_PER_THOUSAND, _RIGHT = 60, 0.92
_NO_HOTEL = "FEBRL"


def row(name: str, found: Score, seconds: float) -> str:
    """One data set's line under `HEAD`."""
    cells = (
        name,
        f"{found.bookings:,}",
        f"{found.precision:.4f}",
        f"{found.recall:.3f}",
        f"{found.recall_judged:.3f}",
        str(found.mixed_people),
        str(found.mixed_households),
        f"{found.proposals_per_thousand:.1f}",
        f"{found.proposals.share:.3f}",
        f"{found.rare_names.right} of {found.rare_names.all_}",
        f"{seconds:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def judged(scores: Mapping[str, Score]) -> list[Figure]:
    """Every goal, on the hotels among the data sets together; and for FEBRL, that no pair is wrong."""
    hotels = [score for name, score in scores.items() if not name.startswith(_NO_HOTEL)]
    others = {name: score for name, score in scores.items() if name.startswith(_NO_HOTEL)}
    figures = _of_hotels(hotels) if hotels else []
    for name, found in others.items():
        wrong = "none" if found.precision == 1 else f"{found.mixed_people} cards"
        figures.append(Figure(f"{name}, wrong automatic pairs", wrong, "none", found.precision == 1))
    return figures


def _of_hotels(hotels: list[Score]) -> list[Figure]:
    precision, worst = mean(one.precision for one in hotels), min(one.precision for one in hotels)
    recall, with_judged = mean(one.recall for one in hotels), mean(one.recall_judged for one in hotels)
    mixed, households = max(one.mixed_people for one in hotels), max(one.mixed_households for one in hotels)
    asked = max(one.proposals_per_thousand for one in hotels)
    right = min(one.proposals.share for one in hotels)
    return [
        Figure("precision of automatic pairs, mean", f"{precision:.4f}", f">= {_MEAN}", precision >= _MEAN),
        Figure("precision, worst", f"{worst:.4f}", f">= {_WORST}", worst >= _WORST),
        Figure("cards of several households, most", str(households), "0", households == 0),
        Figure("cards of several people, most", str(mixed), f"<= {_MIXED_IN_4000}", mixed <= _MIXED_IN_4000),
        Figure("recall, mean", f"{recall:.3f}", f">= {_RECALL}", recall >= _RECALL),
        Figure("recall with proposals, mean", f"{with_judged:.3f}", f">= {_JUDGED}", with_judged >= _JUDGED),
        Figure("proposals per 1,000 bookings, most", f"{asked:.1f}", f"<= {_PER_THOUSAND}", asked <= _PER_THOUSAND),
        Figure("share of proposals that is right, worst", f"{right:.3f}", f">= {_RIGHT}", right >= _RIGHT),
    ]
