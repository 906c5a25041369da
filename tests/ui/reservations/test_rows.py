"""Order and filters over any reservations equal what plain Python says of them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.folding import search_words
from console.domain.lines import ReservationLine, state_of
from console.domain.sieve import KIND, NEWS, NO_SHOW, STATUSES, WHEN, At, Chip, Sieve, narrows
from console.domain.status import HOLDS_NO_ROOM, RELEASED
from console.ui.reservations.columns import COLUMNS
from console.ui.reservations.rows import Rows

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
AT = At.moment(NOW, UTC)
_TEXTS = st.text(alphabet="abcß李ö 12", max_size=6)
_STATUSES = st.sampled_from(["new", "confirmed", "cancelled", "request", "inquiry", "black", "gone", "waitlisted"])
_MOMENTS = st.sampled_from(["2026-05-12T11:00:00Z", "2026-05-11T12:00:00Z", "2026-05-01T00:00:00Z"])


@st.composite
def lines(draw: st.DrawFn, id_: int) -> ReservationLine:
    """A reservation around today; `search` begins with the name, as the store makes it."""
    arrival = date(2026, 5, 12) + timedelta(days=draw(st.integers(-5, 5)))
    departure = arrival + timedelta(days=draw(st.integers(0, 4)))
    guest = draw(_TEXTS)
    return ReservationLine(
        id=id_,
        beds24_id=draw(st.one_of(st.none(), st.integers(1, 99))),
        status=draw(_STATUSES),
        sub_status=draw(st.sampled_from(["none", "noShow"])),
        guest=guest,
        room=draw(_TEXTS),
        room_type="Double",
        room_type_id=draw(st.integers(1, 2)),
        room_id=draw(st.one_of(st.none(), st.integers(1, 3))),
        arrival=arrival.isoformat(),
        departure=departure.isoformat(),
        nights=(departure - arrival).days,
        adults=draw(st.integers(0, 3)),
        children=draw(st.integers(0, 2)),
        channel=draw(st.sampled_from(["", "booking", "direct"])),
        channel_name=draw(st.sampled_from(["", "Booking.com", "Direct"])),
        channel_reference=draw(_TEXTS),
        price=draw(st.one_of(st.none(), st.integers(0, 500))),
        currency="EUR",
        booked_at=draw(st.one_of(st.none(), _MOMENTS)),
        modified_at=draw(_MOMENTS),
        source="pull",
        group_id=draw(st.integers(0, 1)),
        noted=draw(st.integers(0, 1)),
        reachable=draw(st.integers(0, 1)),
        search=f"{guest} {draw(_TEXTS)}",
        differing=draw(st.sampled_from(["", "", "found"])),
    )


@st.composite
def books(draw: st.DrawFn) -> list[ReservationLine]:
    return [draw(lines(id_)) for id_ in range(draw(st.integers(0, 14)))]


@st.composite
def sieves(draw: st.DrawFn) -> Sieve:
    return Sieve(
        frozenset(draw(st.sets(st.sampled_from(list(Chip)), max_size=4))),
        draw(st.sampled_from(["", "booking"])),
        draw(st.sampled_from([None, 1])),
        draw(st.sampled_from([None, 2])),
        draw(st.sampled_from(["", "", *STATUSES])),
    )


def passes(line: ReservationLine, sieve: Sieve, typed: str) -> bool:
    """What the screen promises, said the slow way."""
    chips, today = sieve.chips, AT.today
    held = line.status not in HOLDS_NO_ROOM | {"black"}
    when = {
        Chip.ARRIVING: line.arrival == today,
        Chip.IN_HOUSE: line.arrival < today < line.departure,
        Chip.LEAVING: line.departure == today and line.arrival < today,
    }
    news = {
        Chip.NEW: line.booked_at is not None and line.booked_at >= AT.day_ago,
        Chip.CHANGED: line.modified_at >= AT.day_ago,
    }
    kind = {
        Chip.CANCELLED: line.status in RELEASED,
        Chip.REQUEST: line.status in {"request", "inquiry"},
        Chip.CLOSURE: line.status == "black",
    }
    not_come = line.sub_status == "noShow" and line.status in {"new", "confirmed"}
    asked_for = typed.strip() or sieve.status or chips & {Chip.CANCELLED, Chip.NEW, Chip.CHANGED}
    return (
        (bool(asked_for) or line.status not in RELEASED)
        and (not sieve.status or (NO_SHOW if not_come else line.status) == sieve.status)
        and (Chip.PAST in chips or line.departure >= today)
        and all(
            not chips & set(family) or any(told[chip] for chip in chips & set(family))
            for family, told in ((WHEN, when), (NEWS, news), (KIND, kind))
        )
        and (not chips & set(WHEN) or bool(chips & set(KIND)) or held)
        and (Chip.GROUP not in chips or line.group_id != 0)
        and (Chip.UNASSIGNED not in chips or (line.room_id is None and held))
        and (Chip.DIFFERS not in chips or line.differing != "")
        and (Chip.NO_CONTACT not in chips or (not line.reachable and line.status != "black"))
        and sieve.channel in {"", line.channel}
        and sieve.room_type_id in {None, line.room_type_id}
        and sieve.room_id in {None, line.room_id}
        and all(any(spelling in line.search for spelling in word) for word in search_words(typed))
    )


@settings(max_examples=150, deadline=None)
@given(books(), sieves(), st.text(alphabet="ab 1", max_size=3), st.integers(0, len(COLUMNS) - 1), st.booleans())
def test_what_is_shown_is_what_passes_in_the_order_of_the_column(
    book: list[ReservationLine], sieve: Sieve, typed: str, number: int, descending: bool
) -> None:
    column = COLUMNS[number]
    key, filled = column.key(AT.today), column.filled or (lambda _line: True)
    rows = Rows(AT)
    rows.search(search_words(typed))
    rows.sift(sieve)
    rows.sort(key, column.filled, descending=descending)
    rows.replace(book)

    by_arrival = sorted(book, key=lambda line: (line.arrival, line.id))
    told = sorted((line for line in by_arrival if filled(line)), key=key, reverse=descending)
    expected = [*told, *(line for line in by_arrival if not filled(line))]
    assert rows.shown == [line for line in expected if passes(line, sieve, typed)]


@settings(max_examples=80, deadline=None)
@given(books(), st.data())
def test_changes_merged_one_after_the_other_end_where_reading_all_anew_ends(
    book: list[ReservationLine], data: st.DataObject
) -> None:
    rows, truth = Rows(AT), {line.id: line for line in book}
    rows.replace(book)
    for _ in range(3):
        ids = frozenset(data.draw(st.sets(st.integers(0, 16), max_size=4)))
        now = [data.draw(lines(id_)) for id_ in ids if data.draw(st.booleans())]
        truth = {id_: line for id_, line in truth.items() if id_ not in ids} | {line.id: line for line in now}
        rows.merge(ids, now)
    anew = Rows(AT)
    anew.replace(truth.values())
    assert rows.shown == anew.shown
    assert rows.total == len(truth)


@settings(max_examples=80, deadline=None)
@given(books(), st.lists(st.text(alphabet="ab 12", max_size=3), max_size=5))
def test_typing_step_by_step_finds_what_typing_at_once_finds(book: list[ReservationLine], typings: list[str]) -> None:
    rows = Rows(AT)
    rows.replace(book)
    for typed in typings:
        rows.search(search_words(typed))
        at_once = Rows(AT)
        at_once.replace(book)
        at_once.search(search_words(typed))
        assert rows.shown == at_once.shown


def test_a_longer_word_narrows_and_another_does_not() -> None:
    assert narrows((("an",),), (("ann",),))
    assert narrows((("an",),), (("ann",), ("b",)))
    assert narrows((("mu", "mue"),), (("mul", "muel"),))
    assert not narrows((("mue",),), (("mul", "muel"),))
    assert not narrows((("ann",),), (("an",),))
    assert not narrows((("0",),), (("6",),))


@given(lines(1), st.integers(-9, 9))
def test_every_reservation_has_a_state_on_every_day(line: ReservationLine, days: int) -> None:
    assert state_of(line, (date(2026, 5, 12) + timedelta(days=days)).isoformat())
