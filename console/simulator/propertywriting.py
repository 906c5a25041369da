"""POST /properties: the webhook settings of the property, written and read back (FACTS.md 5)."""

from collections.abc import Mapping
from dataclasses import replace

from console.simulator.hotel import ADDITIONAL_DATA, WEBHOOK_VERSIONS, Hotel, Webhooks
from console.simulator.wire import JsonObject

ACTION = "modify property"
_FIELDS = {
    "version": "version",
    "url": "url",
    "additionalData": "additional_data",
    "customHeader": "custom_header",
}
_WORDS = {"version": WEBHOOK_VERSIONS, "additionalData": ADDITIONAL_DATA}


def write_property(item: object, hotel: Hotel, webhooks: Webhooks) -> tuple[JsonObject, Webhooks]:
    """The envelope for one item, and the webhook settings after it; other keys are passed over."""
    if not isinstance(item, dict) or item.get("id") != hotel.id:
        return _refused("access denied"), webhooks
    sent = item.get("webhooks", {})
    if not isinstance(sent, dict) or not _is_valid(sent):
        return _refused("invalid", "webhooks"), webhooks
    changes = {field: str(sent[key]) for key, field in _FIELDS.items() if key in sent}
    modified: JsonObject = {"webhooks": {key: sent[key] for key in _FIELDS if key in sent}} if changes else {}
    return {"success": True, "modified": modified}, replace(webhooks, **changes)


def _is_valid(sent: Mapping[str, object]) -> bool:
    words = all(sent.get(key, allowed[0]) in allowed for key, allowed in _WORDS.items())
    return words and all(isinstance(sent[key], str) for key in _FIELDS if key in sent)


def _refused(message: str, field: str = "") -> JsonObject:
    at: JsonObject = {"field": field} if field else {}
    return {"success": False, "errors": [{"action": ACTION, **at, "message": message}]}
