"""How the hotel ordered the rules that settle conflicts, who changed that, and which conflicts there were."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import apsw
import msgspec

from console.domain.moments import moment_from, moment_text
from console.domain.rule_trials import Conflict
from console.domain.settling import SHIPPED, ConflictFacts, Mode, Order, RuleKey, Standing, ordered

_encode = msgspec.json.Encoder().encode
_facts_from = msgspec.json.Decoder(ConflictFacts).decode


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Somebody changed the mode or the place of a rule; `order` is what stood then."""

    id: int
    at: datetime
    who: str
    key: RuleKey
    order: Order


class Settling:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def order(self) -> Order:
        """The rules as they stand; as shipped until somebody changes them."""
        rows = self._connection.execute("SELECT rules FROM settling_rules WHERE undone = 0 ORDER BY id DESC LIMIT 1")
        return next((_order_from(text) for (text,) in rows), SHIPPED)

    def change(self, order: Order, key: RuleKey, at: datetime, who: str) -> None:
        """Let the rules stand so from now on; `key` is the rule that was changed."""
        self._connection.execute(
            "INSERT INTO settling_rules (at, who, rule, rules) VALUES (?, ?, ?, ?)",
            (moment_text(at), who, key.value, json.dumps([[one.key, one.mode] for one in order])),
        )

    def undo(self) -> RuleKey | None:
        """Take back the last change that stands; the rule that it was about, None where there is none."""
        rows = self._connection.execute(
            "UPDATE settling_rules SET undone = 1 WHERE id = (SELECT max(id) FROM settling_rules WHERE undone = 0)"
            " RETURNING rule"
        )
        return next((RuleKey(rule) for (rule,) in rows), None)

    def last_changes(self) -> dict[RuleKey, RuleChange]:
        """Of each rule that was ever changed the last change that stands."""
        rows = self._connection.execute(
            "SELECT id, at, who, rule, rules FROM settling_rules WHERE id IN"
            " (SELECT max(id) FROM settling_rules WHERE undone = 0 GROUP BY rule)"
        )
        changes = map(_change, rows)
        return {one.key: one for one in changes}

    def note(self, found: Iterable[tuple[int, ConflictFacts]], at: datetime) -> None:
        """Remember conflicts, each with its reservation (our id)."""
        self._connection.executemany(
            "INSERT INTO conflicts (reservation_id, part, found_at, facts) VALUES (?, ?, ?, ?)",
            ((id_, facts.part.value, moment_text(at), _encode(facts).decode()) for id_, facts in found),
        )

    def conflicts(self, since: datetime) -> tuple[Conflict, ...]:
        """Every conflict that was found since then, the oldest first."""
        rows = self._connection.execute(
            "SELECT id, reservation_id, found_at, facts FROM conflicts WHERE found_at >= ? ORDER BY id",
            (moment_text(since),),
        )
        return tuple(Conflict(id_, number, moment_from(at), _facts_from(facts)) for id_, number, at, facts in rows)


def _order_from(text: str) -> Order:
    """What an older or a newer program kept is read as far as it is known."""
    known = (pair for pair in json.loads(text) if pair[0] in set(RuleKey) and pair[1] in set(Mode))
    return ordered(Standing(RuleKey(key), Mode(mode)) for key, mode in known)


def _change(row: tuple[Any, ...]) -> RuleChange:
    id_, at, who, rule, rules = row
    return RuleChange(id_, moment_from(at), who, RuleKey(rule), _order_from(rules))
