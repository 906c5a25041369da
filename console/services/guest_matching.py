"""Which guest each booking belongs to: the plain rules of GUESTS.md, for a whole page at once.

E-mail first (case-insensitive), then phone (by digits), otherwise a new guest; data is merged preferring the most
recent. Who calls this needs to know nothing of the rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from console.domain.booking import Booking
from console.domain.guest import GuestCard, GuestKey, card_of, keys_of, merged_card, same_name


class GuestBook(Protocol):
    """As much of the store as matching needs; every call happens inside one write transaction."""

    def found_by(self, keys: Iterable[GuestKey]) -> dict[GuestKey, int]: ...
    def cards(self, ids: Iterable[int]) -> dict[int, GuestCard]: ...
    def sources(self, ids: Iterable[int]) -> dict[int, list[GuestCard]]: ...
    def next_id(self) -> int: ...
    def add(self, cards: Mapping[int, GuestCard]) -> None: ...
    def change(self, cards: Mapping[int, GuestCard]) -> None: ...
    def add_keys(self, keys: Iterable[tuple[GuestKey, int]]) -> None: ...


@dataclass(frozen=True, slots=True)
class Matched:
    """The guest of each booking that names one, by booking number; and for `refresh_cards`, once the reservations are
    written, what was newly told of guests known before, and the guests that have lost a booking."""

    guest_of: dict[int, int]
    told: dict[int, list[GuestCard]]
    bereft: frozenset[int]


def match_guests(guests: GuestBook, bookings: Iterable[Booking], linked: Mapping[int, int]) -> Matched:
    """Find or begin the guest of each booking.

    `linked` gives the guest that a booking belongs to already. It stays there, unless the booking now names somebody
    else: all its contacts are another guest's, or are new together with the name.
    """
    named = [(booking, card, keys_of(booking)) for booking in bookings if (card := card_of(booking))]
    found = guests.found_by({key for _, _, keys in named for key in keys})
    former = {linked[booking.beds24_id] for booking, _, _ in named if booking.beds24_id in linked}
    page = _Page(found, guests.cards(former) if former else {}, guests.next_id())
    for booking, card, keys in named:
        page.place(booking.beds24_id, card, keys, linked.get(booking.beds24_id))
    guests.add(page.new)
    guests.add_keys(page.keys)
    return Matched(page.guest_of, page.told, frozenset(page.bereft))


def refresh_cards(guests: GuestBook, matched: Matched) -> None:
    """Bring the cards of known guests up to date; no order of arrival shows in them.

    What is newer than all that a card holds goes on top of it. Where something older was told, or a booking went to
    another guest, the card is computed anew from all the guest's reservations.
    """
    known = guests.cards({*matched.told, *matched.bereft})
    fresh: dict[int, GuestCard] = {}
    for id_, told in matched.told.items():
        if id_ not in matched.bereft and all(card.seen_at > known[id_].seen_at for card in told):
            fresh[id_] = merged_card([known[id_], *told])
    sources = guests.sources(known.keys() - fresh.keys()) if len(fresh) < len(known) else {}
    fresh |= {id_: merged_card(cards) for id_, cards in sources.items()}
    guests.change({id_: card for id_, card in fresh.items() if card != known[id_]})


class _Page:
    """The guests of one page while it is being matched."""

    def __init__(self, found: dict[GuestKey, int], known: Mapping[int, GuestCard], next_id: int) -> None:
        self.guest_of: dict[int, int] = {}
        self.told: dict[int, list[GuestCard]] = {}
        self.bereft: set[int] = set()
        self.new: dict[int, GuestCard] = {}
        self.keys: list[tuple[GuestKey, int]] = []
        self._found = found
        self._known = known
        self._next_id = next_id

    def place(self, number: int, card: GuestCard, keys: tuple[GuestKey, ...], linked: int | None) -> None:
        guest_id = self._guest_for(card, keys, linked)
        if guest_id is None:
            guest_id = self._begin(card)
        else:
            self.told.setdefault(guest_id, []).append(card)
        if linked is not None and linked != guest_id:
            self.bereft.add(linked)
        for key in keys:
            self._found.setdefault(key, guest_id)
            self.keys.append((key, guest_id))
        self.guest_of[number] = guest_id

    def _guest_for(self, card: GuestCard, keys: tuple[GuestKey, ...], linked: int | None) -> int | None:
        owners = [self._found[key] for key in keys if key in self._found]
        if linked is None:
            return owners[0] if owners else None
        if linked in owners or not keys:
            return linked
        if owners:
            return owners[0]
        former = self._known.get(linked)
        return linked if former is None or same_name(former.name, card.name) else None

    def _begin(self, card: GuestCard) -> int:
        guest_id = self._next_id
        self._next_id += 1
        self.new[guest_id] = card
        return guest_id
