"""What goes where: results on standard output (with --json one document), all that is said on standard error."""

import io
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TextIO

import msgspec

from console.cli.exit_codes import ExitCode, exit_code_of
from console.domain.errors import ConsoleError

_IN_MEMORY = 4 * 1024 * 1024
encode = msgspec.json.Encoder(decimal_format="number").encode


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
            whole = msgspec.json.format(encode(document), indent=2).decode() if self.as_json else text
            self._out.write(whole + "\n")
            self._out.flush()

    def fail(self, error: ConsoleError) -> ExitCode:
        """Tell an error; gives the exit code that belongs to it."""
        code = exit_code_of(error)
        self.say(str(error))
        if self.as_json:
            self.result(Failure(str(error), type(error).__name__, code), "")
        return code

    @contextmanager
    def whole(self, folder: Path) -> Iterator[IO[bytes]]:
        """A place to write a long document: it reaches standard output when the block has ended well, or not at all.

        What is too long for memory waits in a nameless file in `folder`.
        """
        with SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder)) as spool:
            yield spool
            spool.seek(0)
            self._copy(spool)

    def _copy(self, spool: IO[bytes]) -> None:
        self._out.flush()
        if isinstance(self._out, io.TextIOWrapper):
            shutil.copyfileobj(spool, self._out.buffer)
        else:
            self._out.write(spool.read().decode())
        self._out.flush()

    def _end_line(self) -> None:
        """Wipe the line that renews itself, so that what is said next takes its place."""
        if self._shown:
            self._err.write(f"\r{'':<{self._shown}}\r")
            self._err.flush()
            self._shown = 0


def _utf8(stream: TextIO) -> TextIO:
    """Names of guests are in any script, whatever the system's own encoding is."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream
