"""What a person ticked in a check is applied, and only that; what moved meanwhile is left out and told."""

from dataclasses import replace
from datetime import timedelta

from console.domain.booking import Booking
from console.domain.errors import Beds24Unreachable
from console.domain.runs import Outcome, RunKind, Trigger
from console.jobs.ledger import carry_out
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.services.dry_run import Chosen, DrySums, ForeseenGroup, foreseen_of, sums_of
from console.services.pull_sync import Watch
from tests.building import TODAY, booking, later
from tests.jobs.conftest import Desk, config

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def stay(number: int, **changes: object) -> Booking:
    arrival = TODAY + number * DAY
    return booking(number, **({"unit_id": 0, "arrival": arrival, "departure": arrival + 2 * DAY} | changes))


def moved_hotel(desk: Desk) -> None:
    """Six stays are here; at Beds24 one was cancelled, two changed, one is gone and two are new since."""
    desk.beds24.put(*(stay(n) for n in range(1, 7)))
    desk.full()
    desk.clock.at += 5 * MINUTE
    known = desk.beds24.bookings
    desk.beds24.put(
        later(known[1], status="cancelled"),
        later(known[2], adults=3, price=40000),
        later(known[3], adults=1),
        stay(7),
        stay(8),
    )
    desk.beds24.remove(4)


def check(desk: Desk) -> dict[int, Chosen]:
    """What a check shows, by number, as a person may tick it."""
    report = desk.run(RunKind.CHECK)
    return {one.beds24_id: Chosen(one.beds24_id, one) for one in foreseen_of(report.foreseen)}


def apply(desk: Desk, *chosen: Chosen, watch: Watch | None = None) -> Report:
    return carry_out(desk.place, Wish(RunKind.CHOSEN, Trigger.MANUAL, chosen=chosen), watch or Watch())


def standing(desk: Desk) -> dict[int, tuple[str, int | None]]:
    """Status and adults of everything that is here."""
    with desk.store.reading() as session:
        return {n: (one.status, one.adults) for n, one in session.reservations.bookings(range(1, 20)).items()}


def test_a_check_is_told_in_four_groups_with_the_fields_of_what_would_change(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    groups = {number: one.shown.group for number, one in foreseen.items() if one.shown}
    assert groups == {
        1: ForeseenGroup.CANCELLED,
        2: ForeseenGroup.CHANGED,
        3: ForeseenGroup.CHANGED,
        4: ForeseenGroup.MISSING,
        7: ForeseenGroup.NEW,
        8: ForeseenGroup.NEW,
    }
    sums = sums_of(one.shown for one in foreseen.values() if one.shown)
    assert sums == DrySums(new=2, changed=2, fields=3, cancelled=1, missing=1)


def test_exactly_the_ticked_ones_are_applied_and_the_rest_waits_for_the_next_run(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    before, watermark = standing(desk), config(desk).watermark
    desk.beds24.calls.clear()
    announced: list[object] = []
    report = apply(desk, foreseen[2], foreseen[7], watch=Watch(announce=announced.append))
    assert (report.run.kind, report.run.outcome, report.moved) == (RunKind.CHOSEN, Outcome.DONE, ())
    assert (report.run.counts.created, report.run.counts.updated, report.run.counts.read) == (1, 1, 2)
    assert desk.asked() == 1
    assert announced
    assert standing(desk) == before | {2: ("confirmed", 3), 7: ("confirmed", 2)}
    assert config(desk).watermark == watermark
    assert set(check(desk)) == {1, 3, 4, 8}
    desk.clock.at += 5 * MINUTE
    desk.pull()
    assert standing(desk)[1] == ("cancelled", 2)
    assert standing(desk)[3] == ("confirmed", 1)


def test_one_that_moved_meanwhile_is_left_out_and_told_unless_it_says_the_same(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    known = desk.beds24.bookings
    desk.beds24.put(later(known[2], 90, adults=4), later(known[3], 90))
    report = apply(desk, foreseen[2], foreseen[3])
    assert report.moved == (2,)
    assert standing(desk)[2] == ("confirmed", 2)
    assert standing(desk)[3] == ("confirmed", 1)


def test_what_a_pull_has_brought_meanwhile_is_done_and_no_surprise(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    desk.pull()
    report = apply(desk, foreseen[2], foreseen[7])
    assert report.moved == ()
    assert report.run.counts.unchanged == 2


def test_a_missing_one_is_believed_gone_on_the_persons_word_and_not_if_it_is_there_again(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    assert apply(desk, foreseen[4]).gone
    assert standing(desk)[4][0] == "gone"
    desk.beds24.remove(5)
    again = check(desk)
    desk.beds24.put(stay(5))
    report = apply(desk, again[5])
    assert (report.moved, report.gone) == ((5,), ())
    assert standing(desk)[5][0] == "confirmed"


def test_one_that_vanished_since_the_check_is_left_out(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    desk.beds24.remove(7)
    report = apply(desk, foreseen[7])
    assert report.moved == (7,)
    assert 7 not in standing(desk)


def test_by_number_alone_they_are_applied_as_beds24_tells_them_now(desk: Desk) -> None:
    moved_hotel(desk)
    report = apply(desk, Chosen(2), Chosen(4), Chosen(99))
    assert standing(desk)[2] == ("confirmed", 3)
    assert standing(desk)[4][0] == "confirmed"  # asked for once
    assert report.moved == (99,)


def test_a_broken_line_changes_nothing_and_says_so(desk: Desk) -> None:
    moved_hotel(desk)
    foreseen = check(desk)
    before = standing(desk)
    desk.beds24.fail(Beds24Unreachable("Beds24 does not answer."))
    report = apply(desk, *foreseen.values())
    assert (report.run.outcome, report.run.message) == (Outcome.FAILED, "Beds24 does not answer.")
    assert standing(desk) == before


def test_a_new_one_in_a_room_that_is_new_too_gets_its_room(desk: Desk) -> None:
    desk.full()
    (hotel,) = desk.beds24.hotels
    kind = hotel.room_types[0]
    garden = replace(kind, room_type_id=300, name="Garden")
    desk.beds24.hotels = (replace(hotel, room_types=(*hotel.room_types, garden)),)
    desk.beds24.put(stay(7, room_type_id=300, unit_id=1))
    foreseen = check(desk)
    report = apply(desk, foreseen[7])
    assert (report.run.counts.created, report.run.counts.parked, report.moved) == (1, 0, ())
