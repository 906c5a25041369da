"""The program's log: one rotating file in the data folder, for this user only, without secrets or contacts."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LARGEST, _KEPT = 10 * 1024 * 1024, 5
_QUIET = ("httpx", "httpcore", "apscheduler", "peewee", "tzlocal")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"[A-Za-z0-9+/=_-]{40,}")
_CARD = re.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])")
_PHONE = re.compile(r"(?<![\w.:-])(?:\+|00?)[ (]?\d[\d ()/-]{6,}\d(?![\w:])")
_FROM_CODE = re.compile(r'\s+File "')


def log_file(folder: Path) -> Path:
    """Where the log of a data folder is."""
    return folder / "night-porter.log"


def open_log(folder: Path, *, rotate: bool) -> logging.Handler:
    """Log into the folder from now on; only the instance in charge rotates, lest two do at once.

    The file is made with the first line. Gives the handler, for `close_log`.
    """
    path = log_file(folder)
    handler: logging.Handler = (
        RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT - 1, encoding="utf-8", delay=True)
        if rotate
        else logging.FileHandler(path, encoding="utf-8", delay=True)
    )
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def close_log(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()


class RedactingFormatter(logging.Formatter):
    """Formats as usual, then takes out whatever looks like a token, an address, a telephone or a card number."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        return "\n".join(line if _FROM_CODE.match(line) else redacted(line) for line in lines)


def redacted(text: str) -> str:
    """`text` without anything of that shape."""
    text = _TOKEN.sub("[token]", _EMAIL.sub("[e-mail]", text))
    return _PHONE.sub("[phone]", _CARD.sub(_without_card, text))


def _without_card(match: re.Match[str]) -> str:
    digits = [int(letter) for letter in match[0] if letter.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return "[card]" if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 else match[0]
