"""`sync`: one run, then exit; and the switch for all syncing."""

from dataclasses import dataclass
from functools import partial

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.orders import SwitchSync, Sync
from console.cli.output import Output
from console.cli.progress import CreditWait
from console.cli.runs_told import document_for, exit_code_for, sentences_for
from console.cli.sending import NEEDS_PERSON, sending_sentences
from console.domain.outbox import Sent
from console.domain.runs import RunKind, Trigger
from console.jobs.outgoing import send_outbox
from console.jobs.report import Report
from console.jobs.runner import Runner, Wish
from console.jobs.workplace import Workplace
from console.services.connection import connected_config, switch_pull_sync
from console.services.dry_run import Chosen
from console.services.pull_sync import Watch
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class Switched:
    """The JSON document of `sync --switch`."""

    property_id: int
    pull_sync_enabled: bool


def sync(place: Workplace, runner: Runner, interrupts: Interrupts, output: Output, order: Sync) -> ExitCode:
    """Carry out one run and tell how it went. Raises NotConnected, SyncSwitchedOff, Stopped and the store's errors."""
    answer = runner.ask(_wish(order))
    report = interrupts.result_of(answer, runner.stop, CreditWait(output, place.beds24.credits).look)
    with place.store.reading() as session:
        waiting = session.listing.count("parked")
        brought = [one for one in session.overbookings.alive() if one.run_id == report.run.id]
    errand = partial(send_outbox, place) if _sends(report) else _nothing  # behind whatever the run has left to do
    sent = interrupts.result_of(runner.run_errand(errand), runner.stop)
    told = "\n".join((*sentences_for(report, waiting), *_overbooked(len(brought)), *sending_sentences(sent)))
    if output.as_json:
        output.say(told)
    output.result(document_for(report, waiting), told)
    code = exit_code_for(report, waiting)
    left = any(one.verdict in NEEDS_PERSON for one in sent)
    return ExitCode.NEEDS_A_PERSON if left and code is ExitCode.DONE else code


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


def _overbooked(number: int) -> tuple[str, ...]:
    return (f"{counted(number, 'overbooking')} found; see which: export overbookings",) if number else ()


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
