"""The tab: sections on the left, with a search over everything that they say, and one section on the right."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from console.domain.announcing import SyncSettingsChanged
from console.domain.folding import folded
from console.ui.kit.acts import act, gap
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import column, dress, fill, label, row, rule
from console.ui.kit.words import say
from console.ui.settings.about import AboutSection
from console.ui.settings.appearance import AppearanceSection
from console.ui.settings.brake import BrakeSection
from console.ui.settings.connection import ConnectionSection
from console.ui.settings.data import DataSection
from console.ui.settings.guests import GuestsSection
from console.ui.settings.notifications import NotificationsSection
from console.ui.settings.rooms import RoomsSection
from console.ui.settings.schedule import ScheduleSection
from console.ui.settings.section import WIDTH, Section
from console.ui.settings.services import SettingsServices
from console.ui.settings.webhook import WebhookSection
from console.ui.wording import settings as words

_OF_THE_HOTEL = (ConnectionSection, RoomsSection, GuestsSection, ScheduleSection)
_OF_THE_PROGRAM = (BrakeSection, AppearanceSection, NotificationsSection, DataSection, AboutSection)
_LIST_WIDTH = 230
_SECTION = "settings/section"


class SettingsTab(QWidget):
    """Each section is brought up to date when it comes into view, and when something about the hotel changed; while
    the tab is behind nothing is asked."""

    icon_name = "gear"

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__()
        self._stage = stage
        dress(self, "page")
        self.sections: dict[str, Section] = {one.name: one for one in _sections(stage, services)}
        self.search = self._make_search()
        self.list = self._make_list()
        self._nothing = label(say(words.NOT_FOUND), "muted", wraps=True)
        self._nothing.hide()
        self._stack = QStackedWidget()
        for section in self.sections.values():
            self._stack.addWidget(_scrolling(section))
        side = dress(QWidget(), "surface")
        self._side = side
        side.setLayout(fill(column(), (self.search, self._nothing, self.list), margin=Space.M, spacing=Space.M))
        self.setLayout(fill(row(), (side, rule(upright=True), self._stack), margin=0, spacing=0))
        self._actions = self._make_actions()
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        stage.courier.arrived.connect(self._hear)
        stage.look_changed.connect(self._dress)
        stage.zone_changed.connect(self._renew)
        self._dress()
        names = list(self.sections)
        kept = str(stage.settings.value(_SECTION, ""))
        self.list.setCurrentRow(names.index(kept) if kept in names else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()

    def remember(self) -> None:
        """Keep the columns of the tables."""
        for section in self.sections.values():
            section.remember()

    def title(self) -> str:
        return say(words.TITLE)

    def show_place(self, place: str) -> None:
        """Go to a section by its name; after a stroke follows what is to be begun there."""
        name, _, deed = place.partition("/")
        self.search.clear()
        for number in range(self.list.count()):
            if self.list.item(number).data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentRow(number)
        if deed:
            self.sections[name].begin(deed)

    @property
    def section(self) -> Section:
        """The one in view."""
        return list(self.sections.values())[self._stack.currentIndex()]

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(say(words.SEARCH))
        search.setAccessibleName(say(words.SEARCH))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._search)
        search.returnPressed.connect(self._take_first)
        return search

    def _make_list(self) -> QListWidget:
        made = dress(QListWidget(), "sections")
        made.setAccessibleName(say(words.SECTIONS))
        for section in self.sections.values():
            item = QListWidgetItem(say(section.title))
            item.setData(Qt.ItemDataRole.UserRole, section.name)
            made.addItem(item)
        return made

    def _make_actions(self) -> list[QAction]:
        """The search, every section, and what can be done in them."""
        sections = self.sections.values()
        find = QKeySequence(QKeySequence.StandardKey.Find).toString()
        go = [
            act(self, say(words.GO_TO, section=say(one.title)), partial(self.show_place, one.name)) for one in sections
        ]
        deeds = [
            act(self, say(text), partial(self._press, one.name, pressed), key)
            for one in sections
            for pressed, text, key in one.deeds
        ]
        return [act(self, say(words.FIND), self.search.setFocus, find), gap(self), *go, gap(self), *deeds]

    def actions(self) -> list[QAction]:
        """For the menu bar, in groups."""
        return self._actions

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the tab comes to the front."""
        return self.list

    def _press(self, name: str, pressed: QAbstractButton) -> None:
        """Go where it stands, and press it if that can be done now."""
        self.show_place(name)
        pressed.click()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            name = str(item.data(Qt.ItemDataRole.UserRole))
            self._stack.setCurrentIndex(list(self.sections).index(name))
            self._stage.settings.setValue(_SECTION, name)
            self._renew()
            self._dress()

    def _search(self, typed: str) -> None:
        asked = folded(typed).split()
        shown = 0
        for number in range(self.list.count()):
            item = self.list.item(number)
            said = folded(self.sections[item.data(Qt.ItemDataRole.UserRole)].said())
            item.setHidden(not all(word in said for word in asked))
            shown += not item.isHidden()
        self._nothing.setVisible(not shown)

    def _take_first(self) -> None:
        rows = (number for number in range(self.list.count()) if not self.list.item(number).isHidden())
        first = next(rows, None)
        if first is not None:
            self.list.setCurrentRow(first)
            self.list.setFocus()

    def _hear(self, what: object) -> None:
        if isinstance(what, SyncSettingsChanged):
            self._renew()

    def _renew(self) -> None:
        if self.isVisible():
            self.section.refresh()

    def _fit(self) -> None:
        """The list is as wide as its longest name at the text size in force."""
        names = self.list.sizeHintForColumn(0) + 2 * Space.M + self.list.verticalScrollBar().sizeHint().width()
        self._side.setFixedWidth(max(_LIST_WIDTH, names))

    def _dress(self) -> None:
        here = self.list.currentRow()
        for number, section in enumerate(self.sections.values()):
            tone = "accent" if number == here else "muted"
            self.list.item(number).setIcon(self._stage.icon(section.icon_name, tone))
        self._fit()


def _sections(stage: Stage, services: SettingsServices) -> Iterator[Section]:
    """In the order of the list; instant messages only where something on this computer can hear them."""
    yield from (kind(stage, services) for kind in _OF_THE_HOTEL)
    if services.webhook is not None:
        yield WebhookSection(stage, services, services.webhook)
    yield from (kind(stage, services) for kind in _OF_THE_PROGRAM)


def _scrolling(section: Section) -> QScrollArea:
    holder = QWidget()
    section.setMaximumWidth(WIDTH)
    line = row(spacing=0)
    line.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
    line.addWidget(section, 100)
    line.addStretch(1)
    holder.setLayout(line)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
