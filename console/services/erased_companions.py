"""Erasing whoever came along in somebody else's booking, and nobody else of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from console.domain.booking import Booking
from console.domain.companion import Companion
from console.domain.companions import beside_booker, name_of, without
from console.store.guest_profiles import COMPANION, Kept, Place
from console.store.store import Session


def places_beside(session: Session, kept: Iterable[Kept]) -> list[tuple[int, str]]:
    """Where these sources came along: our id of the reservation, and how the ledger names them there."""
    return [(id_, name_of(booking.beds24_id, one)) for id_, booking, one in _beside(session, kept)]


def left_beside(session: Session, kept: Iterable[Kept]) -> dict[int, tuple[Companion, ...] | None]:
    """Who is left in the reservations (our ids) in which these sources came along."""
    going: dict[int, set[str]] = defaultdict(set)
    bookings: dict[int, Booking] = {}
    for id_, booking, one in _beside(session, kept):
        going[id_].add(name_of(booking.beds24_id, one))
        bookings[id_] = booking
    return {id_: _without(booking, going[id_]) for id_, booking in bookings.items()}


def sources_erased_beside(session: Session, companions: Mapping[int, Booking]) -> list[Kept]:
    """The sources of those who came along in these reservations (by our ids) and were erased."""
    places = {
        Place(id_, COMPANION, seq)
        for id_, booking in companions.items()
        for seq, one in beside_booker(booking)
        if session.ledger.is_source_erased(name_of(booking.beds24_id, one))
    }
    kept = session.profiles.of_reservations({place.reservation_id for place in places if place.reservation_id})
    return [one for one in kept if one.place in places]


def names_of_nobody(session: Session, companions: Mapping[int, Booking]) -> list[str]:
    """How the ledger would name those of whom only Beds24's number is left in these reservations, and of whom it does
    not know."""
    names = {
        name_of(booking.beds24_id, one)
        for booking in companions.values()
        for one in booking.companions or ()
        if one.beds24_guest_id and not one.text
    }
    return sorted(name for name in names if not session.ledger.is_source_erased(name))


def _beside(session: Session, kept: Iterable[Kept]) -> Iterator[tuple[int, Booking, Companion]]:
    """These sources as companions: our id of the reservation, its booking, and what it says of them."""
    seqs: dict[int, set[int]] = defaultdict(set)
    for one in kept:
        if one.place.role == COMPANION and one.place.reservation_id is not None:
            seqs[one.place.reservation_id].add(one.place.seq)
    for id_, booking in session.erasing.companions(seqs).items() if seqs else ():
        yield from ((id_, booking, one) for seq, one in beside_booker(booking) if seq in seqs[id_])


def _without(booking: Booking, going: set[str]) -> tuple[Companion, ...] | None:
    return without(booking, lambda one: name_of(booking.beds24_id, one) in going)
