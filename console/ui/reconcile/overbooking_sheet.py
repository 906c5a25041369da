"""The evidence sheet of an overbooking: both bookings with their times, on one page, for the channel's support."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtGui import QPageLayout, QPdfWriter, QTextDocument

from console.domain.occupancy import Stay
from console.services.overbooking_book import OverbookingView
from console.ui.kit.moments import moment_words
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.wording import overbooking as words

_FONT_POINTS = 9
_NAMES = ("n", "guest", "channel", "reference", "beds24", "first", "last", "booked", "heard")


def write_sheet(path: Path, view: OverbookingView, telling: OverbookingTelling, stage: Stage, hotel: str) -> None:
    """Write the page as PDF, or leave what was there; raises OSError."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(0, file.errorString())
    writer = QPdfWriter(file)
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setTitle(_head(view, telling))
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(_FONT_POINTS)
    document.setDefaultFont(font)
    document.setHtml(html_of(view, telling, stage, hotel))
    document.print_(writer)
    if not file.commit():
        raise OSError(0, file.errorString())


def html_of(view: OverbookingView, telling: OverbookingTelling, stage: Stage, hotel: str) -> str:
    """The page, without anybody's contacts: the channel knows its guest by its own number."""
    now = moment_words(stage, stage.clock.now())
    head = f"<h2>{escape(_head(view, telling))}</h2><p>{escape(say(words.SHEET_HOTEL, hotel=hotel, moment=now))}</p>"
    found = say(words.SHEET_FOUND, moment=moment_words(stage, view.line.known.since), how=telling.how(view.line))
    columns = "".join(f"<th align='left'>{escape(say(text))}&nbsp;&nbsp;</th>" for text in words.SHEET_COLUMNS)
    rows = "".join(_row(number, stay, view, telling, stage) for number, stay in enumerate(view.stays, 1))
    cause = say(words.SHEET_CAUSE, cause=telling.because(view))
    told = "".join(f"<p>{escape(text)}</p>" for text in (cause, found, telling.ended(view)) if text)
    return f"{head}<table cellpadding='3'><tr>{columns}</tr>{rows}</table>{told}"


def _head(view: OverbookingView, telling: OverbookingTelling) -> str:
    return say(words.SHEET_HEAD, place=telling.place_with_type(view.line), nights=telling.nights(view.line))


def text_of(view: OverbookingView, telling: OverbookingTelling, stage: Stage, hotel: str) -> str:
    """The same in plain lines, for a message to the channel's support."""
    now = moment_words(stage, stage.clock.now())
    found = say(words.SHEET_FOUND, moment=moment_words(stage, view.line.known.since), how=telling.how(view.line))
    stays = (
        say(words.SHEET_LINE, **dict(zip(_NAMES, _cells(number, stay, view, telling, stage), strict=True)))
        for number, stay in enumerate(view.stays, 1)
    )
    cause = say(words.SHEET_CAUSE, cause=telling.because(view))
    told = (_head(view, telling), say(words.SHEET_HOTEL, hotel=hotel, moment=now), *stays, cause, found)
    return "\n".join((*told, telling.ended(view))).strip()


def _row(number: int, stay: Stay, view: OverbookingView, telling: OverbookingTelling, stage: Stage) -> str:
    cells = _cells(number, stay, view, telling, stage)
    return "<tr>" + "".join(f"<td>{escape(text)}&nbsp;&nbsp;</td>" for text in cells) + "</tr>"


def _cells(
    number: int, stay: Stay, view: OverbookingView, telling: OverbookingTelling, stage: Stage
) -> tuple[str, ...]:
    person, heard = view.people.get(stay.reservation_id), view.heard.get(stay.reservation_id)
    unknown = say(words.SHEET_UNKNOWN)
    return (
        str(number),
        telling.of_stay(view, stay),
        telling.channel(view, stay.reservation_id),
        (person.reference if person else "") or say(words.SHEET_NO_NUMBER),
        str(stay.beds24_id or say(words.SHEET_NO_NUMBER)),
        telling.day(stay.arrival),
        telling.day(stay.departure),
        moment_words(stage, stay.booked_at) if stay.booked_at else unknown,
        moment_words(stage, heard) if heard else unknown,
    )
