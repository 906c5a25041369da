"""Errors that nobody caught: logged whole, told once, and the window lives on."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from console.domain.announcing import Mishap

_log = logging.getLogger("console.uncaught")
_TOLD_EVERY = 60.0
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Mishaps:
    """While the block runs, whatever escapes from slots, timers, threads and finalisers ends up here.

    The same fault (kind and place) is written once a minute at most: a slot that fails at every mouse move must not
    fill the disk.
    """

    def __init__(self, send: Callable[[object], None], ticks: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._ticks = ticks
        self._written: dict[tuple[str, str, int], float] = {}
        self._former: list[Callable[[], object]] = []

    def __enter__(self) -> "Mishaps":
        hook, thread_hook, raisable_hook = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self.note
        threading.excepthook = lambda args: self.note(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self.note(args.exc_type, args.exc_value, args.exc_traceback)
        former = qInstallMessageHandler(_log_message_of_qt)
        self._former = [
            lambda: setattr(sys, "excepthook", hook),
            lambda: setattr(threading, "excepthook", thread_hook),
            lambda: setattr(sys, "unraisablehook", raisable_hook),
            lambda: qInstallMessageHandler(former),
        ]
        return self

    def __exit__(self, *_: object) -> None:
        for restore in self._former:
            restore()

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write an error down and announce it."""
        place = _place_of(kind, trace)
        now = self._ticks()
        if now - self._written.get(place, float("-inf")) < _TOLD_EVERY:
            return
        self._written[place] = now
        _log.critical("Nobody caught this.", exc_info=(kind, error or kind(), trace))
        self._send(Mishap())


def _place_of(kind: type[BaseException], trace: TracebackType | None) -> tuple[str, str, int]:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return (kind.__name__, "", 0)
    return (kind.__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno)


def _log_message_of_qt(kind: QtMsgType, context: QMessageLogContext, message: Any) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)
