"""What the window asks of the book of guests; each question is one view of the store."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from console.domain.guests.form import GuestForm
from console.domain.guests.lines import BY_NAME, GuestLine
from console.services.guest_lists import relay_domains
from console.store.store import Session, Store

if TYPE_CHECKING:
    from console.services.guest_card import GuestCard
    from console.services.guest_editing import Known


@dataclass(frozen=True, slots=True)
class GuestsNow:
    """What has become of some guests (`ids`): those that `lines` lack are no more. `total` counts all there are."""

    ids: frozenset[int]
    lines: tuple[GuestLine, ...]
    total: int


class GuestBook:
    """Questions about guests; to be asked on the reader's thread. All raise StoreTrouble, StoreDamaged.

    `today` is the hotel's date in ISO, by which stays are past or to come.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def lines(self, today: str) -> list[GuestLine]:
        """Every guest, by name."""
        with self._store.reading() as session:
            lines = session.guest_book.lines(_relays(session), today)
        return sorted(lines, key=BY_NAME)

    def lines_of(self, ids: Iterable[int], today: str) -> GuestsNow:
        """These guests as they are now."""
        with self._store.reading() as session:
            return _guests_now(session, frozenset(ids), today)

    def lines_behind(self, reservation_ids: Iterable[int], today: str) -> GuestsNow:
        """The guests whom these reservations (our ids) concern: theirs, and those that they were taken from."""
        with self._store.reading() as session:
            return _guests_now(session, session.guest_book.concerned_by(reservation_ids), today)

    def card(self, id_: int, today: str) -> "GuestCard | None":
        """Everything about one guest, by any id that was ever theirs; None where there is none."""
        from console.services.guest_card import card_in  # noqa: PLC0415 - the list needs none of it

        with self._store.reading() as session:
            kept = next(iter(session.profiles.by_ids([id_])), None)
            if kept is None:
                return None
            relays = _relays(session)
            line = next(iter(session.guest_book.lines_of([kept.guest_id], relays, today)), None)
            return None if line is None else card_in(session, line, relays)

    def looks_like(self, form: GuestForm, today: date, now: datetime, *, day_first: bool = True) -> "Known | None":
        """Whom a person with these data would be taken for; None for nobody."""
        from console.services.guest_editing import looks_like  # noqa: PLC0415 - the list needs none of it

        with self._store.reading() as session:
            return looks_like(session, form, today, now, day_first=day_first)


def _guests_now(session: Session, ids: frozenset[int], today: str) -> GuestsNow:
    book = session.guest_book
    return GuestsNow(ids, tuple(book.lines_of(ids, _relays(session), today)), book.number())


def _relays(session: Session) -> str:
    """The domains that hide their guests, as the store's views take them."""
    return json.dumps(relay_domains(session))
