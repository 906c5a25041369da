"""The runner over a workplace: what every front end starts."""

from collections.abc import Callable

from console.domain.errors import ConsoleError, OurBug
from console.jobs.ledger import carry_out
from console.jobs.runner import Runner, Wish
from console.jobs.sync_job import Report, Workplace
from console.jobs.telling import LeftOpen, RunLog
from console.services.pull_sync import Announcer, ProgressTeller, Watch


def start_runner(
    place: Workplace,
    *,
    tell: ProgressTeller,
    on_done: Callable[[Report], None],
    announce: Announcer = lambda _changed: None,
    on_begin: Callable[[Wish], None] = lambda _wish: None,
    on_refused: Callable[[ConsoleError], None] = lambda _error: None,
) -> Runner:
    """A runner whose runs keep one connection of the worker's thread open from their beginning to their end.

    `on_begin` hears of every run before it does anything, `on_refused` of one that could not even begin.
    """
    log, left_open = RunLog(), LeftOpen(place)

    def work(wish: Wish, watch: Watch) -> Report:
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
