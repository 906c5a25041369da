"""Storing on a thread of its own, with a queue that has an end: the listener never waits for a disk."""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from console.domain.errors import WeRetry
from console.domain.hooks import Heard, Reply

Hear = Callable[[Heard], Reply]
"""Stores what was heard and says what became of it."""

Together = Callable[[], AbstractContextManager[object]]
"""Surrounds the storing of all that waits at one moment; only when it has ended well they count as stored."""

_Reply = Reply | Exception


@dataclass(frozen=True, slots=True)
class _Question:
    heard: Heard
    answer: "asyncio.Future[Reply]"


class Hearing:
    """Hands over one message after the other, in the order in which they came, and acknowledges what was kept.

    Whatever comes while the disk is busy is stored with one more turn of the disk. The thread ends with the process,
    whatever it is doing: what is not stored was not acknowledged.
    """

    def __init__(self, hear: Hear, together: Together, waiting: int) -> None:
        self._hear = hear
        self._together = together
        self._questions: queue.Queue[_Question | None] = queue.Queue(waiting)
        self._stopped = False
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
        self._stopped = True
        with suppress(queue.Full):  # then it need not be woken
            self._questions.put_nowait(None)

    def _serve(self) -> None:
        while questions := self._next():
            replies = self._store([each.heard for each in questions])
            with suppress(RuntimeError):  # the loop has ended, and nobody waits for this any more
                loop = questions[0].answer.get_loop()
                loop.call_soon_threadsafe(_give, zip(questions, replies, strict=True))

    def _next(self) -> list[_Question]:
        """All that waits, at least one; nothing when it was stopped."""
        found: list[_Question] = []
        while not found and not self._stopped:
            waiting = [self._questions.get()]
            with suppress(queue.Empty):
                while True:
                    waiting.append(self._questions.get_nowait())
            found = [each for each in waiting if each is not None and not each.answer.cancelled()]
        return [] if self._stopped else found

    def _store(self, messages: list[Heard]) -> list[_Reply]:
        try:
            with self._together():
                return [self._ask(each) for each in messages]
        except Exception as error:  # noqa: BLE001 - the thread's edge: one fault must not end all hearing
            return [error] * len(messages)

    def _ask(self, heard: Heard) -> _Reply:
        try:
            return self._hear(heard)
        except Exception as error:  # noqa: BLE001 - a fault with one message must not cost the others
            return error


def _give(replies: Iterable[tuple[_Question, _Reply]]) -> None:
    for question, reply in replies:
        if question.answer.done():
            continue
        if isinstance(reply, Reply):
            question.answer.set_result(reply)
        else:
            question.answer.set_exception(reply)
