"""`reconcile`: both sides compared now; what differs, and why that is likely so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.cli.agreeing import AgreementDocument, agreement_document, sentence_of
from console.cli.counting import counted
from console.cli.exit_codes import ExitCode, exit_code_of
from console.cli.interrupts import Interrupts
from console.cli.orders import Reconcile
from console.cli.output import Output
from console.cli.progress import CreditWait
from console.cli.runs_told import BrokenRunDocument, RunDocument, run_document
from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, LikelyCause, Severity, Tally
from console.domain.runs import RunKind, Trigger
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.workplace import Workplace
from console.services.agreement import Agreed, agreed_in
from console.services.discrepancy_rows import ExportedDiscrepancy, alive_discrepancies

_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class ReconcileDocument:
    """The JSON document of `reconcile`: the figures, everything that is not fixed (the worst first), and the run.

    `upcoming` have not ended, `past` have; `open` needs a person, `expected` is wanted so, `snoozed` was put off.
    `agreement` is how all upcoming bookings stand, whatever of them was compared now.
    """

    upcoming: int
    upcoming_agreeing: int
    past: int
    undecided: int
    open: int
    expected: int
    snoozed: int
    discrepancies: tuple[ExportedDiscrepancy, ...]
    agreement: AgreementDocument
    exit_code: int
    run: RunDocument


def reconcile(place: Workplace, runner: Runner, interrupts: Interrupts, output: Output, order: Reconcile) -> ExitCode:
    """Compare both sides and tell what differs; no reservation changes, but of arrivals what was read is applied.

    Raises NotConnected, SyncSwitchedOff, Stopped and the store's errors.
    """
    kind = RunKind.ARRIVALS if order.arrivals else RunKind.RECONCILE
    answer = runner.ask(Wish(kind, Trigger.MANUAL, beds24_id=order.beds24_id))
    report = interrupts.result_of(answer, runner.stop, CreditWait(output, place.beds24.credits).look)
    with place.store.reading() as session:
        alive = alive_discrepancies(session, place.clock.now(), order.beds24_id)
        agreed = agreed_in(session, place.clock.now())
        waiting = session.listing.count("parked")
    if report.error is not None:
        return _tell_broken(report, waiting, output)
    if order.arrivals and report.reconciled is not None:
        alive = tuple(one for one in alive if one.beds24_id in report.reconciled.numbers)
    tally = report.reconciled.tally if report.reconciled else Tally()
    open_ones = [one for one in alive if one.status is DiscrepancyStatus.OPEN]
    code = ExitCode.NEEDS_A_PERSON if open_ones else ExitCode.DONE
    document = ReconcileDocument(
        upcoming=tally.upcoming,
        upcoming_agreeing=tally.upcoming_agreeing,
        past=tally.past,
        undecided=tally.undecided,
        open=len(open_ones),
        expected=sum(one.status is DiscrepancyStatus.EXPECTED for one in alive),
        snoozed=sum(one.status is DiscrepancyStatus.SNOOZED for one in alive),
        discrepancies=alive,
        agreement=agreement_document(agreed),
        exit_code=code,
        run=run_document(report, waiting, code),
    )
    told = [*_sentences(document, open_ones, order), *_of_all(agreed, order, place.clock.now())]
    output.result(document, "\n".join(told))
    return code


def _tell_broken(report: Report, waiting: int, output: Output) -> ExitCode:
    code = exit_code_of(report.error) if report.error else ExitCode.DONE
    sentence = f"{report.error} Nothing was changed."
    output.say(sentence)
    document = BrokenRunDocument(
        str(report.error), type(report.error).__name__, code, run=run_document(report, waiting, code)
    )
    if output.as_json:
        output.result(document, sentence)
    return code


def _sentences(
    document: ReconcileDocument, open_ones: Sequence[ExportedDiscrepancy], order: Reconcile
) -> Iterator[str]:
    run = document.run
    if order.beds24_id and not (run.read or document.discrepancies):
        yield f"Neither side knows a booking with the number {order.beds24_id}."
        return
    agree = f"{document.upcoming_agreeing} of {counted(document.upcoming, 'upcoming booking')} agree with Beds24"
    cost = f"{run.credits.normalize():f} credits; {(run.took_ms or 0) / 1000:.1f} s."
    if order.arrivals:
        yield f"Arrivals of the next 48 hours: {agree}. {cost}"
    else:
        yield f"{agree}; {document.past} that ended were compared too. {cost}"
    if document.undecided:
        yield f"{counted(document.undecided, 'booking')} changed here meanwhile and will be compared the next time."
    if document.expected:
        yield f"{counted(document.expected, 'difference')} expected: what is kept on purpose, or waits to be sent."
    if document.snoozed:
        yield f"{counted(document.snoozed, 'difference')} put off until a later day."
    if open_ones:
        yield f"{counted(len(open_ones), 'difference')}, the worst first:"
    yield from map(_line, open_ones[:_MOST_TOLD])
    if len(open_ones) > _MOST_TOLD:
        yield f"and {len(open_ones) - _MOST_TOLD} more; all of them: export discrepancies"


def _of_all(agreed: Agreed, order: Reconcile, now: datetime) -> Iterator[str]:
    """Where not everything was compared now, how all upcoming bookings stand."""
    if order.arrivals or order.beds24_id:
        yield f"All together: {sentence_of(agreed, now)}"


def _line(one: ExportedDiscrepancy) -> str:
    number = str(one.beds24_id or "no number")
    return f"{_WHEN[one.severity]:<10} {number:<11} {_what(one)}  ({_WHY[one.cause]})"


def _what(one: ExportedDiscrepancy) -> str:
    if one.kind is DiscrepancyKind.DUPLICATE_PAIR:
        return f"{_KINDS[one.kind]} {one.other}"
    if not one.field or one.here is one.beds24 is None:
        return _KINDS[one.kind]
    return f"{_KINDS[one.kind]}, {one.field.replace('_', ' ')}: here {_value(one.here)}, Beds24 {_value(one.beds24)}"


def _value(text: str | None) -> str:
    return "nothing" if text in (None, "") else f"{text}"


_WHEN = {
    Severity.TONIGHT: "tonight",
    Severity.NEXT_7_DAYS: "in 7 days",
    Severity.LATER: "later",
    Severity.COSMETIC: "cosmetic",
}
_KINDS = {
    DiscrepancyKind.ONLY_IN_BEDS24: "only in Beds24",
    DiscrepancyKind.ONLY_HERE: "only here",
    DiscrepancyKind.GONE: "no longer at Beds24",
    DiscrepancyKind.CANCELLED_THERE: "cancelled at Beds24, not here",
    DiscrepancyKind.CANCELLED_HERE: "cancelled here, not at Beds24",
    DiscrepancyKind.STATUS: "another status",
    DiscrepancyKind.DATES: "other dates",
    DiscrepancyKind.ROOM: "another room",
    DiscrepancyKind.UNMAPPED_ROOM: "its room is not known here",
    DiscrepancyKind.GUEST_COUNT: "another number of guests",
    DiscrepancyKind.PRICE: "another price",
    DiscrepancyKind.GUEST_DATA: "other data of the guest",
    DiscrepancyKind.DETAILS: "other details",
    DiscrepancyKind.GROUP_INCOMPLETE: "its group is not complete",
    DiscrepancyKind.DUPLICATE_PAIR: "perhaps the same stay as",
    DiscrepancyKind.UNREADABLE: "Beds24 tells something that cannot be read",
}
_WHY = {
    LikelyCause.CHANGED_SINCE: "changed at Beds24 since the last sync; the next one brings it",
    LikelyCause.MISSED_WEBHOOK: "changed at Beds24 since, and no instant message came",
    LikelyCause.RUN_FAILED: "a sync that would have brought it failed",
    LikelyCause.NOT_APPLIED: "a sync has read past it; sync --full should cure it",
    LikelyCause.UNDATED: "both sides tell the same time of change",
    LikelyCause.OLDER_THERE: "Beds24 tells an older version",
    LikelyCause.MAPPING: "rooms: compare Settings, Rooms",
    LikelyCause.UNREADABLE: "it cannot be read; see: export parked",
    LikelyCause.ASKED_ONCE: "asked for by number, once; a second time will prove it",
    LikelyCause.HARD_DELETE: "asked for by number, twice: deleted at Beds24",
    LikelyCause.KEPT_BY_RULE: "kept by our own rules",
    LikelyCause.SAME_REFERENCE: "the same reference of the channel",
    LikelyCause.SAME_GUEST: "the same guest on the same nights",
    LikelyCause.LOCAL_EDIT: "changed at the desk; it waits to be sent",
    LikelyCause.ECHO: "changed at the desk and sent; it is read back next",
    LikelyCause.KEPT_BY_DESK: "the desk wants it to stay different",
    LikelyCause.CHANGED_ON_BOTH_SIDES: "changed at the desk, and at Beds24 since; decide which is right",
    LikelyCause.REFUSED: "changed at the desk, and Beds24 refused it",
    LikelyCause.MASTER_UNKNOWN: "nobody knows the first booking of its group",
}
