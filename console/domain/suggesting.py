"""What is usually right about a difference, from what differs and why that is likely so."""

from enum import StrEnum
from typing import Final

from console.domain.discrepancies import DiscrepancyKind, LikelyCause


class Suggestion(StrEnum):
    SYNC = "sync"
    """The next sync brings it; one may be started at once."""
    TAKE = "take"
    """Take Beds24's version, although no sync would."""
    TAKE_IN = "take_in"
    """Take in here what only Beds24 has."""
    MAP_ROOM = "map_room"
    LOOK_WAITING = "look_waiting"
    """It cannot be read; look at what waits."""
    WAIT = "wait"
    """It is settled by itself, or will be asked for again."""
    ASK_GUEST = "ask_guest"
    """Nobody but the guest, or the channel, knows."""
    COMPARE = "compare"
    """Two bookings that may be one; a person has to look at both."""
    FULL = "full"
    """Only a full sync brings it."""
    DECIDE = "decide"
    """The desk and Beds24 changed it both; somebody has to say which is right."""
    LOOK_OUTBOX = "look_outbox"
    """Beds24 refused it; the outbox tells why."""
    NOTHING = "nothing"


_BY_CAUSE: Final = {
    LikelyCause.CHANGED_SINCE: Suggestion.SYNC,
    LikelyCause.MISSED_WEBHOOK: Suggestion.SYNC,
    LikelyCause.RUN_FAILED: Suggestion.SYNC,
    LikelyCause.NOT_APPLIED: Suggestion.TAKE,
    LikelyCause.UNDATED: Suggestion.TAKE,
    LikelyCause.OLDER_THERE: Suggestion.TAKE,
    LikelyCause.MAPPING: Suggestion.MAP_ROOM,
    LikelyCause.UNREADABLE: Suggestion.LOOK_WAITING,
    LikelyCause.ASKED_ONCE: Suggestion.WAIT,
    LikelyCause.HARD_DELETE: Suggestion.ASK_GUEST,
    LikelyCause.KEPT_BY_RULE: Suggestion.NOTHING,
    LikelyCause.SAME_REFERENCE: Suggestion.COMPARE,
    LikelyCause.SAME_GUEST: Suggestion.COMPARE,
    LikelyCause.MASTER_UNKNOWN: Suggestion.FULL,
    LikelyCause.LOCAL_EDIT: Suggestion.WAIT,
    LikelyCause.ECHO: Suggestion.WAIT,
    LikelyCause.KEPT_BY_DESK: Suggestion.NOTHING,
    LikelyCause.CHANGED_ON_BOTH_SIDES: Suggestion.DECIDE,
    LikelyCause.REFUSED: Suggestion.LOOK_OUTBOX,
}
_NOT_HERE: Final = frozenset({DiscrepancyKind.ONLY_IN_BEDS24, DiscrepancyKind.GROUP_INCOMPLETE})


def suggestion_for(kind: DiscrepancyKind, cause: LikelyCause) -> Suggestion:
    """What is usually right; never something that loses what one side knows."""
    found = _BY_CAUSE.get(cause, Suggestion.NOTHING)
    return Suggestion.TAKE_IN if found is Suggestion.TAKE and kind in _NOT_HERE else found
