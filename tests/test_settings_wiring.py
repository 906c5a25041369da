"""A restore wished for in the window: carried out when everything is closed, while the folder is still ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.cli.parser import read_command_line
from console.domain.clock import SystemClock
from console.house import House
from console.services.backups import Backups
from console.services.rooms import keep_property
from console.settings_wiring import Restoring
from tests.building import HOTEL, booking
from tests.storing import apply


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    line = read_command_line(["--data-dir", str(tmp_path)])
    with Interrupts() as interrupts, House(line, Output(as_json=False), SystemClock(), interrupts) as made:
        made.take_charge()
        yield made
        made.afterwards = lambda: None


def _rows(house: House) -> int:
    with house.store_to_read().reading() as session:
        return session.listing.count("reservations")


def test_a_wished_restore_is_done_once_all_is_closed(house: House) -> None:
    restoring = Restoring(house)
    store = house.open_store()
    keep_property(store, HOTEL, "Europe/Vienna")
    apply(store, booking(1))
    path = Backups(house.folder, house.clock).make(lambda _done, _all: None, lambda: False)
    apply(store, booking(2))
    started_again = house.afterwards
    restoring.wish(path)
    house.closing.close()
    assert house.afterwards is not started_again
    assert _rows(house) == 1


def test_without_a_wish_nothing_starts_again(house: House) -> None:
    Restoring(house)
    apply_to = house.open_store()
    keep_property(apply_to, HOTEL, "Europe/Vienna")
    usual = house.afterwards
    house.closing.close()
    assert house.afterwards is usual
    assert _rows(house) == 0
