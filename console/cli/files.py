"""`backup` and `restore`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.errors import WrongInput
from console.store.backup import back_up, restore
from console.store.files import DataFolder

_MEGABYTE = 1024 * 1024
_STEP = 10


@dataclass(frozen=True, slots=True)
class BackupDocument:
    """The JSON document of `backup`."""

    path: str
    bytes: int
    reservations: int
    guests: int
    runs: int


@dataclass(frozen=True, slots=True)
class RestoreDocument:
    """The JSON document of `restore`; `kept_aside` is where the replaced database lies now, if there was one."""

    path: str
    schema_version: int
    reservations: int
    guests: int
    last_run: datetime | None
    kept_aside: str | None


class CopyProgress:
    """Tells every tenth of a copy that takes long enough to be told at all."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._told = 0

    def tell(self, done: int, total: int) -> None:
        part = done * _STEP // total if total else _STEP
        if part in (self._told, _STEP):
            return
        self._told = part
        sentence = f"Copying: {part * 100 // _STEP} %"
        (self._output.update if self._output.live else self._output.say)(sentence)


def make_backup(
    folder: DataFolder, path: Path, now: datetime, interrupts: Interrupts, output: Output
) -> ExitCode:  # fmt: skip
    """Raises WrongInput, StoreTrouble, StoreDamaged, Stopped."""
    if path.exists() and not path.is_dir():
        raise WrongInput(f"There is a file {path.name} already. Nothing was written; give the backup a new name.")
    tell = CopyProgress(output).tell
    made = back_up(folder.database, path.absolute(), now, progress=tell, stop=lambda: interrupts.asked)
    rows = made.rows
    document = BackupDocument(
        str(made.path), made.size, rows.get("reservations", 0), rows.get("guests", 0), rows.get("runs", 0)
    )
    output.result(
        document,
        f"Backup written and checked: {made.path} ({made.size / _MEGABYTE:.1f} MB, "
        f"{_held(document.reservations, document.guests)}).\nThe key to Beds24 is not in it.",
    )
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Held:
    """What a restored database holds."""

    reservations: int
    guests: int
    last_run: datetime | None


def put_back(
    folder: DataFolder, path: Path, known_version: int, clock: Clock, interrupts: Interrupts, output: Output
) -> tuple[int, str | None]:
    """Put the backup in place; gives its format and where the former file was kept."""
    tell = CopyProgress(output).tell
    restored = restore(
        path.absolute(), folder.database, known_version, clock.now(), progress=tell, stop=lambda: interrupts.asked
    )
    return restored.schema_version, str(restored.kept_aside) if restored.kept_aside else None


def _held(reservations: int, guests: int) -> str:
    return f"{counted(reservations, 'reservation')}, {counted(guests, 'guest')}"


def tell_restored(path: Path, version: int, kept: str | None, held: Held, output: Output) -> ExitCode:
    document = RestoreDocument(str(path), version, held.reservations, held.guests, held.last_run, kept)
    last = f", last run {held.last_run:%d %b %Y %H:%M} UTC" if held.last_run else ""
    lines = [f"Restored: {_held(held.reservations, held.guests)}{last}."]
    if kept:
        lines.append(f"The former database was kept: {kept}")
    lines.append("Next: sync --full, so that what changed since then comes back from Beds24.")
    output.result(document, "\n".join(lines))
    return ExitCode.DONE
