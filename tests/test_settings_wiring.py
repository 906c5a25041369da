"""A restore wished for in the window: carried out when everything is closed, while the folder is still ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.beside import start_again
from console.cli.interrupts import Interrupts
from console.cli.output import Output
from console.cli.parser import read_command_line
from console.domain.clock import SystemClock
from console.domain.errors import OurBug
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
    restoring.wish(path)
    assert _rows(house) == 2
    house.closing.close()
    assert restoring.wished
    assert _rows(house) == 1


def test_without_a_wish_nothing_is_put_back(house: House) -> None:
    restoring = Restoring(house)
    store = house.open_store()
    keep_property(store, HOTEL, "Europe/Vienna")
    Backups(house.folder, house.clock).make(lambda _done, _all: None, lambda: False)
    apply(store, booking(1))
    house.closing.close()
    assert not restoring.wished
    assert _rows(house) == 1


def test_a_program_that_cannot_start_again_says_so(tmp_path: Path) -> None:
    with pytest.raises(OurBug, match="could not start again: Permission denied"):
        start_again([str(tmp_path)])
