"""One reservation on paper: what the pane tells of the stay, the guest and the money."""

from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from console.domain.details import ReservationDetails
from console.ui.kit.words import say
from console.ui.reservations import facts
from console.ui.reservations.preview import Preview
from console.ui.reservations.telling import Telling
from console.ui.wording import reservation_details as words

_FONT_POINTS = 10


def preview_print(parent: QWidget, details: ReservationDetails, telling: Telling) -> None:
    """Show the page as it will be, with the printer's own dialogue one step away."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(telling.guest(details.line))
    Preview(printer, say(words.PRINT_ONE), document_of(details, telling).print_, parent).open()


def document_of(details: ReservationDetails, telling: Telling) -> QTextDocument:
    """The page, laid out by Qt: one reservation is short."""
    line = details.line
    head = f"<h2>{escape(telling.guest(line))}</h2><p>{escape(telling.state(line))} · {escape(telling.room(line))}</p>"
    sections = (*facts.overview(details, telling), *facts.money(details, telling), facts.links(details, telling)[0])
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(_FONT_POINTS)
    document.setDefaultFont(font)
    document.setHtml(head + "".join(_html(section) for section in sections if section.told or section.text))
    return document


def _html(section: facts.Section) -> str:
    rows = "".join(
        f"<tr><td>{escape(fact.name)}&nbsp;&nbsp;</td><td>{_lines(fact.value)}</td></tr>" for fact in section.told
    )
    return f"<h4>{escape(section.title)}</h4><table>{rows}</table><p>{_lines(section.text)}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
