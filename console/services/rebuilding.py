"""Rebuilding one reservation from what was received of it: everything kept is applied again, in the order in which it
was, to a scratch copy through the one `apply_in`; the difference is shown, and adopted when a person says so.

The copy ends as the reservation would, had nothing but these facts ever touched it. Whose it is then follows from its
name and contacts, as ever.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from console.domain.announcing import ReservationsChanged
from console.domain.applying import Source, changes_between, is_older
from console.domain.booking import UNASSIGNED, Booking
from console.domain.clock import Clock
from console.domain.edits import rebased, shown_of, told_of
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.domain.merging import Merged, with_newer
from console.domain.rebuilt import Difference, Rebuilt, Standing
from console.services.applying import Applying, apply_in, reason_to_wait
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.services.kept_facts import Fact, ends_gone, facts_in, gaps_in, kept_of
from console.services.placing import context_now
from console.store.codec import value_text
from console.store.reservations import Entry
from console.store.scratch import scratch_of
from console.store.spool import Received
from console.store.store import Session, Store


def rebuild_reservation(store: Store, beds24_id: int, now: datetime) -> Rebuilt:
    """What the facts that are kept of a reservation come to, beside how it stands; nothing is written.

    Raises WrongInput where there is no such reservation, StoreTrouble, StoreDamaged.
    """
    with store.reading() as session:
        standing, id_ = _standing(session, beds24_id)
        hotels = {hotel.property_id: hotel.currency for hotel in session.hotel.properties()}
        context = Applying(
            property_id=standing.booking.property_id,
            currency=hotels.get(standing.booking.property_id, ""),
            today=now.date(),
            at=now,
            source=Source.REBUILT,
        )
        kept = kept_of(session, id_)
        facts, unreadable = facts_in(kept, context)
        facts = [fact for fact in facts if fact.booking.beds24_id == beds24_id]
        is_gone = ends_gone(kept, facts)
        with scratch_of(session) as scratch:
            built = _apply_again(scratch, facts, context, is_gone=is_gone)
    gaps = tuple(gaps_in(kept, unreadable))
    whole = _merged(built) if built else None
    if built and whole and gaps:
        whole = with_newer(_merged(standing), built.booking, built.version.age)
    return Rebuilt(
        reservation_id=id_,
        currency=context.currency,
        facts=len(facts) + is_gone,
        since=facts[0].read_at if facts else None,
        gaps=gaps,
        differences=_differences(standing.booking, whole.booking if whole else None, context.currency),
        ends_early=bool(gaps) and built is not None and _is_passed(built, standing),
        standing=standing,
        merged=whole,
    )


def adopt_rebuilt(store: Store, rebuilt: Rebuilt, now: datetime) -> None:
    """Let the reservation be as it was rebuilt, each field with a line of history that tells what it was before.

    What decides about the next version of its booking never becomes older by this, and that version is compared field
    by field. Raises ChangedMeanwhile where the reservation is not as it was then, WrongInput where nothing can be
    adopted, NotConnected, StoreTrouble, StoreDamaged; then nothing is written.
    """
    if rebuilt.merged is None or not rebuilt.can_adopt:
        raise WrongInput("There is nothing to adopt: what was received leads to nothing newer than what stands here.")
    with store.writing() as session:
        standing, id_ = _standing(session, rebuilt.beds24_id)
        if standing != rebuilt.standing:
            raise ChangedMeanwhile(
                "The reservation has changed since it was rebuilt, so nothing was adopted. Rebuild it again to compare."
            )
        _write(session, id_, rebuilt.merged, rebuilt, context_now(session, now, Source.REBUILT))


class RebuildDesk:
    """What a person does to rebuild a reservation; `announce` hears of one that was adopted."""

    def __init__(self, store: Store, clock: Clock, announce: Callable[[object], None]) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce

    def rebuild(self, beds24_id: int) -> Rebuilt:
        """As `rebuild_reservation`; on any thread."""
        return rebuild_reservation(self._store, beds24_id, self._clock.now())

    def adopt(self, rebuilt: Rebuilt) -> None:
        """As `adopt_rebuilt`; on the thread that writes."""
        adopt_rebuilt(self._store, rebuilt, self._clock.now())
        self._announce(ReservationsChanged((rebuilt.reservation_id,)))


def _standing(session: Session, beds24_id: int) -> tuple[Standing, int]:
    """The reservation as Beds24 told it, without what the desk says over it, and its id."""
    version = session.reservations.versions([beds24_id]).get(beds24_id)
    if version is None:
        raise WrongInput(f"No reservation with the number {beds24_id} is known here.")
    shown = session.reservations.bookings([beds24_id])[beds24_id]
    told = told_of(shown, session.edits.of([version.id]).get(version.id, ()))
    return Standing(told, version.version), version.id


def _merged(standing: Standing) -> Merged:
    return Merged(standing.booking, standing.version.age, standing.version.since)


# The scratch copy


def _apply_again(scratch: Session, facts: Sequence[Fact], context: Applying, *, is_gone: bool) -> Standing | None:
    """What `facts` come to; None where they come to nothing.

    Each is applied at the moment when it was, for which no clock that was wrong since can make it older.
    """
    for fact in facts[:1]:
        _make_place(scratch, fact.booking, context)
    for fact in facts:
        apply_in(scratch, [Received(fact.booking, fact.read_at)], replace(context, at=fact.at))
    if not facts:
        return None
    standing, id_ = _standing(scratch, facts[0].booking.beds24_id)
    if not is_gone:
        return standing
    scratch.reservations.mark_gone([id_])
    return _standing(scratch, standing.booking.beds24_id)[0]


def _make_place(scratch: Session, booking: Booking, context: Applying) -> None:
    """It had a place when it began, also where that is known no more."""
    if scratch.hotel.places().knows(booking.room_type_id, booking.unit_id):
        return
    scratch.hotel.add_type_by_hand(context.property_id, booking.room_type_id, "")
    if booking.unit_id != UNASSIGNED:
        scratch.hotel.add_room_by_hand(booking.room_type_id, booking.unit_id, "")


def _differences(here: Booking, rebuilt: Booking | None, currency: str) -> tuple[Difference, ...]:
    changes = changes_between(here, rebuilt, currency) if rebuilt else ()
    return tuple(Difference(change.field, value_text(change.old), value_text(change.new)) for change in changes)


def _is_passed(built: Standing, standing: Standing) -> bool:
    return is_older(standing.version, built.booking, built.version.read_at)


# Adopting


def _write(session: Session, id_: int, merged: Merged, rebuilt: Rebuilt, context: Applying) -> None:
    told, version = rebuilt.standing.booking, rebuilt.standing.version
    edits = session.edits.of([id_]).get(id_, ())
    said = rebased(edits, merged.booking, context.currency)
    former, booking = shown_of(told, edits), shown_of(merged.booking, said.edits)
    places = session.hotel.places()
    matching = Matching(session, readers_in(session), context.at)
    entry = Entry(
        id=id_,
        booking=replace(booking, modified_at=max(booking.modified_at, version.modified_at), raw=b"", messages=()),
        fingerprint=None,
        read_at=max(merged.age[1], version.read_at),
        room_id=places.room_ids.get((booking.room_type_id, booking.unit_id)),
        guest_id=matching.place({id_: booking}, [id_])[id_],
        source=context.source,
        since=merged.since,
    )
    changes = changes_between(former, booking, context.currency)
    session.reservations.change([entry], {id_})
    session.edits.replace(id_, said.edits)
    matching.settle()
    session.reservations.remember(((id_, change) for change in changes), context.at, context.source, context.run_id)
    item = reason_to_wait(entry.booking, places, context)
    if item is None:
        session.waiting.release([booking.beds24_id])
    else:
        session.waiting.park(item, entry.booking, context.at)
