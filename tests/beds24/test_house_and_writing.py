"""The house is read, webhooks are set, bookings are written: each item with its own verdict."""

import json
from decimal import Decimal

import pytest

from console.beds24.oddities import Oddity
from console.domain.asking import BookingWrite, PostVerdict
from console.domain.errors import Garbled, RequestRefused
from console.domain.hotel import Property, RoomType, Unit, WebhookTarget
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Deed, Loopback, answers
from tests.beds24.payloads import HOTEL, page, token

TARGET = WebhookTarget("twoWithPersonalData", "https://a.example/x", "none", "X-Key: canary-webhook")


def houses(make_client: MakeClient, *deeds: Deed) -> tuple[Property, ...]:
    with Loopback(answers(token()), *deeds) as server:
        return make_client(server.url).properties()


def verdicts(make_client: MakeClient, answer: object, *writes: BookingWrite) -> tuple[PostVerdict, ...]:
    with Loopback(answers(token()), answers(answer, 201)) as server:
        return make_client(server.url).write_bookings(writes or (BookingWrite({"notes": "x"}, 5),))


def test_a_house_comes_with_rooms_units_and_webhook(make_client: MakeClient) -> None:
    (found,) = houses(make_client, answers(page(HOTEL)))
    doubles = RoomType(713992, "Double & Twin", 2, (Unit(1, "101"), Unit(2, "102")), 2)
    assert found == Property(345754, "Hotel Probe", "EUR", "DE", "15:00", "11:00", (doubles,), TARGET)
    assert "canary" not in repr(found)


def test_rooms_and_units_are_asked_for_by_name(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(HOTEL))) as server:
        make_client(server.url).properties()
    assert server.targets()[1] == "/api/v2/properties?includeAllRooms=true&includeUnitDetails=true&page=1"


def test_a_house_that_says_little_is_read_all_the_same(make_client: MakeClient) -> None:
    (found,) = houses(make_client, answers(page({"id": "5", "roomTypes": None, "webhooks": None, "name": None})))
    assert found == Property(5, "", "")


def test_several_pages_of_houses_are_read(make_client: MakeClient) -> None:
    found = houses(make_client, answers(page(HOTEL, more=True)), answers(page({**HOTEL, "id": 6})))
    assert [each.property_id for each in found] == [345754, 6]


def test_an_unreadable_house_is_left_out_and_counted(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(HOTEL, None, {"name": "x"}, {**HOTEL, "id": "x"}))) as server:
        client = make_client(server.url)
        assert len(client.properties()) == 1
        assert client.oddities()[Oddity.PROPERTY_UNREADABLE] == 3


@pytest.mark.parametrize(
    "deeds",
    [
        (answers(page(None)),),
        (answers(page({**HOTEL, "roomTypes": [{"name": "x"}]})),),
        (answers({"success": False, "code": 500, "error": "x"}),),
        (answers(page(HOTEL, more=True)),),
        (answers(b"[" * 90_000),),
    ],
)
def test_no_readable_house_at_all_is_garbled_and_never_an_account_without_houses(
    make_client: MakeClient, deeds: tuple[Deed, ...]
) -> None:
    with pytest.raises(Garbled):
        houses(make_client, *deeds)


def test_an_account_without_houses_is_empty(make_client: MakeClient) -> None:
    assert houses(make_client, answers(page())) == ()


def test_a_webhook_is_set_with_beds24s_own_words(make_client: MakeClient) -> None:
    answer = [{"success": True, "modified": {"webhooks": {}}}]
    with Loopback(answers(token()), answers(answer, 201)) as server:
        assert make_client(server.url).set_webhook(345754, TARGET) == PostVerdict(accepted=True)
    sent = json.loads(server.heard[1].partition(b"\r\n\r\n")[2])
    webhooks = {"version": "twoWithPersonalData", "url": "https://a.example/x", "additionalData": "none"}
    assert sent == [{"id": 345754, "webhooks": {**webhooks, "customHeader": "X-Key: canary-webhook"}}]


def test_writes_are_sent_as_one_array_in_their_order(make_client: MakeClient) -> None:
    writes = (BookingWrite({"roomId": 7, "price": Decimal("10.50")}), BookingWrite({"notes": "ü"}, 5))
    answer = [{"success": True, "new": {"id": 90923575}}, {"success": True, "modified": {"notes": "ü"}}]
    with Loopback(answers(token()), answers(answer, 201)) as server:
        found = make_client(server.url).write_bookings(writes)
    assert found == (PostVerdict(accepted=True, beds24_id=90923575), PostVerdict(accepted=True))
    sent = json.loads(server.heard[1].partition(b"\r\n\r\n")[2])
    assert sent == [{"roomId": 7, "price": 10.5}, {"id": 5, "notes": "ü"}]


def test_nothing_to_write_asks_nothing(make_client: MakeClient) -> None:
    with Loopback(answers(token())) as server:
        assert make_client(server.url).write_bookings(()) == ()
        assert server.heard == []


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (
            {"success": False, "errors": [{"action": "new booking", "field": "arrival", "message": "invalid"}]},
            PostVerdict(accepted=False, complaints=("arrival: invalid",)),
        ),
        (
            {"success": False, "errors": [{"action": "modify booking", "message": "access denied"}]},
            PostVerdict(accepted=False, complaints=("access denied",)),
        ),
        ({"success": False, "warnings": [{"action": "x"}]}, PostVerdict(accepted=False, complaints=("x",))),
        ({"success": False, "errors": [{}]}, PostVerdict(accepted=False)),
        ({"success": False, "new": {"id": 7}}, PostVerdict(accepted=True, beds24_id=7)),
        ({"success": True, "new": {"id": "x"}}, PostVerdict(accepted=True)),
        ({}, PostVerdict(accepted=False)),
    ],
)
def test_a_refusal_that_comes_with_201_is_a_refusal(
    make_client: MakeClient, answer: object, verdict: PostVerdict
) -> None:
    assert verdicts(make_client, [answer]) == (verdict,)


def test_a_refusal_of_everything_is_told_as_one(make_client: MakeClient) -> None:
    with pytest.raises(RequestRefused):
        verdicts(make_client, {"success": False, "code": 400, "error": "Request body must be an array"})


@pytest.mark.parametrize("answer", [[], [{"success": True}] * 2, {}, b"<html>", b"", [None], "x"])
def test_verdicts_that_do_not_fit_the_writes_are_garbled(make_client: MakeClient, answer: object) -> None:
    with pytest.raises(Garbled):
        verdicts(make_client, answer)
