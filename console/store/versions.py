"""Formats of the database: each has the number of the migration that leads to it."""

import re
from dataclasses import dataclass
from pathlib import Path

from console.domain.errors import OurBug

_MIGRATION = re.compile(r"(\d+)\D.*\.py")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which version to which, by which migrations, and the backup made before (None for a new file)."""

    before: int
    after: int
    applied: tuple[str, ...]
    backup: Path | None


def known_version(migrations: Path) -> int:
    """The newest format this program knows. Raises OurBug when two migrations have one number."""
    numbers = [int(found[1]) for path in migrations.iterdir() if (found := _MIGRATION.fullmatch(path.name))]
    if len(set(numbers)) != len(numbers):
        raise OurBug("Two migrations of the database have the same number.")
    return max(numbers, default=0)
