"""What is told, and what is not (FACTS.md 7.3)."""

from typing import Any

import pytest

from console.simulator import Kind
from tests.simulator.caller import Caller
from tests.simulator.webhooks.receiver import House, words


def _told(house: House) -> list[str]:
    return words(house.hooks.waiting())


def _settle(house: House) -> None:
    house.later()
    house.hooks.log(clear=True)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"price": 1}, "modify"),
        ({"flagColor": "ff0000"}, "modify"),
        ({"status": "confirmed"}, "modify"),
        ({"arrival": "2026-08-09"}, "modify"),
        ({"status": "cancelled"}, "cancel"),
    ],
)
def test_a_change_in_the_panel_is_told(house: House, changes: dict[str, object], word: str) -> None:
    number = house.create(status="new")
    assert _told(house) == ["new"]
    _settle(house)
    house.simulator.modify(number, changes)
    assert _told(house) == [word]


@pytest.mark.parametrize("by", ["channel", "panel"])
def test_a_cancellation_is_told(house: House, by: str) -> None:
    number = house.create()
    _settle(house)
    house.simulator.cancel(number, by)
    assert house.one().json["booking"]["status"] == "cancelled"


def test_every_booking_of_a_group_is_told(house: House) -> None:
    (happening,) = house.simulator.happen(Kind.NEW_GROUP)
    bodies = [heard.json["booking"] for heard in house.later()]
    assert sorted(body["id"] for body in bodies) == sorted(happening.booking_ids)
    master = happening.booking_ids[0]
    assert {(body["bookingGroup"]["master"], tuple(body["bookingGroup"]["ids"])) for body in bodies} == {
        (master, happening.booking_ids)
    }


def test_a_group_cancelled_over_minutes_is_told_room_by_room(house: House) -> None:
    (happening,) = house.simulator.happen(Kind.NEW_GROUP)
    _settle(house)
    house.simulator.happen(Kind.GROUP_CANCELLED, happening.booking_ids[1])
    told = [heard.json["booking"] for _ in range(4) for heard in house.later(600)]
    assert sorted(body["id"] for body in told) == sorted(happening.booking_ids)
    assert {body["status"] for body in told} == {"cancelled"}


def test_a_message_grows_the_list_and_leaves_the_booking(house: House) -> None:
    number = house.create()
    first = house.one().json
    house.simulator.happen(Kind.MESSAGE, number)
    second = house.one().json
    assert second["booking"] == first["booking"]
    assert (first["messages"], len(second["messages"])) == ([], 1)
    assert (second["messages"][0]["source"], second["messages"][0]["bookingId"]) == ("guest", number)


def test_a_message_of_the_hotel_is_not_told(house: House) -> None:
    number = house.create(channel="booking")
    _settle(house)
    assert Caller(house.simulator).post("/bookings/messages", {"bookingId": number, "message": "Hello"})[0]["success"]
    assert _told(house) == []


@pytest.mark.parametrize(
    ("changes", "allow", "told"),
    [
        ({"departure": "2026-08-13"}, False, []),
        ({"departure": "2026-08-13"}, True, ["modify"]),
        ({"unitId": 2}, True, ["modify"]),
        ({"roomQty": 2}, True, ["modify"]),
        ({"status": "cancelled"}, True, ["cancel"]),
        ({"price": 5}, True, []),
        ({"notes": "x"}, True, []),
    ],
)
def test_a_program_is_told_only_if_it_asks_and_moves_availability(
    house: House, changes: dict[str, object], allow: bool, told: list[str]
) -> None:
    number = house.create()
    _settle(house)
    actions: dict[str, Any] = {"actions": {"allowWebhooks": True}} if allow else {}
    assert Caller(house.simulator).post("/bookings", {"id": number, **changes, **actions})[0]["success"]
    assert _told(house) == told


@pytest.mark.parametrize(("allow", "told"), [(False, []), (True, ["new"])])
def test_a_booking_made_by_a_program_is_told_only_if_it_asks(house: House, allow: bool, told: list[str]) -> None:
    room = house.simulator.hotel.room_types[0].id
    stay = {"roomId": room, "arrival": "2026-10-01", "departure": "2026-10-02"}
    Caller(house.simulator).post("/bookings", {**stay, "actions": {"allowWebhooks": allow}})
    assert _told(house) == told


def test_a_cancellation_by_a_program_is_not_told(house: House) -> None:
    first, second = house.create(), house.create(unitId=2)
    _settle(house)
    house.simulator.cancel(first, "api")
    house.simulator.happen(Kind.CANCELLED_BY_API, second)
    assert _told(house) == []


def test_a_hard_delete_is_told_only_if_that_is_assumed(house: House) -> None:
    first, second = house.create(), house.create(unitId=2)
    _settle(house)
    house.simulator.delete(first)
    assert _told(house) == []
    house.hooks.assume(on_hard_delete=True)
    house.simulator.delete(second)
    assert house.one().json["booking"]["id"] == second


def test_filling_the_book_tells_nobody(house: House) -> None:
    house.simulator.populate(80)
    assert sum(len(each) for each in house.simulator.book.messages.values())
    assert _told(house) == []


@pytest.mark.parametrize("settings", [{"version": "none"}, {"url": ""}])
def test_an_account_that_is_switched_off_tells_nobody(house: House, settings: dict[str, object]) -> None:
    house.simulator.set_webhooks(settings)
    house.create()
    assert _told(house) == []


def test_settings_written_by_the_api_count(house: House) -> None:
    house.simulator.set_webhooks({"version": "none"})
    hooks = {"version": "twoNoPersonalData", "url": house.receiver.url, "customHeader": "X-A: 1\nX-B: two: three"}
    Caller(house.simulator).post("/properties", {"id": house.simulator.hotel.id, "webhooks": hooks})
    house.create()
    heard = house.one()
    assert (heard.header("x-a"), heard.header("x-b")) == (["1"], ["two: three"])
    assert "lastName" not in heard.json["booking"]


def test_each_address_is_told(house: House) -> None:
    house.simulator.set_webhooks({"url": f"{house.receiver.url}/a\r\n\n{house.receiver.url}/b?x=1"})
    house.create()
    assert sorted(heard.path for heard in house.later()) == ["/hook/a", "/hook/b?x=1"]


def test_wrong_settings_are_refused(house: House) -> None:
    for wrong in ({"version": "three"}, {"url": 5}, {"nonsense": "x"}):
        with pytest.raises(ValueError, match="webhook settings"):
            house.simulator.set_webhooks(wrong)


def test_the_inventory_webhook_tells_rooms_with_numbers_as_text(house: House) -> None:
    hotel = house.simulator.hotel
    house.simulator.set_webhooks({"version": "none"})
    house.hooks.choose(inventory_url=house.receiver.url, inventory_header="X-Inventory: 9")
    number = house.create()
    heard = house.one()
    room = str(hotel.room_types[1].id)
    assert heard.json == {"roomId": room, "propId": str(hotel.id), "ownerId": "12345", "action": "SYNC_ROOM"}
    assert heard.header("X-Inventory") == ["9"]
    house.simulator.modify(number, {"notes": "x", "unitId": 2})
    assert house.later() == []
    house.simulator.modify(number, {"roomId": hotel.room_types[2].id})
    assert sorted(each.json["roomId"] for each in house.later()) == [room, str(hotel.room_types[2].id)]
    house.simulator.cancel(number, "api")
    assert house.one().json["roomId"] == str(hotel.room_types[2].id)
