"""What a job works with; light, for a window holds one long before its first job."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.domain.clock import Clock
from console.store.store import Store

if TYPE_CHECKING:
    from console.domain.asking import Beds24


@dataclass(frozen=True, slots=True)
class Workplace:
    """The hotel's file, Beds24, and the time."""

    store: Store
    beds24: "Beds24"
    clock: Clock
