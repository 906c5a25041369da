"""`export`: a list as JSON or CSV on standard output, streamed from one snapshot of the database."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import IO, Any

from console.cli.exit_codes import ExitCode
from console.cli.orders import Export, ExportFormat
from console.cli.output import Output, encode
from console.domain.moments import moment_text
from console.domain.spreadsheet import harmless
from console.services.exports import ROW_OF, ExportRow, export_rows
from console.store.faults import translating_disk
from console.store.store import Store


def export(store: Store, now: datetime, output: Output, order: Export) -> ExitCode:
    """Write the whole list, or nothing. Raises StoreTrouble, StoreDamaged."""
    write = _write_csv if order.format is ExportFormat.CSV else _write_json
    folder = store.database.path.parent
    with output.whole(folder) as place, translating_disk(), store.reading() as session:
        write(place, export_rows(session, order.kind, now), ROW_OF[order.kind])
    return ExitCode.DONE


def _write_json(place: IO[bytes], rows: Iterator[ExportRow], _kind: type[ExportRow]) -> None:
    """A list of objects, one a line."""
    place.write(b"[")
    between = b"\n"
    for row in rows:
        place.write(between + encode(row))
        between = b",\n"
    place.write(b"\n]\n")


def _write_csv(place: IO[bytes], rows: Iterator[ExportRow], kind: type[ExportRow]) -> None:
    """UTF-8 with a byte order mark, which spreadsheets on Windows need; a comma between, one line a row."""
    names = [field.name for field in fields(kind)]
    values_of = attrgetter(*names)
    text = io.TextIOWrapper(place, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(value) for value in values_of(row)] for row in rows)
    text.flush()
    text.detach()


def _cell(value: Any) -> object:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless("; ".join(map(str, value))) if isinstance(value, tuple) else value
