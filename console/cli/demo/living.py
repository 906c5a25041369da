"""The demo hotel that lives by itself while a window shows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from console.cli.demo.stage import Stage, clear_former_demo, set_stage
from console.domain.secret import Secret
from console.services.connecting import Offer, connect_hotel
from console.simulator import Courier, Pacemaker
from console.store.files import DataFolder

SEED = 7
SPEED = 30.0
EVENTS_PER_MINUTE = 8.0


@contextmanager
def living_hotel(folder: DataFolder, now: datetime) -> Iterator[Stage]:
    """A fresh demo hotel at `now`, whose time runs faster than ours, to which things happen, and whose Beds24 tells of
    them once it was told where to."""
    clear_former_demo(folder)
    with set_stage(folder, now, SEED, lambda _url: None, speed=SPEED) as stage:
        pace = Pacemaker(stage.simulator, EVENTS_PER_MINUTE)
        pace.start()
        try:
            with Courier(stage.simulator.hooks):
                yield stage
        finally:
            pace.stop()


def connect_demo(stage: Stage) -> None:
    """Connect it with an invite code, as a person would."""
    code = Secret(stage.simulator.make_invite_code())
    connect_hotel(stage.place.store, stage.vault, stage.beds24, stage.place.clock, Offer(invite_code=code))
