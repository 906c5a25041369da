"""The few things that only a person can fix, decided from facts; each goes by itself once it is cured."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.pill import Trouble
from console.domain.silence import Silence

KEY_WARNING = timedelta(days=5)
CLOCK_TOLERANCE = timedelta(minutes=2)


class NeedKind(StrEnum):
    """Worst first."""

    DATABASE = "database"
    KEY_REFUSED = "key_refused"
    NO_KEY = "no_key"
    VAULT = "vault"
    OVERBOOKED_TONIGHT = "overbooked_tonight"
    OVERBOOKED = "overbooked"
    ARRIVALS = "arrivals"
    NOT_SENT = "not_sent"
    BRAKE = "brake"
    SWITCHED_OFF = "switched_off"
    ROOMS = "rooms"
    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    SILENCE = "silence"
    KEY_DIES = "key_dies"
    MISHAP = "mishap"


@dataclass(frozen=True, slots=True)
class Need:
    """One of them; `number` is how many bookings, minutes or days it is about, `detail` a sentence that is known,
    `since` when it began."""

    kind: NeedKind
    number: int = 0
    detail: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """`clock_ahead` is how far this computer's clock was ahead of Beds24's when it was last compared; less than
    nothing where it was behind. `overbooked` are overbookings that nobody has settled, `overbooked_tonight` those among
    them that concern the coming night; `not_sent` are the reservations of which Beds24 did not take a change."""

    connected: bool = True
    enabled: bool = True
    trouble: Trouble = Trouble.NONE
    trouble_sentence: str = ""
    brake_sentence: str = ""
    bookings_without_room: int = 0
    key_dies_at: datetime | None = None
    clock_ahead: timedelta = timedelta(0)
    silence: Silence | None = None
    overbooked: int = 0
    overbooked_tonight: int = 0
    differing_arrivals: int = 0
    not_sent: int = 0


def needs_of(facts: NeedFacts, now: datetime) -> tuple[Need, ...]:
    """What stands in the strip, worst first; nothing before a hotel is connected."""
    if not facts.connected:
        return ()
    return tuple(need for need in (*_of_trouble(facts), *_of_state(facts, now)) if need is not None)


_OF_TROUBLE = {
    Trouble.DATABASE: NeedKind.DATABASE,
    Trouble.KEY_REFUSED: NeedKind.KEY_REFUSED,
    Trouble.NO_KEY: NeedKind.NO_KEY,
    Trouble.VAULT: NeedKind.VAULT,
}


def _of_trouble(facts: NeedFacts) -> tuple[Need | None, ...]:
    kind = _OF_TROUBLE.get(facts.trouble)
    later = facts.overbooked - facts.overbooked_tonight
    return (
        Need(kind, detail=facts.trouble_sentence) if kind else None,
        Need(NeedKind.OVERBOOKED_TONIGHT, facts.overbooked_tonight) if facts.overbooked_tonight else None,
        Need(NeedKind.OVERBOOKED, later) if later else None,
        Need(NeedKind.ARRIVALS, facts.differing_arrivals) if facts.differing_arrivals else None,
        Need(NeedKind.BRAKE, detail=facts.brake_sentence) if facts.brake_sentence else None,
    )


def _of_state(facts: NeedFacts, now: datetime) -> tuple[Need | None, ...]:
    left = facts.key_dies_at - now if facts.key_dies_at else None
    is_dead = facts.trouble in (Trouble.KEY_REFUSED, Trouble.NO_KEY)
    dies_soon = left is not None and left < KEY_WARNING and not is_dead
    return (
        Need(NeedKind.NOT_SENT, facts.not_sent) if facts.not_sent else None,
        None if facts.enabled else Need(NeedKind.SWITCHED_OFF),
        Need(NeedKind.ROOMS, facts.bookings_without_room) if facts.bookings_without_room else None,
        _of_clock(facts.clock_ahead),
        _of_silence(facts.silence),
        Need(NeedKind.KEY_DIES, max(0, left.days)) if dies_soon and left is not None else None,
    )


def _of_clock(ahead: timedelta) -> Need | None:
    if abs(ahead) <= CLOCK_TOLERANCE:
        return None
    kind = NeedKind.CLOCK_AHEAD if ahead > timedelta(0) else NeedKind.CLOCK_BEHIND
    return Need(kind, int(abs(ahead).total_seconds() // 60))


def _of_silence(silence: Silence | None) -> Need | None:
    return Need(NeedKind.SILENCE, silence.changes, since=silence.since) if silence else None
