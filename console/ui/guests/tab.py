"""The Guests tab: its pages one behind the other, the list of all guests first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.ui.kit.paged_tab import Page, PagedTab
from console.ui.kit.words import say
from console.ui.wording import guests as words


class GuestsTab(PagedTab):
    """Its badge is how many pairs of guests wait for a person."""

    def __init__(self, pages: Sequence[tuple[QWidget, Page]]) -> None:
        super().__init__(say(words.TITLE), pages)
