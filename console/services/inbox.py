"""The inbox of webhooks: everything that was heard is on the disk before it is answered."""

import hashlib
import json
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from console.domain.clock import Clock
from console.domain.errors import InboxFull, StoreDamaged, StoreTrouble, WrongInput
from console.domain.hook_bodies import Notice, Unreadable, dedupe_key, fields_of, read_body
from console.domain.hook_events import (
    DEAD_KEPT,
    DONE_KEPT,
    MOST_PENDING,
    Attempt,
    EventKind,
    EventState,
    EventVerdict,
    HookEvent,
)
from console.domain.hooks import Heard, Reply, Slot
from console.services.keeping_out import kind_to_keep
from console.store.faults import translating_disk
from console.store.inbox import Incoming
from console.store.reservations import HistoryLine
from console.store.store import Session, Store

DISK_FLOOR = 200 * 1024 * 1024
WEBHOOK, REPLAY = "webhook", "replay"
_COUNTS_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Taken:
    """The ids of the events that are new, and how many were known already."""

    new: tuple[int, ...] = ()
    duplicates: int = 0


def take_in(store: Store, raw: bytes, notices: Sequence[Notice], slot: Slot, now: datetime) -> Taken:
    """Keep what a request told, in one transaction that is on the disk when this returns.

    A duplicate is counted and has no effect, but its booking is read again all the same: what goes from A to B and
    back to A looks like a repetition. Raises InboxFull, StoreTrouble, StoreDamaged; then nothing is kept.
    """
    digest = hashlib.sha256(raw).hexdigest()
    with store.writing() as session:
        if session.inbox.pending() + len(notices) > MOST_PENDING:
            raise InboxFull(f"{MOST_PENDING:,} webhooks wait already. Beds24 keeps the others and sends them again.")
        new = [_add(session, notice, digest, slot, now) for notice in notices]
        for notice in notices:
            if notice.beds24_id is not None:
                session.rereads.wish(notice.beds24_id, notice.property_id, now)
        taken = Taken(tuple(id_ for id_ in new if id_ is not None), new.count(None))
        session.inbox.count((Reply.STORED if taken.new else Reply.DUPLICATE).value, now)
    return taken


def _add(session: Session, notice: Notice, digest: str, slot: Slot, now: datetime) -> int | None:
    kind = kind_to_keep(session, notice)
    return session.inbox.add(
        Incoming(
            source=WEBHOOK,
            dedupe_key=dedupe_key(notice, now),
            kind=kind,
            received_at=now,
            fields=fields_of(notice) if kind is EventKind.BOOKING else b"",
            event_id=notice.event_id,
            named=notice.named,
            beds24_id=notice.beds24_id,
            property_id=notice.property_id,
            changed_at=notice.changed_at,
            sent_at=notice.sent_at,
            auth_slot=slot.value,
            body_sha256=digest,
        )
    )


def refuse(store: Store, raw: bytes, reason: str, slot: Slot, now: datetime) -> None:
    """Note that a body of an authentic sender could not be read: its hash and the reason, and nothing of it.

    Raises StoreTrouble, StoreDamaged.
    """
    digest = hashlib.sha256(raw).hexdigest()
    with store.writing() as session:
        session.inbox.add(
            Incoming(
                source=WEBHOOK,
                dedupe_key=f"unreadable|{digest}",
                kind=EventKind.UNREADABLE,
                received_at=now,
                fields=b"",
                auth_slot=slot.value,
                body_sha256=digest,
                state=EventState.DONE,
                verdict=EventVerdict.REFUSED,
                cause=reason,
            )
        )
        session.inbox.count(Reply.UNREADABLE.value, now)


def free_space(folder: Path) -> int:
    """How many bytes are left on the disk. Raises StoreTrouble where that cannot be told."""
    with translating_disk():
        return shutil.disk_usage(folder).free


class Hearing:
    """What the listener calls with everything that was proved; `on_news` is told after something was kept.

    Where little room is left on the disk, webhooks stay with their sender: what people do here needs it more. The
    thread that calls it keeps one connection, until the database is closed.
    """

    def __init__(self, store: Store, on_news: Callable[[], None], free: Callable[[Path], int] = free_space) -> None:
        self._store = store
        self._on_news = on_news
        self._free = free
        self._here = threading.local()

    def __call__(self, heard: Heard) -> Reply:
        told = read_body(heard.body, heard.query)
        try:
            self._open()
            if self._free(self._store.database.path.parent) < DISK_FLOOR:
                return Reply.FULL
            if isinstance(told, Unreadable):
                refuse(self._store, heard.body or heard.query.encode(), told.reason, heard.slot, heard.received_at)
                return Reply.UNREADABLE
            taken = take_in(self._store, heard.body or heard.query.encode(), told, heard.slot, heard.received_at)
        except InboxFull:
            return Reply.FULL
        except (StoreTrouble, StoreDamaged):
            return Reply.BUSY
        self._on_news()
        return Reply.STORED if taken.new else Reply.DUPLICATE

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction around several messages; each is kept or undone alone, and all are on the disk at its end.

        Raises StoreTrouble, StoreDamaged; then nothing is kept of any.
        """
        self._open()
        with self._store.writing():
            yield
        self._on_news()

    def _open(self) -> None:
        if not getattr(self._here, "open", False):
            self._store.database.open_here()
            self._here.open = True


@dataclass(frozen=True, slots=True)
class EventDetails:
    """Everything about one event; `body` is what was kept of it, as JSON for people."""

    event: HookEvent
    body: str = field(repr=False)
    attempts: tuple[Attempt, ...]
    differences: tuple[HistoryLine, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class InboxState:
    """How many events wait, how many are parked of each cause, how many bookings are to be read again."""

    pending: int
    parked: dict[str, int]
    rereads: int


class InboxDesk:
    """What a person sees of the inbox and does with it; `wake` is called when something is to be worked off.

    All raise StoreTrouble, StoreDamaged; the verbs raise WrongInput for an event that is not there or not parked.
    """

    def __init__(self, store: Store, clock: Clock, wake: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake

    def events(self, most: int = 5_000) -> tuple[HookEvent, ...]:
        """The newest first."""
        with self._store.reading() as session:
            return tuple(session.events.events(most))

    def events_of(self, beds24_id: int) -> tuple[HookEvent, ...]:
        """Those of one booking, the newest first."""
        with self._store.reading() as session:
            return tuple(session.events.events(beds24_id=beds24_id))

    def details(self, id_: int) -> EventDetails | None:
        """None when it is no more."""
        with self._store.reading() as session:
            event = session.events.of(id_)
            if event is None:
                return None
            body = _shown(session.events.fields(id_))
            return EventDetails(event, body, session.events.attempts(id_), session.events.differences(event))

    def state(self) -> InboxState:
        """What waits."""
        with self._store.reading() as session:
            return InboxState(session.inbox.pending(), session.events.causes(), session.rereads.waiting())

    def counts(self, since: datetime) -> dict[str, int]:
        """How many requests there were since that day, by how they ended."""
        with self._store.reading() as session:
            return session.inbox.counts(since)

    def add_counts(self, numbers: dict[str, int]) -> None:
        """Add to today's what the listener counted besides: what was refused before it came to be kept."""
        with self._store.writing() as session:
            for name, number in numbers.items():
                session.inbox.count(name, self._clock.now(), number)

    def try_again(self, id_: int) -> None:
        """Let a parked event be tried anew."""
        with self._store.writing() as session:
            if not session.inbox.try_again(id_):
                raise WrongInput(f"Event {id_} is not parked, so there is nothing to try again.")
        self._wake()

    def try_all_again(self, cause: str) -> int:
        """Let everything that is parked for one cause be tried anew; how many there are."""
        with self._store.writing() as session:
            number = session.inbox.try_all_again(cause)
        self._wake()
        return number

    def dismiss(self, id_: int, note: str) -> None:
        """Lay a parked event aside, with a note that says why."""
        with self._store.writing() as session:
            if not session.inbox.dismiss(id_, note.strip(), self._clock.now()):
                raise WrongInput(f"Event {id_} is not parked, so there is nothing to dismiss.")

    def replay(self, id_: int) -> int:
        """Work off an event once more, as a new one that names it; gives the id of the new one."""
        now = self._clock.now()
        with self._store.writing() as session:
            event = session.events.of(id_)
            fields = session.events.fields(id_)
            if event is None or event.beds24_id is None or (event.kind is EventKind.BOOKING and not fields):
                raise WrongInput(f"There is no event {id_}, or nothing was kept of it that could be replayed.")
            new = session.inbox.add(_again(event, fields, now))
            session.rereads.wish(event.beds24_id, event.property_id, now)
        self._wake()
        if new is None:
            raise WrongInput(f"Event {id_} is being replayed already.")
        return new


def _again(event: HookEvent, fields: bytes, now: datetime) -> Incoming:
    return Incoming(
        source=REPLAY,
        dedupe_key=f"replay|{event.id}|{uuid.uuid4().hex}",
        kind=event.kind,
        received_at=now,
        fields=fields,
        event_id=event.event_id,
        named=event.named,
        beds24_id=event.beds24_id,
        property_id=event.property_id,
        changed_at=event.changed_at,
        sent_at=event.sent_at or event.received_at,
        body_sha256=event.body_sha256,
        duplicate_of=event.duplicate_of or event.id,
    )


def forget_old_events(store: Store, now: datetime) -> int:
    """Delete what is done after 14 days, what was parked or dismissed after 90, and counts after a good year.

    Gives how many events; what is done in one go is bounded, so that nobody waits for it.
    """
    with store.writing() as session:
        forgotten = session.inbox.forget(now - DONE_KEPT, now - DEAD_KEPT)
        session.rereads.forget(now - DONE_KEPT)
        session.inbox.forget_counts(now - _COUNTS_KEPT)
    return forgotten


def _shown(fields: bytes) -> str:
    return json.dumps(json.loads(fields), indent=2, ensure_ascii=False, sort_keys=True) if fields else ""
