"""After whatever may have moved a stay: whether a room is held twice now."""

import logging
from typing import TYPE_CHECKING

from console.domain.errors import ConsoleError

if TYPE_CHECKING:
    from console.jobs.workplace import Workplace
    from console.services.pull_sync import NewsTeller

_log = logging.getLogger(__name__)


class OverbookingLook:
    """Looks, and announces what was found or has ended. What was applied stands whatever comes of the look: trouble is
    logged when it begins, and the next look finds what this one missed."""

    def __init__(self, place: "Workplace", announce: "NewsTeller") -> None:
        self._place = place
        self._announce = announce
        self._in_trouble = False

    def take(self) -> None:
        from console.services.overbooking_watch import look_for_overbookings  # noqa: PLC0415 - the window needs none

        try:
            changed = look_for_overbookings(self._place.store, self._place.clock.now())
        except ConsoleError as error:
            if not self._in_trouble:
                _log.warning("Overbookings could not be looked for: %s", error)
            self._in_trouble = True
            return
        self._in_trouble = False
        if changed.says_anything:
            self._announce(changed)
