"""`reconcile fix`: what differs of one booking settled in either direction, or kept as expected; and undone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.orders import FixDifferences, UndoFixes
from console.cli.output import Output
from console.cli.progress import CreditWait
from console.domain.booking import MONEY_FIELDS
from console.domain.discrepancies import DiscrepancyKind
from console.domain.errors import WrongInput
from console.domain.fixing import Fix, Found, Obstacle, Outcome, Way
from console.domain.money import to_major
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.discrepancy_rows import currency_in
from console.services.fix_book import FixBook, Offer
from console.services.fixing import FixDesk, sending_by
from console.services.fixing_booking import Fixed
from console.services.fixing_deeds import REFUSALS
from console.services.pull_sync import Watch

_FINE = frozenset({Outcome.EQUAL, Outcome.EXPECTED, Outcome.AGREED})
_REASON = "Kept so from the command line."


@dataclass(frozen=True, slots=True)
class FixRow:
    """What came of one difference: amounts are texts in major units, `act` is the number by which it is undone, null
    where it cannot be."""

    discrepancy_id: int
    beds24_id: int | None
    kind: DiscrepancyKind
    field: str
    here: str | None
    beds24: str | None
    way: Way
    outcome: Outcome
    message: str
    act: int | None


@dataclass(frozen=True, slots=True)
class FixesDocument:
    """The JSON document of `reconcile fix`; empty `fixes` where both sides agree."""

    beds24_id: int
    fixes: tuple[FixRow, ...]
    exit_code: int


def fix_differences(
    place: Workplace,
    runner: Runner,
    interrupts: Interrupts,
    who: Callable[[], str],
    output: Output,
    order: FixDifferences,
) -> ExitCode:
    """Ask Beds24 for the booking, and settle what differs of it, or of it in one field; what cannot be settled that way
    is told with the reason, and holds up nothing else.

    Raises WrongInput where that field does not differ, what `Beds24` raises, NotConnected, SyncSwitchedOff, Stopped and
    the store's errors.
    """

    def carry_out(watch: Watch) -> tuple[tuple[Found, ...], tuple[Fixed, ...]]:
        send = sending_by(place.beds24, place.store, place.clock, lambda _news: None)
        desk = FixDesk(place.store, place.beds24, place.clock, lambda _news: None, who, send)
        desk.look(order.beds24_id, watch)
        with place.store.reading() as session:
            found = _wanted(session.discrepancies.found_of(order.beds24_id), order)
        offers = FixBook(place.store).offers([one.id for one in found])
        closed = tuple(one for one in (_closed(each, offers[each.id], order) for each in found) if one is not None)
        shut = {one.fix.id for one in closed}
        wanted = [_fix(one, order) for one in found if one.id not in shut]
        return found, (*(desk.fix(wanted, watch) if wanted else ()), *closed)

    answer = runner.run_errand(carry_out)
    found, fixed = interrupts.result_of(answer, runner.stop, CreditWait(output, place.beds24.credits).look)
    with place.store.reading() as session:
        currency = currency_in(session)
    code = ExitCode.DONE if all(one.outcome in _FINE for one in fixed) else ExitCode.NEEDS_A_PERSON
    rows = tuple(_row(one, {each.id: each for each in found}[one.fix.id], currency) for one in fixed)
    document = FixesDocument(order.beds24_id, rows, code)
    output.result(document, "\n".join(_sentences(document)))
    return code


@dataclass(frozen=True, slots=True)
class UndoneDocument:
    """The JSON document of `reconcile undo`: how many acts were taken back, for how many reservations Beds24 got a
    correction, and why others could not be."""

    undone: int
    corrected: int
    refused: tuple[str, ...]
    exit_code: int


def undo_fixes(
    place: Workplace,
    runner: Runner,
    interrupts: Interrupts,
    who: Callable[[], str],
    output: Output,
    order: UndoFixes,
) -> ExitCode:
    """Take acts back on both sides. Raises Stopped and the store's errors."""
    send = sending_by(place.beds24, place.store, place.clock, lambda _news: None)
    desk = FixDesk(place.store, place.beds24, place.clock, lambda _news: None, who, send)
    answer = runner.run_errand(lambda watch: desk.undo(order.acts, watch))
    undone = interrupts.result_of(answer, runner.stop, CreditWait(output, place.beds24.credits).look)
    code = ExitCode.NEEDS_A_PERSON if undone.refused else ExitCode.DONE
    told = [f"{counted(undone.times, 'act')} undone; Beds24 got {counted(undone.corrected, 'correction')}."]
    document = UndoneDocument(undone.times, undone.corrected, undone.refused, code)
    output.result(document, "\n".join([*told, *undone.refused]))
    return code


def _wanted(found: Sequence[Found], order: FixDifferences) -> tuple[Found, ...]:
    wanted = tuple(one for one in found if order.field in ("", one.field))
    if found and not wanted:
        fields = ", ".join(dict.fromkeys(one.field or one.kind.value for one in found))
        raise WrongInput(f"{order.field} does not differ; what does is: {fields}.")
    return wanted


def _closed(found: Found, offer: Offer, order: FixDifferences) -> Fixed | None:
    """What is told of a difference that cannot be settled that way, None of one that can; what our own rules want so is
    nobody's work."""
    obstacle = offer.ways[order.way]
    if not isinstance(obstacle, Obstacle):
        return None
    outcome = Outcome.EXPECTED if obstacle is Obstacle.KEPT_BY_RULE else Outcome.FAILED
    told = _CHANNEL_OWNS.format(channel=offer.channel) if obstacle is Obstacle.CHANNEL_OWNS else REFUSALS[obstacle]
    return Fixed(_fix(found, order), outcome, told)


_CHANNEL_OWNS = (
    "This belongs to {channel}: sending it does not change it there, and may be overwritten. To send it all the same: "
    "reservation edit ID FIELD=VALUE --send-anyway."
)


def _fix(found: Found, order: FixDifferences) -> Fix:
    reason = order.reason or _REASON
    return Fix(found.id, order.way, found.here, found.there, until=order.until, reason=reason, other=order.other)


def _row(fixed: Fixed, found: Found, currency: str) -> FixRow:
    here, there = (_written(found.field, value, currency) for value in (found.here, found.there))
    return FixRow(
        found.id, found.number, found.kind, found.field, here, there, fixed.fix.way, fixed.outcome, fixed.sentence,
        fixed.act_id,
    )  # fmt: skip


def _written(field: str, value: str | None, currency: str) -> str | None:
    return str(to_major(int(value), currency)) if value is not None and field in MONEY_FIELDS else value


def _sentences(document: FixesDocument) -> Iterator[str]:
    if not document.fixes:
        yield f"Both sides agree on the booking {document.beds24_id}; there was nothing to settle."
    for row in document.fixes:
        what = (row.field or row.kind).replace("_", " ")
        values = f" (here {row.here or 'nothing'}, Beds24 {row.beds24 or 'nothing'})" if row.field else ""
        yield f"{what}{values}: {_SAID[row.outcome]}{f' {row.message}' if row.message else ''}"
    done = sum(row.outcome is Outcome.EQUAL for row in document.fixes)
    if done > 1:
        yield f"{counted(done, 'difference')} equal now."


_SAID = {
    Outcome.EQUAL: "now equal.",
    Outcome.EXPECTED: "kept as expected.",
    Outcome.WAITS: "saved here; it waits to be sent.",
    Outcome.REFUSED: "Beds24 did not take it; what stands here is kept.",
    Outcome.OTHERWISE: "not equal yet.",
    Outcome.MOVED: "one side has changed meanwhile; nothing was done.",
    Outcome.AGREED: "both sides agreed already.",
    Outcome.FAILED: "not done.",
    Outcome.STOPPED: "stopped before its turn.",
}
