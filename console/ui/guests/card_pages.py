"""The other pages of a card: its stays, what it is made of, what became of it."""

from collections.abc import Callable
from functools import partial

from console.domain.lines import ReservationLine
from console.services.guest_card import CardSource, GuestCard
from console.ui.guests.card_deeds import CardDeeds
from console.ui.guests.card_parts import CardPage, line_with_acts, prose, small_link
from console.ui.guests.card_telling import CardTelling
from console.ui.guests.stay_line import StayLine, nights_together
from console.ui.kit.money import money_word
from console.ui.kit.stage import Stage
from console.ui.kit.stay_words import state_word
from console.ui.kit.words import count, say
from console.ui.wording import guest_card as words
from console.ui.wording import guests as list_words


def stays(stage: Stage, card: GuestCard, telling: CardTelling, open_stay: Callable[[int], object]) -> CardPage:
    """All stays, the newest first; each leads to its reservation."""
    page = CardPage()
    if not card.stays:
        page.text(say(words.NO_STAYS), "muted")
        return page.end()
    page.add(StayLine(stage, card.stays, telling.guests.today))
    if pairs := nights_together(card.stays):
        day = telling.guests.day(min(max(one.arrival, other.arrival) for one, other in pairs))
        rooms = dict.fromkeys(stay.room for pair in pairs for stay in pair)
        page.text(say(words.TOGETHER, rooms=", ".join(rooms), day=day), "strong")
    for stay in reversed(card.stays):
        page.link(_stay(card, stay, telling), partial(open_stay, stay.id))
    return page.end()


def _stay(card: GuestCard, stay: ReservationLine, telling: CardTelling) -> str:
    guests = telling.guests
    told = {
        "arrival": guests.day(stay.arrival),
        "departure": guests.day(stay.departure),
        "room": stay.room,
        "state": state_word(stay, guests.today),
    }
    if stay.guest_id != card.id:
        return say(words.STAY_ALONG, name=stay.guest or say(list_words.NO_NAME), **told)
    if stay.price is None:
        return say(words.STAY_NO_PRICE, **told)
    return say(words.STAY, price=money_word(stay.price, stay.currency, guests.locale), **told)


def sources(card: GuestCard, telling: CardTelling, deeds: CardDeeds) -> CardPage:
    """What the card is made of, each with the reason why it belongs here."""
    page = CardPage()
    page.heading(count(words.MADE_OF_ONE, words.MADE_OF_MANY, len(card.sources)))
    page.text(say(words.SOURCES_HINT), "caption")
    for source in card.sources:
        _add_source(page, card, source, telling, deeds)
    return page.end()


def _add_source(page: CardPage, card: GuestCard, source: CardSource, telling: CardTelling, deeds: CardDeeds) -> None:
    page.gap()
    where = telling.where(source)
    acts = []
    if len(card.sources) > 1:
        name = say(words.SEPARATE_NAME, where=where)
        acts = [small_link(say(words.SEPARATE), partial(deeds.separate, card, source.row.profile_id, telling), name)]
    page.add(line_with_acts(prose(where, "strong"), *acts))
    page.text(say(words.TOLD_AS, name=source.name or say(list_words.NO_NAME)))
    if len(card.sources) > 1:
        page.text(telling.reason(source))
    for line in telling.evidence(source):
        page.text(line, "caption")


def history(card: GuestCard, telling: CardTelling) -> CardPage:
    """What became of the card, the newest first."""
    page = CardPage()
    happened = telling.history(card)
    for line in happened:
        page.text(line)
    if not happened:
        page.text(say(words.NO_HISTORY), "muted")
    return page.end()
