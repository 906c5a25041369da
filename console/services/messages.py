"""Guests' messages: read from Beds24, kept with the reservations that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.announcing import ReservationsChanged
from console.domain.asking import Beds24, MessageQuery, ReceivedMessage, Urgency
from console.domain.clock import Clock
from console.domain.errors import KeyRefused, NoRightToMessages
from console.domain.moments import moment_from, moment_text
from console.domain.powers import Power, powers_of
from console.domain.runs import Progress, Stage, Traffic
from console.services.connecting import keep_key_details, known_scopes
from console.services.connection import connected_config
from console.services.keeping_out import messages_to_keep
from console.services.pull_sync import Announcer, Watch
from console.store.store import Session, Store

USUAL_DAYS = 30
_MOST_DAYS = 999
_READ_AT = "messages_read_at"
_NO_RIGHT = (
    "The key may not read guests' messages. Make a new invite code in Beds24 that allows bookings-personal, and "
    "replace the key with it."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of messages: how many are new, the reservations that they or a change of theirs concern, how many are
    left for the next time because their booking is not known here, and how many could not be read."""

    fresh: int = 0
    reservations: tuple[int, ...] = ()
    unplaced: int = 0
    unreadable: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.fresh + other.fresh,
            tuple(dict.fromkeys(self.reservations + other.reservations)),
            self.unplaced + other.unplaced,
            self.unreadable + other.unreadable,
        )


def keep_messages(store: Store, received: Sequence[ReceivedMessage], announce: Announcer) -> Kept:
    """Keep the messages of known reservations, each once whatever comes twice, those of erased guests aside; the last
    word on `read` stands.

    Reservations with new or changed ones are announced. Raises StoreTrouble, StoreDamaged; then nothing is kept.
    """
    if not received:
        return Kept()
    with store.writing() as session:
        received = messages_to_keep(session, received)
        known = session.messages.reservations_of({one.booking_id for one in received})
        stored = session.messages.stored(known.values())
        newest = {
            (known[one.booking_id], one.message.beds24_message_id): one.message
            for one in received
            if one.booking_id in known
        }
        differing = {key: message for key, message in newest.items() if stored.get(key) != message}
        session.messages.put([(id_, message) for (id_, _number), message in differing.items()])
    ids = tuple(dict.fromkeys(id_ for id_, _number in differing))
    if ids:
        announce(ReservationsChanged(ids))
    unplaced = sum(one.booking_id not in known for one in received)
    return Kept(sum(key not in stored for key in differing), ids, unplaced)


def read_messages(beds24: Beds24, store: Store, query: MessageQuery, watch: Watch, urgency: Urgency) -> Kept:
    """Read every page of `query` and keep what it brings, page by page. Raises what `Beds24` and the store raise."""
    kept = Kept()
    for page in beds24.message_pages(query, urgency):
        watch.spend(Traffic(1, page.credits))
        kept += keep_messages(store, page.messages, watch.announce) + Kept(unreadable=page.unreadable)
        watch.tell(Progress(Stage.MESSAGES, pages=page.number))
        watch.stop_here()
    return kept


def read_recent_messages(
    beds24: Beds24, store: Store, clock: Clock, property_id: int, watch: Watch, urgency: Urgency
) -> Kept:
    """Read the messages of the last 30 days, or of all days since they were last read, if those are more.

    Raises NoRightToMessages without asking where the key is known to lack the right, and what `Beds24` and the store
    raise.
    """
    at = clock.now()
    with store.reading() as session:
        require_right(session)
        since = _all_read_at(session)
    query = MessageQuery(property_id=property_id, max_age_days=_days_since(since, at))
    kept = _read_telling_rights_apart(beds24, store, clock, query, watch, urgency)
    with store.writing() as session:
        session.preferences.set(_READ_AT, moment_text(at))
    return kept


class MessageDesk:
    """A person asks for the messages of one reservation."""

    def __init__(self, store: Store, beds24: Beds24, clock: Clock, announce: Announcer) -> None:
        self._store = store
        self._beds24 = beds24
        self._clock = clock
        self._announce = announce

    def read_now(self, id_: int, watch: Watch) -> Kept:
        """Read the messages of the reservation with this id of ours. Raises NoRightToMessages, and what client and
        store raise."""
        at = self._clock.now()
        with self._store.reading() as session:
            require_right(session)
            config = connected_config(session)
            row = session.book.row(id_)
        if row is None or row["beds24_id"] is None:
            return Kept()
        query = MessageQuery(property_id=config.property_id, booking_ids=(row["beds24_id"],))
        own = Watch(stop_asked=watch.stop_asked, announce=self._announce)
        kept = _read_telling_rights_apart(self._beds24, self._store, self._clock, query, own, Urgency.PERSON)
        with self._store.writing() as session:
            session.messages.note_asked(id_, at)
        return kept


def may_read_messages(session: Session) -> bool:
    """Whether the key may read guests' messages, as far as is known."""
    scopes = known_scopes(session)
    return scopes is None or Power.READ_GUESTS in powers_of(scopes.scopes)


def messages_read_at(session: Session, id_: int) -> datetime | None:
    """When the messages of a reservation were last asked for, alone or with all others."""
    return max(filter(None, (_all_read_at(session), session.messages.asked_at(id_))), default=None)


def require_right(session: Session) -> None:
    """Raises NoRightToMessages where the key is known to lack the right."""
    if not may_read_messages(session):
        raise NoRightToMessages(_NO_RIGHT)


def _all_read_at(session: Session) -> datetime | None:
    text = session.preferences.get(_READ_AT)
    return moment_from(text) if text else None


def _days_since(read_at: datetime | None, now: datetime) -> int:
    days = USUAL_DAYS if read_at is None else (now - read_at) // timedelta(days=1) + 2
    return min(max(USUAL_DAYS, days), _MOST_DAYS)


def _read_telling_rights_apart(
    beds24: Beds24, store: Store, clock: Clock, query: MessageQuery, watch: Watch, urgency: Urgency
) -> Kept:
    """`read_messages`. Beds24 refuses a bad key and a missing right alike, so a refused key is looked at.

    Raises NoRightToMessages where the key is good, and remembers what it may do.
    """
    try:
        return read_messages(beds24, store, query, watch, urgency)
    except KeyRefused:
        details = beds24.key_details()
        watch.spend(Traffic(1))
        if not details.valid or Power.READ_GUESTS in powers_of(details.scopes):
            raise
        with store.writing() as session:
            keep_key_details(session, details, clock.now())
        raise NoRightToMessages(_NO_RIGHT) from None
