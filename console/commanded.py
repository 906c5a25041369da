"""The wiring of every command that needs no window.

Each gets just the parts it works with, and only those are imported: a list for a script should not wait for the
network's libraries.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from console.cli.exit_codes import ExitCode
from console.cli.orders import (
    Backup,
    Connect,
    Doctor,
    EditReservation,
    EraseGuest,
    Export,
    FixDifferences,
    ListErased,
    ListEvents,
    MergeGuests,
    NewReservation,
    ProposeGuests,
    RebuildReservation,
    Reconcile,
    RefuseGuests,
    ReplayEvent,
    ReservationHistory,
    Restore,
    RetryEvent,
    Serve,
    ShowGuest,
    ShowReservation,
    ShowRules,
    ShowWebhook,
    SwitchSync,
    SwitchWebhookOff,
    SwitchWebhookOn,
    Sync,
    UndoFixes,
    UndoGuests,
)
from console.house import House

if TYPE_CHECKING:
    from console.cli.editing import Desk
    from console.domain.announcing import OverbookingsChanged, ReservationsChanged
    from console.domain.secret import Secret
    from console.jobs.report import Report
    from console.jobs.runner import Runner


def _connect(house: House, order: Connect) -> ExitCode:
    from console.cli.connecting import connect, read_key

    house.take_charge()
    store = house.open_store()
    with house.interrupts.as_usual():
        key: Secret | None = read_key(order, house.output)
    vault = house.vault()
    beds24 = house.beds24(vault, store)
    work = partial(connect, store, vault, beds24, house.clock, house.output, order, key)
    return house.interrupts.result_in_thread(work, beds24.stop)


def _sync(house: House, order: Sync) -> ExitCode:
    from console.cli.progress import ProgressLine
    from console.cli.syncing import sync
    from console.jobs.difference_watch import DifferenceWatch

    place = house.workplace()
    progress = ProgressLine(house.output, house.clock)

    def heard(changed: "ReservationsChanged | OverbookingsChanged") -> None:
        differences.hear(changed)

    runner = house.runner(place, progress.tell, lambda _report: None, announce=heard)
    differences = DifferenceWatch(place, runner)
    return sync(place, runner, house.interrupts, house.output, order)


def _reconcile(house: House, order: Reconcile) -> ExitCode:
    from console.cli.progress import ProgressLine
    from console.cli.reconciling import reconcile

    place = house.workplace()
    progress = ProgressLine(house.output, house.clock)
    runner = house.runner(place, progress.tell, lambda _report: None)
    return reconcile(place, runner, house.interrupts, house.output, order)


def _fix_differences(house: House, order: FixDifferences) -> ExitCode:
    from console.cli.fixing import fix_differences
    from console.cli.progress import ProgressLine
    from console.person import who_is_here

    place = house.workplace()
    progress = ProgressLine(house.output, house.clock)
    runner = house.runner(place, progress.tell, lambda _report: None)
    return fix_differences(place, runner, house.interrupts, who_is_here, house.output, order)


def _undo_fixes(house: House, order: UndoFixes) -> ExitCode:
    from console.cli.fixing import undo_fixes
    from console.person import who_is_here

    place = house.workplace()
    runner = house.runner(place, lambda _progress: None, lambda _report: None)
    return undo_fixes(place, runner, house.interrupts, who_is_here, house.output, order)


def _show_rules(house: House, order: ShowRules) -> ExitCode:
    from console.cli.ruling import show_rules
    from console.person import who_is_here

    store = house.store_to_read(for_change=bool(order.key))
    return show_rules(store, house.clock, who_is_here, house.output, order)


def _switch_sync(house: House, order: SwitchSync) -> ExitCode:
    from console.cli.syncing import switch_sync

    return switch_sync(house.store_to_read(for_change=True), house.output, order)


def _serve(house: House, order: Serve) -> ExitCode:
    from console.cli.serving import RunLines, serve
    from console.jobs.difference_watch import DifferenceWatch
    from console.jobs.outgoing import Postman
    from console.jobs.silence_watch import SilenceWatch
    from console.webhook_wiring import Hooks, Spot

    place = house.workplace()
    spot = Spot(order.host, order.port)

    def start_runner(lines: RunLines) -> "tuple[Runner, Postman]":
        watch = SilenceWatch(place, lines.tell_silence)

        def done(report: "Report") -> None:
            lines.tell(report)
            watch.look()
            postman.ended(report)

        def heard(changed: "ReservationsChanged | OverbookingsChanged") -> None:
            lines.tell_overbooked(changed)
            differences.hear(changed)

        runner = house.runner(place, lambda _progress: None, done, lines.tell_refused, heard)
        differences = DifferenceWatch(place, runner)
        postman = Postman(place, runner, differences.hear, lines.tell_sent)
        return runner, postman

    def make_hooks(runner: "Runner", lines: RunLines) -> Hooks:
        differences = DifferenceWatch(place, runner)

        def heard(changed: "ReservationsChanged | OverbookingsChanged") -> None:
            lines.tell_heard(changed)
            differences.hear(changed)

        return Hooks(place, runner, house.vault(), heard, lines.tell_ear, spot, tell_tunnel=lines.tell_tunnel)

    return serve(place, start_runner, make_hooks, house.interrupts, house.output)


def _show_webhook(house: House, _order: ShowWebhook) -> ExitCode:
    from console.cli.webhook import show_webhook

    return show_webhook(house.store_to_read(), house.clock, house.output)


def _switch_webhook_off(house: House, _order: SwitchWebhookOff) -> ExitCode:
    from console.cli.webhook import switch_webhook_off

    return switch_webhook_off(house.store_to_read(for_change=True), house.clock, house.output)


def _switch_webhook_on(house: House, order: SwitchWebhookOn) -> ExitCode:
    from console.cli.secret_input import read_secret
    from console.cli.webhook import switch_webhook_on
    from console.vault.column_cipher import cipher_of

    store = house.store_to_read(for_change=True)
    with house.interrupts.as_usual():
        secret = read_secret("secret of the webhook", house.output) if order.reads_secret else None
    return switch_webhook_on(store, lambda: cipher_of(house.vault()), house.clock, house.output, order, secret)


def _list_events(house: House, _order: ListEvents) -> ExitCode:
    from console.cli.events import list_events

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return list_events(house.store_to_read(), house.clock, house.output)


def _retry_event(house: House, order: RetryEvent) -> ExitCode:
    from console.cli.events import retry_event

    return retry_event(house.store_to_read(for_change=True), house.clock, house.output, order)


def _replay_event(house: House, order: ReplayEvent) -> ExitCode:
    from console.cli.events import replay_event

    return replay_event(house.store_to_read(for_change=True), house.clock, house.output, order)


def _show_reservation(house: House, order: ShowReservation) -> ExitCode:
    from console.cli.past import show_as_of
    from console.cli.reservations import show_reservation

    show = show_as_of if order.as_of else show_reservation
    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return show(house.store_to_read(), house.output, order)


def _tell_history(house: House, order: ReservationHistory) -> ExitCode:
    from console.cli.reservations import tell_history

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return tell_history(house.store_to_read(), house.output, order)


def _edit_reservation(house: House, order: EditReservation) -> ExitCode:
    from console.cli.editing import edit_reservation

    return edit_reservation(_desk(house), order)


def _new_reservation(house: House, order: NewReservation) -> ExitCode:
    from console.cli.editing import new_reservation

    return new_reservation(_desk(house), order)


def _desk(house: House) -> "Desk":
    from console.cli.editing import Desk
    from console.person import who_is_here
    from console.services.stay_editing import StayEditing

    place = house.workplace()
    runner = house.runner(place, lambda _progress: None, lambda _report: None)
    editing = StayEditing(place.store, house.clock, lambda _news: None, who_is_here)
    return Desk(place, runner, house.interrupts, editing, house.output)


def _rebuild_reservation(house: House, order: RebuildReservation) -> ExitCode:
    from console.cli.rebuilding import rebuild

    return rebuild(house.store_to_read(for_change=order.adopt), house.clock, house.output, order)


def _propose_guests(house: House, _order: ProposeGuests) -> ExitCode:
    from console.cli.guests import propose_guests

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return propose_guests(house.store_to_read(), house.clock, house.output)


def _show_guest(house: House, order: ShowGuest) -> ExitCode:
    from console.cli.guest_showing import show_guest

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return show_guest(house.store_to_read(), house.clock, house.output, order)


def _merge_guests(house: House, order: MergeGuests) -> ExitCode:
    from console.cli.guests import merge_guests

    return merge_guests(house.store_to_read(for_change=True), house.clock, house.output, order)


def _refuse_guests(house: House, order: RefuseGuests) -> ExitCode:
    from console.cli.guests import refuse_guests

    return refuse_guests(house.store_to_read(for_change=True), house.clock, house.output, order)


def _undo_guests(house: House, order: UndoGuests) -> ExitCode:
    from console.cli.guests import undo_guests

    return undo_guests(house.store_to_read(for_change=True), house.clock, house.output, order)


def _erase_guest(house: House, order: EraseGuest) -> ExitCode:
    from console.cli.guest_erasing import erase_guest

    house.take_charge()
    return erase_guest(house.open_store(), house.clock, house.output, order)


def _list_erased(house: House, order: ListErased) -> ExitCode:
    from console.cli.guest_erasing import list_erased
    from console.cli.secret_input import read_secret

    with house.interrupts.as_usual():
        contact = read_secret("e-mail or phone", house.output).reveal() if order.reads_contact else ""
    return list_erased(house.store_to_read(), house.output, order, contact)


def _export(house: House, order: Export) -> ExitCode:
    from console.cli.exporting import export

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return export(house.store_to_read(), house.clock.now(), house.output, order)


def _backup(house: House, order: Backup) -> ExitCode:
    from console.cli.files import make_backup

    return make_backup(house.folder, order.path, house.clock.now(), house.interrupts, house.output)


def _restore(house: House, order: Restore) -> ExitCode:
    from console.cli.files import Held, put_back, tell_restored
    from console.store.store import MIGRATIONS
    from console.store.versions import known_version

    house.take_charge()
    known = known_version(MIGRATIONS)
    version, kept = put_back(house.folder, order.path, known, house.clock, house.interrupts, house.output)
    with house.open_store().reading() as session:
        last = next(iter(session.runs.latest(1)), None)
        finished = last.finished_at if last else None
        held = Held(session.listing.count("reservations"), session.listing.count("guests"), finished)
    return tell_restored(order.path, version, kept, held, house.output)


def _doctor(house: House, order: Doctor) -> ExitCode:
    from console.cli.doctoring import tell_doctor
    from console.cli.examining import examine_all

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return tell_doctor(examine_all(house, online=order.online), house.output)


COMMANDS: dict[type[Any], Callable[[House, Any], ExitCode]] = {
    Connect: _connect,
    Sync: _sync,
    SwitchSync: _switch_sync,
    Reconcile: _reconcile,
    FixDifferences: _fix_differences,
    UndoFixes: _undo_fixes,
    ShowRules: _show_rules,
    Serve: _serve,
    ShowWebhook: _show_webhook,
    SwitchWebhookOff: _switch_webhook_off,
    SwitchWebhookOn: _switch_webhook_on,
    ListEvents: _list_events,
    RetryEvent: _retry_event,
    ReplayEvent: _replay_event,
    ShowReservation: _show_reservation,
    ReservationHistory: _tell_history,
    RebuildReservation: _rebuild_reservation,
    EditReservation: _edit_reservation,
    NewReservation: _new_reservation,
    ProposeGuests: _propose_guests,
    ShowGuest: _show_guest,
    MergeGuests: _merge_guests,
    RefuseGuests: _refuse_guests,
    UndoGuests: _undo_guests,
    EraseGuest: _erase_guest,
    ListErased: _list_erased,
    Export: _export,
    Backup: _backup,
    Restore: _restore,
    Doctor: _doctor,
}
