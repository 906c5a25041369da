"""Erasing a guest with proof: what tells of the person goes from everywhere, the figures of their stays remain.

The numbers of their bookings go, as keyed hashes, into a ledger beside the database (`store.ledger`) before the
transaction is saved. What the ledger knows is emptied again at every start and after a restore (`apply_ledger`), and
`services.keeping_out` lets nothing of it in again. A new booking of the same person is a new guest.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.booking import Booking, full_name
from console.domain.clock import Clock
from console.domain.errors import StoreTrouble, WrongInput
from console.domain.guests.profiles import Profile
from console.domain.held import Holding
from console.domain.moments import moment_text
from console.domain.status import HOLDS_NO_ROOM
from console.services.erased_companions import left_beside, names_of_nobody, places_beside, sources_erased_beside
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.store.guest_profiles import BOOKED, Kept
from console.store.held_backups import backups_holding, forget_backups
from console.store.ledger import Erasure
from console.store.store import Session, Store

_AT_ONCE = 500
_TELLING = frozenset({"first_name", "last_name", "email", "phone", "company", "address", "city", "postcode", "birth"})
_MOST_AT_DESK = 1_000_000


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What erasing a guest would come to: their reservations, whether one of them is still to come or in house (its
    last day in ISO, else empty), and the other guests who may be the same person."""

    guest: int
    name: str = field(repr=False)
    stays: int
    not_over: str
    look_alikes: tuple[int, ...]
    backups: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof of an erasure, without personal data: the numbers are of rows, the hashes those of the ledger.

    `scrubbed` tells whether the file was written anew, so that nothing is left in its free pages; where it is False,
    that is done at the next start. `backups` are those that still hold the guest.
    """

    at: datetime
    by: str
    guest: int
    removed: dict[str, int]
    bookings: tuple[str, ...]
    sources: tuple[str, ...]
    contacts: tuple[str, ...]
    scrubbed: bool
    backups: tuple[Holding, ...]


class ErasingDesk:
    """What a person does to erase a guest; `announce` hears of it. On the thread that writes, but for `plan`.

    All raise WrongInput for a guest that is not there, StoreTrouble, StoreDamaged.
    """

    def __init__(self, store: Store, clock: Clock, announce: Callable[[object], None] = lambda _news: None) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce

    def plan(self, guest: int, today: str) -> ErasurePlan:
        """What it would come to; nothing is written. `today` is the hotel's date in ISO."""
        with self._store.reading() as session:
            kept = _sources_of(session, guest)
            stays = session.guests.stays_of(kept[0].guest_id)
            touched = _numbers_touched(session, kept)
            ends = [one.departure for one in stays if one.status not in HOLDS_NO_ROOM and one.departure >= today]
            name, alike = session.erasing.name_of(kept[0].guest_id), session.erasing.look_alikes(kept[0].guest_id)
        held = backups_holding(self._store.database.path, touched, self._clock.now())
        return ErasurePlan(kept[0].guest_id, name, len(stays), max(ends, default=""), alike, held)

    def erase(self, guest: int, *, actor: str = "desk") -> Certificate:
        """Erase a guest, named by any id that was ever theirs, and give the proof."""
        now = self._clock.now()
        with self._store.writing() as session:
            kept = _sources_of(session, guest)
            stays, beside, touched = _stays_in(kept), places_beside(session, kept), _numbers_touched(session, kept)
            numbers, names = session.erasing.numbers_of(stays), [*_named(kept), *(name for _, name in beside)]
            removed = _empty(session, kept, stays, numbers, now)
            erasure = Erasure(now, actor, kept[0].guest_id, removed)
            written = session.ledger.write(erasure, numbers, names, contacts_of(one.profile for one in kept))
            session.erasing.note_applied(session.ledger.mark)
        scrubbed = scrub(self._store)
        self._announce(ReservationsChanged(tuple(dict.fromkeys((*stays, *(id_ for id_, _ in beside))))))
        self._announce(GuestsChanged((kept[0].guest_id,)))
        return _certificate(written, backups_holding(self._store.database.path, touched, now), scrubbed=scrubbed)

    def forget_backups(self, backups: Iterable[Path]) -> None:
        """Delete backups that the console made by itself, once there is a new one of the database as it is.

        Raises StoreTrouble also where the file could not be wiped, for then a new backup would hold the guest too.
        """
        if not scrub(self._store):
            raise StoreTrouble("The database is in use, so that a new backup would not be free of the guest yet.")
        forget_backups(self._store.database.path, list(backups), self._clock.now())


def proof_json(proof: Certificate) -> str:
    """A certificate as data."""
    told = asdict(proof) | {
        "at": moment_text(proof.at),
        "backups": [
            {"file": one.path.name, "occasion": one.occasion, "until": one.until and one.until.isoformat()}
            for one in proof.backups
        ],
    }
    return json.dumps(told, indent=2) + "\n"


def erasures(store: Store) -> tuple[Erasure, ...]:
    """Every erasure that was ever made here, oldest first. Raises StoreTrouble."""
    return store.ledger.erasures()


def erasures_of(store: Store, contact: str) -> tuple[Erasure, ...]:
    """The erasures of whoever had this e-mail or phone, however it is written. Raises StoreTrouble, StoreDamaged."""
    with store.reading() as session:
        contacts = readers_in(session).contacts
    judged = contacts.email(contact) if "@" in contact else contacts.phone(contact)
    return store.ledger.erasures_of(judged.key) if judged and judged.key else ()


def apply_ledger(store: Store, now: datetime) -> int:
    """Bring the database to what the ledger says, and the ledger to what the database says; how many reservations were
    emptied. For a start, before anything is shown or read from Beds24.

    Raises StoreTrouble, StoreDamaged; then nothing is written.
    """
    emptied = 0
    with store.writing() as session:
        if session.erasing.is_behind(session.ledger.mark):
            emptied = _catch_up(session, now)
            session.erasing.note_applied(session.ledger.mark)
    scrub(store)
    return emptied


def scrub(store: Store) -> bool:
    """Write the database anew where something was erased; False where it is in use or has no room, and then the next
    start does it."""
    with store.reading() as session:
        if not session.erasing.is_unscrubbed():
            return True
    try:
        store.database.scrub()
    except StoreTrouble:
        return False
    with store.writing() as session:
        session.erasing.note_scrubbed()
    return True


def contacts_of(profiles: Iterable[Profile]) -> frozenset[str]:
    """What the ledger keeps the hashes of, so that it can be told later that a person was erased: addresses, numbers,
    and the name with the date of birth."""
    found: set[str] = set()
    for one in profiles:
        found |= {*one.emails, *one.phones}
        if one.birth:
            found.add(f"{one.birth} {' '.join(sorted(one.name.words))}")
    return frozenset(found)


def _catch_up(session: Session, now: datetime) -> int:
    """What came back with a restore, or was not yet emptied at a crash, is emptied; what only the database knows to be
    erased, as after a move to another machine, goes into the ledger."""
    erased = session.ledger.erased_among(session.erasing.numbers_anywhere())
    flagged = session.erasing.flagged_numbers()
    companions = session.erasing.companions()
    unheard = names_of_nobody(session, companions)
    if (unknown := set(flagged) - erased) or unheard:
        session.ledger.write(Erasure(now, Source.CONSOLE.value, 0, {}), unknown, unheard)
    ids = sorted(set(session.erasing.ids_of(erased)) - set(session.erasing.ids_of(flagged)))
    kept = session.profiles.of_reservations(ids)
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        among = {*part}
        _empty(
            session,
            [one for one in kept if one.place.role == BOOKED and one.place.reservation_id in among],
            part,
            [],
            now,
        )
    _empty(session, _named_again(session, companions), [], sorted(erased), now)
    return len(ids)


def _named_again(session: Session, companions: Mapping[int, Booking]) -> list[Kept]:
    """The sources without a booking of their own that were erased and are here again."""
    ledger = session.ledger
    if not ledger.knows_sources():
        return []
    found = [one for one in session.profiles.at_desk(0, _MOST_AT_DESK) if ledger.is_source_erased(_name_of(one))]
    return [*found, *sources_erased_beside(session, companions)]


def _empty(
    session: Session, kept: Sequence[Kept], ids: Sequence[int], numbers: Sequence[int], now: datetime
) -> dict[str, int]:
    """Remove these sources with all that hangs on them, and what tells of a person in these reservations and in what
    was told of these numbers; how many rows of each kind."""
    erasing, profile_ids = session.erasing, [one.profile.id for one in kept]
    texts, needles = _texts_of(session, kept)
    counts = {
        "events": erasing.forget_events(numbers) + erasing.forget_nameless(needles),
        "decisions": erasing.forget_decisions(profile_ids, texts),
        "desk": erasing.desk_rows(profile_ids),
        "keys": erasing.keys(profile_ids),
        "sources": len(profile_ids),
    }
    erasing.forget_companions(left_beside(session, kept))
    counts |= erasing.empty(ids, now, Source.CONSOLE.value)
    matching = Matching(session, readers_in(session), now)
    matching.forget(profile_ids)
    matching.settle()
    erasing.bury(profile_ids, now)
    return counts


def _texts_of(session: Session, kept: Sequence[Kept]) -> tuple[frozenset[str], frozenset[str]]:
    """Every text that was told of the person, in lower case, and those of them that tell who it is by themselves."""
    ids = {one.profile.id for one in kept}
    stays = [one for one in session.guests.stays({one.guest_id for one in kept}) if one.profile_id in ids]
    contacts = {text for one in stays for text in (one.email, one.phone, one.mobile)}
    names = {full_name(one.first_name, one.last_name) for one in stays if one.first_name and one.last_name}
    others = {text for one in stays for text in (one.company, one.address, one.city, one.postcode)}
    said = {text for words in session.guests.words(ids).values() for name, text in words.items() if name in _TELLING}
    return _plain(contacts | names | others | said), _plain(contacts | names)


def _plain(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts if text and text.strip())


def _sources_of(session: Session, guest: int) -> list[Kept]:
    found = session.profiles.by_ids([guest])
    if found:
        return sorted(session.profiles.of_guests([found[0].guest_id]), key=lambda one: one.profile.id)
    if session.erasing.is_buried(guest):
        raise WrongInput(f"The guest with the number {guest} is erased already.")
    raise WrongInput(f"There is no guest with the number {guest}.")


def _stays_in(kept: Iterable[Kept]) -> list[int]:
    """The reservations that are this guest's own."""
    return sorted(
        {one.place.reservation_id for one in kept if one.place.reservation_id is not None and one.place.role == BOOKED}
    )


def _numbers_touched(session: Session, kept: Iterable[Kept]) -> list[int]:
    """The bookings that tell of this guest, also those of others in which they came along."""
    return session.erasing.numbers_of(
        {one.place.reservation_id for one in kept if one.place.reservation_id is not None}
    )


def _named(kept: Iterable[Kept]) -> list[str]:
    return [_name_of(one) for one in kept if one.place.reservation_id is None]


def _name_of(one: Kept) -> str:
    """How the ledger names somebody of the desk's: by the number of the source, which may be another's in another
    database, and the name."""
    return f"desk {one.profile.id} {one.profile.name.spelled}"


def _certificate(erasure: Erasure, backups: tuple[Holding, ...], *, scrubbed: bool) -> Certificate:
    return Certificate(
        erasure.at,
        erasure.actor,
        erasure.guest,
        erasure.removed,
        erasure.bookings,
        erasure.sources,
        erasure.contacts,
        scrubbed,
        backups,
    )
