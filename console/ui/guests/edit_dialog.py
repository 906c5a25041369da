"""What is known of a guest, typed by hand: for somebody new, or beside one source of a known guest."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLabel, QLayout, QLineEdit, QWidget

from console.domain.guests.form import GuestForm
from console.services.guest_book import GuestBook
from console.services.guest_card import GuestCard
from console.services.guest_editing import Edited, Known
from console.ui.guests.card_deeds import CardDeeds
from console.ui.guests.card_telling import CardTelling
from console.ui.guests.countries import country_names
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.trouble import sentence_of
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_card as words
from console.ui.wording import guests as list_words

_REST_MS = 300
_WIDTH = 620
_TITLES = {
    "first_name": words.FIRST_NAME,
    "last_name": words.LAST_NAME,
    "email": words.FIELDS["email"],
    "phone": words.FIELDS["phone"],
    "company": words.FIELDS["company"],
    "address": words.FIELDS["address"],
    "postcode": words.FIELDS["postcode"],
    "city": words.FIELDS["city"],
    "country": words.FIELDS["country"],
    "language": words.FIELDS["language"],
    "birth": words.FIELDS["birth"],
    "document": words.DOCUMENT_FIELD,
}
_PAIRS = (
    ("first_name", "last_name"),
    ("phone", "email"),
    ("company", "address"),
    ("postcode", "city"),
    ("country", "language"),
    ("birth", "document"),
)


class EditDialog(QDialog):
    """Without a `card` somebody new. `saved` carries what it came to (`Edited`)."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        book: GuestBook,
        deeds: CardDeeds,
        today: date,
        card: GuestCard | None = None,
        telling: CardTelling | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage, self._book, self._deeds, self._today, self._card = stage, book, deeds, today, card
        self._day_first = not QLocale().dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        self._before = GuestForm() if card is None else replace(card.form, birth=self._birth(card.form.birth))
        self.setWindowTitle(say(words.ADD_TITLE if card is None else words.EDIT_TITLE))
        self.setMinimumWidth(stage.scaled(_WIDTH))
        self.fields = {name: QLineEdit(getattr(self._before, name)) for name in _TITLES if name != "country"}
        self.country = self._country_box()
        self.place = self._place_box(telling)
        self.looks = dress(label(wraps=True), "badge", "accent")
        self.trouble = label(wraps=True)
        self.save_button = button(say(words.SAVE), self.save, "primary")
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._lay_out()
        for field in self.fields.values():
            field.textChanged.connect(lambda _text: self._rest.start())
        self.country.currentIndexChanged.connect(lambda _index: self._rest.start())
        QShortcut("Ctrl+Return", self, self.save)
        self.finished.connect(self.deleteLater)
        self.fields["first_name"].setFocus()

    @property
    def form(self) -> GuestForm:
        """What stands in the fields."""
        typed = {name: field.text() for name, field in self.fields.items()}
        return GuestForm(**typed, country=self.country.currentData() or "")

    def save(self) -> None:
        """Keep it; the dialog closes once it is kept."""
        if not self.save_button.isEnabled():
            return
        self.save_button.setEnabled(False)
        self.trouble.hide()
        editing, form, before = self._deeds.editing, self.form, self._before
        if self._card is None:
            write = partial(editing.add, form, self._today, day_first=self._day_first)
        else:
            profile = self.place.currentData()
            write = partial(editing.change, profile, before, form, self._today, day_first=self._day_first)
        self._deeds.saver.save(write, self._take, self._refuse)

    def _take(self, edited: Edited) -> None:
        self.saved.emit(edited)
        self.accept()

    def _refuse(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        self.trouble.setText(sentence_of(error))
        self.trouble.show()

    # Who it looks like

    def _look(self) -> None:
        form, now = self.form, self._stage.clock.now()
        self._stage.reader.ask(
            lambda: self._book.looks_like(form, self._today, now, day_first=self._day_first), self._tell_known
        )

    def _tell_known(self, known: Known | None) -> None:
        other = known is not None and (self._card is None or known.guest_id != self._card.id)
        self.looks.setVisible(other)
        if known is not None:
            name = known.name or say(list_words.NO_NAME)
            stays = count(list_words.STAY_ONE, list_words.STAY_MANY, known.stays)
            self.looks.setText(say(words.LOOKS_LIKE, name=name, stays=stays))

    # How it is built

    def _lay_out(self) -> None:
        self.looks.hide()
        self.trouble.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        for at, pair in enumerate(_PAIRS):
            for side, name in enumerate(pair):
                widget: QWidget = self.country if name == "country" else self.fields[name]
                grid.addWidget(self._title(name, widget), 2 * at, side)
                grid.addWidget(widget, 2 * at + 1, side)
        self._hint()
        place = row(label(say(words.NOTED_AT), "muted"), self.place, None)
        content: list[QWidget | QLayout] = [grid, label(say(words.DOCUMENT_HINT), "caption", wraps=True)]
        cancel = button(say(words.CANCEL), self.reject)
        end = row(None, cancel, self.save_button)
        if self._card is not None and self.place.count() > 1:
            content.append(place)
        else:
            self.place.hide()
        self.setLayout(column(*content, self.looks, self.trouble, end, margin=Space.L, spacing=Space.M))

    def _title(self, name: str, widget: QWidget) -> QLabel:
        made = label(say(_TITLES[name]), "muted")
        made.setBuddy(widget)
        widget.setAccessibleName(say(_TITLES[name]))
        return made

    def _hint(self) -> None:
        example = "3.5.1980" if self._day_first else "5/3/1980"
        self.fields["birth"].setPlaceholderText(say(words.BIRTH_HINT, example=example))
        if self._card is not None and self._card.document_end:
            known = say(words.DOCUMENT_KNOWN, end=self._card.document_end)
            self.fields["document"].setPlaceholderText(known)
            self.fields["document"].setToolTip(known)

    def _country_box(self) -> QComboBox:
        box = QComboBox()
        box.setMaxVisibleItems(18)
        box.addItem(say(words.NO_COUNTRY), "")
        for code, name in country_names():
            box.addItem(name, code)
        if self._before.country and box.findData(self._before.country) < 0:
            box.addItem(self._before.country, self._before.country)
        box.setCurrentIndex(max(0, box.findData(self._before.country)))
        return box

    def _place_box(self, telling: CardTelling | None) -> QComboBox:
        """The sources beside which it can be kept, the newest first."""
        box = QComboBox()
        box.setAccessibleName(say(words.NOTED_AT))
        if self._card is not None and telling is not None:
            for source in self._card.sources:
                box.addItem(telling.where(source), source.row.profile_id)
        return box

    def _birth(self, iso: str) -> str:
        """A date as it is typed here."""
        born = QDate.fromString(iso, Qt.DateFormat.ISODate)
        return born.toString("d.M.yyyy" if self._day_first else "M/d/yyyy") if born.isValid() else iso
