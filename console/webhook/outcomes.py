"""How a request ends: the code that is answered, and the name under which it is counted."""

from collections.abc import Iterator
from enum import StrEnum
from http import HTTPStatus
from typing import Final, Self

_RETRY_AFTER: Final = {HTTPStatus.TOO_MANY_REQUESTS: b"5", HTTPStatus.SERVICE_UNAVAILABLE: b"30"}

Field = tuple[bytes, bytes]


class Outcome(StrEnum):
    """Every end that a request can come to. No answer has a body, and each closes its connection."""

    status: HTTPStatus

    def __new__(cls, name: str, status: HTTPStatus) -> Self:
        outcome = str.__new__(cls, name)
        outcome._value_ = name
        outcome.status = status
        return outcome

    STORED = "stored", HTTPStatus.OK
    DUPLICATE = "duplicate", HTTPStatus.OK
    ALIVE = "alive", HTTPStatus.NO_CONTENT
    UNREADABLE = "unreadable", HTTPStatus.BAD_REQUEST
    MALFORMED = "malformed", HTTPStatus.BAD_REQUEST
    SECRET_ABSENT = "secret_absent", HTTPStatus.UNAUTHORIZED
    SECRET_DOUBLED = "secret_doubled", HTTPStatus.UNAUTHORIZED
    SECRET_WRONG = "secret_wrong", HTTPStatus.UNAUTHORIZED
    STALE = "stale", HTTPStatus.UNAUTHORIZED
    FROM_A_BROWSER = "from_a_browser", HTTPStatus.FORBIDDEN
    WRONG_PATH = "wrong_path", HTTPStatus.NOT_FOUND
    WRONG_METHOD = "wrong_method", HTTPStatus.METHOD_NOT_ALLOWED
    TOO_SLOW = "too_slow", HTTPStatus.REQUEST_TIMEOUT
    SWITCHED_OFF = "switched_off", HTTPStatus.GONE
    TOO_BIG = "too_big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    LONG_ADDRESS = "long_address", HTTPStatus.REQUEST_URI_TOO_LONG
    ENCODED = "encoded", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    WRONG_TYPE = "wrong_type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    WRONG_HOST = "wrong_host", HTTPStatus.MISDIRECTED_REQUEST
    TOO_MANY = "too_many", HTTPStatus.TOO_MANY_REQUESTS
    BIG_HEAD = "big_head", HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    FAULT = "fault", HTTPStatus.INTERNAL_SERVER_ERROR
    FULL = "full", HTTPStatus.SERVICE_UNAVAILABLE
    BUSY = "busy", HTTPStatus.SERVICE_UNAVAILABLE
    CLOSING = "closing", HTTPStatus.SERVICE_UNAVAILABLE
    CROWDED_OUT = "crowded_out", HTTPStatus.SERVICE_UNAVAILABLE


def fields_of(outcome: Outcome, allowed: str = "") -> list[Field]:
    """The header fields of the answer; `allowed` names the methods of a place that was asked with another one."""
    return list(_fields(outcome, allowed))


def _fields(outcome: Outcome, allowed: str) -> Iterator[Field]:
    yield b"connection", b"close"
    if outcome.status is not HTTPStatus.NO_CONTENT:
        yield b"content-length", b"0"
    if outcome.status in _RETRY_AFTER:
        yield b"retry-after", _RETRY_AFTER[outcome.status]
    if outcome is Outcome.WRONG_METHOD:
        yield b"allow", allowed.encode("ascii")


def written(outcome: Outcome) -> bytes:
    """The whole answer as it goes over the wire, for a request that never became one."""
    fields = b"".join(name + b": " + value + b"\r\n" for name, value in fields_of(outcome))
    return f"HTTP/1.1 {outcome.status} {outcome.status.phrase}\r\n".encode("ascii") + fields + b"\r\n"
