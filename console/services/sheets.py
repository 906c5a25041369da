"""Lists saved as files that a spreadsheet opens."""

import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from console.domain.spreadsheet import harmless


def save_csv(path: Path, rows: Iterable[Iterable[str]]) -> None:
    """Write the whole list, or leave what was there; raises OSError.

    UTF-8 with a byte order mark, which spreadsheets on Windows need; no cell can be taken for a formula.
    """
    with NamedTemporaryFile("wb", dir=path.parent, prefix=".night-porter-", delete=False) as place:
        written = Path(place.name)
    try:
        with written.open("w", encoding="utf-8-sig", newline="") as text:
            csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
