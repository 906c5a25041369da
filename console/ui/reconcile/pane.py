"""The pane of a difference: whose stay it is, both sides, why they differ, and what may be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.suggesting import Suggestion, suggestion_for
from console.ui.kit.fitting import Fitting
from console.ui.kit.flow import Flow
from console.ui.kit.scrolled import Scrolled
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import Message, button, column, dress, fill, label, row
from console.ui.kit.words import say
from console.ui.reconcile.listed import LinePane
from console.ui.reconcile.telling import SEVERITIES, DifferenceTelling
from console.ui.wording import reconcile as words


class DifferencePane(LinePane[DiscrepancyLine]):
    """`reservation_wanted` and `guest_wanted` carry ids of ours; the others ask for what is said of the difference.

    `put_fixes` places what mends a difference under both sides and why they differ.
    """

    reservation_wanted = Signal(int)
    guest_wanted = Signal(int)
    waiting_wanted = Signal()
    later_wanted = Signal()
    expect_wanted = Signal()
    note_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, stage: Stage, telling: DifferenceTelling) -> None:
        nothing = Message()
        nothing.tell(say(words.NO_LINE), say(words.NO_LINE_MORE), icon=stage.icon("scales"))
        super().__init__(nothing)
        self._telling = telling
        self.addWidget(self._build())

    # Building

    def _build(self) -> QWidget:
        self._badge = label(kind="badge")
        self._since = label(kind="caption")
        self.kind = label(kind="subtitle", wraps=True)
        self.guest = label(kind="strong", wraps=True, selectable=True)
        self.stay = label(kind="muted", wraps=True, selectable=True)
        self.said = label(kind="strong", wraps=True, selectable=True)
        self.why = label(wraps=True, selectable=True)
        self.suggested = label(kind="muted", wraps=True)
        self.note = label(wraps=True, selectable=True)
        self._place = column(spacing=0)
        parts = (
            row(self._badge, None, self._since),
            self.kind,
            column(self.guest, self.stay, spacing=Space.XS),
            self._build_sides(),
            column(label(say(words.WHY), "caption"), self.why, self.suggested, spacing=Space.XS),
            self._place,
            self.said,
            self.note,
            self._build_buttons(),
            self._build_links(),
            None,
        )
        page = dress(QWidget(), "surface")
        page.setLayout(fill(column(), parts, margin=Space.L, spacing=Space.M))
        Fitting(page)
        scrolled = Scrolled(say(words.TITLE))
        scrolled.show_content(page)
        return scrolled

    def _build_sides(self) -> QFrame:
        frame, grid = dress(QFrame(), "card"), QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setColumnStretch(1, 1)
        self.here, self.there, self.agreed = (label(kind="strong", wraps=True, selectable=True) for _ in range(3))
        self._agreed_name = label(say(words.AGREED), "muted")
        named: tuple[tuple[QLabel, QLabel], ...] = (
            (label(say(words.HERE), "muted"), self.here),
            (label(say(words.BEDS24), "muted"), self.there),
            (self._agreed_name, self.agreed),
        )
        for number, (name, value) in enumerate(named):
            value.setAccessibleName(name.text())
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
        frame.setLayout(grid)
        return frame

    def _build_links(self) -> Flow:
        flow = Flow(Space.S, 0)
        self.open_reservation = _link(words.OPEN_RESERVATION, words.OPEN_RESERVATION_TIP, self._open_reservation)
        self.open_guest = _link(words.OPEN_GUEST, words.OPEN_GUEST_TIP, self._open_guest)
        self.open_other = _link(words.OPEN_OTHER, words.OPEN_OTHER_TIP, self._open_other)
        self.open_waiting = _link(words.OPEN_WAITING, words.OPEN_WAITING_TIP, self.waiting_wanted.emit)
        for one in (self.open_reservation, self.open_guest, self.open_other, self.open_waiting):
            flow.add(one)
        return flow

    def _build_buttons(self) -> Flow:
        flow = Flow(Space.S, Space.S)
        self.later = button(say(words.LATER), self.later_wanted.emit, tip=say(words.LATER_TIP))
        self.expect = button(say(words.EXPECT), self.expect_wanted.emit, tip=say(words.EXPECT_TIP))
        self.back = button(say(words.BACK), self.back_wanted.emit, tip=say(words.BACK_TIP))
        self.write = button(say(words.NOTE), self.note_wanted.emit, tip=say(words.NOTE_TIP))
        for one in (self.back, self.later, self.expect, self.write):
            flow.add(one)
        return flow

    def put_fixes(self, fixes: QWidget) -> None:
        """Place what mends a difference; it is told of the line by whoever made it."""
        self._place.addWidget(fixes)

    # Telling

    def show_line(self, line: DiscrepancyLine) -> None:
        telling = self._telling
        self._badge.setText(telling.severity(line))
        dress(self._badge, "badge", SEVERITIES[line.severity][2])
        self._since.setText(say(words.SINCE_LINE, since=telling.since(line), seen=telling.last_seen(line)))
        self.kind.setText(telling.kind(line))
        self.guest.setText(telling.guest_and_reference(line))
        self.here.setText(telling.here(line))
        self.there.setText(telling.there(line))
        self.why.setText(telling.why(line))
        self.suggested.setText(say(words.SUGGESTED_LINE, what=telling.suggestion(line)))
        _show(self.stay, telling.stay(line))
        _show(self.agreed, telling.agreed(line))
        self._agreed_name.setVisible(bool(self.agreed.text()))
        _show(self.said, telling.said(line))
        _show(self.note, say(words.NOTE_LINE, note=line.note) if line.note else "")
        self._offer(line)

    def _offer(self, line: DiscrepancyLine) -> None:
        is_open = line.status is DiscrepancyStatus.OPEN
        by_rule = not is_open and line.until is None
        self.open_reservation.setVisible(line.reservation_id is not None)
        self.open_guest.setVisible(line.guest_id is not None)
        self.open_other.setVisible(line.other_id is not None and line.kind is DiscrepancyKind.DUPLICATE_PAIR)
        self.open_waiting.setVisible(
            suggestion_for(line.kind, line.cause) in (Suggestion.MAP_ROOM, Suggestion.LOOK_WAITING)
        )
        self.later.setVisible(is_open)
        self.expect.setVisible(not by_rule)
        self.back.setVisible(not is_open and not by_rule)

    # Links

    def _open_reservation(self) -> None:
        if self.line is not None and self.line.reservation_id is not None:
            self.reservation_wanted.emit(self.line.reservation_id)

    def _open_guest(self) -> None:
        if self.line is not None and self.line.guest_id is not None:
            self.guest_wanted.emit(self.line.guest_id)

    def _open_other(self) -> None:
        if self.line is not None and self.line.other_id is not None:
            self.reservation_wanted.emit(self.line.other_id)


def _link(text: str, tip: str, does: Callable[[], object]) -> QPushButton:
    return button(say(text), does, "link", tip=say(tip))


def _show(text: QLabel, said: str) -> None:
    text.setText(said)
    text.setVisible(bool(said))
