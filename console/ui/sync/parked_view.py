"""What waits for a person: the causes on the left, the bookings of one cause and its fix on the right."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QSplitter, QStackedWidget, QWidget

from console.domain.booking import Cause
from console.jobs.runner import Errand
from console.services.parked_items import Group, Outflow, ParkedItems, RoomChoice, Thing
from console.ui.kit.acts import press
from console.ui.kit.places import keep_split
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table
from console.ui.kit.theme import Space
from console.ui.kit.trouble import Trouble, sentence_of
from console.ui.kit.widgets import Message, button, column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.sync import parked_words
from console.ui.sync.controls import SyncControls
from console.ui.sync.map_room import MapRoomDialog
from console.ui.sync.parked_models import GroupsModel, ThingsModel
from console.ui.sync.raw_dialog import RawDialog
from console.ui.wording import sync_parked as words

T = TypeVar("T")
_WIDTHS = {0: 100, 1: 200, 2: 140, 3: 140, 4: 260, 5: 110, 6: 110, 7: 60}


class ParkedView(QStackedWidget):
    """`counted` tells how many things wait, whenever that is read."""

    counted = Signal(int)

    def __init__(self, stage: Stage, parked: ParkedItems, controls: SyncControls) -> None:
        super().__init__()
        self._stage = stage
        self._parked = parked
        self._controls = controls
        self._group: Group | None = None
        self._serving = False
        self._message = Message()
        self._message.tell(say(words.LOADING), icon=stage.icon("tray"))
        self.addWidget(self._message)
        self.addWidget(self._build())
        stage.zone_changed.connect(self.read)

    # -- building

    def _build(self) -> QWidget:
        self._groups = GroupsModel(self._stage)
        self.list = QListView()
        self.list.setModel(self._groups)
        self.list.setAccessibleName(say(words.LIST))
        self.list.setWordWrap(True)
        dress(self.list, "causes")
        self.list.setIconSize(QSize(20, 20))
        self.list.selectionModel().currentRowChanged.connect(lambda now, _old: self._show_group(now.row()))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = dress(QWidget(), "surface")
        left.setLayout(column(self.list, margin=Space.S))
        left.setMinimumWidth(240)
        split.addWidget(left)
        split.addWidget(self._build_detail())
        split.setStretchFactor(1, 1)
        split.setSizes([300, 800])
        keep_split(split, self._stage.settings, "sync/parked_split")
        self.remember = self.table.remember(self._stage.settings, "sync/parked_columns")
        self._enable()
        return split

    def _build_detail(self) -> QWidget:
        page = dress(QWidget(), "surface")
        self._head = label(kind="subtitle", wraps=True, selectable=True)
        self._what = label(kind="muted", wraps=True)
        self.outcome = label(kind="strong", wraps=True)
        self.outcome.hide()
        self.trouble = Trouble(self._stage)
        self.things = ThingsModel(self._stage)
        self.table = Table(self.things, say(words.THINGS), self._stage)
        self.table.set_widths(_WIDTHS)
        self.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(self._look)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._enable())
        top = (self._head, self._what, row(*self._buttons(), None), self.outcome, self.trouble)
        body = fill(column(), (column(*top, spacing=Space.M),), margin=Space.L, spacing=Space.M)
        body.addWidget(self.table, 1)
        page.setLayout(body)
        return page

    def _buttons(self) -> tuple[QWidget, ...]:
        self.map_room = button(say(words.MAP_ROOM), self._map_room, "primary", tip=say(words.MAP_ROOM_TIP))
        self.read_rooms = button(say(words.READ_ROOMS), self._read_rooms, tip=say(words.READ_ROOMS_TIP))
        self.ask_again = button(say(words.ASK_AGAIN), self._ask_marked, tip=say(words.ASK_AGAIN_TIP))
        self.ask_all = button(say(words.ASK_ALL), self._ask_all, tip=say(words.ASK_ALL_TIP))
        self.look = button(say(words.LOOK), self._look_current, tip=say(words.LOOK_TIP))
        self._all_buttons = (self.map_room, self.read_rooms, self.ask_again, self.ask_all, self.look)
        return self._all_buttons

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """What can be done here, for the menu bar; `go` brings this page to the front."""
        return [
            press(parent, self.map_room, go, "Ctrl+M"),
            press(parent, self.read_rooms, go),
            press(parent, self.ask_again, go, "Ctrl+R"),
            press(parent, self.ask_all, go),
            press(parent, self.look, go, "Ctrl+L"),
        ]

    # -- reading

    def read(self) -> None:
        """Read what waits, in the reader's thread."""
        self._stage.reader.ask(self._parked.groups, self._take, self._failed)

    def _take(self, groups: Sequence[Group]) -> None:
        self.counted.emit(sum(len(group.things) for group in groups))
        if not groups:
            self._message.tell(
                say(words.NOTHING), say(words.NOTHING_MORE), icon=self._stage.icon("check-circle", "good")
            )
            self.setCurrentIndex(0)
            self._groups.show_all(groups)
            self._group = None
            self._enable()
            return
        marked = {thing.key for thing in self._marked()}
        self._groups.show_all(groups)
        self.list.setCurrentIndex(self._groups.index(self._groups.row_like(self._group)))
        self._mark(marked)
        self.setCurrentIndex(1)

    def _failed(self, error: Exception) -> None:
        icon = self._stage.icon("warning-circle", "bad")
        self._message.tell(say(words.FAILED), sentence_of(error), icon=icon, action=(say(words.TRY_AGAIN), self.read))
        self.setCurrentIndex(0)

    def _mark(self, keys: set[str]) -> None:
        rows = [n for n in range(self.things.rowCount()) if (one := self.things.thing_at(n)) and one.key in keys]
        if rows:
            self.table.selectRow(rows[0])

    # -- showing

    def _show_group(self, row_number: int) -> None:
        group = self._groups.group_at(row_number)
        if group is None:
            return
        if self._group is None or (group.cause, group.room_type_id) != (self._group.cause, self._group.room_type_id):
            self.trouble.hide()
        self._group = group
        self._head.setText(parked_words.head_words(group))
        self._what.setText(parked_words.what_words(group))
        self.things.show_all(group.things)
        header = self.table.horizontalHeader()
        self.table.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.table.setColumnHidden(4, group.cause is Cause.UNKNOWN_ROOM)
        self.table.selectRow(0)
        self._enable()

    def _enable(self) -> None:
        group = self._group
        if group is None:
            for one in self._all_buttons:
                one.setEnabled(False)
            return
        of_room = group.cause is Cause.UNKNOWN_ROOM
        for one, offered in ((self.map_room, of_room), (self.read_rooms, of_room), (self.look, not of_room)):
            one.setVisible(offered)
            one.setEnabled(offered)
        numbered = any(thing.number is not None for thing in group.things)
        self.ask_all.setEnabled(numbered)
        self.ask_again.setEnabled(any(thing.number is not None for thing in self._marked()))
        self.ask_again.setToolTip(say(words.ASK_AGAIN_TIP if numbered else words.NO_NUMBERS))

    def _marked(self) -> list[Thing]:
        found = (self.things.thing_at(number) for number in self.table.selected_rows())
        return [thing for thing in found if thing is not None]

    # -- curing

    def _map_room(self) -> None:
        group = self._group
        if group is not None and group.room_type_id is not None:
            self._read_first(self._parked.rooms, lambda rooms: self._ask_which(group, rooms))

    def _ask_which(self, group: Group, rooms: Sequence[RoomChoice]) -> None:
        dialog = MapRoomDialog(self, group, rooms)
        if dialog.exec() == MapRoomDialog.DialogCode.Accepted:
            room, name, mappings = dialog.answer
            self._do(lambda _watch: self._parked.map_units(room, name, mappings))
        dialog.deleteLater()

    def _read_rooms(self) -> None:
        self._do(self._parked.read_rooms)

    def _ask_marked(self) -> None:
        things = self._marked()
        self._do(lambda watch: self._parked.try_again(things, watch))

    def _ask_all(self) -> None:
        if self._group is not None:
            things = self._group.things
            self._do(lambda watch: self._parked.try_again(things, watch))

    def _do(self, errand: Errand[Outflow]) -> None:
        self.trouble.hide()
        self.outcome.setText(say(words.WORKING))
        self.outcome.show()
        self._controls.carry_out(errand, self._done, self._broke)

    def _done(self, outflow: Outflow) -> None:
        self.outcome.setText(parked_words.outflow_words(outflow))
        self.read()

    def _broke(self, error: BaseException) -> None:
        self.outcome.hide()
        self.trouble.tell(error)
        self.read()

    def _look_current(self) -> None:
        self._look(self.table.currentIndex().row())

    def _look(self, row_number: int) -> None:
        thing = self.things.thing_at(row_number)
        if thing is not None:
            self._read_first(lambda: self._parked.payload(thing.key), lambda raw: self._show_raw(thing, raw))

    def _show_raw(self, thing: Thing, raw: bytes) -> None:
        dialog = RawDialog(self, thing, raw)
        dialog.exec()
        dialog.deleteLater()

    def _read_first(self, question: Callable[[], T], show: Callable[[T], None]) -> None:
        """Show what is read for it; who presses twice meanwhile is served once."""
        if self._serving:
            return

        def serve(answer: T) -> None:
            try:
                show(answer)
            finally:
                self._serving = False

        def fail(error: Exception) -> None:
            self._serving = False
            self.trouble.tell(error)

        self._serving = True
        self._stage.reader.ask(question, serve, fail)
