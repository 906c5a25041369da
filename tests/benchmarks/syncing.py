"""Real syncs over HTTP against the simulator as a process of its own: a quiet pull, and the memory of a big one."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from console.beds24.client import Beds24Client, Settings
from console.domain.asking import BookingQuery, Urgency
from console.domain.clock import SystemClock
from console.domain.runs import Progress, Stage, Trigger
from console.domain.secret import Secret, SecretName
from console.jobs.reading_part import FIRST_ARRIVAL, LAST_ARRIVAL, OVERLAP
from console.jobs.report import Report
from console.jobs.sync_job import run_full_sync_job, run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.pull_sync import Watch
from console.services.rooms import keep_property
from tests.benchmarks.table import Figure
from tests.fakes.vault import FakeVault
from tests.storing import new_store

MANY, USUAL, QUIET_PULLS = 100_000, 143, 40
MEGABYTE = 1024 * 1024
RESIDENT_FIELD, PAGE_BYTES = 1, 4096


@dataclass(frozen=True, slots=True)
class Service:
    """A simulator that runs, and the key to it."""

    base_url: str
    property_id: int
    invite_code: str


@contextmanager
def simulator(bookings: int, rooms: int = 60) -> Iterator[Service]:
    """A Beds24 in another process, generous with credits."""
    command = [sys.executable, "-m", "console.simulator", "--rooms", str(rooms), "--bookings", str(bookings)]
    command += ["--credits", "1000000000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            yield Service(told["base_url"], told["property_id"], told["invite_code"])
        finally:
            process.terminate()


@contextmanager
def workplace(service: Service, folder: Path) -> Iterator[Workplace]:
    """A connected console without a window."""
    vault = FakeVault()
    beds24 = Beds24Client(vault, settings=Settings(api_url=service.base_url, trust_env=False))
    vault.write(SecretName.REFRESH_TOKEN, beds24.exchange_invite(Secret(service.invite_code), "benchmark"))
    beds24.key_changed()
    try:
        with new_store(folder, None) as store, store.database.connected():
            (hotel,) = beds24.properties()
            keep_property(store, hotel, "Europe/Vienna")
            yield Workplace(store, beds24, SystemClock())
    finally:
        beds24.close()


def measure_quiet_pull() -> list[Figure]:
    """A five-minute pull with nothing new, and the same request by the client alone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        simulator(USUAL) as service,
        workplace(service, Path(folder)) as place,
    ):
        _full(place)
        before = _rows(place)
        reports, ours = _timed(place, QUIET_PULLS)
        alone = _requests_alone(place, QUIET_PULLS)
        written = _rows(place) != before
    beyond = (ours - alone) / QUIET_PULLS * 1000
    requests = max(report.run.traffic.requests for report in reports)
    cost = max(report.run.traffic.credits for report in reports)
    return [
        Figure("requests of a pull with nothing new", str(requests), "1", requests == 1),
        Figure("credits of a pull with nothing new", str(cost), "<= 1.6", cost <= Decimal("1.6")),
        Figure("its CPU beyond the request", f"{beyond:.1f} ms", "< 15 ms", beyond < 15),
        Figure("rows it writes beside the run", "some" if written else "none", "none", not written),
    ]


def _full(place: Workplace) -> Report:
    report = run_full_sync_job(place, Trigger.MANUAL, Watch())
    assert report.error is None, report.error
    return report


def _timed(place: Workplace, count: int) -> tuple[list[Report], float]:
    began = time.process_time()
    reports = [run_pull_sync_job(place, Trigger.SCHEDULE, Watch()) for _ in range(count)]
    return reports, time.process_time() - began


def _requests_alone(place: Workplace, count: int) -> float:
    with place.store.reading() as session:
        (config,) = session.config.all()
    assert config.watermark is not None
    query = BookingQuery(
        property_id=config.property_id,
        modified_from=config.watermark - OVERLAP,
        arrival_from=FIRST_ARRIVAL,
        arrival_to=LAST_ARRIVAL,
    )
    began = time.process_time()
    for _ in range(count):
        for _page in place.beds24.booking_pages(query, "EUR", Urgency.BACKGROUND):
            pass
    return time.process_time() - began


def _rows(place: Workplace) -> list[object]:
    tables = (
        "reservations",
        "reservation_bodies",
        "former_bodies",
        "history",
        "guests",
        "guest_profiles",
        "parked",
        "rooms",
    )
    with place.store.reading() as session:
        return [session.connection.execute(f"SELECT count(*), total(rowid) FROM {table}").get for table in tables]


def measure_memory() -> list[Figure]:
    """A full sync of 100,000 bookings in a process of its own, which tells its memory as it goes."""
    with tempfile.TemporaryDirectory() as folder, simulator(MANY) as service:
        command = [sys.executable, "-m", "tests.benchmarks.syncing", service.base_url, service.invite_code, folder]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    reading, writing = (_sizes(told, stage) for stage in (Stage.READING, Stage.WRITING))
    growth = max(stage[-1] - stage[len(stage) // 4] for stage in (reading, writing))
    peak = max(*reading, *writing)
    return [
        Figure("memory while syncing 100,000 bookings, at most", f"{peak:.0f} MB", "<= 120 MB", peak <= 120),
        Figure(
            "its growth over the last three quarters of reading, of writing", f"{growth:.0f} MB", "flat", growth <= 15
        ),
    ]


def _sizes(lines: list[str], stage: Stage) -> list[float]:
    told = [line.split() for line in lines]
    return [int(size) / MEGABYTE for of_stage, size in told if of_stage == stage]


def _tell_memory(progress: Progress) -> None:
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[RESIDENT_FIELD]) * PAGE_BYTES
    print(progress.stage, resident, flush=True)


def main(base_url: str, invite_code: str, folder: str) -> None:
    """The process that `measure_memory` watches."""
    with workplace(Service(base_url, 0, invite_code), Path(folder)) as place:
        report = run_full_sync_job(place, Trigger.MANUAL, Watch(_tell_memory))
        assert report.run.counts.read >= MANY, report.run


if __name__ == "__main__":
    main(*sys.argv[1:])
