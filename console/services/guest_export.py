"""One guest's card as data: for the guest who asks what is kept of them, and for scripts."""

import json
from datetime import datetime
from typing import Any

from console.domain.guests.card import CardField
from console.domain.lines import ReservationLine
from console.domain.money import to_major
from console.services.guest_card import CardSource, CardValue, GuestCard, KnownContact


def card_json(card: GuestCard) -> str:
    """The card as a JSON document."""
    return json.dumps(card_data(card), ensure_ascii=False, indent=2, default=_text) + "\n"


def card_data(card: GuestCard) -> dict[str, Any]:
    """Everything that is kept about the person, in JSON's terms; moments and days in ISO, amounts in major units."""
    line = card.line
    return {
        "id": card.id,
        "name": line.name,
        "first_name": card.first_name,
        "last_name": card.last_name,
        **{value.name.value: value.text for value in card.values if value.name is not CardField.NAME},
        "document_end": card.document_end,
        "contacts": [_contact(one) for one in card.contacts],
        "flags": [{"flag": one.flag, "reason": one.note, "at": one.at, "by": one.actor} for one in card.flags],
        "notes": [{"kind": one.kind, "text": one.text, "at": one.at, "by": one.actor} for one in card.notes],
        "stays": line.stays,
        "spend": str(to_major(line.spend, line.currency)) if line.currency else "0",
        "currency": line.currency,
        "reservations": [_reservation(one, card.id) for one in card.stays],
        "sources": [_source(one) for one in card.sources],
        "other_values": {value.name.value: _others(value) for value in card.values if value.others},
        "relations": [{"kind": one.kind.value, "guest_id": one.guest_id} for one in card.relations],
    }


def _contact(contact: KnownContact) -> dict[str, Any]:
    return {
        "text": contact.text,
        "is": "phone" if contact.is_phone else "email",
        "kind": contact.kind.value,
        "channel": contact.channel,
        "seen_at": contact.seen_at,
    }


def _reservation(stay: ReservationLine, guest: int) -> dict[str, Any]:
    """A stay of another's, in which the guest came along, is told without its price."""
    came_along = stay.guest_id != guest
    return {
        "beds24_id": stay.beds24_id,
        "status": stay.status,
        "arrival": stay.arrival,
        "departure": stay.departure,
        "room": stay.room,
        "channel": stay.channel,
        "came_along": came_along,
        "price": None if stay.price is None or came_along else str(to_major(stay.price, stay.currency)),
        "currency": stay.currency,
    }


def _others(value: CardValue) -> list[dict[str, Any]]:
    return [{"text": one.text, "seen_at": one.seen_at} for one in value.others]


def _source(source: CardSource) -> dict[str, Any]:
    row = source.row
    return {
        "profile_id": row.profile_id,
        "beds24_id": row.beds24_id,
        "role": row.role,
        "channel": row.channel,
        "arrival": row.arrival,
        "departure": row.departure,
        "name": source.name,
        "seen_at": source.seen_at,
        "matched_with": row.tied_to,
        "rule": row.rule,
    }


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
