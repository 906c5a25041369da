"""Guests are matched anew where the rules or the lists are not those by which they were."""

from datetime import timedelta

from console.domain.booking import Booking
from console.domain.guests.words import WordKind
from console.services.guest_rematching import is_matched, match_again
from console.services.guest_words import GuestWordDesk
from console.store.store import Store
from tests.building import NOW, booking
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

CLOCK = StillClock()


def never() -> None:
    """Nobody asks to stop."""


def cards(store: Store) -> list[tuple[object, ...]]:
    return rows(store, "SELECT count(*) OVER (), group_concat(beds24_id) FROM reservations GROUP BY guest_id")


def test_an_own_domain_that_is_added_parts_those_whom_it_tied_together(store: Store) -> None:
    usual = {"first_name": "Anna", "last_name": "Berger", "email": "desk@haus-am-see.example"}
    apply(store, booking(1, **usual), booking(2, unit_id=2, **usual), booking(3, email="", phone=""))
    match_again(store, CLOCK, never)
    assert is_matched(store)
    assert len(rows(store, "SELECT DISTINCT guest_id FROM reservations WHERE beds24_id < 3")) == 1
    with store.writing() as session:
        session.guest_words.add(WordKind.OWN_DOMAIN, "haus-am-see.example", NOW, "desk")
    assert not is_matched(store)
    moved = match_again(store, CLOCK, never)
    assert len(rows(store, "SELECT DISTINCT guest_id FROM reservations WHERE beds24_id < 3")) == 2
    assert len(moved) == 1


def test_what_was_never_matched_is_matched_once_and_then_left_alone(store: Store) -> None:
    usual = {"first_name": "Anna", "last_name": "Berger", "email": "anna@berger.example"}
    apply(
        store,
        *(
            booking(
                n,
                unit_id=1 + n % 2,
                arrival=NOW.date() + timedelta(days=9 * n),
                departure=NOW.date() + timedelta(days=9 * n + 2),
                **usual,
            )
            for n in (1, 2, 3)
        ),
    )
    with store.writing() as session:
        for table in ("guest_profile_keys", "guest_profiles"):
            session.connection.execute(f"DELETE FROM {table}")
        session.connection.execute("UPDATE reservations SET guest_id = NULL")
        session.connection.execute("DELETE FROM guests")
    assert len(match_again(store, CLOCK, never)) == 3
    assert rows(store, "SELECT name, email FROM guests") == [("Anna Berger", "anna@berger.example")]
    before = rows(store, "SELECT * FROM guest_profiles")
    assert match_again(store, CLOCK, never) == frozenset()
    assert rows(store, "SELECT * FROM guest_profiles") == before


def test_a_contact_that_several_people_use_counts_only_with_the_whole_name(store: Store) -> None:
    def told(number: int, first: str, days: int) -> Booking:
        arrival = NOW.date() + timedelta(days=days)
        return booking(
            number,
            first_name=first,
            last_name="Berger",
            email="",
            phone="+43 664 1234987",
            arrival=arrival,
            departure=arrival + timedelta(days=1),
        )

    apply(store, told(1, "Johann", 3), told(2, "Hans", 9), told(3, "Johann", 20))
    assert len(cards(store)) == 1
    match_again(store, CLOCK, never)
    GuestWordDesk(store, CLOCK).add(WordKind.SHARED, "0664 1234987")
    match_again(store, CLOCK, never)
    assert {numbers for _, numbers in cards(store)} == {"1,3", "2"}
    assert rows(store, "SELECT * FROM guest_proposals") == []
    assert rows(store, "SELECT DISTINCT phone FROM guests") == [("+43 664 1234987",)]
    GuestWordDesk(store, CLOCK).remove(WordKind.SHARED, "+436641234987")
    match_again(store, CLOCK, never)
    assert len(cards(store)) == 1


def test_a_shared_mailbox_is_known_however_it_is_written(store: Store) -> None:
    usual = {"last_name": "Berger", "email": "FamilieBerger+Hotel@googlemail.com"}
    apply(store, booking(1, first_name="Johann", **usual), booking(2, unit_id=2, first_name="Hans", **usual))
    match_again(store, CLOCK, never)
    assert len(cards(store)) == 1
    GuestWordDesk(store, CLOCK).add(WordKind.SHARED, "familie.berger@gmail.com")
    match_again(store, CLOCK, never)
    assert len(cards(store)) == 2
