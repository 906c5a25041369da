"""A card taken out of the program: as data, or to be read and printed."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QDir, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from console.domain.guests.card import CardField
from console.domain.lines import ReservationLine
from console.services.guest_card import GuestCard
from console.services.guest_export import card_json
from console.ui.guests.card_telling import FLAGS, CardTelling
from console.ui.kit.money import money_word
from console.ui.kit.stage import Stage
from console.ui.kit.stay_words import state_word
from console.ui.kit.trouble import sentence_of
from console.ui.kit.words import say
from console.ui.wording import guest_card as words

_KEEP_FOLDER = "guests/export_folder"
_MARGIN_MM, _FONT_POINTS = 18, 10


def save_card(
    parent: QWidget,
    stage: Stage,
    card: GuestCard,
    telling: CardTelling,
    tell: Callable[[str], object],
    *,
    as_pdf: bool,
) -> None:
    """Ask where, save, and say what came of it."""
    folder = QDir(str(stage.settings.value(_KEEP_FOLDER, QDir.homePath())))
    name = say(words.FILE_NAME, number=card.id) + (".pdf" if as_pdf else ".json")
    kinds = say(words.FILE_PDF if as_pdf else words.FILE_JSON)
    chosen, _ = QFileDialog.getSaveFileName(parent, say(words.SAVE_AS), folder.filePath(name), kinds)
    if not chosen:
        return
    path = Path(chosen)
    stage.settings.setValue(_KEEP_FOLDER, str(path.parent))
    try:
        write_card(path, card, telling, as_pdf=as_pdf)
    except OSError as error:
        tell(say(words.CARD_NOT_SAVED, error=error.strerror or sentence_of(error)))
    else:
        tell(say(words.SAVED_CARD, file=path.name))


def write_card(path: Path, card: GuestCard, telling: CardTelling, *, as_pdf: bool) -> None:
    """Raises OSError where the place takes no file."""
    if not as_pdf:
        path.write_text(card_json(card), encoding="utf-8")
        return
    path.touch()  # where that fails, Qt would say nothing
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(telling.guests.name(card.line))
    document_of(card, telling).print_(writer)


def document_of(card: GuestCard, telling: CardTelling) -> QTextDocument:
    """The card as a page to read: everything that is kept about the person."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(_FONT_POINTS)
    document.setDefaultFont(font)
    document.setHtml("".join(_html(card, telling)))
    return document


def _html(card: GuestCard, telling: CardTelling) -> list[str]:
    flags = [f"{say(FLAGS[flag.flag])}{f': {flag.note}' if flag.note else ''}" for flag in card.flags]
    contacts = [(contact.text, telling.contact(card, contact)) for contact in card.contacts]
    by = [say(words.NOTE_BY, who=telling.who(note.actor), day=telling.day(note.at)) for note in card.notes]
    notes = list(zip(by, (note.text for note in card.notes), strict=True))
    sources = [(telling.where(source), telling.reason(source)) for source in card.sources]
    return [
        f"<h2>{escape(telling.guests.name(card.line))}</h2>",
        *(f"<p><b>{escape(flag)}</b></p>" for flag in flags),
        _table(words.DETAILS, _details(card, telling)),
        _table(words.CONTACTS, contacts),
        _table(words.TAB_STAYS, [_stay(card, stay, telling) for stay in card.stays]),
        _table(words.NOTES, notes),
        _table(words.TAB_SOURCES, sources),
    ]


def _details(card: GuestCard, telling: CardTelling) -> list[tuple[str, str]]:
    told = [
        (say(words.FIELDS[value.name]), telling.value(value.name, value.text))
        for value in card.values
        if value.text and value.name not in (CardField.EMAIL, CardField.PHONE)
    ]
    end = [(say(words.DOCUMENT), say(words.DOCUMENT_END, end=card.document_end))] if card.document_end else []
    return [*told, *end]


def _stay(card: GuestCard, stay: ReservationLine, telling: CardTelling) -> tuple[str, str]:
    guests = telling.guests
    price = "" if stay.price is None else money_word(stay.price, stay.currency, guests.locale)
    price = price if stay.guest_id == card.id else say(words.CAME_ALONG)
    told = (stay.room, state_word(stay, guests.today), stay.channel_name, price)
    return f"{guests.day(stay.arrival)} – {guests.day(stay.departure)}", " · ".join(filter(None, told))


def _table(title: str, lines: list[tuple[str, str]]) -> str:
    if not lines:
        return ""
    cells = "".join(f"<tr><td>{_cell(name)}&nbsp;&nbsp;</td><td>{_cell(value)}</td></tr>" for name, value in lines)
    return f"<h4>{escape(say(title))}</h4><table>{cells}</table>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
