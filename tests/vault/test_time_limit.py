"""A blocking call is given up after its limit, and never runs beside another."""

import threading
from queue import SimpleQueue
from threading import Event, current_thread

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordSetError

from console.vault.time_limit import NoAnswer, Refused, TimeLimit, foreign_errors


def raising(error: Exception) -> None:
    raise error


def test_the_result_comes_back() -> None:
    assert TimeLimit(5).run(lambda: 42) == 42


def test_the_call_runs_in_a_thread_that_does_not_hold_up_the_end_of_the_program() -> None:
    worker = TimeLimit(5).run(current_thread)
    assert worker is not current_thread()
    assert worker.daemon


def test_a_call_that_does_not_return_is_given_up() -> None:
    released = Event()
    with pytest.raises(NoAnswer):
        TimeLimit(0.02).run(lambda: released.wait(60))
    released.set()


def test_a_second_call_is_not_made_beside_one_that_is_stuck() -> None:
    released, made = Event(), Event()
    limit = TimeLimit(0.02)
    for call in (lambda: released.wait(60), made.set):
        with pytest.raises(NoAnswer):
            limit.run(call)
    assert not made.is_set()
    released.set()


def test_once_the_stuck_call_returns_the_next_one_is_made() -> None:
    started, released = Event(), Event()

    def stuck() -> bool:
        started.set()
        return released.wait(60)

    limit = TimeLimit(30)
    first = threading.Thread(target=limit.run, args=(stuck,))
    first.start()
    started.wait(60)
    released.set()
    assert limit.run(lambda: 42) == 42
    first.join(60)


@pytest.mark.parametrize(
    "error",
    [
        KeyringLocked("x"),
        InitError("x"),
        NoKeyringError("x"),
        PasswordSetError("x"),
        ConnectionResetError("x"),
        FileNotFoundError("x"),
        RuntimeError("x"),
        UnicodeDecodeError("utf-8", b"canary\xff", 6, 7, "x"),
        AssertionError("x"),
        TimeoutError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_failure_is_told_by_its_kind_and_nothing_else(error: Exception) -> None:
    with pytest.raises(Refused) as refused:
        TimeLimit(5).run(lambda: raising(error))
    assert refused.value.kind == str(refused.value) == type(error).__name__
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_the_next_call_is_made_after_a_failure() -> None:
    limit = TimeLimit(5)
    with pytest.raises(Refused):
        limit.run(lambda: raising(KeyringLocked()))
    assert limit.run(lambda: 42) == 42


def test_an_unforeseen_error_reaches_the_thread_hook_and_does_not_hang_the_caller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hooked: SimpleQueue[type[BaseException]] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", lambda told: hooked.put(told.exc_type))
    limit = TimeLimit(30)
    with pytest.raises(Refused, match="unforeseen"):
        limit.run(lambda: raising(ZeroDivisionError()))
    assert hooked.get(timeout=30) is ZeroDivisionError
    assert limit.run(lambda: 42) == 42


def test_errors_of_the_linux_libraries_are_foreseen_once_they_are_loaded() -> None:
    jeepney = pytest.importorskip("jeepney")
    secretstorage = pytest.importorskip("secretstorage.exceptions")
    assert jeepney.DBusErrorResponse in foreign_errors()
    assert secretstorage.SecretStorageException in foreign_errors()
