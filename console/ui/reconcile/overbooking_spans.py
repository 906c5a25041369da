"""The plan of the rooms around an overbooking, as it is drawn: rows, lanes, and a bar for each stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from console.domain.hotel import Room
from console.domain.occupancy import Stay
from console.domain.ways_out import Way, after
from console.services.overbooking_book import OverbookingView

_AROUND = 3
_MOST_DAYS, _FEWEST_DAYS = 21, 7
_MOST_ROWS = 10


class Mood(StrEnum):
    """What a bar is in the picture."""

    QUIET = "quiet"
    CLASHING = "clashing"
    MOVED = "moved"
    LEFT = "left"
    """Where a stay was before it moved."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stay in a row, from the middle of the day `first` to that of `last`, counted from the chart's first day."""

    stay: Stay
    row: int
    lane: int
    first: float
    last: float
    mood: Mood


@dataclass(frozen=True, slots=True)
class Row:
    """A room, or where it is None the stays of the type that have none yet."""

    room: Room | None
    lanes: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`over` are the crowded nights as a span like a bar's, None where nothing is crowded any more."""

    first: date
    days: int
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    over: tuple[float, float] | None
    over_row: int


def chart_of(view: OverbookingView, way: Way | None) -> Chart:
    """The plan as it is, or as it would be after `way`."""
    first, days = _window(view)
    rooms = _rooms(view)
    placed = after(view.plan.stays, way) if way else view.plan.stays
    moved = {(move.stay.reservation_id, move.room.id) for move in way.moves} if way else set()
    clashing = set() if way else {stay.reservation_id for stay in view.concerned}
    rows: list[Row] = []
    bars: list[Bar] = []
    for number, room in enumerate(rooms):
        inside = [stay for stay in placed if _is_in(stay, room, view) and _is_seen(stay, first, days)]
        ghosts = [stay for stay in _leaving(way) if _is_in(stay, room, view)]
        marked = [(stay, _mood(stay, room, moved, clashing)) for stay in inside] + [
            (stay, Mood.LEFT) for stay in ghosts if _is_seen(stay, first, days)
        ]
        lanes = _lanes([stay for stay, _ in marked])
        rows.append(Row(room, max(lanes, default=0) + 1))
        bars.extend(
            Bar(stay, number, lane, *_span(stay, first, days), mood)
            for (stay, mood), lane in zip(marked, lanes, strict=True)
        )
    known = view.line.known
    over = None if way else ((known.first - first).days + 0.5, (known.last - first).days + 0.5)
    place = next((number for number, room in enumerate(rooms) if (room.id if room else None) == known.room_id), 0)
    return Chart(first, days, tuple(rows), tuple(bars), over, place)


def _leaving(way: Way | None) -> Iterable[Stay]:
    """Whoever is somewhere else after `way`."""
    if way is None:
        return ()
    gone = (way.walked,) if way.walked else ()
    return (*{move.stay.reservation_id: move.stay for move in way.moves}.values(), *gone)


def _window(view: OverbookingView) -> tuple[date, int]:
    """The crowded nights with some days around them, and as much of the stays as there is room for."""
    known = view.line.known
    first = min((max(stay.arrival, known.first - timedelta(_AROUND)) for stay in view.stays), default=known.first)
    last = max((min(stay.departure, known.last + timedelta(_AROUND)) for stay in view.stays), default=known.last)
    first, last = first - timedelta(1), last + timedelta(1)
    days = min(_MOST_DAYS, max(_FEWEST_DAYS, (last - first).days + 1))
    return first, days


def _rooms(view: OverbookingView) -> list[Room | None]:
    """The crowded room first, then those that the ways lead through, then others of the type."""
    known = view.line.known
    by_id = {room.id: room for room in view.plan.rooms}
    wanted: dict[int, Room] = {}
    if known.room_id is not None and known.room_id in by_id:
        wanted[known.room_id] = by_id[known.room_id]
    for way in view.ways:
        for move in way.moves:
            for room_id in (move.stay.room_id, move.room.id):
                if room_id in by_id:
                    wanted.setdefault(room_id, by_id[room_id])
    if known.room_id is None:
        own = [room for room in view.plan.rooms if room.active and room.room_type_id == known.room_type_id]
        wanted = {room.id: room for room in own} | wanted
    return [*([None] if known.room_id is None else []), *list(wanted.values())[:_MOST_ROWS]]


def _is_in(stay: Stay, room: Room | None, view: OverbookingView) -> bool:
    if room is None:
        return stay.room_id is None and stay.room_type_id == view.line.known.room_type_id
    return stay.room_id == room.id


def _is_seen(stay: Stay, first: date, days: int) -> bool:
    return stay.takes(first, first + timedelta(days))


def _mood(stay: Stay, room: Room | None, moved: set[tuple[int, int]], clashing: set[int]) -> Mood:
    if room is not None and (stay.reservation_id, room.id) in moved:
        return Mood.MOVED
    return Mood.CLASHING if stay.reservation_id in clashing else Mood.QUIET


def _span(stay: Stay, first: date, days: int) -> tuple[float, float]:
    return max(0.0, (stay.arrival - first).days + 0.5), min(float(days), (stay.departure - first).days + 0.5)


def _lanes(stays: Sequence[Stay]) -> list[int]:
    """The lane of each, so that no two that share a night lie on one another."""
    ends: list[date] = []
    found: dict[int, int] = {}
    for number in sorted(range(len(stays)), key=lambda number: (stays[number].arrival, number)):
        lane = next((lane for lane, end in enumerate(ends) if end <= stays[number].arrival), len(ends))
        ends[lane : lane + 1] = [stays[number].departure]
        found[number] = lane
    return [found[number] for number in range(len(stays))]


def in_reading_order(bars: Iterable[Bar]) -> list[Bar]:
    """From top to bottom, and from left to right."""
    return sorted(bars, key=lambda bar: (bar.row, bar.first, bar.lane))
