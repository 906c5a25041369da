"""The window in a language that is 40 % longer than English: every word is translated, and none is cut off."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.domain.announcing import EventsChanged
from console.domain.runs import RunKind, Trigger
from console.domain.settling import RuleKey
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.ui.guests.card_pane import CardPane
from console.ui.guests.countries import country_names
from console.ui.guests.edit_dialog import EditDialog
from console.ui.guests.list import GuestsPage
from console.ui.guests.move_dialog import MoveDialog
from console.ui.guests.text_dialog import TextDialog
from console.ui.kit.columns import ColumnsSheet
from console.ui.kit.words import say
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.rules import RulesPage
from console.ui.reconcile.tab import ReconcileTab
from console.ui.reservations.rebuild_dialog import RebuildDialog
from console.ui.reservations.tab import ReservationsTab
from console.ui.settings.tab import SettingsTab
from console.ui.shell.keys import KeysSheet
from console.ui.shell.sync_view import SyncView
from console.ui.sync.dismiss_dialog import DismissDialog
from console.ui.sync.event_moods import Verdict, verdict_of
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.raw_dialog import RawDialog
from console.ui.sync.tab import SyncTab
from console.ui.window import Window
from console.ui.wording import rules as words_of_rules
from tests.building import HOTEL, TODAY, booking, later
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.sync.hearing import Hotel

LONGER = 0.4
_FIELD = re.compile(r"(\{[^}]*\})")
_WORD = re.compile(r"[A-Za-z]{3,}")
SIZE = (1280, 800)
_ARROW = 30
SECTIONS = ["connection", "rooms", "guests", "schedule", "brake", "appearance", "notifications", "data", "about"]


class Pseudo(QTranslator):
    """Marks each translated text with brackets and makes it longer; fields and marks of keys stay as they are."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803 - Qt's name
        plain = _FIELD.sub("", sourceText)
        return f"⟦{sourceText}{'·' * max(1, round(len(plain) * LONGER))}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def window(qtbot: QtBot, pseudo: None, desk: Desk) -> Window:
    """Full enough that every list has rows, and something needs a person."""
    desk.beds24.put(*(booking(number, unit_id=1 + number % 3) for number in range(1, 9)), booking(9, room_type_id=999))
    made = Window(desk.stage, desk.parts, SyncView(desk.stage, desk.parts))
    qtbot.addWidget(made)
    made.begin()
    made.resize(*SIZE)
    made.show()
    made.commands.sync_now.trigger()
    qtbot.waitUntil(lambda: any(isinstance(news, Report) for news in desk.news))
    return made


def reservations(qtbot: QtBot, window: Window) -> ReservationsTab:
    window.show_tab("reservations")
    tab = window.tab("reservations")
    assert isinstance(tab, ReservationsTab)
    qtbot.waitUntil(tab.table.isVisible)
    return tab


def guests(qtbot: QtBot, window: Window) -> GuestsPage:
    """The list of guests, one of whom the desk has said something of."""
    window.show_tab("guests")
    tab = window.tab("guests")
    assert tab is not None
    (page,) = tab.findChildren(GuestsPage)
    qtbot.waitUntil(page.table.isVisible)
    first = page.model.line(0).id
    editing = page.aside.pane.deeds.editing

    def speak() -> None:
        editing.set_flag(first, "do_not_rent", "Anna 1")
        editing.set_flag(first, "vip")
        editing.add_note(first, "note", "Anna 2")

    page.aside.pane.deeds.saver.save(speak, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(lambda: bool(page.model.line(0).vip))
    return page


def sync(qtbot: QtBot, window: Window) -> SyncTab:
    window.show_tab("sync")
    tab = window.tab("sync")
    assert isinstance(tab, SyncTab)
    qtbot.waitUntil(lambda: tab.parked.things.rowCount() > 0)
    return tab


def assert_translated(root: QWidget) -> None:
    assert [text for text in texts_of(root) if is_foreign(text)] == []


def assert_roomy(root: QWidget) -> None:
    assert cut_off_in(root) == []


def cut_off_in(root: QWidget) -> list[str]:
    shown = [root, *root.findChildren(QWidget)]
    return [told for one in shown if one.isVisible() for told in cut_off(one)]


def assert_well(root: QWidget) -> None:
    assert_translated(root)
    assert_roomy(root)


@pytest.mark.parametrize("key", ["reservations", "guests", "sync", "settings"])
def test_a_tab_is_translated_and_nothing_of_it_is_cut_off(qtbot: QtBot, window: Window, key: str) -> None:
    window.show_tab(key)
    qtbot.wait(300)
    assert_well(window)


@pytest.mark.parametrize("key", [RuleKey.ASK_IN_HOUSE, RuleKey.DESK_EMAIL, RuleKey.NEWEST, RuleKey.ASK])
def test_the_rules_for_conflicts_are_translated_and_not_cut_off(qtbot: QtBot, window: Window, key: RuleKey) -> None:
    window.show_tab("reconcile")
    tab = window.tab("reconcile")
    assert isinstance(tab, ReconcileTab)
    tab.show_place(f"rules/{key}")
    page = tab.in_front
    assert isinstance(page, RulesPage)
    qtbot.waitUntil(lambda: page.line is not None and page.line.key is key)
    qtbot.waitUntil(lambda: page.pane.trial.text != say(words_of_rules.TRYING))
    assert_well(page)


@pytest.mark.parametrize("field", ["adults", "arrival", "price", "email", "status"])
def test_a_difference_is_translated_and_not_cut_off(qtbot: QtBot, window: Window, desk: Desk, field: str) -> None:
    page = _differences(qtbot, window, desk)
    page.table.selectRow(next(row for row, line in enumerate(page.model.shown) if line.field == field))
    qtbot.waitUntil(lambda: cut_off_in(page) == [])  # once it is laid out anew
    assert_translated(page)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_of_settings_is_translated_and_not_cut_off(qtbot: QtBot, window: Window, name: str) -> None:
    window.show_tab("settings")
    tab = window.tab("settings")
    assert isinstance(tab, SettingsTab)
    tab.show_place(name)
    qtbot.wait(200)
    assert_well(tab.section)


@pytest.mark.parametrize("page", range(7))
def test_the_details_are_translated_and_not_cut_off(qtbot: QtBot, window: Window, page: int) -> None:
    tab = reservations(qtbot, window)
    with qtbot.waitSignal(tab.pane.shown):
        tab.open_reservation(tab.model.line(0).id)
    tab.pane.tabs.setCurrentIndex(page)
    qtbot.wait(50)
    assert_well(tab.pane)


@pytest.mark.parametrize("number", range(4))
def test_a_guests_card_is_translated_and_not_cut_off(qtbot: QtBot, window: Window, number: int) -> None:
    page = guests(qtbot, window)
    with qtbot.waitSignal(page.pane.shown):
        page.open_guest(page.model.line(0).id)
    page.pane.tabs.setCurrentIndex(number)
    qtbot.wait(50)
    assert_well(page.pane)


def test_what_waits_is_translated_and_not_cut_off(qtbot: QtBot, window: Window) -> None:
    tab = sync(qtbot, window)
    tab.show_parked()
    qtbot.waitUntil(tab.parked.table.isVisible)
    qtbot.wait(50)
    assert_well(tab)


@pytest.mark.parametrize("verdict", [Verdict.PARKED, Verdict.APPLIED, Verdict.ASIDE, Verdict.OLDER])
def test_the_events_are_translated_and_not_cut_off(qtbot: QtBot, window: Window, desk: Desk, verdict: Verdict) -> None:
    tab = sync(qtbot, window)
    Hotel(desk.store).a_day()
    desk.stage.courier.send(EventsChanged())
    qtbot.waitUntil(lambda: tab.events.model.for_a_person > 1)
    tab.show_events()
    tab.events.choose(next(one.event.id for one in tab.events.model.shown if verdict_of(one) is verdict))
    qtbot.waitUntil(lambda: bool(tab.events.pane.body.toPlainText()))
    for page in range(3):
        tab.events.pane.tabs.setCurrentIndex(page)
        qtbot.wait(50)
        assert_well(tab)


def test_a_page_without_any_event_is_translated_and_not_cut_off(qtbot: QtBot, window: Window, desk: Desk) -> None:
    with desk.store.writing() as session:
        session.webhook_settings.change(HOTEL.property_id, enabled=1)
    tab = sync(qtbot, window)
    qtbot.waitUntil(lambda: tab.tabs.isTabVisible(2))
    tab.show_events()
    qtbot.wait(50)
    assert_well(tab)


def test_the_popup_of_the_pill_is_translated_and_not_cut_off(qtbot: QtBot, window: Window) -> None:
    window.header.pill.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.wait(50)
    assert_well(popup)
    popup.hide()


def test_the_menus_are_translated(window: Window) -> None:
    for key in window.tab_keys:
        window.show_tab(key)
    told = [action.text() for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()]
    told += [f"{row.place} {row.action}" for row in window._menus.rows()]
    assert [text for text in told if is_foreign(text.replace("&", ""))] == []


def _differences(qtbot: QtBot, window: Window, desk: Desk) -> DifferencesPage:
    """The list of differences, with some of every manner."""
    values = {"adults": 4, "arrival": TODAY + timedelta(days=1), "price": 45000, "email": "other@example.org"}
    desk.beds24.put(later(booking(1), 60, **values), later(booking(2, unit_id=2), 60, status="cancelled"))
    apply(desk.store, booking(1), booking(2, unit_id=2))
    desk.runner.ask(Wish(RunKind.RECONCILE, Trigger.MANUAL)).result(20)
    window.show_tab("reconcile")
    tab = window.tab("reconcile")
    assert isinstance(tab, ReconcileTab)
    tab.show_place("review")
    page = tab.in_front
    assert isinstance(page, DifferencesPage)
    qtbot.waitUntil(lambda: len(page.model.shown) > len(values))
    qtbot.waitUntil(lambda: page.count.width() >= page.count.sizeHint().width())
    return page


def _keys(qtbot: QtBot, window: Window) -> QDialog:
    return KeysSheet(window._stage, window._menus.rows(), window)


def _columns(qtbot: QtBot, window: Window) -> QDialog:
    return ColumnsSheet(reservations(qtbot, window).table)


def _raw(qtbot: QtBot, window: Window) -> QDialog:
    parked = sync(qtbot, window).parked
    thing = parked.things.thing_at(0)
    assert thing is not None
    return RawDialog(parked, thing, b"")


def _dismiss(qtbot: QtBot, window: Window) -> QDialog:
    return DismissDialog(sync(qtbot, window).events, "⟦Booking 1⟧")


def _map_room(qtbot: QtBot, window: Window) -> QDialog:
    parked = sync(qtbot, window).parked
    assert parked._group is not None
    return MapRoomDialog(parked, parked._group, parked._parked.rooms())


def _rebuild(qtbot: QtBot, window: Window) -> QDialog:
    tab = reservations(qtbot, window)
    tab.table.selectRow(0)
    next(one for one in tab.actions() if one.shortcut().toString() == "Ctrl+Alt+A").trigger()
    dialog = tab.findChild(RebuildDialog)
    assert isinstance(dialog, RebuildDialog)
    qtbot.waitUntil(lambda: dialog.rebuilt is not None)
    return dialog


def _opened(qtbot: QtBot, window: Window) -> CardPane:
    page = guests(qtbot, window)
    with qtbot.waitSignal(page.pane.shown):
        page.open_guest(page.model.line(0).id)
    return page.pane


def _edit(qtbot: QtBot, window: Window) -> QDialog:
    pane = _opened(qtbot, window)
    pane.edit()
    return pane.findChildren(EditDialog)[0]


def _note(qtbot: QtBot, window: Window) -> QDialog:
    pane = _opened(qtbot, window)
    assert pane.card is not None
    pane.deeds.add_note(pane.card, "note")
    return pane.findChildren(TextDialog)[0]


def _move(qtbot: QtBot, window: Window) -> QDialog:
    pane = _opened(qtbot, window)
    assert pane.card is not None
    pane.deeds.separate(pane.card, pane.card.sources[0].row.profile_id, pane.telling)
    dialog = pane.findChildren(MoveDialog)[0]
    dialog.to_other.setChecked(True)
    return dialog


@pytest.mark.parametrize("make", [_keys, _columns, _raw, _dismiss, _map_room, _rebuild, _edit, _note, _move])
def test_a_dialog_is_translated_and_not_cut_off(
    qtbot: QtBot, window: Window, make: Callable[[QtBot, Window], QDialog]
) -> None:
    dialog = make(qtbot, window)
    dialog.show()
    qtbot.wait(50)
    assert_well(dialog)
    dialog.close()


def is_foreign(text: str) -> bool:
    """Whether it is a word of the program's that was not translated."""
    return bool(_WORD.search(text)) and "⟦" not in text and not is_data(text)


def is_data(text: str) -> bool:
    """Names, numbers and dates are no words of the program's."""
    known = (
        HOTEL.name,
        "night-porter",
        "hotel.db",
        "EUR",
        "example.org",
        "Anna",
        "Double",
        "Single",
        "Europe",
        "UTC",
        "direct",
        "Alpenblick",
    )
    is_country = any(text == name for _, name in country_names())
    return is_country or any(one in text for one in known) or bool(re.search(r"\d", text))


def texts_of(root: QWidget) -> Iterator[str]:
    for one in (root, *root.findChildren(QWidget)):
        if not one.isVisible():
            continue
        yield from _texts_of_one(one)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one.accessibleName()
        if one.toolTip():
            yield one.toolTip()
    if root.isWindow():
        yield root.windowTitle()


def _texts_of_one(one: QWidget) -> Iterator[str]:
    if isinstance(one, (QLabel, QAbstractButton)):
        yield one.text()
    elif isinstance(one, QLineEdit):
        yield one.placeholderText()
    elif isinstance(one, QComboBox):
        yield from (one.itemText(number) for number in range(one.count()))
    elif isinstance(one, QListWidget):
        yield from (one.item(number).text() for number in range(one.count()))
    elif isinstance(one, QTabBar):
        yield from (one.tabText(number) for number in range(one.count()))
    elif isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal:
        yield from (str(one.model().headerData(n, one.orientation()) or "") for n in range(one.count()))


def cut_off(widget: QWidget) -> Iterator[str]:
    """What of a widget's own text has no room."""
    kinds: tuple[tuple[type[QWidget], Callable[..., Iterator[tuple[str, int, int]]]], ...] = (
        (QHeaderView, _sections),
        (QAbstractButton, _button),
        (QComboBox, _choice),
        (QTabBar, _tabs),
        (QLabel, _label),
    )
    measure = next((measure for kind, measure in kinds if isinstance(widget, kind)), None)
    for text, needed, room in measure(widget) if measure else ():
        if needed > room:
            yield f"{type(widget).__name__} {text}: {needed} > {room}"


def _sections(header: QHeaderView) -> Iterator[tuple[str, int, int]]:
    shown = [n for n in range(header.count()) if not header.isSectionHidden(n)]
    for number in shown if header.orientation() is Qt.Orientation.Horizontal else ():
        title = str(header.model().headerData(number, header.orientation()) or "")
        yield title, header.fontMetrics().horizontalAdvance(title), header.sectionSize(number)


def _button(button: QAbstractButton) -> Iterator[tuple[str, int, int]]:
    if button.text():
        yield button.text(), button.sizeHint().width(), button.width() + 1


def _choice(box: QComboBox) -> Iterator[tuple[str, int, int]]:
    yield box.currentText(), box.fontMetrics().horizontalAdvance(box.currentText()), box.width() - _ARROW


def _tabs(bar: QTabBar) -> Iterator[tuple[str, int, int]]:
    if not bar.usesScrollButtons():
        yield bar.accessibleName(), bar.sizeHint().width(), bar.width()


def _label(label: QLabel) -> Iterator[tuple[str, int, int]]:
    if "⟦" not in label.text():
        return
    if label.wordWrap():
        yield label.text(), label.heightForWidth(label.width()), label.height() + 1
    else:
        yield label.text(), label.sizeHint().width(), label.width() + 1
