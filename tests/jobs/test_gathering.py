"""Announcements in bundles: nothing is lost, nothing is told more often than a window can show."""

from console.domain.announcing import ReservationsChanged
from console.domain.runs import Progress, Stage
from console.jobs.gathering import CHANGES_EVERY, PROGRESS_EVERY, Gatherer


class Ticks:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_change_is_told_at_once_and_the_rest_in_a_bundle() -> None:
    sent: list[object] = []
    ticks = Ticks()
    gatherer = Gatherer(sent.append, ticks)
    for number in range(5):
        gatherer.announce(ReservationsChanged((number, number + 1)))
    assert sent == [ReservationsChanged((0, 1))]
    ticks.now += 2 * CHANGES_EVERY
    gatherer.announce(ReservationsChanged((9,)))
    assert sent[1:] == [ReservationsChanged((1, 2, 3, 4, 5, 9))]


def test_what_was_kept_back_is_sent_before_the_report() -> None:
    sent: list[object] = []
    gatherer = Gatherer(sent.append, Ticks())
    gatherer.announce(ReservationsChanged((1,)))
    gatherer.announce(ReservationsChanged((2,)))
    gatherer.flush()
    gatherer.flush()
    assert sent == [ReservationsChanged((1,)), ReservationsChanged((2,))]


def test_progress_is_thinned_but_its_end_and_a_new_stage_pass() -> None:
    sent: list[object] = []
    ticks = Ticks()
    gatherer = Gatherer(sent.append, ticks)
    reading = [Progress(Stage.READING, pages=number, read=number) for number in range(3)]
    for one in reading:
        gatherer.tell(one)
    ticks.now += 2 * PROGRESS_EVERY
    gatherer.tell(reading[2])
    writing = [Progress(Stage.WRITING, written=number, expected=3) for number in (1, 2, 3)]
    for one in writing:
        gatherer.tell(one)
    assert sent == [reading[0], reading[2], writing[0], writing[2]]
