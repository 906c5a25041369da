"""What faults do to answers: instead of them, to their rows, to their headers, and to their delivery."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace

from console.simulator.faults import Active, BadItem, Fault, FaultKind
from console.simulator.wire import Answer, Delivery, JsonObject, Manner, RefusalError, json_answer, refusal

HTML = ("Content-Type", "text/html; charset=utf-8")
_MAINTENANCE = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>"
_SPEC_NAMES = {
    "X-Five-Min-Limit-Remaining": "X-FiveMinCreditLimit-Remaining",
    "X-Five-Min-Limit-Resets-In": "X-FiveMinCreditLimit-ResetsIn",
    "X-Request-Cost": "X-RequestCost",
}
_CHUNK = 1_000_000


def _server_error(_: Fault) -> Answer:
    return refusal(RefusalError(500, "Internal server error"))


def _bad_gateway(_: Fault) -> Answer:
    return Answer(502, (HTML,), b"<html><body><center><h1>502 Bad Gateway</h1></center></body></html>")


def _maintenance(_: Fault) -> Answer:
    return Answer(200, (HTML,), _MAINTENANCE)


def _too_many(_: Fault) -> Answer:
    return refusal(RefusalError(429, "Credit limit exceeded"))


def _expired(_: Fault) -> Answer:
    return refusal(RefusalError(401, "Token not valid"))


def _huge(fault: Fault) -> Answer:
    filler = json.dumps({"success": True, "data": [], "filler": ""})[:-2].encode()
    return Answer(200, (("Content-Type", "application/json"),), filler + b"x" * fault.size + b'"}')


def _bomb(fault: Fault) -> Answer:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS + 16)
    parts = [packer.compress(b" " * min(_CHUNK, fault.size - at)) for at in range(0, fault.size, _CHUNK)]
    body = b"".join((*parts, packer.flush()))
    return Answer(200, (("Content-Type", "application/json"), ("Content-Encoding", "gzip")), body)


def _elsewhere(fault: Fault) -> Answer:
    target = fault.detail or "https://elsewhere.example.invalid/api/v2/bookings"
    return Answer(302, (("Location", target),), b"")


def _empty(_: Fault) -> Answer:
    return Answer(200, (("Content-Type", "application/json"),), b"")


INSTEAD: dict[FaultKind, Callable[[Fault], Answer]] = {
    FaultKind.HTTP_500: _server_error,
    FaultKind.HTTP_502_HTML: _bad_gateway,
    FaultKind.HTML_200: _maintenance,
    FaultKind.HTTP_429: _too_many,
    FaultKind.EXPIRED_KEY: _expired,
    FaultKind.HUGE_BODY: _huge,
    FaultKind.GZIP_BOMB: _bomb,
    FaultKind.REDIRECT_ELSEWHERE: _elsewhere,
    FaultKind.EMPTY_ANSWER: _empty,
}


def answer_instead(active: Active) -> tuple[Fault, Answer] | None:
    """What is answered in place of the truth, and the fault behind it."""
    fault = active.get(*INSTEAD)
    return None if fault is None else (fault, INSTEAD[fault.kind](fault))


def spoil_headers(headers: tuple[tuple[str, str], ...], active: Active) -> tuple[tuple[str, str], ...]:
    """The credit headers, missing or in SPEC's spelling, where that is switched on."""
    if active.get(FaultKind.HEADERS_MISSING):
        return ()
    if active.get(FaultKind.HEADERS_SPEC_SPELLING):
        return (("X-FiveMinCreditLimit", "100"), *((_SPEC_NAMES[name], value) for name, value in headers))
    return headers


def spoil_delivery(answer: Answer, active: Active) -> Answer:
    """The answer cut off, broken, kept back or dripped out."""
    if active.get(FaultKind.TRUNCATED_JSON):
        answer = replace(answer, body=answer.body[: len(answer.body) * 2 // 3])
    if active.get(FaultKind.RESET):
        return replace(answer, delivery=Delivery(Manner.CUT))
    if silent := active.get(FaultKind.TIMEOUT):
        return replace(answer, delivery=Delivery(Manner.SILENT, silent.seconds))
    if slow := active.get(FaultKind.SLOW):
        return replace(answer, delivery=Delivery(Manner.DRIP, slow.seconds))
    return answer


def spoil_rows(rows: list[object], active: Active) -> list[object]:
    """The rows of a page with one price that is NaN or one item nobody can read."""
    if not rows:
        return rows
    middle = len(rows) // 2
    row = rows[middle]
    if active.get(FaultKind.NAN_PRICE) and isinstance(row, dict):
        row = {**row, "price": float("nan")}
    if (fault := active.get(FaultKind.BAD_ITEM)) and isinstance(row, dict):
        row = _BAD_ITEMS[BadItem(fault.detail or BadItem.ZERO_DATE)](row)
    return [*rows[:middle], row, *rows[middle + 1 :]]


def _without(key: str) -> Callable[[JsonObject], object]:
    return lambda row: {name: value for name, value in row.items() if name != key}


def _with(key: str, value: object) -> Callable[[JsonObject], object]:
    return lambda row: {**row, key: value}


_BAD_ITEMS: dict[BadItem, Callable[[JsonObject], object]] = {
    BadItem.NOT_AN_OBJECT: lambda _: "booking",
    BadItem.NULL: lambda _: None,
    BadItem.NO_ID: _without("id"),
    BadItem.TEXT_ID: _with("id", "not a number"),
    BadItem.NO_ARRIVAL: _without("arrival"),
    BadItem.ZERO_DATE: _with("arrival", "0000-00-00"),
    BadItem.BACKWARDS_STAY: lambda row: {**row, "arrival": row["departure"], "departure": row["arrival"]},
    BadItem.UNKNOWN_STATUS: _with("status", "tentative"),
    BadItem.TEXT_PRICE: _with("price", "a lot"),
    BadItem.HUGE_PRICE: _with("price", 1e300),
    BadItem.NO_MODIFIED_TIME: _without("modifiedTime"),
    BadItem.LOCAL_TIME: _with("modifiedTime", "06.08.2026 13:28"),
    BadItem.NULL_ROOM: _with("roomId", None),
    BadItem.NESTED_NAME: _with("lastName", {"value": "Muster"}),
    BadItem.LONE_SURROGATE: _with("lastName", "Mus\ud800ter"),
}


def page_json(content: JsonObject) -> Answer:
    """A page as an answer; what cannot be UTF-8 is written as an escape."""
    try:
        return json_answer(200, content)
    except UnicodeEncodeError:
        return Answer(200, (("Content-Type", "application/json"),), json.dumps(content).encode())
