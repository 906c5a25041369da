"""What a person may do about syncing, whatever they press for it; each deed is another thread's."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from console.domain.announcing import NotSaved, SyncSettingsChanged
from console.domain.errors import ConsoleError, Stopped
from console.domain.runs import RunKind, Trigger
from console.jobs.runner import Wish
from console.ui.kit.stage import Stage
from console.ui.parts import Parts

PAUSE_FOR = timedelta(hours=1)


class SyncDeeds:
    """What cannot be done is announced: a run by the runner, a pause or a switch as NotSaved."""

    def __init__(self, stage: Stage, parts: Parts) -> None:
        self._stage = stage
        self._parts = parts

    def ask(self, kind: RunKind, *, apply_anyway: bool = False) -> None:
        """Start a run by hand, or join the one that does the same."""
        with suppress(Stopped):  # the program is about to end
            self._parts.runner.ask(Wish(kind, Trigger.MANUAL, apply_anyway))

    def pause(self) -> None:
        """Let nothing be checked by itself for an hour."""
        until = self._stage.clock.now() + PAUSE_FOR
        self._save(lambda: self._parts.sync.pause(until))

    def resume(self) -> None:
        """End the pause, and make up for it at once."""
        self._save(self._parts.sync.resume, then=lambda: self.ask(RunKind.PULL))

    def switch_on(self) -> None:
        """Let bookings be pulled again, and pull them."""
        self._save(self._parts.sync.switch_on, then=lambda: self.ask(RunKind.PULL))

    def _save(self, write: Callable[[], None], then: Callable[[], None] = lambda: None) -> None:
        def saved(_nothing: object) -> None:
            self._stage.courier.send(SyncSettingsChanged())
            then()

        self._parts.saver.save(write, saved, self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        if not isinstance(error, ConsoleError):
            raise error
        self._stage.courier.send(NotSaved(error))
