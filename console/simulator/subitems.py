"""Invoice items and info items inside a POST: no id adds, id and fields change, id alone deletes (FACTS.md 4)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from console.simulator.book import Book
from console.simulator.bookings import Booking
from console.simulator.items import InfoItem, InvoiceItem

_BY_API = {"charge": 7, "payment": 204}
_INVOICE_FIELDS: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "type": ("type", str),
    "description": ("description", str),
    "status": ("status", str),
    "qty": ("qty", int),
    "amount": ("amount", (int, float)),
    "vatRate": ("vat_rate", (int, float)),
    "invoiceeId": ("invoicee_id", (int, type(None))),
}
_INFO_FIELDS: Mapping[str, tuple[str, type | tuple[type, ...]]] = {"code": ("code", str), "text": ("text", str)}
_KNOWN = {"invoiceItems": _INVOICE_FIELDS, "infoItems": _INFO_FIELDS}

Make = Callable[[int, dict[str, Any]], Any]


def write_sub_items(
    booking: Booking, item: Mapping[str, object], book: Book, now: datetime
) -> tuple[Booking, list[str]]:
    """The booking with its items written, and the names of lists in which something was refused."""
    charges = {each.id: each for each in booking.invoice_items}
    notes = {each.id: each for each in booking.info_items}
    taken = {
        "invoiceItems": _write_list(item, "invoiceItems", charges, _invoice_item(now), book),
        "infoItems": _write_list(item, "infoItems", notes, _info_item(now), book),
    }
    written = replace(booking, invoice_items=tuple(charges.values()), info_items=tuple(notes.values()))
    return written, [key for key, fine in taken.items() if not fine]


def _write_list(item: Mapping[str, object], key: str, kept: dict[int, Any], make: Make, book: Book) -> bool:
    entries = item.get(key, [])
    if not isinstance(entries, list):
        return False
    bad = [entry for entry in entries if not _write_one(entry, kept, key, make, book)]
    return not bad


def _write_one(entry: object, kept: dict[int, Any], key: str, make: Make, book: Book) -> bool:
    if not isinstance(entry, dict):
        return False
    values = _read(entry, _KNOWN[key])
    if values is None:
        return False
    if "id" not in entry:
        return _add(values, kept, make, book)
    if entry["id"] not in kept:
        return False
    if set(entry) == {"id"}:
        del kept[entry["id"]]
    else:
        kept[entry["id"]] = replace(kept[entry["id"]], **values)
    return True


def _add(values: dict[str, Any], kept: dict[int, Any], make: Make, book: Book) -> bool:
    number = book.new_item_id()
    made = make(number, values)
    if made is None:
        return False
    kept[number] = made
    return True


def _read(
    entry: Mapping[str, object], known: Mapping[str, tuple[str, type | tuple[type, ...]]]
) -> dict[str, Any] | None:
    sent = entry.keys() & known.keys()
    if any(not isinstance(entry[key], known[key][1]) for key in sent):
        return None
    return {known[key][0]: entry[key] for key in sent}


def _invoice_item(now: datetime) -> Make:
    def make(number: int, values: dict[str, Any]) -> InvoiceItem | None:
        kind = values.pop("type", "charge")
        if kind not in _BY_API:
            return None
        given = {"description": "", "amount": 0.0, **values}
        return InvoiceItem(id=number, type=kind, sub_type=_BY_API[kind], create_time=now, **given)

    return make


def _info_item(now: datetime) -> Make:
    def make(number: int, values: dict[str, Any]) -> InfoItem | None:
        return InfoItem(number, values["code"], values.get("text", ""), now) if values.get("code") else None

    return make
