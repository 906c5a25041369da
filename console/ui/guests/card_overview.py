"""The first page of a card: flags, contacts, what else is known, preferences and notes, who belongs to the guest."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.guests.card import CardField
from console.domain.guests.card_rows import FlagSet, NoteKept
from console.domain.guests.contacts import ContactKind
from console.services.guest_card import CardValue, GuestCard, KnownContact, Value
from console.ui.guests.card_deeds import CardDeeds
from console.ui.guests.card_parts import CardPage, line_with_acts, prose, small_link, stacked
from console.ui.guests.card_telling import FLAGS, CardTelling
from console.ui.kit.stage import Stage
from console.ui.kit.widgets import button, column, dress, label, row
from console.ui.kit.words import count, say
from console.ui.wording import guest_card as words

_ICON, _NAMES_WIDTH = 16, 104
_REACHES = frozenset({ContactKind.PERSONAL, ContactKind.VALID, ContactKind.ROLE, ContactKind.SHARED})
_SHOWN = tuple(name for name in CardField if name not in {CardField.NAME, CardField.EMAIL, CardField.PHONE})


def overview(
    stage: Stage, card: GuestCard, telling: CardTelling, deeds: CardDeeds, go_to: Callable[[int], object]
) -> CardPage:
    """`go_to` opens another guest's card."""
    page = CardPage()
    for flag in sorted(card.flags, key=lambda one: one.flag):  # where no room is let comes first
        page.add(_flag(card, flag, telling, deeds))
    _add_contacts(page, stage, card, telling)
    for kind, title, add in (
        ("preference", words.PREFERENCES, words.ADD_PREFERENCE),
        ("note", words.NOTES, words.ADD_NOTE),
    ):
        page.heading(say(title), small_link(say(add), partial(deeds.add_note, card, kind), say(add)))
        for note in card.notes:
            if note.kind == kind:
                page.add(_note(card, note, telling, deeds))
    _add_details(page, card, telling, deeds)
    if card.relations:
        page.heading(say(words.RELATIONS))
    for relation in card.relations:
        page.link(telling.relation(relation), partial(go_to, relation.guest_id))
    return page.end()


def _flag(card: GuestCard, flag: FlagSet, telling: CardTelling, deeds: CardDeeds) -> QWidget:
    name = flag.flag
    told = {"flag": say(FLAGS[name]), "who": telling.who(flag.actor), "day": telling.day(flag.at)}
    text = say(words.FLAG_SINCE, reason=flag.note, **told) if flag.note else say(words.FLAG_SINCE_PLAIN, **told)
    shown = dress(label(text, wraps=True, selectable=True), "badge", "bad" if name == "do_not_rent" else "accent")
    off = small_link(
        say(words.CLEAR_FLAG), partial(deeds.clear_flag, card, name), say(words.CLEAR_FLAG_NAME, flag=told["flag"])
    )
    return line_with_acts(shown, off)


# Contacts


def _add_contacts(page: CardPage, stage: Stage, card: GuestCard, telling: CardTelling) -> None:
    page.heading(say(words.CONTACTS))
    if not card.contacts:
        page.text(say(words.NO_CONTACTS), "muted")
    for contact in card.contacts:
        page.add(_contact(stage, card, contact, telling))


def _contact(stage: Stage, card: GuestCard, contact: KnownContact, telling: CardTelling) -> QWidget:
    about = telling.contact(card, contact)
    text = prose(contact.text, "strong" if contact.is_on_card else "" if contact.kind in _REACHES else "muted")
    text.setAccessibleName(say(words.CONTACT_NAME, text=contact.text, about=about))
    icon = QLabel()
    icon.setPixmap(stage.icon("phone" if contact.is_phone else "envelope-simple").pixmap(_ICON, _ICON))
    holder = QWidget()
    box = row(icon, stacked(text, prose(about, "caption")))
    box.setStretch(1, 1)
    holder.setLayout(box)
    return holder


# Details


def _add_details(page: CardPage, card: GuestCard, telling: CardTelling, deeds: CardDeeds) -> None:
    page.heading(say(words.DETAILS))
    name = card.value(CardField.NAME)
    told = [value for value in map(card.value, _SHOWN) if value.text or value.others or value.is_picked]
    if name.others or name.is_picked:
        told.insert(0, name)
    told += [value for value in map(card.value, (CardField.EMAIL, CardField.PHONE)) if value.is_picked]
    for value in told:
        page.add(_value(card, value, telling, deeds))
    if card.document_end:
        page.add(_named(say(words.DOCUMENT), prose(say(words.DOCUMENT_END, end=card.document_end))))
    if not told and not card.document_end:
        page.text(say(words.NO_DETAILS), "muted")


def _value(card: GuestCard, value: CardValue, telling: CardTelling, deeds: CardDeeds) -> QWidget:
    """A field with where its value is from; the other values lie behind a link."""
    field = say(words.FIELDS[value.name])
    shown = prose(telling.value(value.name, value.text) or "–")
    shown.setAccessibleName(f"{field}: {value.text}")
    others = QWidget()
    others.setLayout(column(*_others(card, value, telling, deeds), spacing=1))
    others.hide()
    acts = []
    if value.others or value.is_picked:
        number = len(value.others)
        text = count(words.OTHERS_ONE, words.OTHERS_MANY, number) if number else say(words.ORIGIN_PICKED)
        acts = [small_link(text, lambda: others.setVisible(others.isHidden()), say(words.OTHERS_NAME, field=field))]
    return _named(field, stacked(line_with_acts(shown, *acts), prose(_origin(card, value, telling), "caption"), others))


def _origin(card: GuestCard, value: CardValue, telling: CardTelling) -> str:
    if value.is_picked:
        return say(words.ORIGIN_PICKED)
    return telling.origin(card, value.origin) if value.origin is not None else ""


def _others(card: GuestCard, value: CardValue, telling: CardTelling, deeds: CardDeeds) -> list[QWidget]:
    made = [_other(card, value.name, other, telling, deeds) for other in value.others]
    if value.is_picked:
        made.append(button(say(words.LET_RULES), partial(deeds.unpick, card, value.name), "link"))
    return made


def _other(card: GuestCard, name: CardField, other: Value, telling: CardTelling, deeds: CardDeeds) -> QWidget:
    text = telling.value(name, other.text)
    told = stacked(prose(text), prose(telling.origin(card, other), "caption"))
    use = say(words.USE_THIS_NAME, value=text, field=say(words.FIELDS[name]))
    return line_with_acts(told, small_link(say(words.USE_THIS), partial(deeds.pick, card, name, other.text), use))


def _named(name: str, content: QWidget) -> QWidget:
    holder = QWidget()
    title = label(name, "muted", wraps=True)
    title.setFixedWidth(_NAMES_WIDTH)
    box = row(title, content)
    box.setStretch(1, 1)
    box.setAlignment(title, Qt.AlignmentFlag.AlignTop)
    holder.setLayout(box)
    return holder


# Notes


def _note(card: GuestCard, note: NoteKept, telling: CardTelling, deeds: CardDeeds) -> QWidget:
    by = say(words.NOTE_BY, who=telling.who(note.actor), day=telling.day(note.at))
    change = small_link(
        say(words.EDIT_NOTE), partial(deeds.change_note, card, note), say(words.EDIT_NOTE_NAME, text=note.text)
    )
    remove = small_link(
        say(words.REMOVE_NOTE), partial(deeds.remove_note, card, note), say(words.REMOVE_NOTE_NAME, text=note.text)
    )
    return line_with_acts(stacked(prose(note.text), prose(by, "caption")), change, remove)
