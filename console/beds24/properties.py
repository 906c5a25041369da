"""The hotels of the account with room types, units and webhooks, and setting the webhooks (FACTS.md section 5)."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from console.beds24.calls import Asker
from console.beds24.oddities import Oddities, Oddity
from console.beds24.reading import Item, Unfit, identifier, number_of, shown_text, text
from console.beds24.transport import Params
from console.beds24.wire import decode_page, is_refusal
from console.domain.asking import Urgency
from console.domain.errors import Garbled
from console.domain.hotel import Property, RoomType, Unit, WebhookTarget

_PARAMS: Final[Params] = (("includeAllRooms", "true"), ("includeUnitDetails", "true"))
_MOST_PAGES: Final = 200
_decode = msgspec.json.Decoder().decode


def read_properties(asker: Asker, oddities: Oddities, urgency: Urgency) -> tuple[Property, ...]:
    """Every readable property; one that cannot be read is left out and counted. Raises Garbled if none can."""
    found: list[Property] = []
    unreadable = 0
    for item in _items(asker, urgency):
        try:
            found.append(property_from(item))
        except Unfit:
            unreadable += 1
            oddities.note(Oddity.PROPERTY_UNREADABLE)
    if unreadable and not found:
        raise Garbled(
            "Beds24 described the hotel in a way that cannot be read. Nothing was changed; we ask again later."
        )
    return tuple(found)


def property_from(received: bytes | object) -> Property:
    """A property from its JSON. Raises Unfit."""
    item = _object(received)
    property_id = identifier(item.get("id"), "number")
    if property_id is None:
        raise Unfit("It has no number.")
    return Property(
        property_id=property_id,
        name=_text(item, "name"),
        currency=_text(item, "currency").strip().upper(),
        country=_text(item, "country"),
        check_in_start=_text(item, "checkInStart"),
        check_out_end=_text(item, "checkOutEnd"),
        room_types=tuple(_room_type(inner) for inner in _list(item, "roomTypes")),
        webhook=_webhook(item.get("webhooks")),
    )


def webhook_fields(target: WebhookTarget) -> dict[str, str]:
    """`target` as Beds24's `webhooks` object."""
    return {
        "version": target.version,
        "url": target.url,
        "additionalData": target.additional_data,
        "customHeader": target.custom_header,
    }


def _items(asker: Asker, urgency: Urgency) -> Iterator[bytes | object]:
    former: tuple[bytes | object, ...] = ()
    for number in range(1, _MOST_PAGES + 1):
        answer, _ = asker.get("/properties", (*_PARAMS, ("page", str(number))), urgency)
        if is_refusal(answer.body):
            raise Garbled(
                "Beds24 answered with a refusal in place of the hotel. Nothing was changed; we ask again later."
            )
        page = decode_page(answer.body)
        if page.items and page.items == former:
            raise Garbled("Beds24 sent the same page twice. Nothing was changed; we ask again later.")
        yield from page.items
        if not page.more:
            return
        former = page.items
    raise Garbled("Beds24's list of hotels does not come to an end. Nothing was changed; we ask again later.")


def _object(received: bytes | object) -> Item:
    try:
        item = _decode(received) if isinstance(received, bytes) else received
    except (ValueError, RecursionError):
        raise Unfit("It is not valid JSON.") from None
    if not isinstance(item, dict):
        raise Unfit("It is not an object.")
    return item


def _room_type(item: Item) -> RoomType:
    room_type_id = identifier(item.get("id"), "room type")
    if room_type_id is None:
        raise Unfit("One of its room types has no number.")
    return RoomType(
        room_type_id=room_type_id,
        name=_text(item, "name"),
        qty=number_of(item, "qty", "number of rooms", 1),
        units=tuple(_units(item)),
        max_people=number_of(item, "maxPeople", "number of people", 0),
    )


def _units(item: Item) -> Iterator[Unit]:
    for unit in _list(item, "units"):
        unit_id = identifier(unit.get("id"), "unit")
        if unit_id is not None:
            yield Unit(unit_id, _text(unit, "name"))


def _webhook(value: object) -> WebhookTarget:
    if not isinstance(value, dict):
        return WebhookTarget()
    return WebhookTarget(
        version=_text(value, "version") or "one",
        url=_text(value, "url"),
        additional_data=_text(value, "additionalData") or "none",
        custom_header=text(value.get("customHeader"), "header") or "",
    )


def _list(item: Item, key: str) -> list[dict[str, Any]]:
    value = item.get(key)
    return [inner for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []


def _text(item: Item, key: str) -> str:
    return shown_text(item.get(key), key) or ""
