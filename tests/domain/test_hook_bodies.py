"""What of a webhook's bytes gets through: every shape that is accepted, and nothing of a card."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.beds24.fields import AMOUNTS, COUNTS, TEXTS
from console.domain.hook_bodies import BOOKING_KEYS, MOST_NOTICES, Notice, Unreadable, dedupe_key, fields_of, read_body
from console.domain.hook_events import EventKind
from console.simulator.webhooks.cards import CANARIES, CARD_CODE, CARD_NUMBER, with_cards
from console.simulator.webhooks.faults import CardPlace

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
BOOKING: dict[str, Any] = {
    "id": 71,
    "masterId": None,
    "bookingGroup": {"master": 70, "ids": [70, 71]},
    "propertyId": 4711,
    "roomId": 100,
    "unitId": 1,
    "status": "confirmed",
    "arrival": "2026-05-12",
    "departure": "2026-05-15",
    "firstName": "Anna",
    "lastName": "Beispiel",
    "notes": "",
    "apiMessage": "Room: Double",
    "custom1": "x",
    "bookingTime": "2026-05-12T11:00:00Z",
    "modifiedTime": "2026-05-12T11:59:00Z",
    "price": 300.5,
    "stripeToken": None,
}
MESSAGE = {"id": 9, "bookingId": 71, "time": "2026-05-12T11:58:00Z", "read": False, "message": "Hi", "source": "guest"}


def body(**more: Any) -> dict[str, Any]:
    usual = {"timeStamp": "2026-05-12T11:59:05Z", "booking": dict(BOOKING), "infoItems": [], "invoiceItems": []}
    return {**usual, "messages": [dict(MESSAGE)], "retries": 0, **more}


def read(content: object, query: str = "") -> tuple[Notice, ...]:
    told = read_body(json.dumps(content).encode(), query)
    assert isinstance(told, tuple), told
    return told


def one(content: object) -> Notice:
    (notice,) = read(content)
    return notice


def test_a_body_of_version_two_tells_its_booking_and_its_messages() -> None:
    notice = one(body())
    assert (notice.kind, notice.beds24_id, notice.property_id) == (EventKind.BOOKING, 71, 4711)
    assert (notice.sent_at, notice.retries) == (NOW - timedelta(seconds=55), 0)
    assert notice.changed_at == NOW - timedelta(minutes=1)
    assert notice.has_personal
    assert not notice.deleted
    assert notice.booking["price"] == 300.5
    assert notice.booking["bookingGroup"] == {"master": 70, "ids": [70, 71]}
    assert notice.messages == (MESSAGE,)


def test_a_key_that_is_not_named_does_not_get_through() -> None:
    kept = one(body(secret="x", booking={**BOOKING, "arrival": {"nested": "x"}})).booking
    assert not {"apiMessage", "custom1", "stripeToken", "arrival"} & set(kept)


def test_every_key_that_the_mapping_reads_gets_through() -> None:
    read_by_mapping = {key for _, _, key, _ in TEXTS} | {key for _, key, _ in (*AMOUNTS, *COUNTS)}
    assert read_by_mapping <= BOOKING_KEYS


def test_a_body_without_personal_data_says_so() -> None:
    bare = {key: value for key, value in BOOKING.items() if key not in {"firstName", "lastName"}}
    assert not one(body(booking=bare)).has_personal


def test_an_array_tells_each_of_its_bookings_whatever_stands_beside_them() -> None:
    other = body(booking={**BOOKING, "id": 72})
    assert [each.beds24_id for each in read([body(), 5, {}, other, {**BOOKING, "id": 73}])] == [71, 72, 73]


def test_a_query_of_version_one_is_a_hint_and_nothing_more() -> None:
    told = read_body(b"", "bookid=71&status=cancel")
    assert told == (Notice(kind=EventKind.HINT, beds24_id=71, named="cancel"),)
    assert read_body(b"cvc=123&stripeToken=tok_1", "bookid=71&status=new") == (
        Notice(kind=EventKind.HINT, beds24_id=71, named="new"),
    )


def test_the_inventory_webhook_names_a_room() -> None:
    (notice,) = read({"roomId": "123456", "propId": "4711", "ownerId": "1234", "action": "SYNC_ROOM"})
    assert (notice.kind, notice.property_id, notice.beds24_id) == (EventKind.INVENTORY, 4711, None)
    assert notice.named == "SYNC_ROOM 123456"


@pytest.mark.parametrize("event", ["created", "modified", "cancelled", "deleted"])
def test_a_typed_envelope_has_an_id_and_a_name(event: str) -> None:
    notice = one({"event": f"booking.{event}", "id": "evt_1", "booking": BOOKING})
    assert (notice.event_id, notice.named, notice.deleted) == ("evt_1", f"booking.{event}", event == "deleted")
    assert dedupe_key(notice, NOW) == "event|evt_1"


@pytest.mark.parametrize(
    "received",
    [
        *(b"", b"  ", b"42", b"null", b"[]", b"{}", b"<html>", b'{"booking":{"id":1', b'{"booking":{"id":"M\xfc"}}'),
        *(b"[" * 50_000, b'{"a":' * 50_000, b'{"booking":5}', b'{"booking":{"id":true}}', b'{"booking":{"id":-4}}'),
        b'{"booking":{"id":' + b"9" * 5_000 + b"}}",
        b'{"roomId":"5"}',
    ],
    ids=lambda received: repr(received[:20]),
)
def test_what_tells_nothing_is_refused_with_a_reason_that_repeats_nothing(received: bytes) -> None:
    told = read_body(received, "a=b")
    assert isinstance(told, Unreadable)
    assert told.reason.endswith(".")


def test_too_many_bookings_at_once_are_refused() -> None:
    assert isinstance(read_body(json.dumps([body()] * (MOST_NOTICES + 1)).encode(), ""), Unreadable)


def test_nan_and_half_characters_do_not_break_anything() -> None:
    received = b'{"booking":{"id":1,"price":NaN,"notes":"\\ud800","firstName":"A"},"messages":5,"infoItems":{}}'
    told = read_body(received, "")
    assert isinstance(told, tuple)
    assert told[0].booking["price"] is None
    assert json.loads(fields_of(told[0]))["messages"] == []


@pytest.mark.parametrize("place", [None, *CardPlace], ids=str)
def test_card_data_gets_through_nowhere(place: CardPlace | None) -> None:
    spoiled = with_cards(body(), place)
    kept = fields_of(one(spoiled)).decode()
    assert not [canary for canary in (*CANARIES, CARD_CODE) if canary in kept]
    assert json.loads(kept)["booking"]["id"] == 71


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("apiReference", CARD_NUMBER),
        ("apiReference", int(CARD_NUMBER)),
        ("email", f"{CARD_NUMBER}@guest.example.com"),
        ("phone", "371449635398431"),
        ("mobile", "+371449635398431"),
    ],
)
def test_what_only_may_be_a_card_is_left_to_the_reading_that_follows(key: str, value: object) -> None:
    told = one(body(booking=BOOKING | {key: value}))
    assert key not in told.booking
    assert set(told.booking) >= {"id", "status", "arrival", "firstName", "price"}


def test_a_code_of_a_channel_a_mailbox_and_a_phone_that_are_no_card_get_through() -> None:
    usual = {"apiReference": "1234567890123456", "email": "anna.1234@guest.example.com", "phone": "+43 660 1234567"}
    assert one(body(booking=BOOKING | usual)).booking.items() >= usual.items()


def test_a_card_before_the_sign_of_a_mailbox_is_masked_in_a_message() -> None:
    told = one(body(messages=[MESSAGE | {"message": f"{CARD_NUMBER}@guest.example.com"}]))
    assert CARD_NUMBER not in str(told)
    assert "guest.example.com" in told.messages[0]["message"]


def test_a_card_number_in_a_name_of_the_event_is_masked() -> None:
    notice = one({"event": f"booking {CANARIES[0]}", "id": CANARIES[0], "booking": BOOKING})
    assert CANARIES[0] not in f"{notice.named}{notice.event_id}"


def test_ids_that_look_like_cards_or_are_long_stay_apart() -> None:
    ids = [CANARIES[0], "4012888888881881", "x" * 300 + "a", "x" * 300 + "b", 4111111111111111, None, True]
    notices = [one({"event": "booking.modified", "id": id_, "booking": BOOKING}) for id_ in ids]
    kept = [notice.event_id for notice in notices]
    assert len(set(kept[:4])) == 4
    assert kept[4:] == [kept[0], "", ""]
    assert not [id_ for id_ in kept if CANARIES[0] in id_ or len(id_) > 200]


def test_when_it_was_sent_and_how_often_makes_no_other_event() -> None:
    first, again = one(body()), one(body(timeStamp="2026-05-12T12:09:05Z", retries=3))
    assert dedupe_key(first, NOW) == dedupe_key(again, NOW + timedelta(hours=1))


def test_whatever_it_tells_makes_another_event() -> None:
    read_now = body(messages=[{**MESSAGE, "read": True}])
    priced = body(booking={**BOOKING, "price": 300})
    billed = body(invoiceItems=[{"id": 1, "amount": 5}])
    keys = {dedupe_key(one(each), NOW) for each in (body(), read_now, priced, billed)}
    assert len(keys) == 4


def test_a_hint_is_one_event_a_minute() -> None:
    hint = Notice(kind=EventKind.HINT, beds24_id=71, named="modify")
    keys = [dedupe_key(hint, NOW + timedelta(seconds=seconds)) for seconds in (0, 59, 60)]
    assert keys[0] == keys[1] != keys[2]
