"""Faults as values: what goes wrong, where, how often (FACTS.md 9 and the traps of section 8)."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from console.simulator.wire import Request


class FaultKind(StrEnum):
    """Everything that can be made to go wrong; the value is the name used over the control interface."""

    HTTP_500 = "http_500"
    HTTP_502_HTML = "http_502_html"
    HTML_200 = "html_200"
    TRUNCATED_JSON = "truncated_json"
    RESET = "reset"
    TIMEOUT = "timeout"
    SLOW = "slow"
    HTTP_429 = "429"
    EXPIRED_KEY = "expired_key"
    ROTATE_REFRESH = "rotate_refresh"
    HUGE_BODY = "huge_body"
    GZIP_BOMB = "gzip_bomb"
    REDIRECT_ELSEWHERE = "redirect_elsewhere"
    HEADERS_MISSING = "headers_missing"
    HEADERS_SPEC_SPELLING = "headers_spec_spelling"
    SHIFT_PAGES = "shift_pages"
    DUPLICATE_PAGE = "duplicate_page"
    ENDLESS_PAGES = "endless_pages"
    LATE_ROWS = "late_rows"
    NAN_PRICE = "nan_price"
    BAD_ITEM = "bad_item"
    HIDE = "hide"
    EMPTY_ANSWER = "empty_answer"
    SCOPE_LOST = "scope_lost"


class BadItem(StrEnum):
    """Ways in which one item of a page can be unreadable (the `detail` of `bad_item`)."""

    NOT_AN_OBJECT = "not_an_object"
    NULL = "null"
    NO_ID = "no_id"
    TEXT_ID = "text_id"
    NO_ARRIVAL = "no_arrival"
    ZERO_DATE = "zero_date"
    BACKWARDS_STAY = "backwards_stay"
    UNKNOWN_STATUS = "unknown_status"
    TEXT_PRICE = "text_price"
    HUGE_PRICE = "huge_price"
    NO_MODIFIED_TIME = "no_modified_time"
    LOCAL_TIME = "local_time"
    NULL_ROOM = "null_room"
    NESTED_NAME = "nested_name"
    LONE_SURROGATE = "lone_surrogate"


_LISTS = (
    FaultKind.SHIFT_PAGES, FaultKind.DUPLICATE_PAGE, FaultKind.ENDLESS_PAGES, FaultKind.LATE_ROWS,
    FaultKind.NAN_PRICE, FaultKind.BAD_ITEM, FaultKind.HIDE,
)  # fmt: skip
_ONLY_AT = {
    FaultKind.ROTATE_REFRESH: ("GET", "/authentication/token"),
    **dict.fromkeys(_LISTS, ("GET", "/bookings")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often a fault strikes.

    `times` is how many matching cases it hits (None: until cleared); `skip` lets that many matching cases pass
    first; `probability` is drawn under the seed.
    """

    times: int | None = 1
    skip: int = 0
    probability: float = 1.0

    def check(self) -> None:
        """Raise ValueError for counts that cannot be."""
        if not 0 <= self.probability <= 1 or min(self.skip, self.times or 0) < 0:
            raise ValueError("a fault has a probability from 0 to 1 and no negative numbers")

    def meet(self, draw: random.Random) -> tuple[Self, bool]:
        """One matching case: what is left of the fault after it, and whether it strikes."""
        if self.skip:
            return replace(self, skip=self.skip - 1), False
        if draw.random() >= self.probability:
            return self, False
        return (self if self.times is None else replace(self, times=self.times - 1)), True


@dataclass(frozen=True, slots=True)
class Fault(Counted):
    """One thing that goes wrong.

    `path` limits it to paths that begin so (`/bookings`), `method` to one method. `seconds` is the length of
    silence, dripping or lateness. `size` is the bytes of a huge or inflated body. `detail` names a BadItem, a lost
    scope area, a redirect target; `ids` the bookings to hide (none named: all). `applied` lets a request that gets
    a 5xx, a 429 or garbage take effect all the same, as a POST does whose answer is lost.
    """

    kind: FaultKind
    path: str = "/"
    method: str = ""
    seconds: float = 5.0
    size: int = 32_000_000
    detail: str = ""
    ids: tuple[int, ...] = ()
    applied: bool = False

    def __post_init__(self) -> None:
        if self.kind is FaultKind.BAD_ITEM and self.detail:
            BadItem(self.detail)
        self.check()
        if min(self.seconds, self.size) < 0:
            raise ValueError("a fault has no negative numbers")

    def concerns(self, request: Request) -> bool:
        """Whether this fault is meant for requests like this one; row faults only ever hit GET /bookings."""
        only_at = _ONLY_AT.get(self.kind)
        if only_at is not None and only_at != (request.method, request.path):
            return False
        return request.path.startswith(self.path) and self.method in {"", request.method}


class Active:
    """The faults that hit one request."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._by_kind = {fault.kind: fault for fault in faults}

    def get(self, *kinds: FaultKind) -> Fault | None:
        """The first of these kinds that is active, or None."""
        return next((self._by_kind[kind] for kind in kinds if kind in self._by_kind), None)

    def names(self) -> tuple[str, ...]:
        """The kinds, for the request log."""
        return tuple(kind.value for kind in self._by_kind)


class FaultBox:
    """The faults switched on at the moment."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(f"faults {seed}")
        self._on: list[Fault] = []

    def switch_on(self, fault: Fault) -> None:
        """Let this go wrong from the next request on."""
        self._on.append(fault)

    def clear(self, kind: FaultKind | None = None) -> None:
        """Switch off one kind, or everything."""
        self._on = [fault for fault in self._on if kind is not None and fault.kind is not kind]

    def showing(self) -> tuple[Fault, ...]:
        """What is switched on, with the counts that are left."""
        return tuple(self._on)

    def strike(self, request: Request) -> Active:
        """The faults that hit this request; counted ones are used up by it."""
        hitting: list[Fault] = []
        left: list[Fault] = []
        for fault in self._on:
            rest, hit = fault.meet(self._draw) if fault.concerns(request) else (fault, False)
            hitting += [fault] if hit else []
            left += [rest] if rest.times != 0 else []
        self._on = left
        return Active(hitting)
