"""Bookings with their truth, as files of a folder: `bookings.csv`, `truth.csv`, `updates.csv`, `params.json`."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking as a channel or the desk wrote it; empty text where nothing was given."""

    booking_id: str
    created_at: datetime
    channel: str
    channel_ref: str
    arrival: date
    departure: date
    first_name: str
    last_name: str
    booker_name: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    city: str = ""
    postcode: str = ""
    address: str = ""
    date_of_birth: str = ""
    document_no: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class TruthRow:
    """Whose booking it is, and what makes that hard to see; `traps` are names, blanks between them."""

    booking_id: str
    person_id: str
    household_id: str
    traps: str = ""


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What was learnt later about a booking's guest: from `at` on its `field` holds `value`."""

    booking_id: str
    at: datetime
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """Bookings in the order of `created_at`, updates in the order of `at`; `country` is where the hotel stands."""

    name: str
    bookings: tuple[BookingRow, ...]
    truth: tuple[TruthRow, ...]
    updates: tuple[UpdateRow, ...]
    country: str
    own_domains: tuple[str, ...]


def read_folder(folder: Path) -> DataSet:
    """The data set that lies in `folder`. Raises OSError without its files, KeyError or ValueError for other ones."""
    about = json.loads((folder / "params.json").read_text(encoding="utf-8"))
    return DataSet(
        name=folder.name,
        bookings=tuple(sorted(_rows(folder / "bookings.csv", _booking), key=lambda row: row.created_at)),
        truth=tuple(_rows(folder / "truth.csv", lambda cells: TruthRow(**cells))),
        updates=tuple(sorted(_rows(folder / "updates.csv", _update), key=lambda row: row.at)),
        country=about["country"],
        own_domains=(about["own_domain"],),
    )


def write_folder(data: DataSet, folder: Path, about: str) -> None:
    """Write `data` into `folder`, with `about` (JSON) as its `params.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "bookings.csv", data.bookings, BookingRow)
    _write(folder / "truth.csv", data.truth, TruthRow)
    _write(folder / "updates.csv", data.updates, UpdateRow)
    (folder / "params.json").write_text(about, encoding="utf-8")


def _booking(cells: dict[str, str]) -> BookingRow:
    made = {
        "created_at": datetime.fromisoformat(cells.pop("created_at")),
        "arrival": date.fromisoformat(cells.pop("arrival")),
        "departure": date.fromisoformat(cells.pop("departure")),
    }
    return BookingRow(**cells, **made)  # type: ignore[arg-type]  # the three that are no text are popped above


def _update(cells: dict[str, str]) -> UpdateRow:
    return UpdateRow(cells["booking_id"], datetime.fromisoformat(cells["at"]), cells["field"], cells["value"])


def _rows(path: Path, make: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            yield make(cells)


def _write(path: Path, rows: Iterable[BookingRow | TruthRow | UpdateRow], kind: type) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(kind))
        writer.writerows([str(cell) for cell in asdict(row).values()] for row in rows)
