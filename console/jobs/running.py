"""The runner over a workplace: what every front end starts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.domain.announcing import ReservationsChanged
from console.domain.errors import ConsoleError, OurBug
from console.jobs.overbooking_part import OverbookingLook
from console.jobs.runner import Runner, Wish
from console.jobs.telling import LeftOpen, RunLog

if TYPE_CHECKING:
    from console.jobs.report import Report
    from console.jobs.workplace import Workplace
    from console.services.pull_sync import NewsTeller, ProgressTeller, Watch


def start_runner(
    place: "Workplace",
    *,
    tell: "ProgressTeller",
    on_done: "Callable[[Report], None]",
    announce: "NewsTeller" = lambda _changed: None,
    on_begin: Callable[[Wish], None] = lambda _wish: None,
    on_refused: Callable[[ConsoleError], None] = lambda _error: None,
) -> Runner:
    """A runner whose runs keep one connection of the worker's thread open from their beginning to their end.

    `on_begin` hears of every run before it does anything, `on_refused` of one that could not even begin.
    """
    runner = Runner(
        _Work(place, on_begin, on_refused).do,
        break_off=place.beds24.stop,
        get_ready=place.beds24.resume,
        connected=place.store.database.connected,
        tell=tell,
        announce=announce,
        afterwards=OverbookingLook(place, announce).take,
        on_done=on_done,
    )
    keep_matched(runner, place)
    return runner


def keep_matched(runner: Runner, place: "Workplace") -> None:
    """Have the guests matched anew where the rules or the lists are not those by which they were."""

    def match(watch: "Watch") -> None:
        from console.services.guest_rematching import is_matched, match_again  # noqa: PLC0415 - nor does the window

        moved = () if is_matched(place.store) else match_again(place.store, place.clock, watch.stop_here)
        if moved:
            watch.announce(ReservationsChanged(tuple(sorted(moved))))

    runner.run_errand(match)


class _Work:
    """One run after the other, with what becomes of those that fail."""

    def __init__(
        self, place: "Workplace", on_begin: Callable[[Wish], None], on_refused: Callable[[ConsoleError], None]
    ) -> None:
        self._place, self._on_begin, self._on_refused = place, on_begin, on_refused
        self._log, self._left_open = RunLog(), LeftOpen(place)

    def do(self, wish: Wish, watch: "Watch") -> "Report":
        from console.jobs.ledger import carry_out  # noqa: PLC0415 - the first run loads what runs work with

        self._on_begin(wish)
        try:
            with self._place.store.database.connected():
                self._left_open.close()
                report = carry_out(self._place, wish, watch)
        except Exception as error:
            self._refuse(wish, error if isinstance(error, ConsoleError) else OurBug(_BUG))
            raise
        self._left_open.note(report)
        self._log.note(report)
        return report

    def _refuse(self, wish: Wish, refusal: ConsoleError) -> None:
        self._left_open.suspect()
        self._log.note_refused(wish, refusal)
        self._on_refused(refusal)


_BUG = "A fault in the program ended this run. Nothing is lost: the next run reads it again. The log tells more."
