"""Applying one page of bookings: what is new, what differs, what must wait, all in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from console.domain.applying import (
    Effect,
    FieldChange,
    Source,
    is_older,
)
from console.domain.booking import (
    NOTHING_KEPT,
    UNASSIGNED,
    Age,
    Booking,
    Cause,
    ParkedItem,
    booking_key,
    fingerprint_of,
    settled,
    untold_at_first,
)
from console.domain.merging import NEVER
from console.domain.runs import Counts
from console.domain.status import RELEASED, Status
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.services.judging import Judged, Judging, age_of
from console.services.keeping_out import bookings_to_keep, item_to_keep
from console.services.overlaying import Overlay
from console.services.settling import settle_conflicts, shown_by
from console.store.hotel import Places
from console.store.reservations import Entry
from console.store.spool import Received
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Applying:
    """In whose name a page is applied: the property, the hotel's own date, the source for history, the run."""

    property_id: int
    currency: str
    today: date
    at: datetime
    source: Source
    run_id: int | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a page; the ids are those of reservations. `cancelled` are those among them that were cancelled by
    it: a change to cancelled, or a booking that had been made and cancelled before it was first read. `moved` are
    others that went to another guest by it, with nothing else about them changed; of the `edited` ones the desk's words
    were settled by it, or came into conflict with it."""

    counts: Counts = field(default_factory=Counts)
    created: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    cancelled: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()
    edited: frozenset[int] = frozenset()

    @property
    def shown(self) -> tuple[int, ...]:
        """Every reservation that is shown otherwise than before."""
        return tuple(dict.fromkeys((*self.created, *self.changed, *sorted(self.moved | self.edited))))

    @property
    def news(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What a person may want to hear of: new bookings, and stays that were called off; a booking that had been made
        and cancelled before it was first read is neither."""
        new = tuple(id_ for id_ in self.created if id_ not in self.cancelled)
        return new, tuple(id_ for id_ in self.changed if id_ in self.cancelled)

    def __add__(self, other: "Applied") -> "Applied":
        return Applied(
            self.counts + other.counts,
            self.created + other.created,
            self.changed + other.changed,
            self.cancelled | other.cancelled,
            self.moved | other.moved,
            self.edited | other.edited,
        )


class FindsGuests(Protocol):
    """Says whose the reservations of one page are, and writes what follows once they are written; see `Matching`."""

    def place(self, bookings: Mapping[int, Booking], known: Iterable[int] = ()) -> dict[int, int | None]: ...
    def settle(self) -> frozenset[int]: ...


def by_matching(session: Session, at: datetime) -> FindsGuests:
    """Guests are found by the rules and lists as they are now."""
    return Matching(session, readers_in(session), at)


def apply_in(
    session: Session,
    received: Sequence[Received],
    context: Applying,
    find: Callable[[Session, datetime], FindsGuests] = by_matching,
) -> Applied:
    """`sync_bookings_to_pms` inside a transaction that the caller holds; `find` is made anew for each page."""
    page = _Page(session, context, find(session, context.at))
    kept, erased = bookings_to_keep(session, received)
    newest = _newest_of_each(kept)
    page.sort_out(newest)
    page.write()
    page.let_rules_decide()
    if erased:
        session.erasing.flag(erased, context.at)
    page.release()
    return Applied(
        Counts(len(newest), len(page.fresh), len(page.changes), page.unchanged, len(page.parked)),
        tuple(entry.id for entry in page.fresh),
        tuple(page.changes),
        page.cancelled,
        page.moved,
        page.edited,
    )


def park_unreadable(store: Store, items: Sequence[ParkedItem], at: datetime) -> Counts:
    """Keep what could not be read as a booking; nothing of the page is lost for its sake."""
    if items:
        with store.writing() as session:
            for item in items:
                session.waiting.park(item_to_keep(session, item), None, at)
    return Counts(read=len(items), parked=len(items))


def _newest_of_each(received: Sequence[Received]) -> list[Received]:
    newest: dict[int, Received] = {}
    for one in received:
        known = newest.get(one.booking.beds24_id)
        if known is None or age_of(one) >= age_of(known):
            newest[one.booking.beds24_id] = one
    return sorted(newest.values(), key=lambda one: one.booking.status not in RELEASED)


class _Page:
    """One page while it is being applied: sorted into what is new, what differs and what must wait."""

    def __init__(self, session: Session, context: Applying, matching: FindsGuests) -> None:
        self._session = session
        self._context = context
        self._matching = matching
        self._places = session.hotel.places()
        self._overlay = Overlay(session, context.currency, context.at)
        self.fresh: list[Entry] = []
        self.parked: list[tuple[ParkedItem, Booking]] = []
        self._roomless: list[tuple[ParkedItem, Booking]] = []
        self.changes: dict[int, tuple[FieldChange, ...]] = {}
        self.unchanged = 0
        self.moved: frozenset[int] = frozenset()
        self.edited: frozenset[int] = frozenset()
        self._rewritten: list[Entry] = []
        self._told_late: list[Entry] = []
        self._current: list[Booking] = []

    def sort_out(self, received: Sequence[Received]) -> None:
        self._overlay.recognise(received)
        stored = self._session.reservations.versions(one.booking.beds24_id for one in received)
        fresh: list[Received] = []
        late: list[Received] = []
        differing: list[tuple[Received, bytes]] = []
        for one in received:
            known = stored.get(one.booking.beds24_id)
            if known is not None and is_older(known.version, one.booking, one.read_at, self._context.at):
                self._put_aside(one, late)
                continue
            self._current.append(one.booking)
            if known is None:
                if self._fits(one.booking):
                    fresh.append(one)
                continue
            fingerprint = fingerprint_of(one.booking)
            if fingerprint == known.version.fingerprint:
                self.unchanged += 1
            elif self._may_change(one.booking):
                differing.append((one, fingerprint))
        self._session.reservations.found_again(self._proved(stored, late))
        judging = Judging(self._session, self._overlay, self._context.currency, stored)
        self._settle_in(fresh, judging.judge(differing, late))

    def _proved(self, stored: Iterable[int], late: list[Received]) -> Iterable[int]:
        """The bookings that Beds24 has for sure; a webhook that comes late proves nothing of today."""
        passed = {one.booking.beds24_id for one in late} if self._context.source is Source.WEBHOOK else set()
        return set(stored) - passed

    def _put_aside(self, one: Received, late: list[Received]) -> None:
        """An older version may still tell what no newer one has told; one of another property never does."""
        if one.booking.property_id == self._context.property_id:
            late.append(one)
        else:
            self.unchanged += 1

    def _fits(self, booking: Booking) -> bool:
        item = reason_to_wait(booking, self._places, self._context)
        if item is not None:
            self.parked.append((item, booking))
        return item is None

    def _may_change(self, booking: Booking) -> bool:
        """A known stay takes every change at once; one that moved to an unknown room loses its room and says so."""
        item = reason_to_wait(booking, self._places, self._context)
        if item is not None and item.cause is Cause.UNKNOWN_ROOM:
            self._roomless.append((item, booking))
            return True
        return self._fits(booking)

    def _settle_in(self, fresh: list[Received], judged: list[Judged]) -> None:
        """Every booking that begins or changes a reservation gets its guest, all of a page together; for the card even
        a change of the price is a newer word."""
        first_id = self._session.reservations.next_id()
        begun = {id_: (one, settled(one.booking)) for id_, one in enumerate(fresh, first_id)}
        named = {id_: booking for id_, (_, booking) in begun.items()}
        told_anew = {one.known.id: one.shown for one in judged if one.judgement.effect is not Effect.OLDER}
        guest_of = self._matching.place(named | told_anew, told_anew)
        for id_, (one, booking) in begun.items():
            since = dict.fromkeys(untold_at_first(one.booking), NEVER) or NOTHING_KEPT
            fingerprint = fingerprint_of(one.booking)
            self.fresh.append(self._entry(id_, booking, fingerprint, one.read_at, guest_of[id_], since))
        for each in judged:
            self._rewrite(each, guest_of.get(each.known.id, each.known.guest_id))

    def _rewrite(self, one: Judged, guest_id: int | None) -> None:
        judgement, id_ = one.judgement, one.known.id
        if one.changes:
            self.changes[id_] = one.changes
        else:
            self.unchanged += 1
        if judgement.effect is Effect.OLDER:
            return
        entry = self._entry(id_, one.shown, one.fingerprint, one.read_at, guest_id, judgement.since)
        self._rewritten.append(entry)
        if one.late:
            self._told_late.append(replace(entry, booking=one.one.booking, read_at=one.one.read_at))

    def _entry(
        self,
        id_: int,
        booking: Booking,
        fingerprint: bytes | None,
        read_at: datetime,
        guest_id: int | None,
        since: Mapping[str, Age],
    ) -> Entry:
        room_id = self._places.room_ids.get((booking.room_type_id, booking.unit_id))
        return Entry(id_, booking, fingerprint, read_at, room_id, guest_id, self._context.source, since)

    def write(self) -> None:
        session, context = self._session, self._context
        session.reservations.add(self.fresh, context.at, context.run_id)
        session.journal.add_late(self._told_late)
        session.reservations.change(self._rewritten, self.changes)
        lines = ((id_, change) for id_, changes in self.changes.items() for change in changes)
        changed_at = {entry.id: entry.booking.modified_at for entry in self._rewritten}
        session.reservations.remember(lines, context.at, context.source, context.run_id, changed_at)
        self.moved = self._matching.settle()
        self.edited = self._overlay.write()
        for item, booking in (*self.parked, *self._roomless):
            session.waiting.park(item, booking, context.at)

    def let_rules_decide(self) -> None:
        """What the desk and Beds24 both changed is settled where a rule says how; what that shows is a change too."""
        context, conflicts = self._context, self._overlay.conflicts
        acts = settle_conflicts(self._session, conflicts, context.today, context.at, context.run_id)
        for id_, shown in shown_by(acts).items():
            self.unchanged -= id_ not in self.changes
            self.changes[id_] = (*self.changes.get(id_, ()), *shown)

    @property
    def cancelled(self) -> frozenset[int]:
        """What this page cancelled, or brought as cancelled already."""
        born = (entry.id for entry in self.fresh if entry.booking.status == Status.CANCELLED)
        turned = (id_ for id_, changes in self.changes.items() if any(map(_is_cancellation, changes)))
        return frozenset((*born, *turned))

    def release(self) -> None:
        """What has its place waits no longer, be it only that it was unreadable once and never changed.

        A known stay that still has none goes on waiting, for its room and for nothing else.
        """
        told = {booking.beds24_id for _, booking in (*self.parked, *self._roomless)}
        placed: list[int] = []
        for booking in self._current:
            item = reason_to_wait(booking, self._places, self._context)
            if item is None:
                placed.append(booking.beds24_id)
            elif booking.beds24_id not in told:
                self._session.waiting.park(item, booking, self._context.at)
        self._session.waiting.release(placed)


def _is_cancellation(change: FieldChange) -> bool:
    return change.field == "status" and change.new == Status.CANCELLED


def reason_to_wait(booking: Booking, places: Places, context: Applying) -> ParkedItem | None:
    """Why a booking cannot be applied yet. One that was cancelled or is over needs no room, and never waits for it."""
    if booking.property_id != context.property_id:
        return _parked(booking, Cause.OTHER_PROPERTY, f"It belongs to another property ({booking.property_id}).")
    if places.knows(booking.room_type_id, booking.unit_id):
        return None
    if booking.status in RELEASED or booking.departure < context.today:
        return None
    unit = "" if booking.unit_id == UNASSIGNED else f", unit {booking.unit_id}"
    return _parked(
        booking, Cause.UNKNOWN_ROOM, f"Its room is not known here: Beds24 room {booking.room_type_id}{unit}."
    )


def _parked(booking: Booking, cause: Cause, detail: str) -> ParkedItem:
    return ParkedItem(
        key=booking_key(booking.beds24_id),
        cause=cause,
        detail=detail,
        payload=booking.raw,
        beds24_id=booking.beds24_id,
        room_type_id=booking.room_type_id,
        unit_id=booking.unit_id,
        modified_at=booking.modified_at,
    )
