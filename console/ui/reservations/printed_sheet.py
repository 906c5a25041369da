"""One reservation on paper: what the pane tells of the stay, the guest and the money."""

from collections.abc import Sequence
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


def preview_print(
    parent: QWidget, details: ReservationDetails, telling: Telling, past: Sequence[facts.Section] = ()
) -> None:
    """Show the page as it will be, with the printer's own dialogue one step away; with its `past`, that instead."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(telling.guest(details.line))
    Preview(printer, say(words.PRINT_ONE), document_of(details, telling, past).print_, parent).open()


def document_of(details: ReservationDetails, telling: Telling, past: Sequence[facts.Section] = ()) -> QTextDocument:
    """The page, laid out by Qt: one reservation is short."""
    line = details.line
    head = f"<h2>{escape(telling.guest(line))}</h2><p>{escape(telling.state(line))} · {escape(telling.room(line))}</p>"
    sections = past or _present(details, telling)
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(_FONT_POINTS)
    document.setDefaultFont(font)
    document.setHtml(head + "".join(_html(section) for section in sections if not section.empty))
    return document


def _present(details: ReservationDetails, telling: Telling) -> Sequence[facts.Section]:
    stay = (*facts.overview(details, telling), *facts.money(details, telling), facts.links(details, telling)[0])
    return [section for section in stay if section.told or section.text]


def _html(section: facts.Section) -> str:
    rows = "".join(
        f"<tr><td>{escape(fact.name)}&nbsp;&nbsp;</td><td>{_lines(fact.value)}</td></tr>" for fact in section.told
    )
    return f"<h4>{escape(section.title)}</h4><table>{rows}</table><p>{_lines(section.text or section.hint)}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
