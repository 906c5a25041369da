"""Cards of guests, computed from all that is linked to them and kept for lists and search."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from console.domain.folding import folded
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


def _search_text(card: Card, sources: Iterable[Source]) -> str:
    """All spellings of the name and every contact by which the guest may be looked for."""
    parts: set[str] = set()
    for name, email, phone in {tuple(map(source.text, _LOOKED_FOR)) for source in sources}:
        parts |= {folded(name), name.casefold(), email.casefold(), _NOT_DIGITS.sub("", phone)}
    parts |= {folded(card.text(CardField.CITY)), folded(card.text(CardField.COMPANY))}
    return " ".join(sorted(part for part in parts if part))


_LOOKED_FOR = (CardField.NAME, CardField.EMAIL, CardField.PHONE)
_NOT_DIGITS = re.compile(r"\D+")
