"""The strip's few things: there while they hold, gone when cured."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.domain.needs import Need, NeedFacts, NeedKind, needs_of
from console.domain.pill import Trouble

NOW = datetime(2026, 5, 12, 14, 2, tzinfo=UTC)
WELL = NeedFacts(key_dies_at=NOW + timedelta(days=30))


def test_a_hotel_that_is_well_needs_nobody() -> None:
    assert needs_of(WELL, NOW) == ()


@pytest.mark.parametrize(
    ("ill", "need"),
    [
        ({"trouble": Trouble.DATABASE, "trouble_sentence": "Disk full."}, Need(NeedKind.DATABASE, detail="Disk full.")),
        ({"trouble": Trouble.KEY_REFUSED}, Need(NeedKind.KEY_REFUSED)),
        ({"trouble": Trouble.VAULT, "trouble_sentence": "No keyring."}, Need(NeedKind.VAULT, detail="No keyring.")),
        ({"brake_sentence": "Stopped."}, Need(NeedKind.BRAKE, detail="Stopped.")),
        ({"overbooked": 2, "overbooked_tonight": 2}, Need(NeedKind.OVERBOOKED_TONIGHT, 2)),
        ({"overbooked": 2}, Need(NeedKind.OVERBOOKED, 2)),
        ({"enabled": False}, Need(NeedKind.SWITCHED_OFF)),
        ({"bookings_without_room": 3}, Need(NeedKind.ROOMS, 3)),
        ({"trouble": Trouble.NO_KEY}, Need(NeedKind.NO_KEY)),
        ({"clock_ahead": timedelta(minutes=7)}, Need(NeedKind.CLOCK_AHEAD, 7)),
        ({"clock_ahead": -timedelta(minutes=7)}, Need(NeedKind.CLOCK_BEHIND, 7)),
        ({"key_dies_at": NOW + timedelta(days=2, hours=1)}, Need(NeedKind.KEY_DIES, 2)),
        ({"key_dies_at": NOW - timedelta(days=2)}, Need(NeedKind.KEY_DIES, 0)),
    ],
)
def test_each_ill_is_one_need(ill: dict[str, Any], need: Need) -> None:
    assert needs_of(replace(WELL, **ill), NOW) == (need,)


def test_what_passes_by_itself_needs_nobody() -> None:
    for trouble in (Trouble.OFFLINE, Trouble.BUG, Trouble.OTHER):
        assert needs_of(replace(WELL, trouble=trouble), NOW) == ()
    for minutes in (2, -2):
        assert needs_of(replace(WELL, clock_ahead=timedelta(minutes=minutes)), NOW) == ()


@pytest.mark.parametrize(
    ("trouble", "kind"), [(Trouble.KEY_REFUSED, NeedKind.KEY_REFUSED), (Trouble.NO_KEY, NeedKind.NO_KEY)]
)
def test_a_key_that_is_dead_or_away_is_not_told_to_die(trouble: Trouble, kind: NeedKind) -> None:
    ill = replace(WELL, trouble=trouble, key_dies_at=NOW)
    assert needs_of(ill, NOW) == (Need(kind),)


def test_before_a_hotel_is_connected_nothing_is_asked() -> None:
    assert needs_of(replace(WELL, connected=False, enabled=False), NOW) == ()


def test_the_worst_comes_first() -> None:
    ill = replace(WELL, trouble=Trouble.KEY_REFUSED, bookings_without_room=1, brake_sentence="Stopped.", enabled=False)
    kinds = [need.kind for need in needs_of(ill, NOW)]
    assert kinds == [NeedKind.KEY_REFUSED, NeedKind.BRAKE, NeedKind.SWITCHED_OFF, NeedKind.ROOMS]
