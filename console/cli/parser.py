"""The command line as DESIGN.md section 5 has it; options that concern every command may stand before or after it."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from console import VERSION
from console.cli.guest_parser import add_guests
from console.cli.hook_parser import add_events, add_serve, add_webhook
from console.cli.orders import (
    Backup,
    CommandLine,
    Connect,
    Doctor,
    EditReservation,
    Export,
    ExportFormat,
    ExportKind,
    FixDifferences,
    KeyKind,
    NewReservation,
    OpenWindow,
    Order,
    RebuildReservation,
    Reconcile,
    ReplayEvent,
    ReservationHistory,
    Restore,
    RetryEvent,
    RunDemo,
    Serve,
    ShowReservation,
    SwitchSync,
    SwitchWebhookOn,
    Sync,
    UndoFixes,
    VaultKind,
)
from console.cli.parsing import Parser, add, common, dash, moment, number
from console.cli.reconcile_parser import add_reconcile
from console.cli.reservation_parser import add_changes
from console.domain.errors import WrongInput

_NOT_FOR_THE_DEMO = (
    Connect,
    Sync,
    Reconcile,
    FixDifferences,
    UndoFixes,
    Serve,
    SwitchWebhookOn,
    RetryEvent,
    ReplayEvent,
    EditReservation,
    NewReservation,
)
_EPILOG = """exit codes:
  0   done
  1   done, but something needs a person; or stopped by Ctrl+C; the sentence says what
  2   wrong usage
  3   Beds24 cannot be reached
  4   Beds24 refuses the key
  5   trouble with the hotel's database
  6   another Night Porter is in charge of the data folder
  70  a fault in the program, written to its log
"""


def read_command_line(words: Sequence[str]) -> CommandLine:
    """What `words` ask for. Raises WrongInput; ends the process after `--help` and `--version`."""
    parser = _whole_parser()
    given, strange = parser.parse_known_args(words)
    if strange:
        parser.error(_strange_sentence(strange))
    line = CommandLine(
        order=_order(given),
        as_json=given.json,
        demo=given.demo,
        data_dir=given.data_dir,
        api_url=given.api_url,
        vault=VaultKind(given.vault),
    )
    _check(line)
    return line


def _whole_parser() -> ArgumentParser:
    parser = Parser(
        prog="main.py",
        description="Night Porter keeps a small hotel's own PMS in step with Beds24.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common()],
        allow_abbrev=False,
    )
    parser.set_defaults(json=False, demo=False, data_dir=None, api_url=None, vault=VaultKind.KEYRING, make=None)
    parser.add_argument("--version", action="version", version=f"Night Porter {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add_one in (
        *(_add_connect, _add_sync, add_serve, add_webhook, add_events),
        *(add_reconcile, _add_reservation, add_guests, _add_export, _add_files, _add_doctor),
    ):
        add_one(commands)
    return parser


def _add_connect(commands: Any) -> None:
    parser = add(commands, "connect", "connect the hotel to Beds24 and read its rooms", _connect)
    key = parser.add_mutually_exclusive_group()
    key.add_argument("--invite-code", type=dash, metavar="-", help="read a one-use invite code from standard input")
    key.add_argument("--refresh-token", type=dash, metavar="-", help="read a refresh token from standard input")
    parser.add_argument("--property", type=number, metavar="ID", help="which property, if the key reaches several")
    parser.add_argument("--time-zone", metavar="ZONE", help="the hotel's time zone, like Europe/Vienna")


def _add_sync(commands: Any) -> None:
    parser = add(commands, "sync", "run one sync, then exit", _sync)
    parser.add_argument("--full", action="store_true", help="read every booking, as the night's sync does")
    parser.add_argument("--check-only", action="store_true", help="tell what a full sync would do; change nothing")
    parser.add_argument("--apply-anyway", action="store_true", help="with --full: apply what the brake has stopped")
    parser.add_argument(
        "--apply", type=number, nargs="+", metavar="ID", help="apply only these bookings, as Beds24 tells them now"
    )
    parser.add_argument("--switch", choices=["on", "off"], help="switch all syncing of this hotel on or off")


def _add_reservation(commands: Any) -> None:
    told = "show one reservation or its history, make, change or rebuild it"
    parser = commands.add_parser("reservation", help=told, parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    shown = add(verbs, "show", "show one reservation", lambda given: ShowReservation(given.id, given.as_of or ""))
    shown.add_argument("--as-of", type=moment, metavar="MOMENT", help="as it was, like 2026-05-12T14:03")
    history = add(verbs, "history", "tell every change of one reservation", lambda given: ReservationHistory(given.id))
    rebuilt = add(
        verbs,
        "rebuild",
        "apply again what was received of it, and tell what differs",
        lambda given: RebuildReservation(given.id, given.adopt),
    )
    rebuilt.add_argument("--adopt", action="store_true", help="let the reservation be as it was rebuilt")
    for one in (shown, history, rebuilt):
        one.add_argument("id", type=number, metavar="ID", help="Beds24's number of the booking")
    add_changes(verbs)


def _add_export(commands: Any) -> None:
    parser = add(commands, "export", "write a list to standard output", _export)
    parser.add_argument("kind", choices=[str(kind) for kind in ExportKind], metavar="KIND", help=", ".join(ExportKind))
    parser.add_argument("--format", choices=[str(kind) for kind in ExportFormat], help="json (usual) or csv")


def _add_files(commands: Any) -> None:
    backup = add(commands, "backup", "write a proven copy of the hotel's data", lambda given: Backup(given.path))
    backup.add_argument("path", type=Path, metavar="PATH", help="the file to write")
    restore = add(commands, "restore", "put a backup in place of the hotel's data", lambda given: Restore(given.path))
    restore.add_argument("path", type=Path, metavar="PATH", help="the backup; what it replaces is kept aside")


def _add_doctor(commands: Any) -> None:
    parser = add(commands, "doctor", "look whether all is well, and what to do if not", _doctor)
    parser.add_argument("--online", action="store_true", help="ask Beds24 too: is the key alive, is the clock right")


def _order(given: Namespace) -> Order:
    if given.make is not None:
        order: Order = given.make(given)
        return order
    return RunDemo() if given.demo else OpenWindow()


def _connect(given: Namespace) -> Order:
    key = KeyKind.INVITE_CODE if given.invite_code else KeyKind.REFRESH_TOKEN if given.refresh_token else KeyKind.KEPT
    return Connect(key, given.property, given.time_zone)


def _sync(given: Namespace) -> Order:
    others = given.full or given.check_only or given.apply_anyway
    if given.apply:
        if others or given.switch:
            raise WrongInput("--apply applies the bookings that it names; it goes with no other option of sync.")
        return Sync(chosen=tuple(dict.fromkeys(given.apply)))
    if given.switch:
        if others:
            raise WrongInput("--switch only switches syncing on or off; it goes with no other option of sync.")
        return SwitchSync(given.switch == "on")
    if given.apply_anyway and (given.check_only or not given.full):
        raise WrongInput("--apply-anyway goes with --full, and not with --check-only.")
    return Sync(given.full, given.check_only, given.apply_anyway)


def _export(given: Namespace) -> Order:
    if given.json and given.format == ExportFormat.CSV:
        raise WrongInput("--json and --format csv exclude each other.")
    return Export(ExportKind(given.kind), ExportFormat(given.format or ExportFormat.JSON))


def _doctor(given: Namespace) -> Order:
    return Doctor(given.online)


def _check(line: CommandLine) -> None:
    if line.demo and line.api_url:
        raise WrongInput("The demo only ever talks to the hotel simulated on this machine; leave out --api-url.")
    if line.demo and isinstance(line.order, _NOT_FOR_THE_DEMO):
        raise WrongInput(
            "The demo hotel lives only while the demo runs, and it never reaches a real account. "
            "Start it with --demo alone; look at its data afterwards with, for example, --demo export reservations."
        )


def _strange_sentence(words: Sequence[str]) -> str:
    """Names the options that nobody knows; other words may be a secret that was pasted here by mistake."""
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    return f"there is no option {', '.join(options)} here" if options else "there is a word too many"
