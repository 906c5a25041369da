"""Joins the parts; the only module that knows them all.

Each command gets just the parts it works with, and only those are imported: a list for a script should not wait for
the network's libraries.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.orders import (
    Backup,
    CommandLine,
    Connect,
    Doctor,
    Export,
    ListEvents,
    OpenWindow,
    RebuildReservation,
    ReplayEvent,
    ReservationHistory,
    Restore,
    RetryEvent,
    RunDemo,
    Serve,
    ShowReservation,
    ShowWebhook,
    SwitchSync,
    SwitchWebhookOff,
    SwitchWebhookOn,
    Sync,
)
from console.cli.output import Output
from console.cli.parser import read_command_line
from console.cli.screen import has_screen
from console.domain.clock import Clock, SystemClock
from console.domain.errors import AnotherInstance, ConsoleError, OurBug, Stopped, WrongInput
from console.house import House

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from console.cli.demo.stage import Stage
    from console.domain.secret import Secret

Application = Callable[[], "QApplication"]
Opener = Callable[[House, Application], None]
_log = logging.getLogger("console")
_SILENCE = logging.NullHandler()
_NO_SCREEN = (
    "There is no screen here to open the window on. --help tells what works without one; --demo shows it with a "
    "simulated hotel."
)


def main(words: Sequence[str] | None = None, *, output: Output | None = None, clock: Clock | None = None) -> int:
    """Do what `words` (by default the process's own) ask for; the exit code."""
    words = sys.argv[1:] if words is None else words
    logging.getLogger().addHandler(_SILENCE)  # without it, warnings would go to standard error
    output = output or Output(as_json="--json" in words)
    try:
        return int(_carry_out(read_command_line(words), output, clock or SystemClock()))
    except ConsoleError as error:
        return int(output.fail(error))
    except KeyboardInterrupt:
        return int(output.fail(Stopped("Stopped as asked. Nothing half done remains.")))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.NEEDS_A_PERSON)


def _carry_out(line: CommandLine, output: Output, clock: Clock) -> ExitCode:
    from console.store.files import keep_new_files_private

    keep_new_files_private()
    with Interrupts() as interrupts, House(line, output, clock, interrupts) as house:
        try:
            return _COMMANDS[type(line.order)](house, line.order)
        except (ConsoleError, BrokenPipeError):
            raise
        except Exception as error:
            house.log_even_now()
            _log.exception("A fault in the program ended the command.")
            raise OurBug(_BUG + (_SEE_LOG if house.is_logging else f" ({type(error).__name__})")) from error


def _open_window(house: House, _order: OpenWindow) -> ExitCode:
    if house.output.as_json:
        raise WrongInput("The window prints no JSON. Name a command, or leave out --json.")
    if not has_screen():
        raise WrongInput(_NO_SCREEN)
    return _in_window(house, _open_hotel)


def _run_demo(house: House, _order: RunDemo) -> ExitCode:
    if house.output.as_json or not has_screen():
        return _play_demo(house)
    return _in_window(house, _open_demo)


def _in_window(house: House, open_it: Opener) -> ExitCode:
    """What prevents the window is told in a small one, for nobody at a desk reads standard error."""
    application = cache(_make_application)
    try:
        open_it(house, application)
    except Exception as error:
        if not _qt_loads():
            raise
        from console.trying import go_on_trying

        go_on_trying(house, error, open_it, application)
    return ExitCode.DONE


def _make_application() -> "QApplication":
    from console.ui.opening import make_application

    return make_application()


def _qt_loads() -> bool:
    """Whether this machine has the system's libraries that Qt needs."""
    try:
        import PySide6.QtWidgets  # noqa: F401 - only to see whether it can be done
    except ImportError:
        return False
    return True


def _open_hotel(house: House, application: Application) -> None:
    if _is_first(house):
        house.begin_check()
        from console.windowed import open_hotel

        open_hotel(house, application)


def _open_demo(house: House, application: Application) -> None:
    if _is_first(house):
        from console.demo_wiring import open_demo

        open_demo(house, application)


def _is_first(house: House) -> bool:
    """Take charge of the folder; False when the window that is in charge was asked to come forward instead."""
    gc.disable()  # while much is loaded and nothing thrown away; the window has a collector of its own
    try:
        house.take_charge()
    except AnotherInstance:
        from console.windowed import raise_other

        if raise_other(house):
            return False
        raise
    return True


def _play_demo(house: House) -> ExitCode:
    from console.cli.demo import play_demo
    from console.demo_wiring import demo_hooks

    house.take_charge()
    at_end = partial(_take_pictures, house)
    return play_demo(house.folder, house.clock, house.output, house.interrupts, demo_hooks, at_end=at_end)


def _take_pictures(house: House, stage: "Stage") -> None:
    """What the window would show, where there is no screen to show it on."""
    if not _qt_loads():
        house.output.say("No pictures of the window: Qt's system libraries are not on this machine (README, Linux).")
        return
    from console.demo_wiring import picture_demo

    folder = house.folder.path / "pictures"
    made = picture_demo(house, stage, folder)
    house.output.say(f"{len(made)} pictures of the window lie in {folder}")


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

    place = house.workplace()
    progress = ProgressLine(house.output, house.clock)
    runner = house.runner(place, progress.tell, lambda _report: None)
    return sync(place, runner, house.interrupts, house.output, order)


def _switch_sync(house: House, order: SwitchSync) -> ExitCode:
    from console.cli.syncing import switch_sync

    return switch_sync(house.store_to_read(for_change=True), house.output, order)


def _serve(house: House, order: Serve) -> ExitCode:
    from console.cli.serving import serve
    from console.webhook_wiring import Hooks, Spot

    place = house.workplace()
    spot = Spot(order.host, order.port)
    return serve(
        place,
        lambda lines: house.runner(place, lambda _progress: None, lines.tell, lines.tell_refused),
        lambda runner, lines: Hooks(
            place, runner, house.vault(), lines.tell_heard, lines.tell_ear, spot, tell_tunnel=lines.tell_tunnel
        ),
        house.interrupts,
        house.output,
    )


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
    from console.cli.reservations import show_reservation

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return show_reservation(house.store_to_read(), house.output, order)


def _tell_history(house: House, order: ReservationHistory) -> ExitCode:
    from console.cli.reservations import tell_history

    with house.interrupts.as_usual():  # it only reads, so it may be cut anywhere
        return tell_history(house.store_to_read(), house.output, order)


def _rebuild_reservation(house: House, order: RebuildReservation) -> ExitCode:
    from console.cli.rebuilding import rebuild

    return rebuild(house.store_to_read(for_change=order.adopt), house.clock, house.output, order)


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


_COMMANDS: dict[type[Any], Callable[[House, Any], ExitCode]] = {
    OpenWindow: _open_window,
    RunDemo: _run_demo,
    Connect: _connect,
    Sync: _sync,
    SwitchSync: _switch_sync,
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
    Export: _export,
    Backup: _backup,
    Restore: _restore,
    Doctor: _doctor,
}
_BUG = "A fault in the program ended this. Nothing half done remains."
_SEE_LOG = " The log in the data folder tells more."
