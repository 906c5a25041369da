"""Six ways to sync that are wrong in one place each (RELIABILITY.md 2.3), made of the real job.

Each wrong way stands between the real job and the real client, or acts right after the job; `Right` does nothing
there. So whatever else the job does, and however it is rebuilt, the mistake stays the only difference.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from console.domain.applying import Source
from console.domain.asking import Beds24, BookingPage, BookingQuery, Urgency
from console.domain.config import Beds24Config
from console.domain.runs import Outcome, Trigger
from console.jobs.reading_part import OVERLAP
from console.jobs.report import Report
from console.jobs.sync_job import run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.applying import Applying
from console.services.pull_sync import Watch, sync_bookings_to_pms
from console.store.spool import Received
from console.store.store import Session
from tests.properties.world import Job


class Right:
    """Between job and client: hands on everything as it is."""

    overlap: timedelta = OVERLAP

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def __getattr__(self, name: str) -> Any:
        return getattr(self._place.beds24, name)

    def booking_pages(
        self, query: BookingQuery, currency: str, urgency: Urgency = Urgency.BACKGROUND
    ) -> Iterator[BookingPage]:
        pages = self._place.beds24.booking_pages(self.asked(query), currency, urgency)
        return pages if query.ids else self.read(pages)

    def asked(self, query: BookingQuery) -> BookingQuery:
        return query

    def read(self, pages: Iterator[BookingPage]) -> Iterator[BookingPage]:
        return pages

    def finish(self, report: Report) -> None:
        """Called when the job has ended well."""

    def config(self) -> Beds24Config:
        with self._place.store.reading() as session:
            return session.config.all()[0]

    def move_watermark(self, moment: datetime | None) -> None:
        number, now = self.config().property_id, self._place.clock.now()
        with self._place.store.writing() as session:
            session.config.close_pass(number, watermark=moment, succeeded_at=now)


class WithoutOverlap(Right):
    """Asks for what changed since the watermark and not a second before."""

    overlap = timedelta(0)

    def asked(self, query: BookingQuery) -> BookingQuery:
        return replace(query, modified_from=query.modified_from and query.modified_from + OVERLAP)


class WatermarkBeforeCommit(Right):
    """Moves the watermark as soon as everything is read, before anything is written."""

    def read(self, pages: Iterator[BookingPage]) -> Iterator[BookingPage]:
        began: datetime | None = None
        for page in pages:
            began = began or page.server_time
            yield page
        self.move_watermark(began)


class WatermarkPerPage(Right):
    """Writes each page as it comes and moves the watermark to the newest change on it, as if pages were sorted."""

    def read(self, pages: Iterator[BookingPage]) -> Iterator[BookingPage]:
        for page in pages:
            self._apply(page)
            newest = max((booking.modified_at for booking in page.bookings), default=None)
            known = self.config().watermark
            if newest is not None and known is not None and newest > known:
                self.move_watermark(newest)
            yield page

    def _apply(self, page: BookingPage) -> None:
        config, now = self.config(), self._place.clock.now()
        today = now.astimezone(config.zone).date()
        context = Applying(property_id=config.property_id, currency="EUR", today=today, at=now, source=Source.PULL)
        sync_bookings_to_pms(self._place.store, [Received(each, page.asked_at) for each in page.bookings], context)


class WatermarkAtTheEnd(Right):
    """Moves the watermark to the moment at which the run ended."""

    def finish(self, report: Report) -> None:
        if report.run.watermark is not None:
            self.move_watermark(self._place.clock.now())


class WithoutRepeat(Right):
    """Reads once, though rows moved over the borders of its pages: no page tells the time by which that shows."""

    began: datetime | None = None

    def read(self, pages: Iterator[BookingPage]) -> Iterator[BookingPage]:
        for page in pages:
            self.began = self.began or page.server_time
            yield replace(page, server_time=None)

    def finish(self, report: Report) -> None:
        self.move_watermark(self.began)


def without_guard(session: Session, received: Received) -> None:
    """Make the stored reservation look as old as can be, so that any body is written over it."""
    session.connection.execute(
        "UPDATE reservations SET modified_at = '2000-01-01T00:00:00Z', fingerprint = NULL WHERE beds24_id = ?",
        (received.booking.beds24_id,),
    )


def as_job(way: type[Right]) -> Job:
    """The real job, done in this way."""

    def job(place: Workplace, trigger: Trigger, watch: Watch) -> Report:
        between = way(place)
        report = run_pull_sync_job(replace(place, beds24=cast("Beds24", between)), trigger, watch)
        if report.run.outcome is Outcome.DONE:
            between.finish(report)
        return report

    return job
