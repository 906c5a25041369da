"""The runner over a workplace: what every front end starts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.domain.errors import ConsoleError, OurBug
from console.jobs.runner import Runner, Wish
from console.jobs.telling import LeftOpen, RunLog

if TYPE_CHECKING:
    from console.jobs.report import Report
    from console.jobs.workplace import Workplace
    from console.services.pull_sync import Announcer, ProgressTeller, Watch


def start_runner(
    place: "Workplace",
    *,
    tell: "ProgressTeller",
    on_done: "Callable[[Report], None]",
    announce: "Announcer" = lambda _changed: None,
    on_begin: Callable[[Wish], None] = lambda _wish: None,
    on_refused: Callable[[ConsoleError], None] = lambda _error: None,
) -> Runner:
    """A runner whose runs keep one connection of the worker's thread open from their beginning to their end.

    `on_begin` hears of every run before it does anything, `on_refused` of one that could not even begin.
    """
    log, left_open = RunLog(), LeftOpen(place)

    def work(wish: Wish, watch: "Watch") -> "Report":
        from console.jobs.ledger import carry_out  # noqa: PLC0415 - the first run loads what runs work with

        on_begin(wish)
        try:
            with place.store.database.connected():
                left_open.close()
                report = carry_out(place, wish, watch)
        except Exception as error:
            left_open.suspect()
            refusal = error if isinstance(error, ConsoleError) else OurBug(_BUG)
            log.note_refused(wish, refusal)
            on_refused(refusal)
            raise
        left_open.note(report)
        log.note(report)
        return report

    return Runner(
        work,
        break_off=place.beds24.stop,
        get_ready=place.beds24.resume,
        connected=place.store.database.connected,
        tell=tell,
        announce=announce,
        on_done=on_done,
    )


_BUG = "A fault in the program ended this run. Nothing is lost: the next run reads it again. The log tells more."
