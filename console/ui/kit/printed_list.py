"""A list on paper: painted row by row, since a document of thousands of rows would take minutes to lay out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPainter

from console.ui.kit.words import say
from console.ui.wording import reservations as words

_ROW, _HEAD, _FOOT = 17.0, 46.0, 20.0
_BODY, _TITLE, _SMALL = 7.5, 13.0, 7.0
_GAP = 6.0
_LINE, _QUIET, _INK = QColor("#c8cdd4"), QColor("#596575"), QColor("#1a2230")
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """Its title, its width on the screen, and whether its cells end at its right edge."""

    title: str
    width: int
    right: bool = False


def pages_of(printer: QPagedPaintDevice, rows: int) -> int:
    """How many pages as many rows take."""
    return max(1, ceil(rows / _rows_of_page(_page(printer))))


class PrintedList:
    """Measures are points; columns share the width of the page as they share that of the screen. A row holds a text
    for each column."""

    def __init__(self, title: str, now: str, columns: Sequence[PrintedColumn], rows: Sequence[Sequence[str]]) -> None:
        self._title, self._now = title, now
        self._columns, self._rows = columns, rows

    def paint(self, printer: QPagedPaintDevice) -> None:
        """All pages."""
        page = _page(printer)
        each = _rows_of_page(page)
        pages = pages_of(printer, len(self._rows))
        painter = QPainter(printer)
        painter.scale(printer.logicalDpiX() / 72, printer.logicalDpiX() / 72)
        for number in range(pages):
            if number:
                printer.newPage()
            self._paint_page(painter, page, self._rows[number * each : (number + 1) * each], (number + 1, pages))
        painter.end()

    def _paint_page(
        self, painter: QPainter, page: QRectF, rows: Sequence[Sequence[str]], place: tuple[int, int]
    ) -> None:
        self._write(painter, QRectF(0, 0, page.width(), 22), self._title, _TITLE, bold=True)
        self._write(painter, QRectF(0, 0, page.width(), 22), say(words.PRINTED_AT, moment=self._now), _SMALL, _RIGHT)
        cells = self._cells(page.width())
        for (left, width), column in zip(cells, self._columns, strict=True):
            align = _RIGHT if column.right else _LEFT
            self._write(painter, QRectF(left, 24, width, 20), column.title, _SMALL, align, bold=True)
        for number, row in enumerate(rows):
            top = _HEAD + number * _ROW
            painter.setPen(_LINE)
            painter.drawLine(0, round(top), round(page.width()), round(top))
            for (left, width), column, text in zip(cells, self._columns, row, strict=True):
                align = _RIGHT if column.right else _LEFT
                self._write(painter, QRectF(left, top, width, _ROW), text, _BODY, align)
        foot = QRectF(0, page.height() - _FOOT, page.width(), _FOOT)
        self._write(painter, foot, say(words.PAGE, page=place[0], pages=place[1]), _SMALL, _RIGHT)

    def _cells(self, width: float) -> list[tuple[float, float]]:
        """Left edge and width of each column."""
        whole = sum(column.width for column in self._columns)
        found, left = [], 0.0
        for column in self._columns:
            share = width * column.width / whole
            found.append((left, share - _GAP))
            left += share
        return found

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        points: float,
        align: Qt.AlignmentFlag = _LEFT,
        *,
        bold: bool = False,
    ) -> None:
        font = QFont(painter.font())
        font.setPixelSize(max(1, round(points)))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(_QUIET if points == _SMALL else _INK)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, align, shown)


def _page(printer: QPagedPaintDevice) -> QRectF:
    return QRectF(printer.pageLayout().paintRect(QPageLayout.Unit.Point))


def _rows_of_page(page: QRectF) -> int:
    return max(1, int((page.height() - _HEAD - _FOOT) / _ROW))
