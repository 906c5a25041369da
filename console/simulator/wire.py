"""What comes in and what goes out: requests, answers, error envelopes, and time as Beds24 writes it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import parse_qsl

PREFIXES = ("/api/v2", "/v2")

JsonObject = dict[str, object]
Query = str | Iterable[tuple[str, str]]


def stamp(moment: datetime) -> str:
    """`2026-08-06T13:28:29Z`: UTC, whole seconds (FACTS.md 2.3)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def whole_second(moment: datetime) -> datetime:
    """The moment as Beds24 can store it: UTC without fractions."""
    return moment.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Request:
    """One call: `path` without the `/api/v2` prefix, `query` in order, header names in lower case."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: str = "127.0.0.1"
    origin: str = "https://api.beds24.com"

    def values(self, name: str) -> tuple[str, ...]:
        """Every value given for a repeatable parameter."""
        return tuple(value for key, value in self.query if key == name)

    def value(self, name: str) -> str | None:
        """The last value given for a parameter, or None."""
        found = self.values(name)
        return found[-1] if found else None


class Manner(StrEnum):
    """How the bytes of an answer leave the machine."""

    WHOLE = "whole"
    CUT = "cut"
    SILENT = "silent"
    DRIP = "drip"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an answer is sent: `seconds` of silence before it, or of dripping; `CUT` breaks off half way."""

    manner: Manner = Manner.WHOLE
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (as spelled on the wire), body bytes, and how they are to be delivered."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delivery: Delivery = Delivery()

    def header(self, name: str) -> str | None:
        """The value of a header, its name compared without case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def json(self) -> object:
        """The body read as JSON (None when there is none)."""
        return json.loads(self.body) if self.body else None


class RefusalError(Exception):
    """The service says no: an HTTP status with the error envelope; `typed` adds `"type": "error"`."""

    def __init__(self, code: int, text: str, *, typed: bool = True) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.typed = typed


def read_request(
    method: str,
    path: str,
    query: Query = (),
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    peer: str = "127.0.0.1",
    origin: str = "https://api.beds24.com",
) -> Request:
    """Bring a call into one form: prefix off, query split, header names lower."""
    pairs = parse_qsl(query, keep_blank_values=True) if isinstance(query, str) else query
    lowered = {name.lower(): value for name, value in (headers or {}).items()}
    return Request(method.upper(), _without_prefix(path), tuple(pairs), lowered, body, peer, origin)


def _without_prefix(path: str) -> str:
    for prefix in PREFIXES:
        if path == prefix or path.startswith(f"{prefix}/"):
            return path[len(prefix) :].rstrip("/") or "/"
    return path.rstrip("/") or "/"


def json_answer(status: int, content: object, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """An answer whose body is `content` as JSON."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, (("Content-Type", "application/json"), *headers), body)


def refusal(refused: RefusalError) -> Answer:
    """The error envelope of SPEC `UnsuccessfulApiResponse`, once recorded without `type` (FACTS.md 1)."""
    content: JsonObject = {"success": False, "type": "error", "code": refused.code, "error": refused.text}
    if not refused.typed:
        del content["type"]
    return json_answer(refused.code, content)


def read_array(body: bytes) -> list[object]:
    """The array that every POST body has to be; anything else is refused as recorded (FACTS.md 4)."""
    try:
        content: object = json.loads(body)
    except ValueError:
        content = None
    if not isinstance(content, list):
        raise RefusalError(400, "Request body must be an array", typed=False)
    return content
