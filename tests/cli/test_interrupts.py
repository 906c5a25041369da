"""Signals as a question: nothing is cut in its middle, nothing hangs."""

import os
import signal
import threading
from concurrent.futures import Future

import pytest

from console.cli.interrupts import Interrupts
from console.domain.errors import Stopped, WrongInput


def _interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_a_signal_is_noted_and_the_former_handler_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts:
        assert interrupts.wait(0.0) is False
        _interrupt()
        assert interrupts.wait() is True
    assert signal.getsignal(signal.SIGINT) is before


def test_a_result_that_comes_is_given() -> None:
    with Interrupts() as interrupts:
        assert interrupts.result_in_thread(lambda: 5, lambda: None) == 5


def test_an_error_of_the_work_comes_out_as_it_is() -> None:
    def fail() -> None:
        raise WrongInput("Not so.")

    with Interrupts() as interrupts, pytest.raises(WrongInput, match="Not so"):
        interrupts.result_in_thread(fail, lambda: None)


def test_work_that_heeds_the_stop_ends_in_its_own_words() -> None:
    asked = threading.Event()

    def work() -> str:
        _interrupt()
        asked.wait(5)
        return "ended in order"

    with Interrupts() as interrupts:
        assert interrupts.result_in_thread(work, asked.set) == "ended in order"


def test_work_that_hangs_is_left_behind() -> None:
    never: Future[int] = Future()
    told: list[str] = []
    with Interrupts() as interrupts:
        _interrupt()
        with pytest.raises(Stopped):
            interrupts.result_of(never, lambda: told.append("break off"))
    assert told == ["break off"]


def test_outside_the_main_thread_no_handler_is_set() -> None:
    before = signal.getsignal(signal.SIGTERM)
    seen: list[object] = []

    def elsewhere() -> None:
        with Interrupts():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [before]


def test_asking_a_person_can_be_ended_also_when_one_asking_lies_within_another() -> None:
    with Interrupts() as interrupts:
        with interrupts.as_usual():
            with interrupts.as_usual():
                pass
            with pytest.raises(KeyboardInterrupt):
                _interrupt()
        _interrupt()
        assert interrupts.asked
