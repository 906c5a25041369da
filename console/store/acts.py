"""Acts as they are remembered: what was done to reservations, newest first, and what was taken back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import apsw

from console.domain.acts import Act, ActChange, ActKind
from console.domain.moments import moment_from, moment_text
from console.store.codec import field_from_json, field_json
from console.store.edits import edit_from_json, edit_json

_COLUMNS = "id, at, who, kind, reservation_id, rule, discrepancy_id, act_group, undoes, undone_by, changes, overbooks"
_ROW = ", ".join("?" for _ in _COLUMNS.split(","))
_IN = "IN (SELECT value FROM json_each(?))"


class Acts:
    """Reads and writes inside the transaction of the session that made it."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def add(self, act: Act) -> Act:
        """Remember an act, which gets its number by it; a `group` of 0 begins one that bears that number."""
        number = int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM acts").get)
        kept = replace(act, id=number, group=number if act.group == 0 else act.group)
        self._connection.execute(f"INSERT INTO acts ({_COLUMNS}) VALUES ({_ROW})", _row(kept))
        return kept

    def amend(self, act: Act) -> None:
        """Let an act that has just been remembered tell its changes so."""
        self._connection.execute("UPDATE acts SET changes = ? WHERE id = ?", (_changes_text(act.changes), act.id))

    def mark_undone(self, act_id: int, by: int | None) -> None:
        """The act was taken back `by` another; None: it was done again."""
        self._connection.execute("UPDATE acts SET undone_by = ? WHERE id = ?", (by, act_id))

    def by_id(self, act_id: int) -> Act | None:
        return next(iter(self._read("WHERE id = ?", act_id)), None)

    def of_group(self, group: int) -> tuple[Act, ...]:
        """The acts that were done together, the first first."""
        return self._read("WHERE act_group = ? ORDER BY id", group)

    def of_reservation(self, reservation_id: int) -> tuple[Act, ...]:
        """Every act on a reservation, newest first."""
        return self._read("WHERE reservation_id = ? ORDER BY id DESC", reservation_id)

    def latest(self, most: int) -> tuple[Act, ...]:
        """The last acts of all, newest first."""
        return self._read("ORDER BY id DESC LIMIT ?", most)

    def of_kinds(self, kinds: Iterable[ActKind], most: int) -> tuple[Act, ...]:
        """The last acts of these kinds, newest first."""
        return self._read(
            f"WHERE kind {_IN} ORDER BY id DESC LIMIT ?", json.dumps([kind.value for kind in kinds]), most
        )

    def of_differences(self, most: int) -> tuple[Act, ...]:
        """The last acts by which people settled differences, newest first."""
        return self._read(
            "WHERE kind = ?1 OR (kind = ?2 AND discrepancy_id IS NOT NULL) ORDER BY id DESC LIMIT ?3",
            ActKind.FIX.value,
            ActKind.CREATE.value,
            most,
        )

    def empty(self, reservation_ids: Iterable[int], fields: Iterable[str]) -> None:
        """Forget what acts on these reservations say of these fields; they cannot be undone in them any more."""
        gone = frozenset(fields)
        for act in self._read(f"WHERE reservation_id {_IN}", json.dumps(list(reservation_ids))):
            kept = tuple(change for change in act.changes if change.field not in gone)
            self._connection.execute("UPDATE acts SET changes = ? WHERE id = ?", (_changes_text(kept), act.id))

    def _read(self, where: str, *values: Any) -> tuple[Act, ...]:
        return tuple(map(_act_from, self._connection.execute(f"SELECT {_COLUMNS} FROM acts {where}", values)))


def _row(act: Act) -> tuple[Any, ...]:
    return (
        act.id,
        moment_text(act.at),
        act.who,
        act.kind.value,
        act.reservation_id,
        act.rule,
        act.discrepancy_id,
        act.group,
        act.undoes,
        act.undone_by,
        _changes_text(act.changes),
        act.overbooks,
    )


def _act_from(row: Sequence[Any]) -> Act:
    id_, at, who, kind, reservation_id, rule, discrepancy_id, group, undoes, undone_by, changes, overbooks = row
    return Act(
        id=id_,
        at=moment_from(at),
        who=who,
        kind=ActKind(kind),
        reservation_id=reservation_id,
        changes=tuple(map(_change_from, json.loads(changes))),
        rule=rule,
        discrepancy_id=discrepancy_id,
        group=group,
        undoes=undoes,
        undone_by=undone_by,
        overbooks=bool(overbooks),
    )


def _changes_text(changes: Iterable[ActChange]) -> str:
    return json.dumps([_change_json(change) for change in changes])


def _change_json(one: ActChange) -> list[Any]:
    values = (field_json(one.field, value) for value in (one.here_before, one.here_after, one.there))
    return [one.field, *values, edit_json(one.before), edit_json(one.after)]


def _change_from(row: list[Any]) -> ActChange:
    name, *values, before, after = row
    here_before, here_after, there = (field_from_json(name, text) for text in values)
    return ActChange(name, here_before, here_after, there, edit_from_json(before), edit_from_json(after))
