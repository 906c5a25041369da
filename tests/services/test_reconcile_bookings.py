"""`reconcile_bookings` over a real store: what it reads, what it leaves alone, and whom it no longer knows."""

from collections.abc import Iterable
from datetime import timedelta

from console.domain.booking import Booking
from console.domain.discrepancies import Difference, Discrepancy, DiscrepancyKind, Evidence, LikelyCause, Severity
from console.services.comparing_ground import Scope
from console.services.connection import connected_config
from console.services.guest_erasing import ErasingDesk
from console.services.missing import BELIEVED_AFTER
from console.services.pull_sync import Reconciled, reconcile_bookings
from console.store.spool import Spool
from console.store.store import Store
from tests.building import NOW, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, rows

CANARY = "Kanarienvogel"


def compare(store: Store, *told: Booking, absent: Iterable[int] = (), only: int | None = None) -> Reconciled:
    """What Beds24 told an hour from now, compared with what stands."""
    now = NOW + timedelta(hours=1)
    with Spool() as spool, store.reading() as session:
        spool.put(told, (), now)
        scope = Scope(connected_config(session), "EUR", now, BELIEVED_AFTER, only)
        return reconcile_bookings(session, spool, frozenset(absent), scope)


def remember(store: Store, reconciled: Reconciled) -> None:
    with store.writing() as session:
        session.discrepancies.take(reconciled.found, 1, NOW)


def test_comparing_writes_nothing(store: Store) -> None:
    apply(store, booking(1), booking(2, unit_id=2))
    before = [rows(store, f"SELECT * FROM {table}") for table in ("reservations", "history", "discrepancies")]
    found = compare(store, later(booking(1), adults=4), later(booking(2, unit_id=2), adults=4)).found
    assert len(found) == 2
    assert [rows(store, f"SELECT * FROM {table}") for table in ("reservations", "history", "discrepancies")] == before


def test_of_what_was_neither_read_nor_asked_for_nothing_is_said(store: Store) -> None:
    apply(store, booking(1), booking(2, unit_id=2))
    assert compare(store, booking(1)).found == ()
    assert [one.difference.beds24_id for one in compare(store, booking(1), absent=[2]).found] == [2]


def test_a_booking_of_another_property_is_none_of_ours(store: Store) -> None:
    apply(store, booking(1))
    reconciled = compare(store, booking(1), booking(2, property_id=4712))
    assert (reconciled.found, reconciled.tally.read) == ((), 1)


def test_a_group_of_which_one_alone_is_asked_for_is_known_from_here(store: Store) -> None:
    apply(store, booking(1, group_id=1), booking(2, unit_id=2, group_id=1))
    (alone,) = compare(store, booking(3, unit_id=3, group_id=1), only=3).found
    assert alone.difference.kind is DiscrepancyKind.GROUP_INCOMPLETE


def test_the_values_that_differed_go_with_an_erased_guest_and_do_not_come_back(store: Store) -> None:
    apply(store, booking(1, last_name="Probe"))
    told = later(booking(1, last_name=CANARY, notes=f"for {CANARY}", adults=4))
    remember(store, compare(store, told))
    everything = "SELECT kind, here, there FROM discrepancies"
    assert CANARY in str(rows(store, everything))
    (guest,) = rows(store, "SELECT guest_id FROM reservations")
    ErasingDesk(store, StillClock()).erase(guest[0])
    assert "Probe" not in str(rows(store, everything))
    assert CANARY not in str(rows(store, everything))
    assert ("guest_count", "2", "4") in rows(store, everything)
    again = compare(store, told)
    assert [one.difference.field for one in again.found] == ["adults"]


def difference(number: int) -> Discrepancy:
    plain = Difference(kind=DiscrepancyKind.DATES, severity=Severity.LATER, beds24_id=number, field="arrival")
    return Discrepancy(plain, LikelyCause.CHANGED_SINCE, Evidence())


def test_a_booking_of_which_nothing_can_be_said_keeps_its_difference(store: Store) -> None:
    with store.writing() as session:
        session.discrepancies.take([difference(1), difference(2)], 1, NOW)
        session.discrepancies.settle(2, NOW, compared=[1, 2], undecided=[2])
    assert rows(store, "SELECT beds24_id, status FROM discrepancies") == [(1, "fixed"), (2, "open")]


def test_what_beds24_lacks_counts_among_the_upcoming_and_the_past_too(store: Store) -> None:
    over = booking(3, unit_id=3, arrival=TODAY - timedelta(days=5), departure=TODAY - timedelta(days=2))
    apply(store, booking(1), booking(2, unit_id=2), over)
    tally = compare(store, booking(1), absent=[2, 3]).tally
    assert (tally.upcoming, tally.upcoming_agreeing, tally.past, tally.missing) == (2, 1, 1, 2)
