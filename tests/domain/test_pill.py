"""The sync pill over time: what it says is decided by the age of the data."""

from datetime import UTC, datetime, timedelta

import pytest

from console.domain.pill import (
    Pill,
    PillState,
    SyncFacts,
    Tone,
    Trouble,
    age_minutes,
    decide_pill,
    seconds_until_change,
)

NOW = datetime(2026, 5, 12, 14, 2, tzinfo=UTC)
IN_AN_HOUR = NOW + timedelta(hours=1)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "state", "tone"),
    [
        (0, PillState.IN_SYNC, Tone.GOOD),
        (6, PillState.IN_SYNC, Tone.GOOD),
        (10, PillState.IN_SYNC, Tone.GOOD),
        (10.9, PillState.IN_SYNC, Tone.GOOD),
        (11, PillState.LATE, Tone.WARN),
        (30, PillState.LATE, Tone.WARN),
        (31, PillState.NOT_SYNCING, Tone.BAD),
        (5000, PillState.NOT_SYNCING, Tone.BAD),
    ],
)
def test_the_age_of_the_data_decides(minutes: float, state: PillState, tone: Tone) -> None:
    pill = decide_pill(SyncFacts(last_success=ago(minutes)), NOW)
    assert (pill.state, pill.tone, pill.minutes) == (state, tone, int(minutes))


@pytest.mark.parametrize(
    ("facts", "state", "tone"),
    [
        (SyncFacts(connected=False), PillState.NOT_CONNECTED, Tone.CALM),
        (SyncFacts(enabled=False, last_success=ago(1)), PillState.SWITCHED_OFF, Tone.WARN),
        (SyncFacts(), PillState.NOT_SYNCING, Tone.BAD),
        (SyncFacts(running=True), PillState.CHECKING, Tone.CALM),
        (SyncFacts(running=True, last_success=ago(5)), PillState.CHECKING, Tone.CALM),
        (SyncFacts(running=True, last_success=ago(12)), PillState.LATE, Tone.WARN),
        (SyncFacts(running=True, last_success=ago(40)), PillState.NOT_SYNCING, Tone.BAD),
        (SyncFacts(trouble=Trouble.KEY_REFUSED, last_success=ago(1)), PillState.NOT_SYNCING, Tone.BAD),
        (SyncFacts(trouble=Trouble.VAULT, last_success=ago(1)), PillState.NOT_SYNCING, Tone.BAD),
        (SyncFacts(trouble=Trouble.NO_KEY, last_success=ago(1)), PillState.NO_KEY, Tone.BAD),
        (SyncFacts(trouble=Trouble.NO_KEY, paused_until=IN_AN_HOUR), PillState.NO_KEY, Tone.BAD),
        (SyncFacts(trouble=Trouble.BUG, last_success=ago(1)), PillState.BROKEN, Tone.WARN),
        (SyncFacts(trouble=Trouble.BUG, last_success=ago(40)), PillState.NOT_SYNCING, Tone.BAD),
        (SyncFacts(trouble=Trouble.OFFLINE, last_success=ago(1)), PillState.OFFLINE, Tone.WARN),
        (SyncFacts(trouble=Trouble.OFFLINE, last_success=ago(45)), PillState.OFFLINE, Tone.BAD),
        (SyncFacts(trouble=Trouble.OFFLINE), PillState.OFFLINE, Tone.BAD),
        (SyncFacts(paused_until=IN_AN_HOUR, last_success=ago(50)), PillState.PAUSED, Tone.CALM),
        (SyncFacts(paused_until=IN_AN_HOUR, needs=1, last_success=ago(50)), PillState.NEEDS_YOU, Tone.WARN),
        (SyncFacts(paused_until=NOW, last_success=ago(1)), PillState.IN_SYNC, Tone.GOOD),
        (SyncFacts(paused_until=IN_AN_HOUR, running=True, last_success=ago(1)), PillState.CHECKING, Tone.CALM),
        (SyncFacts(needs=2, last_success=ago(1)), PillState.NEEDS_YOU, Tone.WARN),
        (SyncFacts(needs=2, last_success=ago(20)), PillState.LATE, Tone.WARN),
        (SyncFacts(needs=1, silent=True, last_success=ago(1)), PillState.SILENT, Tone.WARN),
        (SyncFacts(needs=2, silent=True, last_success=ago(1)), PillState.NEEDS_YOU, Tone.WARN),
        (SyncFacts(needs=1, silent=True, last_success=ago(11)), PillState.LATE, Tone.WARN),
        (SyncFacts(needs=1, silent=True, trouble=Trouble.BUG, last_success=ago(1)), PillState.BROKEN, Tone.WARN),
        (SyncFacts(needs=1, silent=True, running=True, last_success=ago(1)), PillState.CHECKING, Tone.CALM),
        (SyncFacts(trouble=Trouble.OTHER, last_success=ago(3)), PillState.IN_SYNC, Tone.GOOD),
    ],
)  # fmt: skip
def test_what_outweighs_what(facts: SyncFacts, state: PillState, tone: Tone) -> None:
    pill = decide_pill(facts, NOW)
    assert (pill.state, pill.tone) == (state, tone)


def test_a_pause_says_when_it_ends_and_how_old_the_data_is() -> None:
    facts = SyncFacts(paused_until=IN_AN_HOUR, last_success=ago(25))
    assert decide_pill(facts, NOW) == Pill(PillState.PAUSED, Tone.CALM, 25, ago(25), until=IN_AN_HOUR)


@pytest.mark.parametrize(("interval", "late", "dead"), [(1, 10, 30), (5, 10, 30), (15, 20, 40), (60, 65, 85)])
def test_a_hotel_that_checks_less_often_is_late_five_minutes_and_dead_twenty_five_after_the_check_that_did_not_come(
    interval: int, late: int, dead: int
) -> None:
    def state(age: int) -> PillState:
        facts = SyncFacts(interval=timedelta(minutes=interval), last_success=ago(age))
        return decide_pill(facts, NOW).state

    states = [state(age) for age in (late, late + 1, dead, dead + 1)]
    assert states == [PillState.IN_SYNC, PillState.LATE, PillState.LATE, PillState.NOT_SYNCING]


def test_a_clock_set_back_makes_no_negative_age() -> None:
    assert age_minutes(SyncFacts(last_success=NOW + timedelta(hours=1)), NOW) == 0


@pytest.mark.parametrize(
    ("facts", "seconds"),
    [
        (SyncFacts(), 60.0),
        (SyncFacts(last_success=NOW), 60.0),
        (SyncFacts(last_success=NOW - timedelta(seconds=95)), 25.0),
        (SyncFacts(last_success=NOW + timedelta(seconds=5)), 60.0),
        (SyncFacts(last_success=NOW, paused_until=NOW + timedelta(seconds=7)), 7.0),
        (SyncFacts(last_success=NOW - timedelta(seconds=95), paused_until=IN_AN_HOUR), 25.0),
        (SyncFacts(paused_until=NOW + timedelta(seconds=7)), 7.0),
    ],
)
def test_the_next_look_comes_when_the_words_change(facts: SyncFacts, seconds: float) -> None:
    assert seconds_until_change(facts, NOW) == seconds
