"""A soak as rows of the table in docs/performance.md."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.table import Figure
from tests.soaking.soak import QUIET_FOR_AT_MOST, Soaked

_MOST_MEDIAN, _MOST_P95 = 2.0, 90.0
_MOST_GROWTH = 20.0
_MOST_LOG = 1_000_000


def figures(soaked: Soaked) -> Iterator[Figure]:
    """What RELIABILITY.md section 7 asks for, as far as a soak can show it."""
    yield from _delays(soaked)
    yield from _weight(soaked)
    log = soaked.log_size
    yield Figure("size of the log", f"{log / 1000:.0f} kB", f"<= {_MOST_LOG / 1e6:.0f} MB", log <= _MOST_LOG)
    yield _none("errors in the log and on the terminal", soaked.errors)
    acts, slowest = len(soaked.acts), max(soaked.acts, default=0.0)
    failed = "; ".join(soaked.failed_acts)
    yield Figure(
        "acts of a person meanwhile, the slowest of them", f"{acts}, {slowest:.1f} s{failed}", "none fails", not failed
    )
    yield _none("differences between the store and Beds24 at the end, without a full sync", soaked.differences)


def _delays(soaked: Soaked) -> Iterator[Figure]:
    told = sorted(each.delay for each in soaked.told)
    untold = max((each.delay for each in soaked.untold), default=0.0)
    middle, late = median(told), told[int(len(told) * 0.95)]
    sent, lost = soaked.outcomes.get("delivered", 0), soaked.outcomes.get("lost", 0)
    what = f"from a change at Beds24 to the store, {len(told)} changes of which a webhook told"
    yield Figure(f"{what}, median", f"{middle:.2f} s", f"<= {_MOST_MEDIAN:.0f} s", middle <= _MOST_MEDIAN)
    yield Figure(f"{what}, 95th percentile", f"{late:.1f} s", f"<= {_MOST_P95:.0f} s", late <= _MOST_P95)
    yield Figure(
        f"the same, {len(soaked.untold)} changes of which none told, longest",
        f"{untold:.0f} s",
        "one pull",
        untold <= QUIET_FOR_AT_MOST,
    )
    yield Figure(
        "webhooks heard, lost on the way, repetitions dropped",
        f"{sent}, {lost}, {soaked.duplicates}",
        "told",
        kept=True,
    )


def _weight(soaked: Soaked) -> Iterator[Figure]:
    weights = soaked.weights
    begun, ended = weights[len(weights) // 4], weights[-1]
    grown = ended.memory - begun.memory
    yield Figure(
        "memory of `serve` at the end, growth over the last three quarters",
        f"{ended.memory:.0f} MB, {grown:.1f} MB",
        f"<= {_MOST_GROWTH:.0f} MB more",
        grown <= _MOST_GROWTH,
    )
    most = max((each.threads, each.files) for each in weights)
    yield Figure(
        "its threads and open files at the end, at most",
        f"{ended.threads} and {ended.files}, {most[0]} and {max(each.files for each in weights)}",
        "flat",
        ended.files <= begun.files + 2 and ended.threads <= begun.threads + 1,
    )


def _none(what: str, found: tuple[str, ...]) -> Figure:
    return Figure(what, "; ".join(found[:5]) or "none", "none", not found)
