"""The words that the manager added to the lists of contacts."""

from datetime import datetime

import apsw

from console.domain.guests.words import GuestWord, WordKind
from console.domain.moments import moment_from, moment_text


class GuestWords:
    """The table `guest_contact_words`, inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[GuestWord, ...]:
        """Every word, by kind and by the alphabet."""
        rows = self._connection.execute(
            "SELECT kind, word, added_at, added_by FROM guest_contact_words ORDER BY kind, word"
        )
        return tuple(GuestWord(WordKind(kind), word, moment_from(at), by) for kind, word, at, by in rows)

    def add(self, kind: WordKind, word: str, at: datetime, by: str) -> None:
        """Keep a word; one that is kept already stays as it is."""
        self._connection.execute(
            "INSERT INTO guest_contact_words (kind, word, added_at, added_by) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (kind.value, word, moment_text(at), by),
        )

    def remove(self, kind: WordKind, word: str) -> bool:
        """Take a word back; False where there is none such."""
        self._connection.execute("DELETE FROM guest_contact_words WHERE kind = ? AND word = ?", (kind.value, word))
        return bool(self._connection.changes())
