"""Versions of known bookings judged against what Beds24 told before, with the desk's words laid over the outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain.applying import Effect, FieldChange, Judgement, changes_between, judge, judge_late
from console.domain.booking import Age, Booking, settled, untold_at_first
from console.domain.edits import PART_OF, means_same
from console.domain.merging import NEVER, Merged
from console.services.overlaying import Overlay
from console.store.reservations import StoredVersion
from console.store.spool import Received
from console.store.store import Session


@dataclass(frozen=True, slots=True)
class Judged:
    """What comes of a version of a known booking, what is shown of it with the desk's words over it, and the
    fingerprint and the time of reading that are kept: of a late one those of the newest version, which it leaves to
    stand."""

    known: StoredVersion
    one: Received
    judgement: Judgement
    shown: Booking
    changes: tuple[FieldChange, ...]
    fingerprint: bytes | None
    read_at: datetime
    late: bool = False


def age_of(one: Received) -> Age:
    """How old what was received is."""
    return one.booking.modified_at, one.read_at


def _told_first(booking: Booking) -> Judgement:
    """What Beds24 tells of what was made here, and it alone: nothing that stands here was ever told by it."""
    since = dict.fromkeys(untold_at_first(booking), NEVER)
    return Judgement(Effect.CHANGED, settled(booking), since=since)


class Judging:
    """Of one page; `stored` is what is known of its bookings by their numbers."""

    def __init__(self, session: Session, overlay: Overlay, currency: str, stored: Mapping[int, StoredVersion]) -> None:
        self._session = session
        self._overlay = overlay
        self._currency = currency
        self._stored = stored
        self._before: Mapping[int, Booking] = {}

    def judge(self, differing: Sequence[tuple[Received, bytes]], late: Sequence[Received]) -> list[Judged]:
        """Those that differ from what is stored, each with its fingerprint, and those that come late."""
        if not differing and not late:
            return []
        self._read((*(one for one, _ in differing), *late))
        judged = [self._judge(one, fingerprint) for one, fingerprint in differing]
        return judged + [self._judge_late(one) for one in late]

    def _read(self, received: Iterable[Received]) -> None:
        self._before = self._session.reservations.bookings(one.booking.beds24_id for one in received)
        self._overlay.read(self._before)

    def _judge(self, one: Received, fingerprint: bytes) -> Judged:
        known = self._stored[one.booking.beds24_id]
        if self._overlay.is_newborn(one.booking.beds24_id):
            judgement = _told_first(one.booking)
        else:
            judgement = judge(self._told_before(one), one.booking, age_of(one), self._currency)
            judgement = self._overlay.heeded(judgement, one.booking, age_of(one))
        return Judged(known, one, judgement, *self._shown(known.id, judgement), fingerprint, one.read_at)

    def _judge_late(self, one: Received) -> Judged:
        known = self._stored[one.booking.beds24_id]
        judgement = judge_late(self._told_before(one), one.booking, age_of(one), self._currency)
        shown, changes = self._shown(known.id, judgement)
        return Judged(
            known, one, judgement, shown, changes, known.version.fingerprint, known.version.read_at, late=True
        )

    def _told_before(self, one: Received) -> Merged:
        """The booking as Beds24 told it, with what is kept from older versions."""
        number = one.booking.beds24_id
        version = self._stored[number].version
        return Merged(self._overlay.told(number, self._before[number]), version.age, version.since)

    def _shown(self, id_: int, judgement: Judgement) -> tuple[Booking, tuple[FieldChange, ...]]:
        """What is shown from now on, and what changed in that."""
        told = judgement.booking
        if judgement.effect is Effect.OLDER or not self._overlay.covers(told.beds24_id):
            return told, judgement.changes
        before = self._before[told.beds24_id]
        after = self._overlay.shown(id_, before, told)
        changes = changes_between(before, after, self._currency)
        if self._overlay.is_newborn(told.beds24_id):
            changes = (FieldChange("beds24_id", None, told.beds24_id), *filter(self._tells, changes))
        return after, changes

    def _tells(self, change: FieldChange) -> bool:
        """Whether a change of what was made here tells more than that Beds24 has it now."""
        same = means_same(change.field, change.old, change.new, self._currency)
        return change.field in PART_OF and change.old is not None and not same
