"""What people decided about guests: merges, refusals and splits, each a set of rulings over pairs of sources."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import apsw

from console.domain.guests.card import CardField
from console.domain.guests.review_lines import DecisionKind
from console.domain.moments import maybe_moment_from, moment_from, moment_text

Pair = tuple[int, int]
TOGETHER, ALLOWED, APART = 1, 0, -1
"""What a ruling says of two sources: one person, no longer kept apart, not one person."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it is kept; the guests are those that were meant then, `evidence` what tied them then."""

    id: int
    at: datetime
    actor: str
    kind: DecisionKind
    guest_a: int
    guest_b: int
    rule: str
    evidence: tuple[str, ...]
    note: str
    batch_id: int | None
    undone_at: datetime | None


class Decisions:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def add(self, decision: Decision, rulings: Mapping[Pair, int]) -> int:
        """Keep a decision with what it says of pairs (the smaller id first); gives its number. Its `id` means nothing,
        a `batch_id` of 0 makes it the first of a batch that bears its number."""
        number = int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM guest_decisions").get)
        self._connection.execute(
            "INSERT INTO guest_decisions (id, at, actor, kind, guest_a, guest_b, rule, evidence, note, batch_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                moment_text(decision.at),
                decision.actor,
                decision.kind.value,
                decision.guest_a,
                decision.guest_b,
                decision.rule,
                json.dumps(decision.evidence),
                decision.note,
                number if decision.batch_id == 0 else decision.batch_id,
            ),
        )
        self._connection.executemany(
            "INSERT INTO guest_rulings VALUES (?, ?, ?, ?)",
            ((*pair, number, word) for pair, word in sorted(rulings.items())),
        )
        return number

    def pick(self, number: int, profile_id: int, picks: Mapping[CardField, str], at: datetime, actor: str) -> None:
        """Keep the values that were chosen with a decision; they hold as long as it does."""
        self._connection.executemany(
            "INSERT INTO guest_picks (profile_id, field, value, at, actor, decision_id) VALUES (?, ?, ?, ?, ?, ?)",
            ((profile_id, name.value, value, moment_text(at), actor, number) for name, value in picks.items()),
        )

    def undo(self, number: int, at: datetime, actor: str) -> bool:
        """Let a decision hold no more; False where it was undone before, or never made."""
        self._connection.execute(
            "UPDATE guest_decisions SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL",
            (moment_text(at), actor, number),
        )
        return self._connection.changes() > 0

    def redo(self, number: int) -> bool:
        """Let a decision that was taken back hold again; False where it holds already, or was never made."""
        self._connection.execute(
            "UPDATE guest_decisions SET undone_at = NULL, undone_by = NULL WHERE id = ? AND undone_at IS NOT NULL",
            (number,),
        )
        return self._connection.changes() > 0

    def get(self, number: int) -> Decision | None:
        return next(iter(self._decisions("WHERE id = ?", number)), None)

    def of_batch(self, batch_id: int) -> list[Decision]:
        return self._decisions("WHERE batch_id = ? ORDER BY id DESC", batch_id)

    def all(self, kind: DecisionKind | None = None) -> list[Decision]:
        """Every decision, of a kind or of all, the newest first."""
        return self._decisions("WHERE kind = coalesce(?, kind) ORDER BY id DESC", None if kind is None else kind.value)

    def profiles_in(self, number: int) -> set[int]:
        """The sources of which a decision said something."""
        rows = self._connection.execute(
            "SELECT profile_a, profile_b FROM guest_rulings WHERE decision_id = ?", (number,)
        )
        return {id_ for pair in rows for id_ in pair}

    def evidence_at(self, pairs: Iterable[Pair]) -> dict[Pair, frozenset[str]]:
        """For pairs that are kept apart: what tied the two when that was said, by the newest word."""
        rows = self._connection.execute(
            "SELECT r.profile_a, r.profile_b, d.evidence, max(d.id) FROM json_each(?) AS j"
            " JOIN guest_rulings AS r ON r.profile_a = j.value ->> 0 AND r.profile_b = j.value ->> 1"
            " JOIN guest_decisions AS d ON d.id = r.decision_id WHERE d.undone_at IS NULL"
            " GROUP BY r.profile_a, r.profile_b",
            (json.dumps(list(pairs)),),
        )
        return {(one, other): frozenset(json.loads(evidence)) for one, other, evidence, _ in rows}

    def births_known(self, pairs: Iterable[Pair]) -> set[frozenset[str]]:
        """The two dates of birth of each of these pairs that people put together when both were known."""
        rows = self._connection.execute(
            "SELECT a.value, b.value FROM json_each(?) AS j"
            " JOIN guest_rulings AS r ON r.profile_a = j.value ->> 0 AND r.profile_b = j.value ->> 1 AND r.together = 1"
            " JOIN guest_decisions AS d ON d.id = r.decision_id AND d.undone_at IS NULL"
            " JOIN guest_words AS a ON a.profile_id = r.profile_a AND a.field = 'birth' AND a.at <= d.at"
            " JOIN guest_words AS b ON b.profile_id = r.profile_b AND b.field = 'birth' AND b.at <= d.at",
            (json.dumps(list(pairs)),),
        )
        return {frozenset(births) for births in rows}

    def newest_no(self, pairs: Iterable[Pair]) -> Decision | None:
        """The newest decision by which one of these pairs is kept apart."""
        wanted = json.dumps(list(pairs))
        where = (
            "WHERE undone_at IS NULL AND id IN (SELECT r.decision_id FROM json_each(?) AS j JOIN guest_rulings AS r"
            " ON r.profile_a = j.value ->> 0 AND r.profile_b = j.value ->> 1 WHERE r.together < 0)"
            " ORDER BY id DESC LIMIT 1"
        )
        return next(iter(self._decisions(where, wanted)), None)

    def _decisions(self, where: str, value: object) -> list[Decision]:
        rows = self._connection.execute(
            "SELECT id, at, actor, kind, guest_a, guest_b, rule, evidence, note, batch_id, undone_at"
            f" FROM guest_decisions {where}",
            (value,),
        )
        return [
            Decision(
                id_,
                moment_from(at),
                actor,
                DecisionKind(kind),
                one,
                other,
                rule,
                tuple(json.loads(evidence)),
                note,
                batch,
                maybe_moment_from(undone),
            )
            for id_, at, actor, kind, one, other, rule, evidence, note, batch, undone in rows
        ]
