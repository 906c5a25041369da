"""`guests erase` and `guests erased`: a guest removed with proof, and what was erased before."""

from dataclasses import dataclass
from datetime import date, datetime

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import EraseGuest, ListErased
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.held import Holding
from console.services.connection import connected_config
from console.services.guest_erasing import Certificate, ErasingDesk, erasures, erasures_of
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup that still holds the guest; `until` is when it will have been thinned out, if ever."""

    path: str
    occasion: str
    until: date | None
    own: bool


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The JSON document of `guests erase` without --yes: what it would come to."""

    guest: int
    stays: int
    not_over: str | None
    may_be_same: tuple[int, ...]
    backups: tuple[BackupRow, ...]


@dataclass(frozen=True, slots=True)
class CertificateDocument:
    """The JSON document of `guests erase`: the proof, without personal data. Hashes are HMAC-SHA256 under the key of
    the ledger."""

    at: datetime
    by: str
    guest: int
    removed: dict[str, int]
    bookings: tuple[str, ...]
    sources: tuple[str, ...]
    contacts: tuple[str, ...]
    scrubbed: bool
    backups: tuple[BackupRow, ...]


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """One erasure of `guests erased`."""

    at: datetime
    by: str
    guest: int
    removed: dict[str, int]
    bookings: int


def erase_guest(store: Store, clock: Clock, output: Output, order: EraseGuest) -> ExitCode:
    """Raises NotConnected, WrongInput and the store's errors."""
    desk = ErasingDesk(store, clock)
    with store.reading() as session:
        today = clock.now().astimezone(connected_config(session).zone).date().isoformat()
    plan = desk.plan(order.guest, today)
    held = tuple(map(_row, plan.backups))
    warning = f"A stay of theirs lasts until {plan.not_over}; nobody will know whose it is.\n" if plan.not_over else ""
    if not order.is_sure:
        document = PlanDocument(plan.guest, plan.stays, plan.not_over or None, plan.look_alikes, held)
        told = f"Guest {plan.guest} with {counted(plan.stays, 'reservation')} would be erased. This cannot be undone.\n"
        output.result(
            document, f"{told}{warning}{_told_backups(plan.backups)}Nothing was erased yet; say it with --yes."
        )
        return ExitCode.NEEDS_A_PERSON
    proof = desk.erase(order.guest, actor="command line")
    if order.deletes_backups:
        desk.forget_backups(one.path for one in proof.backups if one.is_own)
        held = tuple(row for row in held if not row.own)
    output.result(_document(proof, held), warning + _told(proof, held))
    return ExitCode.NEEDS_A_PERSON if held or not proof.scrubbed else ExitCode.DONE


def list_erased(store: Store, output: Output, order: ListErased, contact: str) -> ExitCode:
    """Raises StoreTrouble."""
    found = erasures_of(store, contact) if order.reads_contact else erasures(store)
    rows = tuple(ErasedRow(one.at, one.actor, one.guest, one.removed, len(one.bookings)) for one in found)
    lines = [
        f"{row.at:%d %b %Y %H:%M} UTC  guest {row.guest}, {counted(row.bookings, 'booking')}, by {row.by}"
        for row in rows
    ]
    output.result(rows, "\n".join(lines) or "Nobody was erased.")
    return ExitCode.DONE


def _row(one: Holding) -> BackupRow:
    return BackupRow(str(one.path), one.occasion, one.until, one.is_own)


def _document(proof: Certificate, held: tuple[BackupRow, ...]) -> CertificateDocument:
    return CertificateDocument(
        proof.at,
        proof.by,
        proof.guest,
        proof.removed,
        proof.bookings,
        proof.sources,
        proof.contacts,
        proof.scrubbed,
        held,
    )


def _told(proof: Certificate, held: tuple[BackupRow, ...]) -> str:
    removed = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in proof.removed.items() if number)
    lines = [f"Guest {proof.guest} is erased, with {counted(len(proof.bookings), 'booking')}. Removed: {removed}."]
    if not proof.scrubbed:
        lines.append("The database is in use, so that its file is written anew at the next start.")
    lines += [f"Still in a backup: {row.path}{_until(row)}" for row in held]
    return "\n".join(lines)


def _told_backups(backups: tuple[Holding, ...]) -> str:
    return "".join(f"Still in a backup: {row.path}{_until(row)}\n" for row in map(_row, backups))


def _until(row: BackupRow) -> str:
    if row.until is not None:
        return f" (thinned out by {row.until:%d %b %Y})"
    return "" if row.own else " (made by hand; Night Porter never deletes it)"
