"""How states and flags are painted in the list: an icon and a word on a soft ground, or small icons in a row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.domain.lines import ReservationLine, State, state_of
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.reservations.model import LINE_ROLE
from console.ui.reservations.telling import Telling

Index = QModelIndex | QPersistentModelIndex
BADGES = {
    State.ARRIVING: ("sign-in", "accent"),
    State.IN_HOUSE: ("house", "good"),
    State.LEAVING: ("sign-out", "warn"),
    State.NEW: ("sparkle", "accent"),
    State.CONFIRMED: ("check-circle", "good"),
    State.REQUEST: ("hourglass", "warn"),
    State.INQUIRY: ("question", "calm"),
    State.UNKNOWN: ("warning", "warn"),
    State.CLOSED: ("lock-simple", "calm"),
    State.STAYED: ("check", "calm"),
    State.NO_SHOW: ("user-minus", "bad"),
    State.CANCELLED: ("x-circle", "calm"),
    State.GONE: ("ghost", "warn"),
}
_ICON, _FLAG = 14, 16
_MARGIN = 13


def badge_of(line: ReservationLine, today: str) -> tuple[str, str]:
    """The icon and tone of a line's state."""
    return BADGES[state_of(line, today)]


class _Bare(QStyledItemDelegate):
    """Paints the row's ground only, for what is painted on it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""


class StateBadge(_Bare):
    """The state as icon, word and ground."""

    def __init__(self, stage: Stage, telling: Telling) -> None:
        super().__init__()
        self._stage = stage
        self._telling = telling

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        line: ReservationLine = index.data(LINE_ROLE)
        icon, tone = badge_of(line, self._telling.today)
        word = self._telling.state(line)
        place = self._place(option, word)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground(option, tone)))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        ink = "muted" if tone == "calm" else tone
        self._stage.icon(icon, ink).paint(painter, self._icon_place(place))
        painter.setPen(QColor(getattr(self._stage.colours, ink)))
        text = place.adjusted(Space.S + self._icon + Space.XS, 0, -Space.S, 0)
        elided = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        word = self._telling.state(index.data(LINE_ROLE))
        return QSize(self._width(option.fontMetrics, word) + 2 * _MARGIN, 0)

    def _ground(self, option: QStyleOptionViewItem, tone: str) -> str:
        """A marked row is as blue as some badges, so that there they stand on plain ground."""
        colours = self._stage.colours
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        ground: str = colours.surface if is_marked else getattr(colours, f"{tone}_soft")
        return ground

    def _place(self, option: QStyleOptionViewItem, word: str) -> QRect:
        cell: QRect = option.rect
        metrics: QFontMetrics = option.fontMetrics
        height = min(metrics.height() + 6, cell.height() - Space.XS)
        width = min(self._width(metrics, word), cell.width() - 2 * _MARGIN + Space.S)
        place = QRect(cell.left() + _MARGIN - 2, cell.top() + (cell.height() - height) // 2, width, height)
        return place if option.direction is Qt.LayoutDirection.LeftToRight else _mirrored(place, cell)

    def _icon_place(self, place: QRect) -> QRect:
        side = self._icon
        return QRect(place.left() + Space.S - 1, place.top() + (place.height() - side) // 2, side, side)

    @property
    def _icon(self) -> int:
        return self._stage.scaled(_ICON)

    def _width(self, metrics: QFontMetrics, word: str) -> int:
        return metrics.horizontalAdvance(word) + self._icon + Space.XS + 2 * Space.S + 2


class FlagIcons(_Bare):
    """What is special about a reservation, as small icons; their words are in the tip."""

    def __init__(self, stage: Stage, telling: Telling) -> None:
        super().__init__()
        self._stage = stage
        self._telling = telling

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        cell: QRect = option.rect
        side = self._stage.scaled(_FLAG)
        left = cell.left() + _MARGIN
        top = cell.top() + (cell.height() - side) // 2
        for icon, tone, _ in self._telling.flags(index.data(LINE_ROLE)):
            if left + side <= cell.right():
                self._stage.icon(icon, tone).paint(painter, QRect(left, top, side, side))
            left += side + Space.S


def _mirrored(place: QRect, cell: QRect) -> QRect:
    return QRect(
        cell.right() - (place.left() - cell.left()) - place.width(), place.top(), place.width(), place.height()
    )
