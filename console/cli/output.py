"""What goes where: results on standard output (with --json one document), all that is said on standard error."""

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TextIO

from console.cli.exit_codes import ExitCode, exit_code_of
from console.domain.errors import ConsoleError, StoreDamaged

_IN_MEMORY, _PIECE = 4 * 1024 * 1024, 64 * 1024


@dataclass(frozen=True, slots=True)
class Failure:
    """The JSON document of a command that failed."""

    error: str
    kind: str
    exit_code: int


class Output:
    """The two streams of one process."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or _utf8(sys.stdout)
        self._err = err or _utf8(sys.stderr)
        self.live = self._err.isatty()
        self._shown = 0
        self._turn = threading.Lock()

    def say(self, sentence: str) -> None:
        """A line for the person who watches; from any thread."""
        with self._turn:
            self._end_line()
            self._err.write(sentence + "\n")
            self._err.flush()

    def update(self, line: str) -> None:
        """A line that the next one overwrites; for a terminal only."""
        with self._turn:
            self._err.write(f"\r{line:<{self._shown}}")
            self._err.flush()
            self._shown = len(line)

    def result(self, document: object, text: str) -> None:
        """What the command found: `document` with --json, else `text`."""
        with self._turn:
            self._end_line()
            whole = _json_of(document) if self.as_json else text
            self._out.write(whole + "\n")
            self._out.flush()

    def fail(self, error: ConsoleError) -> ExitCode:
        """Tell an error; gives the exit code that belongs to it."""
        code = exit_code_of(error)
        sentence = f"{error} {error.way_out}".strip() if isinstance(error, StoreDamaged) else str(error)
        self.say(sentence)
        if self.as_json:
            self.result(Failure(sentence, type(error).__name__, code), "")
        return code

    @contextmanager
    def whole(self, folder: Path) -> Iterator[IO[bytes]]:
        """A place to write a long document: it reaches standard output when the block has ended well, or not at all.

        What is too long for memory waits in a nameless file in `folder`.
        """
        from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - few commands need it

        with SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder)) as spool:
            yield spool
            spool.seek(0)
            self._copy(spool)

    def _copy(self, spool: IO[bytes]) -> None:
        self._out.flush()
        if isinstance(self._out, io.TextIOWrapper):
            while piece := spool.read(_PIECE):
                self._out.buffer.write(piece)
        else:
            self._out.write(spool.read().decode())
        self._out.flush()

    def _end_line(self) -> None:
        """Wipe the line that renews itself, so that what is said next takes its place."""
        if self._shown:
            self._err.write(f"\r{'':<{self._shown}}\r")
            self._err.flush()
            self._shown = 0


def _json_of(document: object) -> str:
    import msgspec  # noqa: PLC0415 - only where JSON is asked for

    return msgspec.json.format(encode(document), indent=2).decode()


def encode(document: object) -> bytes:
    """`document` as JSON in one line, amounts as numbers."""
    return _encoder()(document)


@cache
def _encoder() -> Callable[[object], bytes]:
    import msgspec  # noqa: PLC0415 - only where JSON is asked for

    return msgspec.json.Encoder(decimal_format="number").encode


class _Nowhere(io.StringIO):
    """For a program without a console: a window's has neither stream on some systems."""

    def write(self, text: str, /) -> int:
        return len(text)


def _utf8(stream: TextIO | None) -> TextIO:
    """Names of guests are in any script, whatever the system's own encoding is."""
    if stream is None:
        return _Nowhere()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream
