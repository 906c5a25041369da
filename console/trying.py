"""Opening the window until it stands: what prevents it is told in a small window, not on a stream that nobody reads."""

import logging
from collections.abc import Callable
from pathlib import Path

from console.domain.errors import ConsoleError, OurBug
from console.house import House
from console.services.backups import BackupHeld, Backups, PutBack
from console.ui.opening import Application
from console.ui.shell.failed_start import Rescue, try_once_more

_log = logging.getLogger(__name__)


def go_on_trying(
    house: House, failure: Exception, open_it: Callable[[House, Application], None], application: Application
) -> None:
    """Tell `failure`, and open once more as often as the person wishes; raises the last failure when they quit."""
    tried = False
    while True:
        if isinstance(failure, OurBug) or not isinstance(failure, ConsoleError):
            house.log_even_now()
            _log.error("A fault in the program prevented the window.", exc_info=failure)
        house.closing.close()
        rescuing = _Rescuing(house)
        unlock = house.take_passphrase if house.needs_passphrase else None
        rescue = Rescue(rescuing.find, rescuing.put_back, unlock)
        if not try_once_more(application(), house.folder.path, house.clock, failure, rescue, tried=tried):
            raise failure
        tried = True
        try:
            return open_it(house, application)
        except Exception as again:  # noqa: BLE001 - an edge: whatever it is, the person has to hear of it
            failure = again


class _Rescuing:
    """The backups of a folder that nobody is in charge of at the moment."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._backups = Backups(house.folder, house.clock)

    def find(self, stop: Callable[[], bool]) -> BackupHeld | None:
        return self._backups.newest_proven(stop)

    def put_back(self, source: Path, stop: Callable[[], bool]) -> PutBack:
        """In charge of the folder meanwhile, as everything that writes there has to be."""
        self._house.take_charge()
        try:
            return self._backups.put_back(source, stop)
        finally:
            self._house.closing.close()
