"""What the console remembers about one property: how it syncs, and how far it has read."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from console.domain.due import ARRIVALS_AT, Schedule


@dataclass(frozen=True, slots=True)
class Beds24Config:
    """One property's row; `watermark` is Beds24's clock, `last_successful_sync` ours, both aware UTC.

    `time_zone` is the property's IANA zone: Beds24 does not tell it (FACTS.md section 5).
    """

    property_id: int
    time_zone: str
    pull_sync_enabled: bool = True
    webhook_secret: bytes | None = field(default=None, repr=False)
    last_successful_sync: datetime | None = None
    watermark: datetime | None = None
    pull_every_minutes: int = 5
    full_sync_hour: int = 3
    arrival_checks: bool = True
    arrivals_at: tuple[time, ...] = ARRIVALS_AT

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def schedule(self) -> Schedule:
        arrivals_at = self.arrivals_at if self.arrival_checks else ()
        return Schedule(self.zone, timedelta(minutes=self.pull_every_minutes), self.full_sync_hour, arrivals_at)
