"""Card data as a body might carry it; the exact place in version two is unknown (FACTS.md 10, question 12).

All values are test values: the number is a published test number, the code and the tokens are invented. CANARIES
are those that stand nowhere else; the code is too short for that.
"""

import copy
from typing import Any

from console.simulator.webhooks.faults import CardPlace
from console.simulator.wire import JsonObject

CARD_NUMBER = "4111111111111111"
CARD_CODE = "9317"
STRIPE_TOKEN = "tok_CanaryStripe00417"  # noqa: S105 (invented)
BOOKING_TOKEN = "pci-canary-7c1e55d2"  # noqa: S105 (invented)
CANARIES = (CARD_NUMBER, STRIPE_TOKEN, BOOKING_TOKEN)
_CODE: JsonObject = {"cvc": CARD_CODE}
_TOKENS: JsonObject = {"stripeToken": STRIPE_TOKEN, "pcibookingToken": BOOKING_TOKEN}
_CARD: JsonObject = {"cardNumber": CARD_NUMBER, "cardExpires": "12/29", **_CODE}
_ADDED = {"none": {}, "CVC": _CODE, "token": _TOKENS, "CVCAndToken": {**_CODE, **_TOKENS}}
_IN_TEXT = f"Card: {CARD_NUMBER} exp 12/29 CVC {CARD_CODE} token {STRIPE_TOKEN} {BOOKING_TOKEN}"


def form_data(additional: str) -> JsonObject:
    """What version one sends as a form when `additionalData` asks for it; empty for none."""
    return _ADDED[additional]


def with_additional(content: JsonObject, additional: str) -> JsonObject:
    """A body with the codes and tokens that `additionalData` asks for: inside the booking."""
    booking = content["booking"]
    return {**content, "booking": {**booking, **_ADDED[additional]}} if isinstance(booking, dict) else content


def with_cards(content: JsonObject, place: CardPlace | None) -> JsonObject:
    """A body with full card data at one place, or everywhere."""
    spoiled = copy.deepcopy(content)
    for each in CardPlace if place is None else (place,):
        _put(spoiled, each)
    return spoiled


def _put(content: Any, place: CardPlace) -> None:
    booking = content["booking"]
    match place:
        case CardPlace.TOP:
            content["creditCard"] = {**_CARD, **_TOKENS}
        case CardPlace.BOOKING:
            booking.update({**_CARD, **_TOKENS})
        case CardPlace.INFO_ITEM:
            content.setdefault("infoItems", []).append(_info_item(booking["id"]))
        case CardPlace.INVOICE_ITEM:
            content.setdefault("invoiceItems", []).append(_invoice_item(booking["id"]))
        case CardPlace.API_MESSAGE:
            booking["apiMessage"] = f"{booking['apiMessage']}\n{_IN_TEXT}"
        case CardPlace.NOTES:
            booking["notes"] = f"{booking['notes']}\n{_IN_TEXT}"
        case CardPlace.MESSAGE:
            content.setdefault("messages", []).append(_message(booking))


def _info_item(booking_id: object) -> JsonObject:
    known: JsonObject = {"id": 1, "bookingId": booking_id, "createTime": "2026-08-04T09:00:00Z"}
    return {**known, "code": "CARDDATA", "text": _IN_TEXT, **_CARD}


def _invoice_item(booking_id: object) -> JsonObject:
    known: JsonObject = {"id": 2, "bookingId": booking_id, "type": "payment", "subType": 206, "status": ""}
    paid: JsonObject = {"amount": 1, "lineTotal": -1, "invoiceeId": None, "createdBy": None}
    return {**known, "description": _IN_TEXT, **paid, "createTime": "2026-08-04T09:00:00Z"}


def _message(booking: Any) -> JsonObject:
    known: JsonObject = {"id": 3, "bookingId": booking["id"], "authorOwnerId": None, "time": booking["modifiedTime"]}
    return {**known, "read": False, "message": _IN_TEXT, "source": "guest"}
