"""Whatever both sides and the desk do, in any order: the figures of the proof add up at every moment, and a comparison
of everything leaves exactly those in disagreement that do not agree."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.agreement import Agreement, ProofState
from console.domain.booking import Booking
from console.domain.edits import Intent
from console.domain.errors import ConsoleError
from console.domain.runs import RunKind
from console.jobs.workplace import Workplace
from console.services.agreement import AgreementBook
from console.services.editing import EditDesk
from tests.building import HOTEL, NOW, TODAY, booking
from tests.fakes.beds24 import FakeBeds24, StillClock
from tests.jobs.conftest import Desk
from tests.storing import new_store

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NUMBERS = st.integers(1, 6)
Deed = Callable[[Desk, int, int], None]


def stay(desk: Desk, number: int, adults: int = 2, status: str = "confirmed") -> Booking:
    arrival = TODAY + (number - 1) * DAY
    return booking(
        number,
        unit_id=0,
        arrival=arrival,
        departure=arrival + 2 * DAY,
        adults=adults,
        status=status,
        modified_at=desk.clock.at,
    )


def tell(desk: Desk, number: int, value: int) -> None:
    desk.beds24.put(stay(desk, number, value))


def cancel(desk: Desk, number: int, _value: int) -> None:
    desk.beds24.put(stay(desk, number, status="cancelled"))


def delete(desk: Desk, number: int, _value: int) -> None:
    desk.beds24.bookings.pop(number, None)


def damage(desk: Desk, number: int, value: int) -> None:
    """A fault of ours."""
    with desk.store.writing() as session:
        session.connection.execute("UPDATE reservations SET adults = ? WHERE beds24_id = ?", (value, number))


def edit(desk: Desk, number: int, value: int) -> None:
    """Somebody at the desk; an even number of guests is to be sent, an odd one kept here."""
    with desk.store.reading() as session:
        id_ = session.connection.execute("SELECT id FROM reservations WHERE beds24_id = ?", (number,)).get
    if id_ is not None:
        try:
            wish = Intent.KEEP if value % 2 else Intent.SEND
            EditDesk(desk.store, desk.clock, lambda _news: None).change(id_, {"adults": value}, wish)
        except ConsoleError:
            return  # one that is gone or called off is not changed


def pull(desk: Desk, _number: int, _value: int) -> None:
    desk.pull()


def compare(desk: Desk, number: int, value: int) -> None:
    kind = RunKind.ARRIVALS if value % 2 else RunKind.RECONCILE
    desk.run(kind, only=number if value == 4 else None)


DEEDS: tuple[Deed, ...] = (tell, tell, cancel, delete, damage, edit, edit, pull, pull, compare, compare)


def agreement(desk: Desk) -> Agreement:
    one = AgreementBook(desk.store).agreed(desk.clock.now())
    figures = one.agreement
    parts = (figures.agreeing, figures.differing, figures.on_purpose, figures.waiting, figures.deep, figures.light_only)
    assert min(parts) >= 0, figures
    assert figures.agreeing + figures.differing + figures.on_purpose + figures.waiting == figures.upcoming
    assert (one.state is ProofState.AGREE) <= (figures.agreeing == figures.upcoming)
    return figures


def truly_agreeing(desk: Desk) -> int:
    """By looking at both sides, without anything that the proof is made from; of one that was called off and then
    deleted both say that nobody comes."""
    with desk.store.reading() as session:
        here = session.reservations.bookings(range(1, 7))
    there = desk.beds24.bookings
    return sum(
        (one.adults, one.status) == (there[number].adults, there[number].status)
        if number in there
        else one.status == "cancelled"
        for number, one in here.items()
        if one.departure > TODAY
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), NUMBERS, st.integers(1, 4)), max_size=14))
def test_the_proof_is_true_after_every_comparison_and_adds_up_before(deeds: list[tuple[Deed, int, int]]) -> None:
    clock = StillClock(NOW)
    beds24 = FakeBeds24(hotels=(HOTEL,), clock=clock)
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder)) as store:
        desk = Desk(Workplace(store, beds24, clock), beds24, clock)
        beds24.put(*(stay(desk, number) for number in range(1, 6)))
        desk.full()
        for deed, number, value in deeds:
            clock.at += MINUTE
            deed(desk, number, value)
            agreement(desk)
        clock.at += MINUTE
        desk.pull()  # what the desk and Beds24 both said alike is settled by it
        clock.at += MINUTE
        desk.run(RunKind.RECONCILE)
        assert agreement(desk).agreeing == truly_agreeing(desk)
