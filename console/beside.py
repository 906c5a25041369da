"""The program once more, in a process of its own: beside this one, or after it."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from console.domain.errors import OurBug


def start_beside(words: Sequence[str]) -> "Future[None]":
    """Start the program with `words`. Its end is the answer, an error where it could not begin or ended badly."""
    return follow(_program(), words)


def start_again(program: Sequence[str] | None = None) -> None:
    """The same program with the same words, now that everything of this one is closed. Raises OurBug."""
    try:
        _begin([*(program or _program()), *sys.argv[1:]])
    except OSError as error:
        raise OurBug(f"Night Porter closed for the restore, but could not start again: {error.strerror}.") from error


def follow(program: Sequence[str], words: Sequence[str]) -> "Future[None]":
    """The same for any `program`."""
    ended: Future[None] = Future()
    try:
        process = _begin([*program, *words])
    except OSError as error:
        ended.set_exception(OurBug(f"It could not be started: {error.strerror}."))
    else:
        threading.Thread(target=_wait, args=(process, ended), name="beside", daemon=True).start()
    return ended


def _program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, sys.argv[0]]


def _begin(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - ourselves


def _wait(process: "subprocess.Popen[bytes]", ended: "Future[None]") -> None:
    code = process.wait()
    if code:
        ended.set_exception(OurBug(f"It ended by itself (code {code}). Its log tells more."))
    else:
        ended.set_result(None)
