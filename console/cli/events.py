"""`events`: what the webhook told lately, and another try for what failed."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import ReplayEvent, RetryEvent
from console.cli.output import Output
from console.domain.clock import Clock
from console.services.connection import connected_config
from console.services.event_rows import EventRow, event_row
from console.services.inbox import InboxDesk
from console.store.store import Store

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class EventsDocument:
    """The JSON document of `events list`: the newest first, with the fields of `export events`."""

    pending: int
    parked: int
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class AgainDocument:
    """The JSON document of `events retry` and `events replay`: the event that is worked off now."""

    id: int


def list_events(store: Store, clock: Clock, output: Output) -> ExitCode:
    """Raises NotConnected and the store's errors."""
    with store.reading() as session:
        zone = connected_config(session).zone
    desk = InboxDesk(store, clock)
    state = desk.state()
    rows = tuple(map(event_row, desk.events(MOST_LISTED)))
    parked = sum(state.parked.values())
    waiting = f"{counted(state.pending, 'event')} still to be worked off, {parked} parked."
    lines = [_line(row, zone) for row in rows] or ["Nothing has been heard yet."]
    output.result(EventsDocument(state.pending, parked, rows), "\n".join([*lines, waiting]))
    return ExitCode.DONE


def retry_event(store: Store, clock: Clock, output: Output, order: RetryEvent) -> ExitCode:
    """Raises WrongInput and the store's errors."""
    InboxDesk(store, clock).try_again(order.id)
    output.result(AgainDocument(order.id), f"Event {order.id} is tried again{_WHEN}")
    return ExitCode.DONE


def replay_event(store: Store, clock: Clock, output: Output, order: ReplayEvent) -> ExitCode:
    """Raises WrongInput and the store's errors."""
    new = InboxDesk(store, clock).replay(order.id)
    output.result(AgainDocument(new), f"Event {order.id} is worked off once more, as event {new}{_WHEN}")
    return ExitCode.DONE


_WHEN = ": within 15 seconds while the window or serve runs, else when it next does."


def _line(row: EventRow, zone: ZoneInfo) -> str:
    number = f"booking {row.beds24_id}" if row.beds24_id else row.kind
    again = f", {counted(row.duplicates, 'repetition')}" if row.duplicates else ""
    cause = f": {row.cause}" if row.cause else ""
    told = f"{row.verdict}{f' ({row.what})' if row.what else ''}"
    return f"{row.id:>6}  {row.received_at.astimezone(zone):%d %b %H:%M:%S}  {number}  {told}{again}{cause}"
