"""The sync pill: one word on how fresh the data is, decided from facts and the clock alone.

What counts is the age of the *data* (the last complete pass), never that of a job: a job that runs and fails all
night leaves the pill red.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FRESH_MINUTES = 6
LATE_MINUTES = 10
DEAD_MINUTES = 30
LATE_BEYOND = 5
DEAD_BEYOND = 25


class Trouble(StrEnum):
    """What ended the newest run, as far as it matters to whoever looks at the window."""

    NONE = "none"
    OFFLINE = "offline"
    KEY_REFUSED = "key_refused"
    NO_KEY = "no_key"
    VAULT = "vault"
    DATABASE = "database"
    BUG = "bug"
    OTHER = "other"


class PillState(StrEnum):
    NOT_CONNECTED = "not_connected"
    SWITCHED_OFF = "switched_off"
    IN_SYNC = "in_sync"
    CHECKING = "checking"
    LATE = "late"
    NOT_SYNCING = "not_syncing"
    OFFLINE = "offline"
    NO_KEY = "no_key"
    BROKEN = "broken"
    PAUSED = "paused"
    NEEDS_YOU = "needs_you"
    SILENT = "silent"


class Tone(StrEnum):
    """How loud the pill is; each tone has a colour in the theme."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CALM = "calm"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFacts:
    """All that the pill is decided from; `needs` counts the things only a person can fix, among them that webhooks are
    `silent`."""

    connected: bool = True
    enabled: bool = True
    running: bool = False
    last_success: datetime | None = None
    paused_until: datetime | None = None
    interval: timedelta = timedelta(minutes=5)
    trouble: Trouble = Trouble.NONE
    needs: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """What the pill says. `minutes` is the age of the data and `moment` its time, None where there is none yet;
    `until` is the end of the pause that holds."""

    state: PillState
    tone: Tone
    minutes: int | None = None
    moment: datetime | None = None
    needs: int = 0
    until: datetime | None = None


def decide_pill(facts: SyncFacts, now: datetime) -> Pill:
    """The pill of this moment."""
    minutes = age_minutes(facts, now)
    if (held := _held_back(facts, now, minutes)) is not None:
        return held
    if facts.trouble is Trouble.OFFLINE:
        tone = Tone.BAD if _is_dead(facts, minutes) else Tone.WARN
        return Pill(PillState.OFFLINE, tone, minutes, facts.last_success)
    return _by_age(facts, minutes)


def age_minutes(facts: SyncFacts, now: datetime) -> int | None:
    """How old the data is in whole minutes; a success that lies ahead, by a clock set back, counts as now."""
    if facts.last_success is None:
        return None
    return max(0, int((now - facts.last_success).total_seconds() // 60))


def seconds_until_change(facts: SyncFacts, now: datetime) -> float:
    """How long the pill stays as it is if nothing happens: to the data's next full minute, or a pause's end."""
    until = _pause(facts, now)
    left = (until - now).total_seconds() if until else 60.0
    if facts.last_success is None or now < facts.last_success:
        return min(60.0, left)
    return min(60.0 - (now - facts.last_success).total_seconds() % 60.0, left)


def late_after(interval: timedelta) -> int:
    """Minutes after which data is late: ten, or five more than the hotel lets pass between two checks."""
    return max(LATE_MINUTES, _minutes(interval) + LATE_BEYOND)


def dead_after(interval: timedelta) -> int:
    """Minutes after which data is so old that nobody should trust it."""
    return max(DEAD_MINUTES, _minutes(interval) + DEAD_BEYOND)


def _minutes(interval: timedelta) -> int:
    return int(interval.total_seconds() // 60)


def _pause(facts: SyncFacts, now: datetime) -> datetime | None:
    """The end of the pause that holds now."""
    return facts.paused_until if facts.paused_until is not None and facts.paused_until > now else None


_WITHOUT_KEY = {
    Trouble.NO_KEY: PillState.NO_KEY,
    Trouble.KEY_REFUSED: PillState.NOT_SYNCING,
    Trouble.VAULT: PillState.NOT_SYNCING,
}


def _held_back(facts: SyncFacts, now: datetime, minutes: int | None) -> Pill | None:
    """What outweighs the age of the data: nothing to sync with, or somebody's will."""
    if not facts.connected:
        return Pill(PillState.NOT_CONNECTED, Tone.CALM)
    if not facts.enabled:
        return Pill(PillState.SWITCHED_OFF, Tone.WARN, minutes, facts.last_success)
    if facts.running:
        return None
    if facts.trouble in _WITHOUT_KEY:
        return Pill(_WITHOUT_KEY[facts.trouble], Tone.BAD, minutes, facts.last_success)
    if (until := _pause(facts, now)) is not None:
        state, tone = (PillState.NEEDS_YOU, Tone.WARN) if facts.needs else (PillState.PAUSED, Tone.CALM)
        return Pill(state, tone, minutes, facts.last_success, facts.needs, until)
    return None


def _by_age(facts: SyncFacts, minutes: int | None) -> Pill:
    if facts.running and (minutes is None or minutes <= late_after(facts.interval)):
        return Pill(PillState.CHECKING, Tone.CALM, minutes, facts.last_success)
    if minutes is None or _is_dead(facts, minutes):
        return Pill(PillState.NOT_SYNCING, Tone.BAD, minutes, facts.last_success)
    if minutes > late_after(facts.interval):
        return Pill(PillState.LATE, Tone.WARN, minutes, facts.last_success)
    return _in_time(facts, minutes)


def _in_time(facts: SyncFacts, minutes: int) -> Pill:
    """The data is fresh; something else may be the matter."""
    if facts.needs > facts.silent:
        return Pill(PillState.NEEDS_YOU, Tone.WARN, minutes, facts.last_success, facts.needs)
    if facts.trouble is Trouble.BUG:
        return Pill(PillState.BROKEN, Tone.WARN, minutes, facts.last_success)
    if facts.silent:
        return Pill(PillState.SILENT, Tone.WARN, minutes, facts.last_success, facts.needs)
    return Pill(PillState.IN_SYNC, Tone.GOOD, minutes, facts.last_success)


def _is_dead(facts: SyncFacts, minutes: int | None) -> bool:
    return minutes is None or minutes > dead_after(facts.interval)
