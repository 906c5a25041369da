"""What `app` hands to the window: services, the runner, and what stands around them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from console.domain.undoing import DeedBook, DeedKey
from console.jobs.runner import Runner
from console.services.book import Book
from console.services.sync_status import SyncStatus
from console.ui.kit.answers import Saver

if TYPE_CHECKING:
    from concurrent.futures import Future

    from console.domain.asking import CreditState
    from console.services.act_book import ActBook
    from console.services.agreement import AgreementBook
    from console.services.discrepancy_book import DiscrepancyBook
    from console.services.discrepancy_desk import DiscrepancyDesk
    from console.services.edit_book import EditBook
    from console.services.editing import EditDesk
    from console.services.event_book import EventBook
    from console.services.first_connection import FirstConnection
    from console.services.fix_book import FixBook
    from console.services.fixing import FixDesk
    from console.services.guest_book import GuestBook
    from console.services.guest_decisions import GuestDesk
    from console.services.guest_editing import GuestEditing
    from console.services.guest_erasing import ErasingDesk
    from console.services.guest_review import ReviewBook
    from console.services.inbox import InboxDesk
    from console.services.messages import MessageDesk
    from console.services.outbox_desk import OutboxDesk
    from console.services.overbooking_book import OverbookingBook
    from console.services.overbooking_desk import OverbookingDesk
    from console.services.parked_items import ParkedItems
    from console.services.rebuilding import RebuildDesk
    from console.services.record_book import RecordBook
    from console.services.rule_desk import RuleDesk
    from console.services.run_book import RunBook
    from console.services.stay_editing import StayEditing
    from console.services.undoing import UndoDesk
    from console.ui.demo_controls import DemoVerbs
    from console.ui.settings.services import SettingsServices


@dataclass(frozen=True, slots=True)
class FirstRunParts:
    """What the wizard works with; `begin` lets the schedule ring, `open_demo` starts the demo beside this window; its
    answer comes when the demo ends, as an error where it could not begin or ended badly."""

    setup: "FirstConnection"
    use_session_only: Callable[[], None]
    begin: Callable[[], None]
    open_demo: "Callable[[], Future[None]]"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The services are read on the window's thread only where they say that they are short; what writes is given to
    `saver` or to `runner`.

    What only the other tabs or a person's question work with is made when it is first asked for. `ring` asks the ledger
    at once what is due, for a wish of the clock (waking up); `speed` is how many of the hotel's seconds pass in one of
    this computer's: 1 but in the demo, whose controls are `demo`; `settings` makes what Settings works with;
    `first_run` is there while no hotel is connected.
    """

    runner: Runner
    ring: Callable[[], None]
    sync: SyncStatus
    book: Book
    make_guest_book: "Callable[[], GuestBook]"
    make_guest_editing: "Callable[[], GuestEditing]"
    make_guest_desk: "Callable[[], GuestDesk]"
    make_guest_erasing: "Callable[[], ErasingDesk]"
    make_guest_review: "Callable[[], ReviewBook]"
    make_run_book: "Callable[[], RunBook]"
    make_parked: "Callable[[], ParkedItems]"
    make_messages: "Callable[[], MessageDesk]"
    make_rebuilds: "Callable[[], RebuildDesk]"
    make_inbox: "Callable[[], InboxDesk]"
    make_events: "Callable[[], EventBook]"
    make_edit_desk: "Callable[[], EditDesk]"
    make_act_book: "Callable[[], ActBook]"
    make_discrepancy_book: "Callable[[], DiscrepancyBook]"
    make_overbooking_book: "Callable[[], OverbookingBook]"
    make_overbooking_desk: "Callable[[], OverbookingDesk]"
    make_discrepancy_desk: "Callable[[], DiscrepancyDesk]"
    make_rule_desk: "Callable[[], RuleDesk]"
    make_edit_book: "Callable[[], EditBook]"
    make_stay_editing: "Callable[[], StayEditing]"
    make_fix_book: "Callable[[], FixBook]"
    make_fix_desk: "Callable[[], FixDesk]"
    make_agreement: "Callable[[], AgreementBook]"
    make_record_book: "Callable[[], RecordBook]"
    make_undoing: "Callable[[], UndoDesk]"
    make_outbox: "Callable[[], OutboxDesk]"
    settings: Callable[[], "SettingsServices"]
    saver: Saver
    credits: "Callable[[], CreditState]"
    database: Path
    version: str
    speed: float = 1.0
    demo: "DemoVerbs | None" = None
    first_run: FirstRunParts | None = None

    @cached_property
    def fix_book(self) -> "FixBook":
        return self.make_fix_book()

    @cached_property
    def record_book(self) -> "RecordBook":
        return self.make_record_book()

    @cached_property
    def fix_desk(self) -> "FixDesk":
        """Asked for on the runner's thread only."""
        return self.make_fix_desk()

    @cached_property
    def agreement(self) -> "AgreementBook":
        return self.make_agreement()

    @cached_property
    def guest_book(self) -> "GuestBook":
        return self.make_guest_book()

    @cached_property
    def guest_editing(self) -> "GuestEditing":
        return self.make_guest_editing()

    @cached_property
    def guest_review(self) -> "ReviewBook":
        return self.make_guest_review()

    @cached_property
    def guest_erasing(self) -> "ErasingDesk":
        return self.make_guest_erasing()

    @cached_property
    def guest_desk(self) -> "GuestDesk":
        return self.make_guest_desk()

    @cached_property
    def run_book(self) -> "RunBook":
        return self.make_run_book()

    @cached_property
    def parked(self) -> "ParkedItems":
        return self.make_parked()

    @cached_property
    def inbox(self) -> "InboxDesk":
        return self.make_inbox()

    @cached_property
    def events(self) -> "EventBook":
        return self.make_events()

    @cached_property
    def undoing(self) -> "UndoDesk":
        return self.make_undoing()

    @cached_property
    def edit_desk(self) -> "EditDesk":
        """Asked on a thread that writes."""
        return self.make_edit_desk()

    @cached_property
    def overbooking_book(self) -> "OverbookingBook":
        return self.make_overbooking_book()

    @cached_property
    def overbooking_desk(self) -> "OverbookingDesk":
        return self.make_overbooking_desk()

    @cached_property
    def act_book(self) -> "ActBook":
        return self.make_act_book()

    @cached_property
    def discrepancy_book(self) -> "DiscrepancyBook":
        return self.make_discrepancy_book()

    @cached_property
    def rule_desk(self) -> "RuleDesk":
        return self.make_rule_desk()

    @cached_property
    def discrepancy_desk(self) -> "DiscrepancyDesk":
        return self.make_discrepancy_desk()

    @cached_property
    def edit_book(self) -> "EditBook":
        return self.make_edit_book()

    @cached_property
    def stay_editing(self) -> "StayEditing":
        """Asked on a thread that writes."""
        return self.make_stay_editing()

    @cached_property
    def rebuilds(self) -> "RebuildDesk":
        return self.make_rebuilds()

    @cached_property
    def outbox(self) -> "OutboxDesk":
        return self.make_outbox()

    @cached_property
    def messages(self) -> "MessageDesk":
        """Asked for on the runner's thread only."""
        return self.make_messages()


@dataclass(frozen=True, slots=True)
class QuitWanted:
    """Sent through the courier: close the window and end the program."""


@dataclass(frozen=True, slots=True)
class Done:
    """Sent through the courier once a person did something, instead of a dialog that asks beforehand: the undo bar says
    the sentence ("Moved García 204 → 206.") and offers to take back the deeds; without any it only says so."""

    sentence: str = field(repr=False)
    deeds: tuple[DeedKey, ...] = ()

    @classmethod
    def of_acts(cls, sentence: str, *acts: int) -> "Done":
        """With the numbers of the desk's acts (`Act.id`), all of which one Undo takes back."""
        return cls(sentence, tuple(DeedKey(DeedBook.ACTS, number) for number in acts))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Sent through the courier once a deed was taken back by the window's Undo, for whoever offers the same."""

    key: DeedKey


@dataclass(frozen=True, slots=True)
class NotDone:
    """Sent through the courier where something that a person wanted could not be done; the undo bar says why."""

    sentence: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Noted:
    """Sent through the courier: worth a message beside the clock while nobody looks at the window; it leads to
    `place`."""

    sentence: str = field(repr=False)
    place: "ShowPlace"


@dataclass(frozen=True, slots=True)
class ShowPlace:
    """Sent through the courier: go to a tab (`reservations`, `guests`, `reconcile`, `sync`, `settings`) and, where the
    tab has a method `show_place(place: str)`, to a place in it: a reservation's id, a guest's id, a run's id, a page,
    `review/` and a discrepancy's id."""

    tab: str
    place: str = ""
