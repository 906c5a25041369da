"""Settings › Guests: the addresses and numbers that do not tell who a guest is, as far as the hotel has to add them."""

from functools import partial

from console.domain.announcing import ContactWordsChanged
from console.domain.guests.words import WordKind
from console.services.guest_words import WordsOfKind
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label, rule
from console.ui.kit.words import say
from console.ui.settings.section import Section
from console.ui.settings.services import SettingsServices
from console.ui.settings.word_list import Caption, WordList
from console.ui.wording import guest_words as words

_CARDS = (
    (words.HOTEL, (WordKind.OWN_DOMAIN, WordKind.OWN_PHONE)),
    (words.OTHERS, (WordKind.RELAY_DOMAIN, WordKind.AGENCY_DOMAIN)),
    (words.NOBODY, (WordKind.PLACEHOLDER, WordKind.ROLE, WordKind.SHARED)),
)
_CAPTIONS = {
    WordKind.OWN_DOMAIN: (words.OWN_DOMAIN, words.OWN_DOMAIN_TEXT, words.OWN_DOMAIN_HINT),
    WordKind.OWN_PHONE: (words.OWN_PHONE, words.OWN_PHONE_TEXT, words.OWN_PHONE_HINT),
    WordKind.RELAY_DOMAIN: (words.RELAY, words.RELAY_TEXT, words.RELAY_HINT),
    WordKind.AGENCY_DOMAIN: (words.AGENCY, words.AGENCY_TEXT, words.AGENCY_HINT),
    WordKind.PLACEHOLDER: (words.PLACEHOLDER, words.PLACEHOLDER_TEXT, words.PLACEHOLDER_HINT),
    WordKind.ROLE: (words.ROLE, words.ROLE_TEXT, words.ROLE_HINT),
    WordKind.SHARED: (words.SHARED, words.SHARED_TEXT, words.SHARED_HINT),
}


class GuestsSection(Section):
    """Each word is kept the moment that it is added, and whoever matches guests hears of it."""

    name, title, icon_name, about = "guests", words.TITLE, "users", words.ABOUT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        self.lists = {kind: self._list(kind) for kind in WordKind}
        cards = column(spacing=Space.XL)
        for heading, (first, *others) in _CARDS:
            under = [part for kind in others for part in (rule(), self.lists[kind])]
            inner = card(self.lists[first], *under, margin=Space.XL, spacing=Space.L)
            cards.addLayout(column(label(say(heading), "subtitle"), inner))
        self.arrange(cards)

    def _list(self, kind: WordKind) -> WordList:
        made = WordList(self.stage, Caption(*map(say, _CAPTIONS[kind])))
        made.typed.connect(partial(self._add, kind))
        made.unwanted.connect(partial(self._remove, kind))
        return made

    def refresh(self) -> None:
        self.read(self.services.guest_words.look, self._show)

    def _show(self, kept: tuple[WordsOfKind, ...]) -> None:
        for one in kept:
            self.lists[one.kind].show_words(one.added, one.shipped)

    def _add(self, kind: WordKind, typed: str) -> None:
        kept: list[str] = []
        shown = self.lists[kind]

        def tell() -> None:
            shown.was_added()
            self._tell(ContactWordsChanged(kind, kept[0], added=True))

        self.save(shown.field, lambda: kept.append(self.services.guest_words.add(kind, typed)), tell, told=False)

    def _remove(self, kind: WordKind, word: str) -> None:
        tell = partial(self._tell, ContactWordsChanged(kind, word, added=False))
        self.save(self.lists[kind].field, lambda: self.services.guest_words.remove(kind, word), tell, told=False)

    def _tell(self, news: ContactWordsChanged) -> None:
        self.refresh()
        self.stage.courier.send(news)
