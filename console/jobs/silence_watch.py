"""Tells when webhooks fall silent, and when one is heard again; without a window nobody sees the pill that says it."""

import logging
from collections.abc import Callable

from console.domain.errors import ConsoleError
from console.domain.silence import Silence, silence_of
from console.jobs.workplace import Workplace
from console.services.silence import hearing_facts

_log = logging.getLogger(__name__)


class SilenceWatch:
    """`look` after every run. `tell` hears of a silence once, and of its end (None) once a message was heard; one that
    a switch ended is told by whoever tells of the switch."""

    def __init__(self, place: Workplace, tell: Callable[[Silence | None], None]) -> None:
        self._place = place
        self._tell = tell
        self._silence: Silence | None = None

    def look(self) -> None:
        """Whether anything is to be told now. What cannot be read is looked at after the next run."""
        try:
            with self._place.store.reading() as session:
                facts = hearing_facts(session)
        except ConsoleError as error:
            _log.debug("Whether webhooks are silent could not be read: %s", error)
            return
        before, self._silence = self._silence, silence_of(facts, self._place.clock.now())
        if before is None and self._silence is not None:
            _log.warning("Webhooks are silent: checks found %d changes that none told of.", self._silence.changes)
            self._tell(self._silence)
        elif before is not None and self._silence is None and facts.heard_at and facts.heard_at > before.since:
            _log.info("Webhooks are heard again.")
            self._tell(None)
