"""What is announced to whoever shows something."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.domain.errors import ConsoleError
from console.domain.runs import RunKind, Trigger

if TYPE_CHECKING:
    from console.domain.guests.words import WordKind


@dataclass(frozen=True, slots=True)
class ReservationsChanged:
    """These reservations (by our ids) are new or differ from before."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EditsChanged:
    """The desk, or a rule, said something of these reservations (by our ids) that is to be sent, kept or decided."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuestsChanged:
    """People said something of these guests (by their ids), merged them or took them apart; none named is any."""

    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscrepanciesChanged:
    """People put these discrepancies (by their ids) off, expect them, or wrote to them; or they were compared anew."""

    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventsChanged:
    """Webhooks came, or something came of these (by our ids); `new` and `cancelled` are the reservations (by our ids)
    that they brought or called off, be it that Beds24 had to be asked for them."""

    ids: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OverbookingsChanged:
    """These overbookings (by their numbers) were found, are otherwise than before, or have ended."""

    found: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    settled: tuple[int, ...] = ()

    @property
    def says_anything(self) -> bool:
        return bool(self.found or self.changed or self.settled)


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A run is under way; its report ends it, or the word that it was refused."""

    kind: RunKind
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class RunRefused:
    """A run could not even begin."""

    error: ConsoleError


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A pause or a switch that a person wished for could not be written; whatever runs goes on."""

    error: ConsoleError


@dataclass(frozen=True, slots=True)
class SyncSettingsChanged:
    """The hotel, its schedule, a pause, its rooms or its key are not as they were."""


@dataclass(frozen=True, slots=True)
class ContactWordsChanged:
    """A word was added to the lists of contacts, or taken back: guests whose contacts it touches are to be matched
    anew."""

    kind: "WordKind"
    word: str = field(repr=False)
    added: bool


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The rules that settle conflicts stand in another order, or one may do something else."""


@dataclass(frozen=True, slots=True)
class KeyLooked:
    """The key was looked at: it works, or `error` says what keeps it from working."""

    error: ConsoleError | None


@dataclass(frozen=True, slots=True)
class Mishap:
    """A fault in the program that was logged; the window lives on."""
