"""Taking back what was done, and doing it again: one stack over the books in which deeds are written down."""

from collections.abc import Callable
from itertools import groupby

from console.domain.guests.review_lines import DecidedLine, DecisionKind
from console.domain.undoing import Deed, DeedBook, DeedKey, DeedKind, newest_first
from console.services.guest_decisions import GuestDesk
from console.store.store import Session, Store

MOST = 40
"""So many deeds of each book are looked at; whatever is older is taken back where it was done."""


class UndoDesk:
    """What was done last, to be read on the reader's thread; taking back and doing again on one that writes, each one
    transaction. All raise StoreTrouble, StoreDamaged, and what writes WrongInput with the reason why it cannot be."""

    def __init__(self, store: Store, guests: Callable[[], GuestDesk]) -> None:
        self._store, self._guests = store, guests

    def last(self) -> tuple[Deed, ...]:
        """The newest deeds, the newest first, also those that were taken back since."""
        with self._store.reading() as session:
            return newest_first(_decided(session))

    def undo(self, deed: Deed) -> None:
        """Take a deed back; a second time changes nothing."""
        desk, number = self._guests(), deed.key.number
        (desk.undo_batch if deed.times > 1 else desk.undo)(number)

    def redo(self, deed: Deed) -> None:
        """Do again what was taken back; a second time changes nothing."""
        desk, number = self._guests(), deed.key.number
        (desk.redo_batch if deed.times > 1 else desk.redo)(number)


def _decided(session: Session) -> list[Deed]:
    """The decisions about guests, those of a batch as one deed."""
    lines = session.guest_review.decided(list(DecisionKind), MOST)
    return [_decision(next(batch)) for _, batch in groupby(lines, key=lambda line: line.batch_id or -line.id)]


def _decision(line: DecidedLine) -> Deed:
    return Deed(
        key=DeedKey(DeedBook.DECISIONS, line.batch_id or line.id),
        kind=DeedKind(line.kind),
        at=line.at,
        by=line.actor,
        names=(line.name_a, line.name_b),
        times=line.in_batch or 1,
        undone_at=line.undone_at,
    )
