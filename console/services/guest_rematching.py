"""Matching every reservation anew when what matching goes by has changed: the rules, or the manager's lists.

It may be broken off anywhere and goes through everything again; what is matched already as it should be is not written.
"""

import hashlib
from collections.abc import Callable

from console.domain.clock import Clock
from console.services.guest_matching import Matching
from console.services.guest_readers import readers_in
from console.services.guest_sources import Words
from console.store.store import Session, Store

RULES = 1
"""Grows when the same bookings would be read or matched otherwise than before."""

_MARK = "guests_matched_by"
_AT_ONCE = 500


def is_matched(store: Store) -> bool:
    """Whether all guests are matched by the rules and lists as they are now. Raises StoreTrouble, StoreDamaged."""
    with store.reading() as session:
        return bool(session.preferences.get(_MARK) == _mark(session))


def match_again(store: Store, clock: Clock, stop_here: Callable[[], None]) -> frozenset[int]:
    """Match every reservation by the rules and lists as they are now; gives those that went to another guest.

    `stop_here` is called between transactions and may raise. Raises StoreTrouble, StoreDamaged.
    """
    with store.reading() as session:
        mark = _mark(session)
    moved: set[int] = set()
    for match_page in (_match_page, _match_page_at_desk):
        behind: int | None = 0
        while behind is not None:
            stop_here()
            behind, changed = match_page(store, clock, behind)
            moved |= changed
    with store.writing() as session:
        session.preferences.set(_MARK, mark)
    return frozenset(moved)


def _match_page(store: Store, clock: Clock, behind: int) -> tuple[int | None, frozenset[int]]:
    with store.writing() as session:
        page = session.reservations.after(behind, _AT_ONCE)
        if not page:
            return None, frozenset()
        matching = Matching(session, readers_in(session), clock.now())
        before = session.guests.of_reservations(page)
        placed = matching.place(page, page)
        differing = {id_: guest for id_, guest in placed.items() if guest != before[id_]}
        session.guests.move_reservations(differing)
        moved = matching.settle()
        return max(page), moved | differing.keys()


def _match_page_at_desk(store: Store, clock: Clock, behind: int) -> tuple[int | None, frozenset[int]]:
    """The guests whom the desk added without a reservation."""
    with store.writing() as session:
        page = {kept.profile.id: kept for kept in session.profiles.at_desk(behind, _AT_ONCE)}
        if not page:
            return None, frozenset()
        words = session.guests.words(page)
        matching = Matching(session, readers_in(session), clock.now())
        matching.place_at_desk({id_: (kept, Words(**words.get(id_, {}))) for id_, kept in page.items()})
        return max(page), matching.settle()


def _mark(session: Session) -> str:
    """What matching goes by, in few letters: the rules and the manager's words, of which none can be read from it."""
    words = sorted((word.kind, word.word) for word in session.guest_words.all())
    return f"{RULES} {hashlib.blake2b(repr(words).encode(), digest_size=8).hexdigest()}"
