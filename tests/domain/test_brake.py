"""When a run stops before it writes, and when it must not."""

from dataclasses import replace

from console.domain.brake import BrakeLimits, RunPlan, reasons_to_stop, vanished_allowed

LIMITS = BrakeLimits()
QUIET = RunPlan(
    read=1000, known=1000, coming=150, cancelled=0, vanished=0, vanished_in_house=0, last_read=1000, complete=True
)


def test_an_ordinary_night_passes() -> None:
    assert reasons_to_stop(replace(QUIET, cancelled=4, vanished=1), LIMITS) == ()


def test_a_first_import_passes() -> None:
    first = RunPlan(500, 0, 0, 0, 0, 0, 0, complete=True)
    assert reasons_to_stop(first, LIMITS) == ()


def test_a_cancelled_group_of_nine_passes_even_in_a_small_hotel() -> None:
    assert reasons_to_stop(replace(QUIET, coming=12, cancelled=9), LIMITS) == ()


def test_a_tenth_cancellation_stops_when_it_is_more_than_a_fifth_of_the_coming_stays() -> None:
    assert reasons_to_stop(replace(QUIET, coming=40, cancelled=10), LIMITS)
    assert reasons_to_stop(replace(QUIET, coming=50, cancelled=10), LIMITS) == ()


def test_bookings_that_vanish_in_numbers_stop_the_run() -> None:
    (reason,) = reasons_to_stop(replace(QUIET, vanished=11), LIMITS)
    assert "11 of 1000" in reason


def test_a_small_hotel_may_lose_three_bookings_but_not_four() -> None:
    small = replace(QUIET, known=20, read=20, last_read=0)
    assert reasons_to_stop(replace(small, vanished=3), LIMITS) == ()
    assert reasons_to_stop(replace(small, vanished=4), LIMITS)


def test_one_guest_in_the_house_who_vanishes_stops_the_run() -> None:
    (one,) = reasons_to_stop(replace(QUIET, vanished=1, vanished_in_house=1), LIMITS)
    assert one == "The booking of a guest who is in the house now is no longer at Beds24."
    (two,) = reasons_to_stop(replace(QUIET, vanished=2, vanished_in_house=2), LIMITS)
    assert two.startswith("2 bookings of guests")


def test_far_fewer_records_than_the_last_time_stop_a_complete_run_only() -> None:
    assert reasons_to_stop(replace(QUIET, read=600), LIMITS)
    assert reasons_to_stop(replace(QUIET, read=2, complete=False), LIMITS) == ()


def test_the_allowance_never_exceeds_ten_nor_falls_below_three() -> None:
    assert [vanished_allowed(known, LIMITS) for known in (0, 60, 100, 199, 10_000)] == [3, 3, 5, 9, 10]
