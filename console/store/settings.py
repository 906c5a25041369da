"""What the console remembers about the connection and about its user's wishes."""

import json
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import peewee

from console.domain.config import Beds24Config
from console.domain.moments import maybe_moment_from, moment_text

_COLUMNS = (
    "property_id",
    "pull_sync_enabled",
    "webhook_secret",
    "last_successful_sync",
    "watermark",
    "time_zone",
    "pull_every_minutes",
    "full_sync_hour",
    "arrival_checks",
    "arrivals_at",
)


class Config:
    """The table `beds24_config`, one row a property."""

    def __init__(self, database: peewee.Database) -> None:
        self._config: Any = peewee.Table("beds24_config", _COLUMNS).bind(database)

    def all(self) -> tuple[Beds24Config, ...]:
        return tuple(_config(row) for row in self._config.select().order_by(self._config.property_id).dicts())

    def of(self, property_id: int) -> Beds24Config | None:
        return next((config for config in self.all() if config.property_id == property_id), None)

    def add(self, property_id: int, time_zone: str) -> None:
        """Begin to remember a property; what is already remembered of it stays."""
        self._config.insert(property_id=property_id, time_zone=time_zone).on_conflict("IGNORE").execute()

    def change(self, property_id: int, **values: Any) -> None:
        """Set columns by name; the schema refuses what cannot be."""
        self._config.update(**values).where(self._config.property_id == property_id).execute()

    def set_arrivals_at(self, property_id: int, times: Iterable[time]) -> None:
        """When arrivals are looked at, in wall times of the property's day."""
        self.change(property_id, arrivals_at=" ".join(at.isoformat("minutes") for at in sorted(times)))

    def close_pass(self, property_id: int, *, watermark: datetime | None, succeeded_at: datetime) -> None:
        """A complete pass: move the watermark (None leaves it) and note the time of success."""
        moved = {"watermark": moment_text(watermark)} if watermark else {}
        self.change(property_id, last_successful_sync=moment_text(succeeded_at), **moved)


class Preferences:
    """Small wishes by name, each any JSON value."""

    def __init__(self, database: peewee.Database) -> None:
        self._wishes: Any = peewee.Table("preferences", ("name", "value")).bind(database)

    def get(self, name: str) -> Any:
        """The value of `name`, None where it was never set."""
        row = self._wishes.select(self._wishes.value).where(self._wishes.name == name).tuples().first()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        self._wishes.replace(name=name, value=json.dumps(value, sort_keys=True)).execute()

    def forget(self, name: str) -> None:
        self._wishes.delete().where(self._wishes.name == name).execute()


def _config(row: dict[str, Any]) -> Beds24Config:
    return Beds24Config(
        property_id=row["property_id"],
        time_zone=row["time_zone"],
        pull_sync_enabled=bool(row["pull_sync_enabled"]),
        webhook_secret=row["webhook_secret"],
        last_successful_sync=maybe_moment_from(row["last_successful_sync"]),
        watermark=maybe_moment_from(row["watermark"]),
        pull_every_minutes=row["pull_every_minutes"],
        full_sync_hour=row["full_sync_hour"],
        arrival_checks=bool(row["arrival_checks"]),
        arrivals_at=tuple(map(time.fromisoformat, row["arrivals_at"].split())),
    )
