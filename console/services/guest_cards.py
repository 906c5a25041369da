"""Cards of guests, computed from all that is linked to them and kept for lists and search."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from console.domain.folding import folded, without_apostrophes
from console.domain.guests.card import Card, CardField, Pick, Source, card_from
from console.services.guest_sources import NOTHING, Readers, Words, source_from, told_by
from console.store.store import Session


def write_cards(
    session: Session, readers: Readers, guest_ids: Iterable[int], known: Mapping[int, Source] = MappingProxyType({})
) -> None:
    """Compute the cards of these guests anew; a guest to whom nothing is linked any more goes.

    `known` are sources, by their profile's id, of guests who have no other.
    """
    wanted = set(guest_ids)
    sources = {id_: [known[id_]] for id_ in wanted & known.keys()}
    sources |= sources_of(session, readers, wanted - known.keys())
    picks = picks_of(session, sources)
    cards = {id_: card_from(found, picks.get(id_, ())) for id_, found in sources.items()}
    session.guests.put((id_, card, _search_text(card, sources[id_])) for id_, card in cards.items())
    session.guests.remove(wanted - cards.keys())


def sources_of(session: Session, readers: Readers, guest_ids: Collection[int]) -> dict[int, list[Source]]:
    """Every source of each of these guests."""
    if not guest_ids:
        return {}
    stays = session.guests.stays(guest_ids)
    words = session.guests.words(stay.profile_id for stay in stays)
    found: dict[int, list[Source]] = defaultdict(list)
    for stay in stays:
        said = Words(**words[stay.profile_id]) if stay.profile_id in words else NOTHING
        if (told := told_by(stay, said)) is not None:
            found[stay.guest_id].append(source_from(readers, told, stay.profile_id))
    return found


def picks_of(session: Session, sources: Mapping[int, Iterable[Source]]) -> dict[int, list[Pick]]:
    """The values that people chose for the guests who have these sources."""
    owner = {source.profile_id: id_ for id_, found in sources.items() for source in found}
    picks: dict[int, list[Pick]] = defaultdict(list)
    for profile_id, chosen in session.guests.picks(owner).items():
        picks[owner[profile_id]] += chosen
    return picks


def _search_text(card: Card, sources: Collection[Source]) -> str:
    """All spellings of the name and every contact by which the guest may be looked for."""
    parts: set[str] = set()
    for name in {source.text(CardField.NAME) for source in sources}:
        plain = folded(name)
        parts |= {plain, without_apostrophes(plain), name.casefold()}
    parts |= {_as_typed(contact) for contact in {contact for source in sources for contact in _contacts(source)}}
    parts |= {folded(card.text(CardField.CITY)), folded(card.text(CardField.COMPANY))}
    return " ".join(sorted(part for part in parts if part))


def _contacts(source: Source) -> tuple[str, ...]:
    return (source.text(CardField.EMAIL), source.text(CardField.PHONE), *source.others)


def _as_typed(contact: str) -> str:
    return contact.casefold() if "@" in contact else _NOT_DIGITS.sub("", contact)


_NOT_DIGITS = re.compile(r"\D+")
