"""What people said of guests: words beside what a booking told, values that they picked, flags, notes."""

import json
from collections.abc import Iterable
from datetime import datetime

import apsw

from console.domain.guests.card import CardField
from console.domain.guests.card_rows import FlagSet, NoteKept, Said
from console.domain.moments import moment_from, moment_text

_IN = "IN (SELECT value FROM json_each(?))"


class Sayings:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    # Words

    def words(self, profile_ids: Iterable[int]) -> list[Said]:
        """Every word about these sources."""
        rows = self._connection.execute(
            f"SELECT profile_id, field, value, at, actor FROM guest_words WHERE profile_id {_IN} ORDER BY at",
            (json.dumps(list(profile_ids)),),
        )
        return [Said(id_, name, value, moment_from(at), actor) for id_, name, value, at, actor in rows]

    def say(self, profile_id: int, name: str, value: str, at: datetime, actor: str) -> None:
        """Keep a word instead of the one before; an empty one is none."""
        if value:
            self._connection.execute(
                "INSERT OR REPLACE INTO guest_words VALUES (?, ?, ?, ?, ?)",
                (profile_id, name, value, moment_text(at), actor),
            )
        else:
            self._connection.execute("DELETE FROM guest_words WHERE profile_id = ? AND field = ?", (profile_id, name))

    def pick(self, profile_ids: Iterable[int], name: CardField, value: str, at: datetime, actor: str) -> None:
        """Let this value be the card's whatever comes; other choices of a person for it are forgotten. The first of the
        guest's sources (ids) bears it."""
        members = self._unpick(profile_ids, name)
        self._connection.execute(
            "INSERT INTO guest_picks (profile_id, field, value, at, actor, decision_id) VALUES (?, ?, ?, ?, ?, NULL)",
            (members[0], name.value, value, moment_text(at), actor),
        )

    def unpick(self, profile_ids: Iterable[int], name: CardField) -> None:
        """Let the rules choose again."""
        self._unpick(profile_ids, name)

    def _unpick(self, profile_ids: Iterable[int], name: CardField) -> list[int]:
        members = sorted(profile_ids)
        self._connection.execute(
            f"DELETE FROM guest_picks WHERE field = ? AND decision_id IS NULL AND profile_id {_IN}",
            (name.value, json.dumps(members)),
        )
        return members

    # Flags

    def flags(self, profile_ids: Iterable[int]) -> list[FlagSet]:
        """Every flag on these sources, the one that was set first before the others."""
        rows = self._connection.execute(
            f"SELECT profile_id, flag, note, at, actor FROM guest_flags WHERE profile_id {_IN} ORDER BY at, profile_id",
            (json.dumps(list(profile_ids)),),
        )
        return [FlagSet(id_, flag, note, moment_from(at), actor) for id_, flag, note, at, actor in rows]

    def set_flag(self, profile_ids: Iterable[int], flag: str, note: str, at: datetime, actor: str) -> None:
        """Flag all these sources, so that whoever keeps one of them keeps the flag."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO guest_flags VALUES (?, ?, ?, ?, ?)",
            ((id_, flag, note, moment_text(at), actor) for id_ in profile_ids),
        )

    def clear_flag(self, profile_ids: Iterable[int], flag: str) -> None:
        self._connection.execute(
            f"DELETE FROM guest_flags WHERE flag = ? AND profile_id {_IN}", (flag, json.dumps(list(profile_ids)))
        )

    # Notes

    def notes(self, profile_ids: Iterable[int]) -> list[NoteKept]:
        """Every note about these sources, the newest first."""
        rows = self._connection.execute(
            "SELECT id, profile_id, kind, text, at, actor FROM guest_notes"
            f" WHERE profile_id {_IN} ORDER BY at DESC, id",
            (json.dumps(list(profile_ids)),),
        )
        return [NoteKept(id_, profile, kind, text, moment_from(at), by) for id_, profile, kind, text, at, by in rows]

    def add_note(self, profile_id: int, kind: str, text: str, at: datetime, actor: str) -> None:
        self._connection.execute(
            "INSERT INTO guest_notes (profile_id, kind, text, at, actor) VALUES (?, ?, ?, ?, ?)",
            (profile_id, kind, text, moment_text(at), actor),
        )

    def change_note(self, id_: int, text: str, at: datetime, actor: str) -> bool:
        """False where it is no more."""
        self._connection.execute(
            "UPDATE guest_notes SET text = ?, at = ?, actor = ? WHERE id = ?", (text, moment_text(at), actor, id_)
        )
        return self._connection.changes() > 0

    def remove_note(self, id_: int) -> bool:
        """False where it was no more."""
        self._connection.execute("DELETE FROM guest_notes WHERE id = ?", (id_,))
        return self._connection.changes() > 0
