"""Copies of the database that still hold somebody who was erased since."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

KEPT_ASIDE = "kept-aside"
"""The occasion of a former database that a restore or a trouble left beside the present one."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A copy that still holds somebody: `occasion` is daily, before-upgrade, by-hand or KEPT_ASIDE.

    `until` is the day on which a house that is open every day has thinned it out, None where nothing does; `is_own`
    tells whether the console made it by itself.
    """

    path: Path
    taken_at: datetime
    occasion: str
    until: date | None
    is_own: bool
