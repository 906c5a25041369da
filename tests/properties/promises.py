"""What has to hold after every single step, whatever happened before."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from console.domain.booking import booking_key
from console.domain.runs import Outcome
from console.store.codec import value_text
from console.store.reservations import CREATED
from tests.properties.equality import all_bookings, differing_fields, held_by
from tests.properties.world import World

_SAYS_NOTHING_OF_ITSELF = ("group_id",)
"""A master's modifiedTime stays when a room joins its group, so that only a full reading shows it."""


def every_run_adds_up(world: World) -> None:
    """read = created + updated + unchanged + parked."""
    with world.store.reading() as session:
        for run in session.runs.latest():
            assert run.outcome is not Outcome.RUNNING, f"run {run.id} was left open"
            assert run.counts.add_up, f"run {run.id} does not add up: {run.counts}"


def no_watermark_lies_in_the_future(world: World) -> None:
    watermark = world.config().watermark
    assert watermark is None or watermark <= world.simulator.clock.now(), f"the watermark is {watermark}"


def no_unread_change_is_passed(world: World, asked_for: Collection[int] = ()) -> None:
    """Whatever the next pull would not ask for any more is in the store, or waits where a person sees it, or is going
    to be `asked_for` by its number."""
    watermark = world.config().watermark
    if watermark is not None:
        missed = unread_before(world, watermark - world.overlap, asked_for)
        assert not missed, f"the watermark {watermark} has passed: {missed}"


def unread_before(world: World, moment: datetime, but_not: Collection[int] = ()) -> list[str]:
    """How the bookings that last changed before `moment` differ here."""
    held = held_by(world.store)
    return [
        difference
        for truth in world.simulator.book
        if truth.modified_time < moment and booking_key(truth.id) not in held.waiting and truth.id not in but_not
        for difference in differing_fields(
            truth, held.bookings.get(truth.id), world.simulator, world.told, {*_SAYS_NOTHING_OF_ITSELF, *world.spoilt}
        )
    ]


def nothing_is_lost_or_doubled(world: World, known: set[int]) -> None:
    """Every reservation that was ever saved is there once; `known` grows with what is."""
    with world.store.reading() as session:
        numbers = [number for (number,) in session.connection.execute("SELECT beds24_id FROM reservations")]
        assert len(numbers) == len(set(numbers)), "a booking is stored twice"
        assert known <= set(numbers), f"lost: {known - set(numbers)}"
        assert not session.connection.execute("PRAGMA foreign_key_check").fetchall()
    known.update(numbers)


def history_leads_to_what_is_stored(world: World) -> None:
    """Each reservation has one beginning; each field's lines form a chain that ends in its present value."""
    with world.store.reading() as session:
        bookings = all_bookings(session)
        found: list[Any] = session.connection.execute(
            "SELECT r.beds24_id, h.field, h.old, h.new FROM history h JOIN reservations r ON r.id = h.reservation_id"
            " ORDER BY h.id"
        ).fetchall()
        lines: list[tuple[int, str, str | None, str | None]] = [tuple(row) for row in found]
        statuses = dict(session.connection.execute("SELECT beds24_id, status FROM reservations"))
    begun: set[int] = set()
    reached: dict[tuple[int, str], str | None] = {}
    for number, field, old, new in lines:
        if field == CREATED:
            assert number not in begun, f"{number} begins twice"
            begun.add(number)
            continue
        assert number in begun, f"{number} changed before it began"
        assert old != new, f"{number}.{field}: a line that changes nothing"
        assert reached.get((number, field), old) == old, f"{number}.{field}: the chain is broken"
        reached[number, field] = new
    assert begun == set(bookings), "a reservation has no beginning"
    for (number, field), value in reached.items():
        present = statuses[number] if field == "status" else value_text(getattr(bookings[number], field))
        assert present == value, f"{number}.{field} is {present!r}, its history ends with {value!r}"
