"""What a benchmark found: a row of the table in docs/performance.md."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside what it must keep to; `kept` says whether it did."""

    what: str
    measured: str
    limit: str
    kept: bool

    def line(self) -> str:
        return f"| {self.what} | {self.measured} | {self.limit} | {'yes' if self.kept else '**no**'} |"


HEAD = "| what | measured | wanted | kept |\n|---|---|---|---|"


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes by the clock on the wall, with no garbage of the past in the way."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
