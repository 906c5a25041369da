"""Where the program begins: a command line is read and carried out, with a window or without one.

What a window works with is joined in `console.windowed`, what the demo does in `console.demo_wiring`, and what each
command does in `console.commanded`; together they are the only modules that know all parts.
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
from console.cli.orders import CommandLine, OpenWindow, Order, RunDemo
from console.cli.output import Output
from console.cli.parser import read_command_line
from console.cli.screen import has_screen
from console.domain.clock import Clock, SystemClock
from console.domain.errors import AnotherInstance, ConsoleError, OurBug, Stopped, WrongInput
from console.house import House

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from console.cli.demo.stage import Stage

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
            return _command(line.order)(house, line.order)
        except (ConsoleError, BrokenPipeError):
            raise
        except Exception as error:
            house.log_even_now()
            _log.exception("A fault in the program ended the command.")
            raise OurBug(_BUG + (_SEE_LOG if house.is_logging else f" ({type(error).__name__})")) from error


def _command(order: Order) -> Callable[[House, Any], ExitCode]:
    if (window := _WINDOWS.get(type(order))) is not None:
        return window
    from console.commanded import COMMANDS

    return COMMANDS[type(order)]


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


_WINDOWS: dict[type[Any], Callable[[House, Any], ExitCode]] = {OpenWindow: _open_window, RunDemo: _run_demo}
_BUG = "A fault in the program ended this. Nothing half done remains."
_SEE_LOG = " The log in the data folder tells more."
