"""What a person asked for on the command line, as values: one class a command."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from console.domain.fixing import Way
from console.domain.hooks import VerifyMode


class VaultKind(StrEnum):
    """Where the secrets are kept."""

    KEYRING = "keyring"
    FILE = "file"


class ExportKind(StrEnum):
    """What can be exported; later versions add more."""

    RESERVATIONS = "reservations"
    GUESTS = "guests"
    ROOMS = "rooms"
    RUNS = "runs"
    HISTORY = "history"
    EVENTS = "events"
    PARKED = "parked"
    DISCREPANCIES = "discrepancies"
    OVERBOOKINGS = "overbookings"
    OUTBOX = "outbox"


class ExportFormat(StrEnum):
    JSON = "json"
    CSV = "csv"


class KeyKind(StrEnum):
    """What is read from standard input to connect."""

    INVITE_CODE = "invite_code"
    REFRESH_TOKEN = "refresh_token"  # noqa: S105 - a name, not a secret
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """No command at all."""


@dataclass(frozen=True, slots=True)
class RunDemo:
    """`--demo` without a command."""


@dataclass(frozen=True, slots=True)
class Connect:
    key: KeyKind
    property_id: int | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Sync:
    """`chosen` are the numbers of bookings of which each is read again and applied, and nothing else is."""

    full: bool = False
    check_only: bool = False
    apply_anyway: bool = False
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SwitchSync:
    """`sync --switch on|off`."""

    on: bool


@dataclass(frozen=True, slots=True)
class Reconcile:
    """`reconcile`: the whole window, one booking by Beds24's number, or the `arrivals` of the next 48 hours."""

    beds24_id: int | None = None
    arrivals: bool = False


@dataclass(frozen=True, slots=True)
class FixDifferences:
    """`reconcile fix`: what differs of a booking (Beds24's number), in one `field` or in all; `until` is the hotel's
    own date, `other` the booking that it is matched with, by its number."""

    beds24_id: int
    way: Way
    field: str = ""
    until: date | None = None
    reason: str = ""
    other: int | None = None


@dataclass(frozen=True, slots=True)
class UndoFixes:
    """`reconcile undo`: these acts, by their numbers."""

    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShowRules:
    """`reconcile rules`: as they stand, after the rule `key` was set to `mode` where both are given; `tried` is one to
    be tried on the past. All are as they were typed."""

    key: str = ""
    mode: str = ""
    tried: str = ""


@dataclass(frozen=True, slots=True)
class Serve:
    """The schedule, and the webhook's listener when it is on, without a window.

    Without a port, the one that is kept.
    """

    port: int | None = None
    host: str = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ShowWebhook:
    """`webhook show`."""


@dataclass(frozen=True, slots=True)
class SwitchWebhookOff:
    """`webhook off`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchWebhookOn:
    """`webhook on`; None leaves as it is what was chosen before."""

    reads_secret: bool
    days: int
    mode: VerifyMode | None = None
    header_name: str | None = None
    public_url: str | None = None
    has_segment: bool | None = None
    tunnel: bool | None = None


@dataclass(frozen=True, slots=True)
class ListEvents:
    """`events list`."""


@dataclass(frozen=True, slots=True)
class RetryEvent:
    id: int


@dataclass(frozen=True, slots=True)
class ReplayEvent:
    id: int


@dataclass(frozen=True, slots=True)
class ShowReservation:
    """`as_of` is a day or a moment, by the hotel's clocks where it names no zone; empty is now."""

    beds24_id: int
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class ReservationHistory:
    beds24_id: int


@dataclass(frozen=True, slots=True)
class RebuildReservation:
    """`reservation rebuild`; `adopt`: have it so where it differs."""

    beds24_id: int
    adopt: bool = False


@dataclass(frozen=True, slots=True)
class EditReservation:
    """`reservation edit`: `values` as they were typed. What belongs to a channel needs `here_only`, which keeps the
    difference until the day `until`, or `send_anyway`; `overbook`: the room may be taken."""

    beds24_id: int
    values: tuple[tuple[str, str], ...] = field(repr=False)
    here_only: bool = False
    send_anyway: bool = False
    until: date | None = None
    overbook: bool = False


@dataclass(frozen=True, slots=True)
class NewReservation:
    """`reservation new`."""

    values: tuple[tuple[str, str], ...] = field(repr=False)
    overbook: bool = False


@dataclass(frozen=True, slots=True)
class ProposeGuests:
    """`guests propose`: what there is to review."""


@dataclass(frozen=True, slots=True)
class ShowGuest:
    """`guests show`: by any number that was ever the guest's."""

    guest: int


@dataclass(frozen=True, slots=True)
class MergeGuests:
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class RefuseGuests:
    """`guests not-same`."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class UndoGuests:
    """`guests undo`: the number of a merge or a refusal."""

    number: int


@dataclass(frozen=True, slots=True)
class EraseGuest:
    """`guests erase`; unless `is_sure`, it only tells what it would come to."""

    guest: int
    is_sure: bool
    deletes_backups: bool


@dataclass(frozen=True, slots=True)
class ListErased:
    """`guests erased`: every erasure, or those of whoever had a contact that is read from standard input."""

    reads_contact: bool


@dataclass(frozen=True, slots=True)
class Export:
    kind: ExportKind
    format: ExportFormat = ExportFormat.JSON


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path


@dataclass(frozen=True, slots=True)
class Restore:
    path: Path


@dataclass(frozen=True, slots=True)
class Doctor:
    """`online`: ask Beds24 too."""

    online: bool = False


Order = (
    OpenWindow
    | RunDemo
    | Connect
    | Sync
    | SwitchSync
    | Reconcile
    | FixDifferences
    | UndoFixes
    | ShowRules
    | Serve
    | ShowWebhook
    | SwitchWebhookOff
    | SwitchWebhookOn
    | ListEvents
    | RetryEvent
    | ReplayEvent
    | ShowReservation
    | ReservationHistory
    | RebuildReservation
    | EditReservation
    | NewReservation
    | ProposeGuests
    | ShowGuest
    | MergeGuests
    | RefuseGuests
    | UndoGuests
    | EraseGuest
    | ListErased
    | Export
    | Backup
    | Restore
    | Doctor
)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Everything that was asked for; `api_url` None means Beds24's own address."""

    order: Order
    as_json: bool = False
    demo: bool = False
    data_dir: Path | None = None
    api_url: str | None = None
    vault: VaultKind = VaultKind.KEYRING
