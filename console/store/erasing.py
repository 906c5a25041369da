"""Emptying what tells of an erased guest, table by table; what it gives are numbers of rows, for the certificate."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import apsw

from console.domain.booking import Booking
from console.domain.companion import Companion
from console.domain.erased import ERASED_FIELDS, without_person
from console.domain.folding import search_text
from console.domain.moments import moment_text
from console.store.acts import Acts
from console.store.codec import BOOKING_COLUMNS, booking_from, companions_text
from console.store.difference_sayings import DifferenceSayings
from console.store.discrepancies import Discrepancies
from console.store.journal import Journal
from console.store.overbookings import Overbookings

ERASED = "erased"
"""The field of the line of history that tells of it."""

_IN = "IN (SELECT value FROM json_each(?))"
_NUMBERS = f"IN (SELECT beds24_id FROM reservations WHERE id {_IN})"
_EMPTY = (
    f"UPDATE reservations SET {', '.join(f'{name} = NULL' for name in ERASED_FIELDS)}, fingerprint = NULL,"
    " guest_id = NULL, search = ?, kept_since = ?, companions = ?, erased_at = coalesce(erased_at, ?) WHERE id = ?"
)
_FIELDS = json.dumps((*ERASED_FIELDS, "companions"))
_OF_PERSON = f"reservation_id {_IN} AND field IN (SELECT value FROM json_each(?)) AND (old, new) IS NOT (NULL, NULL)"
_TOUCHING = (
    "SELECT d.id FROM guest_decisions AS d WHERE d.guest_a IN (SELECT value FROM json_each(?1))"
    " OR d.guest_b IN (SELECT value FROM json_each(?1)) OR EXISTS (SELECT 1 FROM guest_rulings AS r"
    " WHERE r.decision_id = d.id AND (r.profile_a IN (SELECT value FROM json_each(?1))"
    " OR r.profile_b IN (SELECT value FROM json_each(?1))))"
)
_DESK_TABLES = ("guest_words", "guest_picks", "guest_flags", "guest_notes")
_APPLIED, _TO_SCRUB = "erasures_applied", "erasures_to_scrub"


class Erasing:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def numbers_of(self, ids: Iterable[int]) -> list[int]:
        """Beds24's numbers of these reservations."""
        return self._column(f"SELECT beds24_id FROM reservations WHERE id {_IN} AND beds24_id IS NOT NULL", ids)

    def numbers_anywhere(self) -> set[int]:
        """Every booking number that anything is kept of."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE beds24_id IS NOT NULL"
            " UNION SELECT beds24_id FROM webhook_events WHERE beds24_id IS NOT NULL"
            " UNION SELECT beds24_id FROM parked WHERE beds24_id IS NOT NULL"
        )
        return {number for (number,) in rows}

    def name_of(self, guest_id: int) -> str:
        """The name on a guest's card."""
        return self._connection.execute("SELECT name FROM guests WHERE id = ?", (guest_id,)).get or ""

    def look_alikes(self, guest_id: int) -> tuple[int, ...]:
        """The guests who may be the same person, as it is proposed."""
        rows = self._connection.execute(
            "SELECT guest_a + guest_b - ?1 FROM guest_proposals WHERE (guest_a = ?1 OR guest_b = ?1)"
            " AND guest_a <> guest_b ORDER BY 1",
            (guest_id,),
        )
        return tuple(id_ for (id_,) in rows)

    def flagged_numbers(self) -> list[int]:
        """The bookings whose reservations say that their guest was erased."""
        rows = self._connection.execute(
            "SELECT beds24_id FROM reservations WHERE erased_at IS NOT NULL AND beds24_id IS NOT NULL"
        )
        return [number for (number,) in rows]

    def ids_of(self, beds24_ids: Iterable[int]) -> list[int]:
        """Our ids of the reservations with these numbers."""
        return self._column(f"SELECT id FROM reservations WHERE beds24_id {_IN}", beds24_ids)

    def flag(self, beds24_ids: Iterable[int], at: datetime) -> None:
        """Let these reservations say that their guest was erased."""
        self._connection.execute(
            f"UPDATE reservations SET erased_at = ? WHERE erased_at IS NULL AND beds24_id {_IN}",
            (moment_text(at), json.dumps(list(beds24_ids))),
        )

    def empty(self, ids: Collection[int], at: datetime, source: str) -> dict[str, int]:
        """Let these reservations tell of their stay and of nobody; each gets a line of history that says so."""
        wanted, now = json.dumps(list(ids)), moment_text(at)
        counts = {
            "reservations": len(ids),
            "bodies": self._count(f"reservation_bodies WHERE reservation_id {_IN}", wanted)
            + self._count(f"former_bodies WHERE reservation_id {_IN}", wanted),
            "messages": self._count(f"guest_messages WHERE reservation_id {_IN}", wanted),
            "history_values": self._count(f"history WHERE {_OF_PERSON}", wanted, _FIELDS),
        }
        Journal(self._connection).erase_bodies(ids)
        self._connection.execute(f"DELETE FROM guest_messages WHERE reservation_id {_IN}", (wanted,))
        self._connection.execute(
            f"DELETE FROM edits WHERE reservation_id {_IN} AND field IN (SELECT value FROM json_each(?))",
            (wanted, _FIELDS),
        )
        Acts(self._connection).empty(ids, (*ERASED_FIELDS, "companions"))
        self._connection.execute(f"UPDATE history SET old = NULL, new = NULL WHERE {_OF_PERSON}", (wanted, _FIELDS))
        self._connection.executemany(_EMPTY, list(self._emptied(wanted, now)))
        self._connection.executemany(
            "INSERT INTO history (reservation_id, at, source, field) VALUES (?, ?, ?, ?)",
            ((id_, now, source, ERASED) for id_ in ids),
        )
        return counts

    def _emptied(self, wanted: str, now: str) -> Iterable[tuple[Any, ...]]:
        rows = self._connection.execute(
            f"SELECT id, kept_since, {', '.join(BOOKING_COLUMNS)} FROM reservations WHERE id {_IN}", (wanted,)
        )
        for id_, kept_since, *values in rows:
            bare = without_person(booking_from(values))
            yield search_text(bare), _without_ages(kept_since), companions_text(bare.companions), now, id_

    def companions(self, ids: Iterable[int] | None = None) -> dict[int, Booking]:
        """The reservations in which somebody comes along, of these or of all, by our ids."""
        among = "" if ids is None else f" AND id {_IN}"
        values = () if ids is None else (json.dumps(list(ids)),)
        rows = self._connection.execute(
            f"SELECT id, {', '.join(BOOKING_COLUMNS)} FROM reservations WHERE companions <> '[]'{among}", values
        )
        return {id_: booking_from(told) for id_, *told in rows}

    def forget_companions(self, left: Mapping[int, tuple[Companion, ...] | None]) -> None:
        """Let nobody else come along in these reservations (by our ids) than these, and let no body tell of others."""
        ids = json.dumps(list(left))
        Journal(self._connection).erase_bodies(left)
        self._connection.executemany(
            "UPDATE reservations SET companions = ?, fingerprint = NULL WHERE id = ?",
            ((companions_text(companions), id_) for id_, companions in left.items()),
        )
        self._connection.execute(
            f"UPDATE history SET old = NULL, new = NULL WHERE field = 'companions' AND reservation_id {_IN}", (ids,)
        )

    def forget_events(self, beds24_ids: Collection[int]) -> int:
        """Empty what webhooks told of these bookings, what of them waits and how they differed; how many rows told
        anything."""
        numbers = json.dumps(list(beds24_ids))
        events = self._count(f"webhook_events WHERE beds24_id {_IN} AND length(fields_json) > 0", numbers)
        waiting = self._count(f"parked WHERE beds24_id {_IN} AND length(payload) > 0", numbers)
        self._connection.execute(
            "UPDATE webhook_events SET fields_json = x'', note = '', kind = CASE WHEN kind = 'booking'"
            f" AND state IN ('pending', 'parked') THEN 'hint' ELSE kind END WHERE beds24_id {_IN}",
            (numbers,),
        )
        self._connection.execute(f"UPDATE parked SET payload = x'', booking = NULL WHERE beds24_id {_IN}", (numbers,))
        DifferenceSayings(self._connection).forget(beds24_ids)
        words = Overbookings(self._connection).forget_reasons(beds24_ids)
        return events + waiting + words + Discrepancies(self._connection).forget_texts(beds24_ids)

    def forget_nameless(self, needles: Collection[str]) -> int:
        """Empty what waits without a number and holds one of these texts (in lower case); how many there are."""
        rows: Any = self._connection.execute("SELECT key, payload FROM parked WHERE beds24_id IS NULL").fetchall()
        telling = [(key,) for key, payload in rows if any(one in _readable(payload) for one in needles)]
        self._connection.executemany("UPDATE parked SET payload = x'', booking = NULL WHERE key = ?", telling)
        return len(telling)

    def forget_decisions(self, profile_ids: Collection[int], texts: Collection[str]) -> int:
        """Remove the notes of decisions about these sources, and the values (in lower case) that were picked with them
        and lie with others; how many."""
        ids = json.dumps(list(profile_ids))
        decisions = json.dumps([number for (number,) in self._connection.execute(_TOUCHING, (ids,))])
        notes = self._count(f"guest_decisions WHERE note <> '' AND id {_IN}", decisions)
        self._connection.execute(f"UPDATE guest_decisions SET note = '' WHERE id {_IN}", (decisions,))
        picks: Any = self._connection.execute(
            "SELECT k.id, k.value, d.undone_at IS NOT NULL FROM guest_picks AS k JOIN guest_decisions AS d"
            f" ON d.id = k.decision_id WHERE d.id {_IN}",
            (decisions,),
        ).fetchall()
        gone = [(id_,) for id_, value, is_undone in picks if is_undone or value.casefold() in texts]
        self._connection.executemany("DELETE FROM guest_picks WHERE id = ?", gone)
        return notes + len(gone)

    def desk_rows(self, profile_ids: Iterable[int]) -> int:
        """How many words, picks, flags and notes of the desk hang on these sources."""
        ids = json.dumps(list(profile_ids))
        return sum(self._count(f"{table} WHERE profile_id {_IN}", ids) for table in _DESK_TABLES)

    def keys(self, profile_ids: Iterable[int]) -> int:
        """How many keys lead to these sources."""
        return self._count(f"guest_profile_keys WHERE profile_id {_IN}", json.dumps(list(profile_ids)))

    def bury(self, profile_ids: Iterable[int], at: datetime) -> None:
        """Never hand out the numbers of these sources again."""
        now = moment_text(at)
        self._connection.executemany(
            "INSERT OR IGNORE INTO erased_profiles VALUES (?, ?)", ((id_, now) for id_ in profile_ids)
        )

    def is_buried(self, profile_id: int) -> bool:
        """Whether this was the number of a guest, or of a source, that was erased."""
        return bool(self._count("erased_profiles WHERE profile_id = ?", profile_id))

    def _count(self, rest: str, *values: object) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {rest}", values).get)

    def _column(self, sql: str, ids: Iterable[int]) -> list[int]:
        return [value for (value,) in self._connection.execute(sql, (json.dumps(list(ids)),))]

    # How far this database is with the ledger

    def is_behind(self, mark: str) -> bool:
        """Whether the ledger, which is marked so, has not been applied to this database."""
        return self._wish(_APPLIED) != json.dumps(mark) and (bool(mark) or self._wish(_APPLIED) is not None)

    def note_applied(self, mark: str) -> None:
        """The ledger that is marked so has been applied; what was erased still lies in free pages of the file."""
        for name, value in ((_APPLIED, json.dumps(mark)), (_TO_SCRUB, "true")):
            self._connection.execute("INSERT OR REPLACE INTO preferences (name, value) VALUES (?, ?)", (name, value))

    def is_unscrubbed(self) -> bool:
        """Whether what was erased may still lie in free pages of the file."""
        return self._wish(_TO_SCRUB) is not None

    def note_scrubbed(self) -> None:
        self._connection.execute("DELETE FROM preferences WHERE name = ?", (_TO_SCRUB,))

    def _wish(self, name: str) -> str | None:
        found: str | None = self._connection.execute("SELECT value FROM preferences WHERE name = ?", (name,)).get
        return found


def _without_ages(kept_since: str) -> str:
    since = {name: age for name, age in json.loads(kept_since or "{}").items() if name not in ERASED_FIELDS}
    return json.dumps(since, sort_keys=True) if since else ""


def _readable(payload: bytes) -> str:
    """The payload in lower case, as its JSON reads."""
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False).casefold()
    except ValueError:
        return bytes(payload).decode("utf-8", "replace").casefold()
