"""The program once more, in a process of its own beside this one."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from console.domain.errors import OurBug


def start_beside(words: Sequence[str]) -> "Future[None]":
    """Start the program with `words`. Its end is the answer, an error where it could not begin or ended badly."""
    return follow([sys.executable] if getattr(sys, "frozen", False) else [sys.executable, sys.argv[0]], words)


def follow(program: Sequence[str], words: Sequence[str]) -> "Future[None]":
    """The same for any `program`."""
    ended: Future[None] = Future()
    try:
        process = subprocess.Popen([*program, *words], start_new_session=True)  # noqa: S603 - ourselves
    except OSError as error:
        ended.set_exception(OurBug(f"It could not be started: {error.strerror}."))
    else:
        threading.Thread(target=_wait, args=(process, ended), name="beside", daemon=True).start()
    return ended


def _wait(process: "subprocess.Popen[bytes]", ended: "Future[None]") -> None:
    code = process.wait()
    if code:
        ended.set_exception(OurBug(f"It ended by itself (code {code}). Its log tells more."))
    else:
        ended.set_result(None)
