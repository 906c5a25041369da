"""The strings behind the scene: `POST /_control/VERB` with a JSON object, loopback only.

| verb | body | answer |
|---|---|---|
| invite | `{"scopes": [...], "linked": bool, "whitelist": [...]}`, all optional | `{"code": "..."}` |
| fault | a Fault: `{"kind": "http_500", "path": "/bookings", "times": 2}`; `times: null` is for ever | what is on |
| clear | `{}` or `{"kind": "http_500"}` | what is still on |
| advance | `{"seconds": 60}` | `{"now": "..."}` |
| speed | `{"factor": 60}`, simulated seconds per real second | `{"now": "..."}` |
| happen | `{}` or `{"times": 5, "kind": "no_show", "booking_id": 1}` | `{"happened": [{kind, booking_ids, at}]}` |
| create | a booking in Beds24's keys, `roomId`, `arrival`, `departure` needed | `{"booking": {...}}` |
| modify | `{"id": 1, ...changed keys}` as the panel would, modifiedTime follows | `{"booking": {...}}` |
| cancel | `{"id": 1, "by": "channel" | "panel" | "api"}` | `{"booking": {...}}` |
| delete | `{"id": 1}`, for good and without a trace | `{"deleted": [ids]}` |
| expire | `{}`: every access token is dead | `{}` |
| drain | `{}`: the credits of this window are used up | `{}` |
| webhooks | `{}` or `{"settings": {"url": ...}, "options": {...}, "assumed": {...}}`, some keys of each | all of them |
| webhook_fault | a WebhookFault: `{"kind": "loss", "times": 2, "ids": [1]}` | what is on |
| webhook_clear | `{}` or `{"kind": "loss"}` | what is still on |
| deliver | `{}`: send what is due, once each | `{"delivered": [...]}`, as in deliveries |
| deliveries | `{}` or `{"clear": true}` | `{deliveries: [{what, outcome, tries: [{at, body, code}]}], waiting}` |
| truth | `{}` | `{now, bookings: [every key], guests, deleted, statuses, messages, webhooks, faults, property_id}` |
| log | `{}` or `{"clear": true}` | `{requests: [{at, method, path, query, status, faults}], most_at_once}` |
"""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from console.simulator.bookings import to_wire
from console.simulator.clock import SimulatedClock
from console.simulator.faults import Fault, FaultKind
from console.simulator.items import companion_to_wire
from console.simulator.kinds import Kind
from console.simulator.simulator import Simulator
from console.simulator.webhooks.control import WebhookControl
from console.simulator.wire import Answer, JsonObject, json_answer, stamp

CONTROL = "/_control"


class Control:
    """Carries out the verbs of the control interface."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        webhooks = WebhookControl(simulator)
        self._free_verbs = webhooks.free_verbs()
        self._verbs: dict[str, Callable[[dict[str, Any]], JsonObject]] = {
            "invite": self._invite,
            "fault": self._fault,
            "clear": self._clear,
            "advance": self._advance,
            "speed": self._speed,
            "happen": self._happen,
            "create": lambda order: {"booking": to_wire(simulator.create(order))},
            "modify": lambda order: {"booking": to_wire(simulator.modify(order.pop("id"), order))},
            "cancel": lambda order: {"booking": to_wire(simulator.cancel(order["id"], order.get("by", "channel")))},
            "delete": self._delete,
            "expire": self._expire,
            "drain": self._drain,
            "truth": self._truth,
            "log": self._log,
            **webhooks.verbs(),
        }

    def handle(self, method: str, path: str, body: bytes) -> Answer:
        """Carry out one order: 200 with its answer, 400 for a wrong one, 404 for an unknown verb."""
        name = path.removeprefix(CONTROL).strip("/")
        verb = {**self._verbs, **self._free_verbs}.get(name)
        if verb is None or method != "POST":
            return json_answer(404, {"error": f"POST one of {', '.join(sorted((*self._verbs, *self._free_verbs)))}"})
        try:
            order = json.loads(body or b"{}")
            with nullcontext() if name in self._free_verbs else self._simulator.lock:
                return json_answer(200, verb(order))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return json_answer(400, {"error": f"{type(error).__name__}: {error}"})

    def _invite(self, order: dict[str, Any]) -> JsonObject:
        scopes = {"scopes": order["scopes"]} if order.get("scopes") else {}
        linked, whitelist = bool(order.get("linked")), tuple(order.get("whitelist", ()))
        return {"code": self._simulator.make_invite_code(**scopes, linked=linked, whitelist=whitelist)}

    def _fault(self, order: dict[str, Any]) -> JsonObject:
        kind, ids = FaultKind(order["kind"]), tuple(order.get("ids", ()))
        self._simulator.switch_on(Fault(**{**order, "kind": kind, "ids": ids}))
        return self._showing()

    def _clear(self, order: dict[str, Any]) -> JsonObject:
        self._simulator.faults.clear(FaultKind(order["kind"]) if "kind" in order else None)
        return self._showing()

    def _showing(self) -> JsonObject:
        return {"faults": [asdict(fault) for fault in self._simulator.faults.showing()]}

    def _advance(self, order: dict[str, Any]) -> JsonObject:
        return {"now": stamp(self._clock().advance(float(order["seconds"])))}

    def _speed(self, order: dict[str, Any]) -> JsonObject:
        self._clock().run(float(order["factor"]))
        return self._now()

    def _now(self) -> JsonObject:
        return {"now": stamp(self._simulator.clock.now())}

    def _clock(self) -> SimulatedClock:
        if not isinstance(self._simulator.clock, SimulatedClock):
            raise TypeError("this clock cannot be moved")
        return self._simulator.clock

    def _happen(self, order: dict[str, Any]) -> JsonObject:
        kind = Kind(order["kind"]) if order.get("kind") else None
        happened = self._simulator.happen(kind, order.get("booking_id"), int(order.get("times", 1)))
        return {
            "happened": [
                {"kind": each.kind, "booking_ids": each.booking_ids, "at": stamp(each.at)} for each in happened
            ]
        }

    def _delete(self, order: dict[str, Any]) -> JsonObject:
        self._simulator.delete(order["id"])
        return {"deleted": list(self._simulator.book.deleted)}

    def _expire(self, _: dict[str, Any]) -> JsonObject:
        self._simulator.keys.expire_access()
        return {}

    def _drain(self, _: dict[str, Any]) -> JsonObject:
        self._simulator.credits.drain(self._simulator.clock.now())
        return {}

    def _truth(self, _: dict[str, Any]) -> JsonObject:
        book = self._simulator.book
        return {
            **self._now(),
            "property_id": self._simulator.hotel.id,
            "bookings": [to_wire(each) for each in book],
            "guests": {each.id: list(map(companion_to_wire, each.guests)) for each in book if each.guests},
            "statuses": Counter(each.status.value for each in book),
            "deleted": list(book.deleted),
            "messages": sum(len(each) for each in book.messages.values()),
            "webhooks": self._simulator.service.webhooks.wire(),
            **self._showing(),
        }

    def _log(self, order: dict[str, Any]) -> JsonObject:
        log = self._simulator.log
        entries, most = [each.wire() for each in log.entries()], log.most_at_once
        if order.get("clear"):
            log.clear()
        return {"requests": entries, "most_at_once": most}
