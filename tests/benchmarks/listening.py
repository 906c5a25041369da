"""Acknowledging webhooks: with everything synced to the disk first, beside the same listener that keeps nothing.

Both run as processes of their own and are asked in turn, a second each, so that whatever else this machine does
falls on both alike.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from tests.benchmarks.asking import Answers, ask_at_once, ask_evenly
from tests.benchmarks.table import Figure, seconds
from tests.hooking import body, told_booking
from tests.webhook.door import request, signed
from tests.webhook.standing import Standing, standing

RATE, SHORT, LONG = 200, 6, 30
LINES, AT_ONCE, TURNS = 16, 500, 4
_MOST_TIMES, _LEAST_PART = 4.0, 1 / 3
_MILLISECONDS = 1000


def measure() -> Iterator[Figure]:
    """Six seconds of each."""
    yield from _measure(SHORT)


def measure_long() -> Iterator[Figure]:
    """Half a minute of each, as the promise says."""
    yield from _measure(LONG)


def _measure(span: int) -> Iterator[Figure]:
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="night-porter-bench-")))
        keeping, forgetting = (opened.enter_context(standing(each)) for each in (folder, None))
        requests = _requests()
        yield _latency(keeping, forgetting, requests, span)
        yield _throughput(keeping, forgetting, requests)


def _requests() -> Iterator[bytes]:
    """Each tells of another booking and is signed."""
    for number in count(1):
        told = body(told_booking(number))
        yield request(body=told, secret=None, x_beds24_signature=signed(told))


def _take(requests: Iterator[bytes], many: int) -> list[bytes]:
    return [next(requests) for _ in range(many)]


def _latency(keeping: Standing, forgetting: Standing, requests: Iterator[bytes], span: int) -> Figure:
    kept, forgotten = Answers(), Answers()
    for _ in range(span):
        for who, answers in ((keeping, kept), (forgetting, forgotten)):
            asyncio.run(ask_evenly(who.port, _take(requests, RATE), RATE, answers))
    ours, bare = kept.percentile(0.99), forgotten.percentile(0.99)
    return Figure(
        f"99th percentile of acknowledging {RATE} webhooks a second for {span} s, stored and synced, beside not stored",
        f"{ours / bare:.1f} times ({ours * _MILLISECONDS:.1f} ms beside {bare * _MILLISECONDS:.1f} ms)",
        f"<= {_MOST_TIMES:.0f} times, none refused",
        ours <= _MOST_TIMES * bare and not kept.refused and not forgotten.refused,
    )


def _throughput(keeping: Standing, forgetting: Standing, requests: Iterator[bytes]) -> Figure:
    kept, forgotten = Answers(), Answers()
    spent = {keeping: 0.0, forgetting: 0.0}
    for _ in range(TURNS):
        for who, answers in ((keeping, kept), (forgetting, forgotten)):
            some = iter(_take(requests, AT_ONCE))
            asking = ask_at_once(who.port, some, LINES, answers)
            spent[who] += seconds(lambda asking=asking: asyncio.run(asking))  # type: ignore[misc] # each its own
    ours, bare = (TURNS * AT_ONCE / spent[who] for who in (keeping, forgetting))
    return Figure(
        f"webhooks a second on {LINES} lines, stored and synced, beside not stored",
        f"{ours / bare:.2f} ({ours:,.0f}/s beside {bare:,.0f}/s)",
        f">= {_LEAST_PART:.2f}, none refused",
        ours >= _LEAST_PART * bare and not kept.refused and not forgotten.refused,
    )
