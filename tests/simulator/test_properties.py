"""GET and POST /properties (FACTS.md 5)."""

import pytest

from console.simulator import Simulator
from console.simulator.hotel import build_hotel
from tests.simulator.caller import Caller


def test_room_types_are_missing_unless_asked_for(caller: Caller) -> None:
    assert "roomTypes" not in caller.get("/properties")["data"][0]
    assert caller.get("/properties", "includeAllRooms=true")["data"][0]["roomTypes"]


def test_units_show_only_names_unless_details_are_asked_for(caller: Caller) -> None:
    plain = caller.get("/properties", "includeAllRooms=true")["data"][0]["roomTypes"][0]["units"][0]
    detailed = caller.get("/properties", "includeAllRooms=true&includeUnitDetails=true")["data"][0]
    assert plain.keys() == {"id", "name"}
    assert {"statusText", "note", "name8"} <= detailed["roomTypes"][0]["units"][0].keys()


def test_unit_numbers_restart_at_one_in_each_type(caller: Caller) -> None:
    types = caller.get("/properties", "includeAllRooms=true")["data"][0]["roomTypes"]
    assert len(types) == 6
    for each in types:
        assert [unit["id"] for unit in each["units"]] == list(range(1, each["qty"] + 1))
    assert sum(each["qty"] for each in types) == 20


def test_there_is_a_currency_but_no_time_zone(caller: Caller) -> None:
    house = caller.get("/properties")["data"][0]
    assert house["currency"] == "EUR"
    assert not [key for key in house if "zone" in key.lower()]


def test_properties_and_types_can_be_picked(caller: Caller) -> None:
    second = caller.simulator.hotel.room_types[1].id
    assert caller.get("/properties", "id=1")["data"] == []
    types = caller.get("/properties", f"id={caller.simulator.hotel.id}&roomId={second}")["data"][0]["roomTypes"]
    assert [each["id"] for each in types] == [second]


def test_the_rooms_path_answers_500(caller: Caller) -> None:
    assert caller.call("GET", "/properties/rooms").status == 500


def test_webhook_settings_are_written_and_read_back(caller: Caller) -> None:
    house = caller.simulator.hotel.id
    settings = {
        "version": "twoWithPersonalData",
        "url": "https://hotel.example/hook",
        "additionalData": "none",
        "customHeader": "X-Secret: 1",
    }
    assert caller.get("/properties")["data"][0]["webhooks"]["version"] == "one"
    assert caller.post("/properties", {"id": house, "webhooks": settings}) == [
        {"success": True, "modified": {"webhooks": settings}}
    ]
    assert caller.get("/properties")["data"][0]["webhooks"] == settings
    caller.post("/properties", {"id": house, "webhooks": {"url": ""}})
    assert caller.get("/properties")["data"][0]["webhooks"] == {**settings, "url": ""}


@pytest.mark.parametrize(
    "item",
    [
        {"webhooks": {"url": "x"}},
        {"id": 1, "webhooks": {"url": "x"}},
        {"id": 345754, "webhooks": {"version": "three"}},
        {"id": 345754, "webhooks": {"url": 5}},
        {"id": 345754, "webhooks": "off"},
        "nonsense",
    ],
)
def test_a_wrong_property_or_setting_is_refused_with_201(caller: Caller, item: object) -> None:
    answer = caller.call("POST", "/properties", body=[item])
    assert answer.status == 201
    assert b'"success":false' in answer.body
    assert b"modify property" in answer.body


@pytest.mark.parametrize("rooms", [1, 2, 7, 20, 143, 594])
def test_a_house_of_any_size_has_exactly_its_rooms(rooms: int) -> None:
    assert len(list(build_hotel(rooms).rooms())) == rooms
    assert Simulator(rooms=rooms).hotel.room_types


@pytest.mark.parametrize("rooms", [0, 595])
def test_an_impossible_house_is_refused(rooms: int) -> None:
    with pytest.raises(ValueError, match="rooms"):
        build_hotel(rooms)
