"""Erasing a guest, in hotels of every kind and with a process that may die anywhere: all of it or nothing, and nobody
else loses anything."""

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.booking import Booking
from console.domain.erased import without_person
from console.services.guest_erasing import ErasingDesk, apply_ledger
from console.store.codec import BOOKING_COLUMNS
from console.store.database import Database
from console.store.store import LEDGER, Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.properties.dying import Doom, Killed, MortalDatabase
from tests.storing import apply, new_store, rows

NAMES = (("Anna", "Berger"), ("Anna", "Holz"), ("Otto", "Berger"), ("Ina", "Maier"), ("", "Berger"))
EMAILS = ("", "anna@berger.example", "otto@berger.example", "info@firma.example")
PHONES = ("", "+43 664 5550142", "+43 664 5550199")
COLUMNS = ", ".join(("id", "kept_since", "search", "room_id", "read_at", "erased_at", *BOOKING_COLUMNS))
OTHERS = f"SELECT {COLUMNS} FROM reservations WHERE beds24_id NOT IN (SELECT value FROM json_each(?)) ORDER BY id"


@st.composite
def hotels(draw: st.DrawFn) -> list[Booking]:
    one = st.tuples(st.sampled_from(NAMES), st.sampled_from(EMAILS), st.sampled_from(PHONES))
    told = draw(st.lists(one, min_size=2, max_size=9))
    return [
        booking(
            number,
            unit_id=0,
            first_name=name[0],
            last_name=name[1],
            email=email,
            phone=phone,
            arrival=TODAY + timedelta(days=4 * number),
            departure=TODAY + timedelta(days=4 * number + 2),
        )
        for number, (name, email, phone) in enumerate(told, 1)
    ]


def people(store: Store) -> set[tuple[Any, ...]]:
    """Who stayed when, as sets of bookings with what their card tells: whatever the numbers of the guests are."""
    found: dict[int, list[int]] = {}
    for number, guest in rows(store, "SELECT beds24_id, guest_id FROM reservations WHERE guest_id IS NOT NULL"):
        found.setdefault(guest, []).append(number)
    cards = {row[0]: row[1:] for row in rows(store, "SELECT id, name, email, phone, city, search FROM guests")}
    assert cards.keys() == found.keys()
    return {(tuple(sorted(numbers)), cards[guest]) for guest, numbers in found.items()}


def others(store: Store, numbers: list[int]) -> list[tuple[Any, ...]]:
    """The reservations of everybody else, with all but the number of the guest, which a new matching may change."""
    return rows(store, OTHERS, str(numbers))


@given(hotels(), st.data())
@settings(max_examples=25, deadline=None)
def test_the_others_are_as_if_the_erased_had_never_told_their_names(hotel: list[Booking], data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        here, there = Path(place, "here"), Path(place, "there")
        here.mkdir()
        there.mkdir()
        with new_store(here) as store, new_store(there) as never:
            apply(store, *hotel)
            guest = data.draw(st.sampled_from(sorted(id_ for (id_,) in rows(store, "SELECT id FROM guests"))))
            numbers = [n for (n,) in rows(store, "SELECT beds24_id FROM reservations WHERE guest_id = ?", guest)]
            before = others(store, numbers)
            ErasingDesk(store, StillClock()).erase(guest)
            assert others(store, numbers) == before
            apply(never, *(without_person(one) if one.beds24_id in numbers else one for one in hotel))
            assert people(store) == people(never)
            apply(store, *(later(one, price=1) for one in hotel))
            assert people(store) == people(never)


def test_a_process_that_dies_anywhere_leaves_all_of_the_guest_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    with new_store(tmp_path / "whole") as store:
        apply(store, booking(1, first_name="Tweety", last_name="Kanarienvogel"), booking(2, unit_id=2))
    ends = [_die_at(tmp_path, statement) for statement in range(1, 200, 3)]
    assert {*ends} == {"before", "ledger", "after", "done"}
    assert ends[-1] == "done"


def _die_at(tmp_path: Path, statement: int) -> str:
    """Erase and die; what the next start finds: the guest, a ledger that is ahead, a guest who is gone, no death."""
    folder = tmp_path / str(statement)
    shutil.copytree(tmp_path / "whole", folder)
    doom = Doom()
    mortal = MortalDatabase(folder / "hotel.db", doom)
    doom.strike_at(statement)
    end = "done"
    try:
        ErasingDesk(Store(mortal), StillClock()).erase(1)
    except Killed:
        end = "dead"
    wreck = mortal.bury(folder / "wreck")
    if (ledger := folder / LEDGER).exists():
        shutil.copyfile(ledger, wreck.parent / LEDGER)
    store = Store(Database(wreck))
    told = rows(store, "SELECT last_name FROM reservations WHERE beds24_id = 1") == [("Kanarienvogel",)]
    owes = store.owes_erasures()
    if end == "dead":
        end = ("ledger" if owes else "before") if told else "after"
    if owes:
        apply_ledger(store, NOW)
    _is_whole(store, gone=end != "before")
    store.close()
    return end


def _is_whole(store: Store, *, gone: bool) -> None:
    names = [] if gone else [("Tweety Kanarienvogel",)]
    assert rows(store, "SELECT name FROM guests ORDER BY name") == [("Anna Beispiel 2",), *names]
    assert len(rows(store, "SELECT * FROM reservation_bodies")) == 1 + (not gone)
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert not store.owes_erasures()
    if gone:
        assert b"Kanarienvogel" not in store.database.path.read_bytes()
