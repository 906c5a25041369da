"""`reservation rebuild`: what was received of a reservation, applied again, beside how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import RebuildReservation
from console.cli.output import Output
from console.cli.reservations import found_row, zone_of
from console.domain.booking import MONEY_FIELDS
from console.domain.clock import Clock
from console.domain.money import to_major
from console.domain.rebuilt import Difference, Gap, GapKind
from console.services.rebuilding import adopt_rebuilt, rebuild_reservation
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class RebuiltDocument:
    """The JSON document of `reservation rebuild`; amounts are texts in major units, `gaps` tell why what was received
    is not known in full, `adopted` whether the reservation is now as rebuilt."""

    beds24_id: int
    facts: int
    since: datetime | None
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    ends_early: bool
    adopted: bool


def rebuild(store: Store, clock: Clock, output: Output, order: RebuildReservation) -> ExitCode:
    """Done where nothing differs or the difference was adopted; else it needs a person.

    Raises UnknownReservation, ChangedMeanwhile, NotConnected and the store's errors.
    """
    now = clock.now()
    with store.reading() as session:
        found_row(session, order.beds24_id)
        zone = zone_of(session)
    rebuilt = rebuild_reservation(store, order.beds24_id, now)
    adopted = order.adopt and rebuilt.can_adopt
    if adopted:
        adopt_rebuilt(store, rebuilt, now)
    told = tuple(_in_major(one, rebuilt.currency) for one in rebuilt.differences)
    document = RebuiltDocument(
        rebuilt.beds24_id, rebuilt.facts, rebuilt.since, rebuilt.gaps, told, rebuilt.ends_early, adopted
    )
    output.result(document, "\n".join(_story(document, zone)))
    is_settled = adopted or (rebuilt.booking is not None and not rebuilt.differences)
    return ExitCode.DONE if is_settled else ExitCode.NEEDS_A_PERSON


def _in_major(one: Difference, currency: str) -> Difference:
    if one.field not in MONEY_FIELDS:
        return one
    here, rebuilt = (
        None if minor is None else str(to_major(int(minor), currency)) for minor in (one.here, one.rebuilt)
    )
    return replace(one, here=here, rebuilt=rebuilt)


def _story(told: RebuiltDocument, zone: ZoneInfo) -> Iterator[str]:
    if told.since is None:
        yield f"Nothing is kept of what was received of reservation {told.beds24_id}, so it cannot be rebuilt."
        return
    number = counted(told.facts, "reading or webhook", "readings and webhooks")
    first = f"{told.since.astimezone(zone):%d %b %Y %H:%M}"
    yield f"Reservation {told.beds24_id}, rebuilt from {number}, the first of {first}"
    yield from (_GAPS[gap.kind].format(number=gap.number) for gap in told.gaps)
    for one in told.differences:
        yield f"{one.field.replace('_', ' ')}: {one.here or 'nothing'} → {one.rebuilt or 'nothing'}"
    yield _outcome(told)


def _outcome(told: RebuiltDocument) -> str:
    if not told.differences:
        return "Nothing differs."
    if told.adopted:
        return "Adopted; the history tells what it was before."
    if told.ends_early:
        return "It stands here as something newer told it, of which nothing is kept, so this is not adopted."
    return "Add --adopt to have it so."


_GAPS = {
    GapKind.STARTS_LATE: "The first readings are not kept, so what is known here and not told later stays.",
    GapKind.MESSAGES_GONE: "Webhooks that changed it and are not kept any more: {number}",
    GapKind.UNREADABLE: "Bodies that cannot be read: {number}",
    GapKind.BY_HAND: "Changes made here by hand, which are not among what was received: {number}",
}
