"""The verbs of the control interface that are about webhooks; the table stands in `console.simulator.control`."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from console.simulator.simulator import Simulator
from console.simulator.webhooks.faults import WebhookFault, WebhookFaultKind
from console.simulator.wire import JsonObject

Verb = Callable[[dict[str, Any]], JsonObject]
_LISTS = ("retry_seconds", "inventory_retry_seconds")


class WebhookControl:
    """Carries out the verbs about webhooks."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._hooks = simulator.hooks

    def verbs(self) -> Mapping[str, Verb]:
        """Those that run under the simulator's lock."""
        return {
            "webhooks": self._webhooks,
            "webhook_fault": self._fault,
            "webhook_clear": self._clear,
            "deliveries": self._deliveries,
        }

    def free_verbs(self) -> Mapping[str, Verb]:
        """Those that must not hold the lock, because a receiver may ask the simulator meanwhile."""
        return {"deliver": self._deliver}

    def _webhooks(self, order: dict[str, Any]) -> JsonObject:
        self._simulator.set_webhooks(order.get("settings", {}))
        self._hooks.choose(**order.get("options", {}))
        assumed = order.get("assumed", {})
        self._hooks.assume(**{key: tuple(value) if key in _LISTS else value for key, value in assumed.items()})
        return {
            "settings": self._simulator.service.webhooks.wire(),
            "options": asdict(self._hooks.options),
            "assumed": asdict(self._hooks.assumed),
        }

    def _fault(self, order: dict[str, Any]) -> JsonObject:
        kind, ids = WebhookFaultKind(order["kind"]), tuple(order.get("ids", ()))
        self._hooks.switch_on(WebhookFault(**{**order, "kind": kind, "ids": ids}))
        return self._showing()

    def _clear(self, order: dict[str, Any]) -> JsonObject:
        self._hooks.clear_faults(WebhookFaultKind(order["kind"]) if "kind" in order else None)
        return self._showing()

    def _showing(self) -> JsonObject:
        return {"webhook_faults": [asdict(fault) for fault in self._hooks.faults.showing()]}

    def _deliveries(self, order: dict[str, Any]) -> JsonObject:
        shown = self._hooks.log(clear=bool(order.get("clear")))
        return {"deliveries": [each.wire() for each in shown], "waiting": len(self._hooks.waiting())}

    def _deliver(self, _: dict[str, Any]) -> JsonObject:
        return {"delivered": [each.wire() for each in self._hooks.deliver_due()]}
