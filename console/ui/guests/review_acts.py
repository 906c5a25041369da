"""The keys of the page of guests to review, as entries of its menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from console.ui.guests.review_fields import ReviewFields
from console.ui.guests.review_rows import Choice
from console.ui.kit.acts import act, gap
from console.ui.kit.words import say
from console.ui.wording import guest_review as words

if TYPE_CHECKING:
    from console.ui.guests.review_open import OpenView

Chosen = TypeVar("Chosen", Choice, int)
_BY_KEY = Qt.FocusReason.ShortcutFocusReason


def acts_of(view: "OpenView") -> list[QAction]:
    """Single letters work within the list of pairs and the pair alone."""
    here, in_list = partial(act, view, where=view), partial(act, view, where=view.list)
    choosing = partial(_choosing, view)
    return [
        here(say(words.MERGE), view.merge, "M"),
        here(say(words.NOT_SAME), view.deciding.not_same, "N"),
        here(say(words.HOUSEHOLD), view.deciding.same_household, "H"),
        here(say(words.SKIP), view.skip, "S"),
        here(say(words.UNDO), view.undo, "U"),
        gap(view),
        here(say(words.ACT_HERE), choosing(ReviewFields.choose_side, Choice.HERE), "1"),
        here(say(words.ACT_THERE), choosing(ReviewFields.choose_side, Choice.THERE), "2"),
        in_list(say(words.ACT_LEFT), choosing(ReviewFields.move_choice, -1), "Left"),
        in_list(say(words.ACT_RIGHT), choosing(ReviewFields.move_choice, 1), "Right"),
        here(say(words.ACT_FIELD_DOWN), choosing(ReviewFields.move_field, 1), "Alt+Down"),
        here(say(words.ACT_FIELD_UP), choosing(ReviewFields.move_field, -1), "Alt+Up"),
        here(say(words.ACT_LINE), lambda: _go_to_line(view), "G"),
        here(say(words.ACT_LIST), lambda: view.list.setFocus(_BY_KEY), "L"),
        gap(view),
        in_list(say(words.ACT_TICK), view.listed.tick, "Space"),
        here(say(words.ACT_BATCH), view.merge_ticked, "Shift+M"),
        here(say(words.OPEN_CARD), view.open_card, "C"),
    ]


def _choosing(view: "OpenView", choose: Callable[[ReviewFields, Chosen], None], what: Chosen) -> Callable[[], None]:
    """Something chosen in the pair that is shown, if there is one."""

    def do() -> None:
        if view.showing.view is not None:
            choose(view.pane.sheet.fields, what)

    return do


def _go_to_line(view: "OpenView") -> None:
    if view.showing.view is not None:
        view.pane.sheet.line.setFocus(_BY_KEY)
