"""`sync`: one run, then exit; and the switch for all syncing."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import partial

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.orders import SwitchSync, Sync
from console.cli.output import Output
from console.cli.progress import CreditWait
from console.cli.runs_told import document_for, exit_code_for, sentences_for
from console.cli.sending import NEEDS_PERSON, sending_sentences
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.outbox import Sent
from console.domain.runs import RunKind, Trigger
from console.jobs.outgoing import send_outbox
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.workplace import Workplace
from console.services.connection import connected_config, switch_pull_sync
from console.services.dry_run import Chosen
from console.services.outbox_rows import outbox_standing
from console.services.pull_sync import Watch
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class Switched:
    """The JSON document of `sync --switch`."""

    property_id: int
    pull_sync_enabled: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left for a person: bookings that could not be applied, overbookings that this run brought, reservations
    that go no further by themselves, and open differences."""

    parked: int
    brought: int = 0
    undecided: int = 0
    differing: int = 0


def sync(place: Workplace, runner: Runner, interrupts: Interrupts, output: Output, order: Sync) -> ExitCode:
    """Carry out one run and tell how it went. Raises NotConnected, SyncSwitchedOff, Stopped and the store's errors."""
    answer = runner.ask(_wish(order))
    report = interrupts.result_of(answer, runner.stop, CreditWait(output, place.beds24.credits).look)
    with place.store.reading() as session:
        brought = sum(one.run_id == report.run.id for one in session.overbookings.alive())
    errand = partial(send_outbox, place) if _sends(report) else _nothing  # behind whatever the run has left to do
    sent = interrupts.result_of(runner.run_errand(errand), runner.stop)
    left = _left_in(place, brought, order)
    told = "\n".join((*sentences_for(report, left.parked), *sending_sentences(sent), *_left_words(left)))
    if output.as_json:
        output.say(told)
    needs_person = any(astuple(left)) or any(one.verdict in NEEDS_PERSON for one in sent)
    code = exit_code_for(report, needs_person=needs_person)
    output.result(document_for(report, left.parked, code), told)
    return code


def _left_in(place: Workplace, brought: int, order: Sync) -> _Left:
    """A check changes nothing, so that nothing is left of it but what waited before."""
    with place.store.reading() as session:
        parked = session.listing.count("parked")
        if order.check_only:
            return _Left(parked)
        undecided = outbox_standing(session).stuck
        differing = session.discrepancies.count(DiscrepancyStatus.OPEN, place.clock.now())
    return _Left(parked, brought, undecided, differing)


def _left_words(left: _Left) -> Iterator[str]:
    if left.brought:
        yield f"{counted(left.brought, 'overbooking')} found; see which: export overbookings"
    if left.undecided:
        yield f"{counted(left.undecided, 'reservation')} to be decided before Beds24 gets it; see: export outbox"
    if left.differing:
        yield f"{counted(left.differing, 'difference')} to be decided; see which: export discrepancies"


def switch_sync(store: Store, output: Output, order: SwitchSync) -> ExitCode:
    """Switch all syncing of this hotel on or off; a console that runs heeds it at its next look.

    Raises NotConnected.
    """
    switch_pull_sync(store, on=order.on)
    with store.reading() as session:
        property_id = connected_config(session).property_id
    sentence = (
        "Syncing is switched on."
        if order.on
        else "Syncing is switched off. New bookings will not arrive here until it is switched on: sync --switch on"
    )
    output.result(Switched(property_id, order.on), sentence)
    return ExitCode.DONE


def _nothing(_watch: Watch) -> tuple[Sent, ...]:
    return ()


def _sends(report: Report) -> bool:
    """Whether the desk's changes go after this run; one that only looks sends nothing."""
    return report.error is None and report.run.kind in (RunKind.PULL, RunKind.FULL)


def _wish(order: Sync) -> Wish:
    return Wish(_kind(order), Trigger.MANUAL, order.apply_anyway, chosen=tuple(map(Chosen, order.chosen)))


def _kind(order: Sync) -> RunKind:
    if order.chosen:
        return RunKind.CHOSEN
    if order.check_only:
        return RunKind.CHECK
    return RunKind.FULL if order.full else RunKind.PULL
