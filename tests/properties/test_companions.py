"""Companions in hotels of every kind: whatever order bookings and versions come in, the same people come of it, and
nobody is taken for whoever they came with."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.companion import Companion
from console.services.guest_rematching import match_again
from console.store.store import Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, new_store, rows

NAMES = (("Anna", "Berger"), ("Otto", "Berger"), ("Anna", "Holz"), ("Ina", "Maier"), ("Berger", "Anna"))
EMAILS = ("", "anna@berger.example", "otto@berger.example", "info@firma.example")
_people = st.tuples(st.sampled_from(NAMES), st.sampled_from(EMAILS))
_entry = st.builds(
    lambda person, number: Companion(number, person[0][0], person[0][1], person[1]),
    _people,
    st.sampled_from((0, 0, 71, 72)),
)
_stay = st.tuples(_people, st.lists(_entry, max_size=3))


def bookings_of(stays: Sequence[tuple[Any, list[Companion]]]) -> list[Booking]:
    return [
        booking(
            number,
            unit_id=0,
            first_name=name[0],
            last_name=name[1],
            email=email,
            companions=tuple(companions),
            arrival=TODAY + timedelta(days=4 * number),
            departure=TODAY + timedelta(days=4 * number + 2),
        )
        for number, ((name, email), companions) in enumerate(stays, 1)
    ]


def people(store: Store) -> set[tuple[Any, ...]]:
    """Who is made of which sources, and what their card tells, whatever their numbers are."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    sources = rows(store, "SELECT guest_id, number, role, seq FROM guest_profiles ORDER BY 2, 3, 4")
    for guest, *source in sources:
        found.setdefault(guest, []).append(tuple(source))
    cards = {id_: tuple(card) for id_, *card in rows(store, "SELECT id, name, email, phone FROM guests")}
    assert cards.keys() == found.keys()
    return {(tuple(told), cards[guest]) for guest, told in found.items()}


@given(st.lists(_stay, min_size=1, max_size=6), st.data())
@settings(max_examples=30, deadline=None)
def test_the_same_people_come_of_any_order(stays: list[Any], data: st.DataObject) -> None:
    told = bookings_of(stays)
    former = [later(one, -60, companions=data.draw(st.sampled_from([(), None, one.companions]))) for one in told]
    anyhow = data.draw(st.permutations([*told, *former]))
    with TemporaryDirectory() as place:
        here, there = Path(place, "here"), Path(place, "there")
        here.mkdir()
        there.mkdir()
        with new_store(here) as store, new_store(there) as other:
            apply(store, *told)
            for number, one in enumerate(anyhow):
                apply(other, one, read_at=NOW + timedelta(seconds=number))
            assert people(other) == people(store)
            match_again(other, StillClock(), lambda: None)
            assert people(other) == people(store)
            _are_apart(store)


def _are_apart(store: Store) -> None:
    """No rule takes two of one booking for one person."""
    twice = rows(
        store,
        "SELECT reservation_id, guest_id FROM guest_profiles GROUP BY reservation_id, guest_id HAVING count(*) > 1",
    )
    assert twice == []
