"""The bodies, held against the official description and against bodies recorded from the real service."""

import copy
import hashlib
import hmac
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from console.simulator import CardPlace, Kind, WebhookFaultKind
from console.simulator.bookings import PERSONAL_KEYS
from console.simulator.webhooks.cards import BOOKING_TOKEN, CANARIES, CARD_CODE, STRIPE_TOKEN
from tests.simulator.openapi import SPEC, BreaksContract, Contract
from tests.simulator.webhooks.receiver import House, Receiver

RECORDED = Path(__file__).parents[3].parent / "shared" / "beds24" / "recorded" / "webhooks"
TOP = ["timeStamp", "booking", "infoItems", "invoiceItems", "messages", "retries"]


@cache
def _described() -> dict[str, Any]:
    if not SPEC.exists():
        pytest.skip("the official apiV2.yaml does not lie in ../shared/beds24 beside this checkout")
    spec: dict[str, Any] = yaml.load(SPEC.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return spec


def _contract() -> Contract:
    """The pseudo-path as a path, mended where recorded bodies differ: what is null there, and money with cents."""
    spec = copy.deepcopy(_described())
    operation = spec["paths"]["Webhooks - bookings"]["post"]
    del operation["security"]
    operation["responses"] = {"200": {"description": "received"}}
    fields = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]["booking"]["properties"]
    for name in ("masterId", "country2", "groupNote", "invoiceeId", "cancelTime", "stripeToken", "pcibookingToken"):
        fields[name]["nullable"] = True
    for name in ("price", "deposit", "tax", "commission"):
        fields[name] = {"type": "number"}
    schemas = spec["components"]["schemas"]
    schemas["invoiceItemPost"]["properties"]["createdBy"]["nullable"] = True
    schemas["message"]["allOf"][1]["properties"]["authorOwnerId"]["nullable"] = True
    return Contract(
        {**spec, "servers": [{"url": "https://service.example/api/v2"}], "paths": {"/hook": {"post": operation}}}
    )


def _recorded() -> list[dict[str, Any]]:
    bodies = [json.loads(name.read_bytes()) for name in sorted(RECORDED.glob("*.json"))]
    if not bodies:
        pytest.skip("the recorded webhooks do not lie in ../shared/beds24/recorded beside this checkout")
    return bodies


@pytest.fixture
def lively(house: House) -> House:
    """A house where every kind of thing has happened, several times."""
    house.simulator.populate(120)
    for kind in Kind:
        house.simulator.happen(kind, times=3)
    return house


@pytest.mark.parametrize("version", ["twoWithPersonalData", "twoNoPersonalData"])
def test_every_body_keeps_to_the_official_description(lively: House, version: str) -> None:
    contract = _contract()
    lively.simulator.set_webhooks({"version": version})
    heard = lively.later()
    assert len(heard) > 40
    for each in heard:
        contract.check_request("POST", "/hook", {"content-type": "application/json"}, each.body)


def test_the_check_against_the_description_can_fail() -> None:
    wrongs: list[dict[str, object]] = [{"booking": {"id": "x"}}, {"messages": {}}, {"retries": "0"}]
    for wrong in wrongs:
        with pytest.raises(BreaksContract):
            _contract().check_request("POST", "/hook", {"content-type": "application/json"}, json.dumps(wrong).encode())


def test_the_recorded_bodies_keep_to_it_too() -> None:
    for body in _recorded():
        _contract().check_request("POST", "/hook", {"content-type": "application/json"}, json.dumps(body).encode())


def test_bodies_have_the_keys_of_the_recorded_ones_in_their_order(lively: House) -> None:
    recorded = _recorded()
    for heard in lively.later():
        assert list(heard.json) == list(recorded[0]) == TOP
        assert list(heard.json["booking"]) == list(recorded[0]["booking"])


@pytest.mark.parametrize("name", ["infoItems", "invoiceItems", "messages"])
def test_items_have_the_keys_of_the_recorded_ones(lively: House, name: str) -> None:
    def shapes(bodies: list[Any]) -> set[tuple[str, ...]]:
        return {tuple(item) for body in bodies for item in body[name]}

    known = shapes(_recorded())
    met = shapes([heard.json for heard in lively.later()])
    assert met
    assert met <= known


def test_there_are_70_keys_and_58_without_personal_data(house: House) -> None:
    house.create()
    full = house.one().json["booking"]
    house.simulator.set_webhooks({"version": "twoNoPersonalData"})
    house.create(unitId=2)
    short = house.one().json["booking"]
    assert (len(full), len(short)) == (70, 58)
    assert full.keys() - short.keys() == set(PERSONAL_KEYS)
    house.hooks.assume(payment_token_key=True)
    house.create(unitId=3)
    assert "pcibookingToken" in house.one().json["booking"]


def test_a_body_shows_what_the_change_left_at_the_time_of_sending(house: House) -> None:
    number = house.create(price=100)
    house.simulator.modify(number, {"price": 90.5})
    first, second = sorted((heard.json for heard in house.later(3600)), key=lambda body: -body["booking"]["price"])
    assert (first["booking"]["price"], second["booking"]["price"]) == (100, 90.5)
    assert (first["timeStamp"], first["booking"]["modifiedTime"]) == ("2026-08-04T10:00:00Z", "2026-08-04T09:00:00Z")


def test_a_body_may_be_read_at_sending(house: House) -> None:
    house.hooks.assume(reads_at_sending=True)
    number = house.create(price=100)
    house.simulator.modify(number, {"price": 90.5})
    house.simulator.happen(Kind.MESSAGE, number)
    assert {heard.json["booking"]["price"] for heard in house.later()} == {90.5}
    gone = house.create(unitId=2)
    house.simulator.delete(gone)
    assert house.one().json["booking"]["id"] == gone


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Kind.OPENED_IN_PANEL, "modify"),
        (Kind.CANCELLED_BY_CHANNEL, "cancel"),
        (Kind.MESSAGE, "message"),
        (Kind.HARD_DELETE, "cancel"),
    ],
)
def test_version_one_is_a_get_with_a_number_and_a_word(house: House, kind: Kind, word: str) -> None:
    house.simulator.set_webhooks({"version": "one", "url": f"{house.receiver.url}?house=[PROPERTYID]"})
    house.hooks.assume(on_hard_delete=True)
    number = house.create(status="new")
    heard = house.one()
    assert (heard.method, heard.body) == ("GET", b"")
    query = parse_qs(urlsplit(heard.path).query)
    assert query == {"house": [str(house.simulator.hotel.id)], "bookid": [str(number)], "status": ["new"]}
    house.simulator.happen(kind, number)
    assert house.one().path.endswith(f"&bookid={number}&status={word}")


@pytest.mark.parametrize(
    ("additional", "code", "token"),
    [("none", False, False), ("CVC", True, False), ("token", False, True), ("CVCAndToken", True, True)],
)
@pytest.mark.parametrize("version", ["one", "twoWithPersonalData"])
def test_additional_data_sends_codes_and_tokens(
    house: House, version: str, additional: str, code: bool, token: bool
) -> None:
    house.simulator.set_webhooks({"version": version, "additionalData": additional})
    house.create()
    body = house.one().body.decode()
    assert (f"{CARD_CODE}" in body) is code
    assert (STRIPE_TOKEN in body, BOOKING_TOKEN in body) == (token, token)


@pytest.mark.parametrize("place", ["", *CardPlace])
@pytest.mark.parametrize("envelope", [False, True])
def test_card_data_may_stand_anywhere(house: House, place: str, envelope: bool) -> None:
    house.hooks.choose(envelope=envelope)
    house.fault(WebhookFaultKind.CARD_DATA, detail=place)
    number = house.create()
    heard = house.one()
    assert heard.json["booking"]["id"] == number
    for canary in CANARIES:
        assert canary.encode() in heard.body
    house.create(unitId=2)
    assert CANARIES[0].encode() not in house.one().body


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        (Kind.OPENED_IN_PANEL, "booking.modified"),
        (Kind.MESSAGE, "booking.modified"),
        (Kind.CANCELLED_IN_PANEL, "booking.cancelled"),
        (Kind.HARD_DELETE, "booking.deleted"),
    ],
)
def test_a_relay_names_the_event(house: House, kind: Kind, event: str) -> None:
    house.hooks.choose(envelope=True)
    house.hooks.assume(on_hard_delete=True)
    number = house.create(status="new")
    made = house.one().json
    assert (list(made), made["event"], made["booking"]["id"]) == (["event", "id", "booking"], "booking.created", number)
    house.simulator.happen(kind, number)
    told = house.one().json
    assert told["event"] == event
    assert told["id"] != made["id"]


def test_the_id_of_an_event_stays_over_tries_and_duplicates(house: House) -> None:
    house.hooks.choose(envelope=True)
    house.fault(WebhookFaultKind.DUPLICATE, seconds=1)
    house.receiver.answer(500)
    house.create()
    heard = [*house.later(), *house.later()]
    assert len(heard) == 3
    assert len({each.body for each in heard}) == 1


@pytest.mark.parametrize(("prefix", "start"), [(False, ""), (True, "sha256=")])
@pytest.mark.parametrize("version", ["one", "twoWithPersonalData"])
def test_a_relay_signs_the_raw_body(house: House, version: str, prefix: bool, start: str) -> None:
    house.simulator.set_webhooks({"version": version})
    house.hooks.choose(hmac_secret="köder", hmac_prefix=prefix)
    house.create(lastName="Müller")
    heard = house.one()
    digest = hmac.new("köder".encode(), heard.body, hashlib.sha256).hexdigest()
    assert heard.header("X-Beds24-Signature") == [f"{start}{digest}"]


def test_everything_is_the_same_under_the_same_seed() -> None:
    def story() -> list[bytes]:
        with Receiver() as receiver:
            house = House(receiver, seed=9)
            house.fault(WebhookFaultKind.LATE, probability=0.3, times=None)
            house.simulator.populate(30)
            house.simulator.happen(times=30)
            return [heard.body for _ in range(40) for heard in house.later(30)]

    first = story()
    assert len(first) > 20
    assert first == story()
