"""POST /properties: the webhook settings of the property, written and read back (FACTS.md 5)."""

from collections.abc import Mapping
from dataclasses import replace

from console.simulator.hotel import ADDITIONAL_DATA, WEBHOOK_VERSIONS, Hotel, Webhooks
from console.simulator.wire import JsonObject

ACTION = "modify property"
OFF = "none"
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


def set_webhooks(webhooks: Webhooks, sent: Mapping[str, object]) -> Webhooks:
    """The settings with these keys changed by hand, which can also switch them off (`none`)."""
    off = sent.get("version") == OFF
    if not _is_valid({**sent, "version": WEBHOOK_VERSIONS[0]} if off else sent) or sent.keys() - _FIELDS.keys():
        raise ValueError(f"no webhook settings: {', '.join(sent)}")
    return replace(webhooks, **{field: str(sent[key]) for key, field in _FIELDS.items() if key in sent})


def _is_valid(sent: Mapping[str, object]) -> bool:
    words = all(sent.get(key, allowed[0]) in allowed for key, allowed in _WORDS.items())
    return words and all(isinstance(sent[key], str) for key in _FIELDS if key in sent)


def _refused(message: str, field: str = "") -> JsonObject:
    at: JsonObject = {"field": field} if field else {}
    return {"success": False, "errors": [{"action": ACTION, **at, "message": message}]}
