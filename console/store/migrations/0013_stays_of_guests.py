"""The stays of a guest in their order, found without reading the reservations themselves: so that the number of earlier
ones costs next to nothing beside each."""

from typing import Any

STATEMENTS = """
DROP INDEX reservations_by_guest;
CREATE INDEX reservations_by_guest ON reservations (guest_id, arrival, departure, status);
"""


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS.split(";"):
        if statement.strip():
            db.execute_sql(statement)
