"""Merging what is ticked: first shown as it will be, then done in one go with one undo."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from console.services.guest_review import PairView
from console.ui.guests.review_telling import ReviewTelling
from console.ui.guests.review_why import Why
from console.ui.kit.theme import Space
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_review as words

Pair = tuple[int, int]


class BatchDialog(QDialog):
    """`pairs` are those that will be merged: who was in the house at the same time is left out."""

    def __init__(self, parent: QWidget, telling: ReviewTelling, views: Sequence[PairView]) -> None:
        super().__init__(parent)
        merging = [view for view in views if not view.same_nights]
        self.pairs: tuple[Pair, ...] = tuple((view.one.guest_id, view.other.guest_id) for view in merging)
        self.setWindowTitle(say(words.BATCH_TITLE))
        self.list = dress(QListWidget(), "columns")
        self.list.setAccessibleName(say(words.BATCH_LIST))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([_row(telling, view) for view in merging])
        self.yes = button(say(words.BATCH_YES), self.accept, "primary")
        no = button(say(words.CANCEL if merging else words.CLOSE), self.reject)
        self.text = label(_text(len(merging), len(views) - len(merging)), "muted", wraps=True)
        title = label(say(words.BATCH_TITLE), "title")
        buttons = row(None, no, self.yes, spacing=Space.S)
        self.setLayout(column(title, self.text, self.list, buttons, margin=Space.XL, spacing=Space.M))
        for one in (self.list, self.yes):
            one.setVisible(bool(merging))
        self.resize(620, 420)


def _text(merging: int, left_out: int) -> str:
    if not merging:
        return say(words.BATCH_NOTHING)
    told = [count(words.BATCH_TEXT_ONE, words.BATCH_TEXT_MANY, merging)]
    if left_out:
        told.append(count(words.BATCH_LEFT_OUT_ONE, words.BATCH_LEFT_OUT_MANY, left_out))
    return " ".join(told)


def _row(telling: ReviewTelling, view: PairView) -> str:
    one, other = (telling.side_name(view, number) for number in range(2))
    return say(words.BATCH_ROW, one=one, other=other, what=Why(telling).outcome(view))
