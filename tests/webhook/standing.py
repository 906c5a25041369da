"""A listener as a process of its own, until its standard input ends: `python -m tests.webhook.standing [FOLDER]`.

With a folder it keeps what it hears in a hotel's database there, without one it acknowledges and forgets.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.domain.hooks import Heard, Reply
from console.services.inbox import Hearing
from console.webhook.limits import Limits
from console.webhook.server import Listener
from tests.storing import new_store
from tests.webhook.door import EITHER, TUNNEL

_NO_RATE = Limits(rate=1_000_000, burst=1_000_000)
_PEAK = "VmHWM:"


@dataclass(frozen=True, slots=True)
class Standing:
    """One that runs."""

    port: int
    process_id: int

    def peak_memory(self) -> int:
        """The most that it ever held, in bytes."""
        lines = Path(f"/proc/{self.process_id}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(_PEAK))


@contextmanager
def standing(folder: Path | None = None) -> Iterator[Standing]:
    """A listener in another process."""
    command = [sys.executable, "-m", "tests.webhook.standing", *([str(folder)] if folder else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Standing(int(process.stdout.readline()), process.pid)
        process.stdin.close()


def _forget(_heard: Heard) -> Reply:
    return Reply.STORED


def main(words: list[str]) -> None:
    if not words:
        _stand(Listener(_forget, lambda: EITHER, hosts=lambda: {TUNNEL}, limits=_NO_RATE))
        return
    with new_store(Path(words[0])) as store:
        hearing = Hearing(store, lambda: None)
        _stand(Listener(hearing, lambda: EITHER, together=hearing.together, hosts=lambda: {TUNNEL}, limits=_NO_RATE))


def _stand(listener: Listener) -> None:
    print(listener.port, flush=True)
    sys.stdin.read()
    listener.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
