"""When webhooks are called silent, at every border of the rule, and what never raises the alarm."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.silence import ENOUGH, GRACE, WITHIN, HearingFacts, Silence, Unannounced, silence_of

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NOW = NOON + 2 * HOUR


def found(what: int, minutes: int, **changes: datetime) -> Unannounced:
    """A change made two minutes before the check that found it, five minutes after the check before."""
    asked = NOON + minutes * MINUTE
    usual = Unannounced(
        what=what,
        changed_at=asked - 2 * MINUTE,
        found_at=asked + SECOND,
        asked_at=asked,
        asked_before=asked - 5 * MINUTE,
    )
    return replace(usual, **changes)  # type: ignore[arg-type] # each fits its field


THREE = (found(1, 10), found(2, 20), found(3, 30))
FACTS = HearingFacts(enabled=True, heard_at=NOON, found=THREE)


def test_three_that_nobody_announced_are_a_silence_since_the_last_sign_of_life() -> None:
    assert silence_of(FACTS, NOW) == Silence(NOON, 3)


def test_it_lasts_however_long_nothing_comes() -> None:
    assert silence_of(FACTS, NOW + 400 * 24 * HOUR) == Silence(NOON, 3)


def test_two_are_not_enough() -> None:
    assert ENOUGH == 3
    assert silence_of(replace(FACTS, found=THREE[:2]), NOW) is None


def test_one_booking_or_one_group_is_one_thing_however_often_it_changed() -> None:
    assert silence_of(replace(FACTS, found=tuple(replace(one, what=7) for one in THREE)), NOW) is None


def test_more_than_three_are_counted() -> None:
    more = (*THREE, found(4, 40), found(4, 50), found(5, 60))
    assert silence_of(replace(FACTS, found=more), NOW) == Silence(NOON, 5)


def test_a_webhook_has_a_quarter_of_an_hour_to_come() -> None:
    newest = THREE[-1].found_at
    assert silence_of(FACTS, newest + GRACE - SECOND) is None
    assert silence_of(FACTS, newest + GRACE) is not None


def test_the_three_are_found_within_a_day_of_the_first() -> None:
    def third(at: datetime) -> HearingFacts:
        late = found(3, 0, changed_at=at - MINUTE, found_at=at, asked_at=at, asked_before=at - 5 * MINUTE)
        return replace(FACTS, found=(*THREE[:2], late))

    edge = THREE[0].found_at + WITHIN
    assert silence_of(third(edge), edge + HOUR) is not None
    assert silence_of(third(edge + SECOND), edge + HOUR) is None


def test_three_within_a_day_are_found_among_those_that_are_not() -> None:
    day = 24 * 60
    spread = (found(1, 10), found(2, 2 * day), found(3, 2 * day + 10), found(4, 2 * day + 20))
    assert silence_of(replace(FACTS, found=spread), NOON + 5 * 24 * HOUR) == Silence(NOON, 4)


def test_whatever_is_accepted_ends_it() -> None:
    heard = replace(FACTS, heard_at=NOON + 40 * MINUTE)
    assert silence_of(heard, NOW) is None


def test_what_came_after_the_check_before_counts_for_the_change_it_may_have_told() -> None:
    first = THREE[0].asked_before
    assert silence_of(replace(FACTS, heard_at=first), NOW) is not None
    assert silence_of(replace(FACTS, heard_at=first + SECOND), NOW) is None


def test_one_that_never_worked_is_not_silent() -> None:
    assert silence_of(replace(FACTS, heard_at=None), NOW) is None


def test_one_that_is_off_is_not_silent() -> None:
    assert silence_of(replace(FACTS, enabled=False), NOW) is None


def test_what_changed_before_it_was_switched_on_was_not_to_be_announced() -> None:
    first = THREE[0].asked_before
    assert silence_of(replace(FACTS, heard_at=NOON - 9 * HOUR, enabled_at=first), NOW) is not None
    assert silence_of(replace(FACTS, heard_at=NOON - 9 * HOUR, enabled_at=first + SECOND), NOW) is None


@pytest.mark.parametrize(("interval", "longest"), [(5, 10), (1, 10), (15, 20), (60, 65)])
def test_what_changed_while_nobody_asked_may_have_been_announced_to_a_computer_asleep(
    interval: int, longest: int
) -> None:
    def third(gap: timedelta) -> HearingFacts:
        asked = NOON + 6 * HOUR
        one = found(3, 360, changed_at=asked - MINUTE, asked_before=asked - gap)
        return replace(FACTS, found=(*THREE[:2], one), interval=interval * MINUTE)

    now = NOON + 7 * HOUR
    assert silence_of(third(longest * MINUTE), now) is not None
    assert silence_of(third(longest * MINUTE + SECOND), now) is None


def test_a_clock_that_was_set_back_between_two_checks_proves_nothing() -> None:
    turned = replace(THREE[0], asked_before=THREE[0].asked_at + SECOND)
    assert silence_of(replace(FACTS, found=(turned, *THREE[1:])), NOW) is None


def test_what_was_made_before_the_check_before_was_found_late_for_a_reason_of_its_own() -> None:
    before = THREE[2].asked_before
    just = replace(THREE[2], changed_at=before - 2 * MINUTE)
    older = replace(THREE[2], changed_at=before - 2 * MINUTE - SECOND)
    assert silence_of(replace(FACTS, found=(*THREE[:2], just)), NOW) is not None
    assert silence_of(replace(FACTS, found=(*THREE[:2], older)), NOW) is None
