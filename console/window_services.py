"""The services that the window asks, each loaded when somebody first asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.jobs.workplace import Workplace
from console.person import who_is_here

if TYPE_CHECKING:
    from console.services.act_book import ActBook
    from console.services.agreement import AgreementBook
    from console.services.discrepancy_book import DiscrepancyBook
    from console.services.discrepancy_desk import DiscrepancyDesk
    from console.services.edit_book import EditBook
    from console.services.editing import EditDesk
    from console.services.event_book import EventBook
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


class WindowServices:
    """Makes each anew. Their news go to `send`; `wake` lets what webhooks told be worked off at once."""

    def __init__(self, place: Workplace, send: Callable[[object], None], wake: Callable[[], None]) -> None:
        self._place, self._send, self._wake = place, send, wake

    def guest_book(self) -> "GuestBook":
        from console.services.guest_book import GuestBook

        return GuestBook(self._place.store)

    def guest_editing(self) -> "GuestEditing":
        from console.services.guest_editing import GuestEditing

        return GuestEditing(self._place.store, self._place.clock, self._send)

    def guest_review(self) -> "ReviewBook":
        from console.services.guest_review import ReviewBook

        return ReviewBook(self._place.store, self._place.clock)

    def guest_erasing(self) -> "ErasingDesk":
        from console.services.guest_erasing import ErasingDesk

        return ErasingDesk(self._place.store, self._place.clock, self._send)

    def guest_desk(self) -> "GuestDesk":
        from console.services.guest_decisions import GuestDesk

        return GuestDesk(self._place.store, self._place.clock, self._send)

    def run_book(self) -> "RunBook":
        from console.services.run_book import RunBook

        return RunBook(self._place.store)

    def parked(self) -> "ParkedItems":
        from console.services.parked_items import ParkedItems

        return ParkedItems(self._place.store, self._place.beds24, self._place.clock, self._send)

    def messages(self) -> "MessageDesk":
        from console.services.messages import MessageDesk

        return MessageDesk(self._place.store, self._place.beds24, self._place.clock, self._send)

    def rebuilds(self) -> "RebuildDesk":
        from console.services.rebuilding import RebuildDesk

        return RebuildDesk(self._place.store, self._place.clock, self._send)

    def inbox(self) -> "InboxDesk":
        from console.services.inbox import InboxDesk

        return InboxDesk(self._place.store, self._place.clock, self._wake)

    def events(self) -> "EventBook":
        from console.services.event_book import EventBook

        return EventBook(self._place.store)

    def undoing(self) -> "UndoDesk":
        from console.services.undoing import UndoDesk

        return UndoDesk(
            self._place.store,
            self._place.clock,
            self._send,
            self.edit_desk,
            self.guest_desk,
            self.discrepancy_desk,
        )

    def agreement(self) -> "AgreementBook":
        from console.services.agreement import AgreementBook

        return AgreementBook(self._place.store)

    def outbox(self) -> "OutboxDesk":
        from console.services.outbox_desk import OutboxDesk

        return OutboxDesk(self._place.store, self._place.beds24, self._place.clock, self._send, who_is_here)

    def edit_desk(self) -> "EditDesk":
        from console.services.editing import EditDesk

        return EditDesk(self._place.store, self._place.clock, self._send, who_is_here)

    def overbooking_book(self) -> "OverbookingBook":
        from console.services.overbooking_book import OverbookingBook

        return OverbookingBook(self._place.store, self._place.clock)

    def overbooking_desk(self) -> "OverbookingDesk":
        from console.services.overbooking_desk import OverbookingDesk

        return OverbookingDesk(self._place.store, self._place.clock, self._send, who_is_here)

    def act_book(self) -> "ActBook":
        from console.services.act_book import ActBook

        return ActBook(self._place.store)

    def discrepancy_book(self) -> "DiscrepancyBook":
        from console.services.discrepancy_book import DiscrepancyBook

        return DiscrepancyBook(self._place.store, self._place.clock)

    def rule_desk(self) -> "RuleDesk":
        from console.services.rule_desk import RuleDesk

        return RuleDesk(self._place.store, self._place.clock, self._send, who_is_here)

    def discrepancy_desk(self) -> "DiscrepancyDesk":
        from console.services.discrepancy_desk import DiscrepancyDesk

        return DiscrepancyDesk(self._place.store, self._place.clock, self._send, who_is_here)

    def edit_book(self) -> "EditBook":
        from console.services.edit_book import EditBook

        return EditBook(self._place.store)

    def stay_editing(self) -> "StayEditing":
        from console.services.stay_editing import StayEditing

        return StayEditing(self._place.store, self._place.clock, self._send, who_is_here)

    def fix_book(self) -> "FixBook":
        from console.services.fix_book import FixBook

        return FixBook(self._place.store)

    def record_book(self) -> "RecordBook":
        from console.services.record_book import RecordBook

        return RecordBook(self._place.store, self._place.clock)

    def fix_desk(self) -> "FixDesk":
        from console.services.fixing import FixDesk, sending_by

        place = self._place
        send = sending_by(place.beds24, place.store, place.clock, self._send)
        return FixDesk(place.store, place.beds24, place.clock, self._send, who_is_here, send)
