"""How a pair of guests is drawn in the list: a box to tick, both names, and how likely and how soon under them."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem, QWidget

from console.ui.guests.review_model import ARRIVES, CHANCE, TONE, WHO, OpenModel
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space

Index = QModelIndex | QPersistentModelIndex
_BOX = 16
_TONE_ICONS = {"good": "check-circle", "muted": "question", "warn": "warning"}


class PairDelegate(QStyledItemDelegate):
    """Draws one pair; a click on its box ticks it."""

    def __init__(self, stage: Stage, model: OpenModel, view: QWidget) -> None:
        super().__init__(view)
        self._stage, self._view = stage, view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = 2 * QFontMetrics(option.font).lineSpacing()
        return QSize(0, lines + Space.XS + 2 * Space.S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._paint_ground(painter, option)
        self._paint_box(painter, option, index)
        within = _text_rect(option)
        font, bold = QFont(option.font), QFont(option.font)
        bold.setBold(True)
        height = QFontMetrics(bold).lineSpacing()
        above = QRect(within.left(), within.top(), within.width(), height)
        below = above.translated(0, height + Space.XS)
        painter.setFont(bold)
        painter.setPen(QColor(self._stage.colours.text))
        _draw(painter, above, str(index.data(WHO)))
        painter.setFont(font)
        self._paint_second(painter, below, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, rect = self._stage.colours, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QStyleOptionButton()
        box.rect = _box_rect(option)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        on = QStyle.StateFlag.State_On if is_on else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | on
        self._view.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, self._view
        )

    def _paint_second(self, painter: QPainter, rect: QRect, index: Index) -> None:
        tone = str(index.data(TONE))
        side = rect.height()
        icon = self._stage.icon(_TONE_ICONS[tone], tone)
        icon.paint(painter, QRect(rect.left(), rect.top(), side, side))
        words = rect.adjusted(side + Space.XS, 0, 0, 0)
        painter.setPen(QColor(getattr(self._stage.colours, tone)))
        chance = str(index.data(CHANCE))
        _draw(painter, words, chance)
        arrives = str(index.data(ARRIVES) or "")
        if arrives:
            used = painter.fontMetrics().horizontalAdvance(f"{chance}  ")
            painter.setPen(QColor(self._stage.colours.muted))
            _draw(painter, words.adjusted(used, 0, 0, 0), f"· {arrives}")

    def editorEvent(self, event: QEvent, _model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """The box is ticked by the mouse alone; the keyboard has a key of its own."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            reach = _box_rect(option).adjusted(-Space.S, -Space.S, Space.S, Space.S)
            if reach.contains(event.position().toPoint()):
                self._model.toggle(index.row())
                return True
        return False


def _box_rect(option: QStyleOptionViewItem) -> QRect:
    rect = option.rect
    return QRect(rect.left() + Space.S, rect.top() + Space.S + 2, _BOX, _BOX)


def _text_rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect.adjusted(_BOX + 2 * Space.S, Space.S, -Space.S, -Space.S)


def _draw(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
