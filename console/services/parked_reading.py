"""Looking into what could not be read: enough to recognise the booking, and a form that may be sent to support."""

import json
from datetime import date
from typing import Any

from console.domain.booking import full_name

_LONGEST_NAME = 80
_NO_PERSON = frozenset(
    [
        "id",
        "propertyId",
        "roomId",
        "unitId",
        "roomQty",
        "status",
        "subStatus",
        "arrival",
        "departure",
        "numAdult",
        "numChild",
        "bookingTime",
        "modifiedTime",
        "cancelTime",
        "channel",
        "apiSource",
        "apiSourceId",
        "apiReference",
        "masterId",
        "bookingGroup",
        "ids",
        "master",
        "price",
        "deposit",
        "tax",
        "commission",
        "allowChannelUpdate",
        "offerId",
        "flagColor",
        # of a row of ours
        "property_id",
        "room_type_id",
        "unit_id",
        "room_id",
        "guest_id",
        "beds24_id",
        "group_id",
        "room_qty",
        "sub_status",
        "adults",
        "children",
        "booked_at",
        "modified_at",
        "cancelled_at",
        "read_at",
        "created_at",
        "missed_at",
        "api_source",
        "channel_reference",
        "allow_channel_update",
        "flag_color",
        "source",
    ]
)


def read_loosely(payload: bytes) -> tuple[str, date | None, date | None]:
    """Guest, arrival and departure, each as far as it can be told."""
    item = _decoded(payload)
    if not isinstance(item, dict):
        return "", None, None
    names = (_text(item.get("firstName")), _text(item.get("lastName")))
    return full_name(*names), _day(item.get("arrival")), _day(item.get("departure"))


def pretty(payload: bytes) -> str:
    """As received, one value a line; what is no JSON stays as it is."""
    item = _decoded(payload)
    if item is None:
        return payload.decode("utf-8", "replace")
    return json.dumps(item, indent=2, ensure_ascii=False, sort_keys=True)


def for_support(payload: bytes) -> str:
    """`pretty` without anything that tells of a person: texts of other fields are named by their length alone."""
    return json.dumps(_masked(_decoded(payload)), indent=2, ensure_ascii=False, sort_keys=True)


def _decoded(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _masked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _masked(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, name) for inner in value]
    if value is None or isinstance(value, bool) or name in _NO_PERSON:
        return value
    return f"({type(value).__name__}, {len(str(value))})"


def _text(value: object) -> str:
    return value[:_LONGEST_NAME] if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
