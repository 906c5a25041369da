"""Storing on a thread of its own, with a queue that has an end: the listener never waits for a disk."""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from console.domain.errors import WeRetry
from console.domain.hooks import Heard, Reply

Hear = Callable[[Heard], Reply]
"""Stores what was heard and says what became of it; only after that is it acknowledged."""


@dataclass(frozen=True, slots=True)
class _Question:
    heard: Heard
    answer: "asyncio.Future[Reply]"


class Hearing:
    """Hands over one message after the other, in the order in which they came.

    The thread ends with the process, whatever it is doing: what is not stored was not acknowledged.
    """

    def __init__(self, hear: Hear, waiting: int) -> None:
        self._hear = hear
        self._questions: queue.Queue[_Question | None] = queue.Queue(waiting)
        self._thread = threading.Thread(target=self._serve, name="webhook-hearing", daemon=True)
        self._thread.start()

    async def ask(self, heard: Heard, until: float) -> Reply:
        """What became of it, BUSY when that is not known by `until` on the loop's clock. Raises what `hear` raises."""
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        try:
            self._questions.put_nowait(_Question(heard, answer))
            async with asyncio.timeout_at(until):
                return await answer
        except (queue.Full, TimeoutError, WeRetry):
            return Reply.BUSY

    def stop(self) -> None:
        """Take nothing more; what waits was not acknowledged and comes again."""
        with suppress(queue.Empty):
            while True:
                self._questions.get_nowait()
        self._questions.put(None)

    def _serve(self) -> None:
        while (question := self._questions.get()) is not None:
            if not question.answer.cancelled():
                self._settle(question)

    def _settle(self, question: _Question) -> None:
        try:
            reply: Reply | Exception = self._hear(question.heard)
        except Exception as error:  # noqa: BLE001 - the thread's edge: one fault must not end all hearing
            reply = error
        with suppress(RuntimeError):  # the loop has ended, and nobody waits for this any more
            question.answer.get_loop().call_soon_threadsafe(_give, question.answer, reply)


def _give(answer: "asyncio.Future[Reply]", reply: Reply | Exception) -> None:
    if answer.done():
        return
    if isinstance(reply, Reply):
        answer.set_result(reply)
    else:
        answer.set_exception(reply)
