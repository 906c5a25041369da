"""One cloudflared as a child of this process: started, listened to, ended."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from console.domain.quick_tunnel import address_in, tells_of_loss

ENDS_WITHIN: Final = 1.0
_LONGEST_LINE: Final = 4096
_NOT_FOR_OTHERS: Final = ("NIGHT_PORTER_", "TUNNEL_")
"""Our passphrase, and what would make another tunnel of this one."""

_LIBRARIES: Final = "LD_LIBRARY_PATH"


class Cloudflared:
    """Leads a quick tunnel to `origin` until `end`; has to be made and ended by one thread, which lives that long.

    `hear` is told on another thread whenever something is new. What the program says is neither kept nor logged: it
    names the whole address of every request that failed. Raises OSError where it cannot be started.
    """

    def __init__(self, program: str, origin: str, hear: Callable[[], None]) -> None:
        self._hear = hear
        self._silent = False
        self.address = ""
        self.is_lost = False
        self._process = subprocess.Popen(  # noqa: S603 - the program that was found, with words of our own
            [*_tied_to_us(), program, *_words(origin)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=surroundings_of(os.environ, packed=getattr(sys, "frozen", False)),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._reader = threading.Thread(target=self._read, name="tunnel-words", daemon=True)
        self._reader.start()

    @property
    def has_ended(self) -> bool:
        """Whether it is gone, or says nothing more for good."""
        return self._silent or self._process.poll() is not None

    def ask_to_end(self) -> None:
        """It has a moment to say goodbye to Cloudflare; may be called from any thread."""
        self._signal(signal.SIGTERM)

    def end(self, within: float = ENDS_WITHIN) -> None:
        """Ask it to end, and end it where it does not within so many seconds."""
        self.ask_to_end()
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            self._process.wait()
        self._reader.join(within)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _read(self) -> None:
        if (words := self._process.stderr) is not None:
            with words:
                while line := words.readline(_LONGEST_LINE):
                    self._take(line.decode(errors="replace"))
        self._silent = True
        self._hear()

    def _take(self, line: str) -> None:
        address, lost = address_in(line), tells_of_loss(line)
        if lost or (address and address != self.address):
            self.address, self.is_lost = address or self.address, self.is_lost or lost
            self._hear()

    def _signal(self, number: int) -> None:
        """To the program and whatever it has started itself; nothing to one that is gone."""
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.terminate()
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def surroundings_of(ours: Mapping[str, str], *, packed: bool) -> dict[str, str]:
    """What the program may know of our surroundings; the libraries that were packed with us are no other program's."""
    handed_on = {name: value for name, value in ours.items() if not name.startswith(_NOT_FOR_OTHERS)}
    if packed:
        handed_on.pop(_LIBRARIES, None)
        if (usual := handed_on.pop(f"{_LIBRARIES}_ORIG", None)) is not None:  # put aside by PyInstaller
            handed_on[_LIBRARIES] = usual
    return handed_on


def _words(origin: str) -> list[str]:
    """No settings of a tunnel that somebody else set up here, no updates that end it, and no long goodbye."""
    return ["tunnel", "--config", os.devnull, "--no-autoupdate", "--grace-period", "1s", "--url", origin]


def _tied_to_us() -> list[str]:
    """On Linux the system ends it with the thread that started it, even where this process is killed.

    Of util-linux (setpriv(1)); the one of BusyBox knows nothing of it. Elsewhere, or without it, the program ends
    when it next has something to say: nobody reads that any more.
    """
    setpriv = shutil.which("setpriv")
    if sys.platform != "linux" or setpriv is None or Path(setpriv).resolve().name != "setpriv":
        return []
    return [setpriv, "--pdeathsig", "KILL", "--"]
