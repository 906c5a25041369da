"""The words of the time machine: who changed what of a reservation, how it was at any moment, and putting it back."""

from console.domain.edits import Part

AT_ALL = "{who}, {how}"
BY_CHANNEL = "{channel} via Beds24"
BY_BEDS24 = "Beds24"
BY_DESK = "the desk"
BY_PERSON = "{who} at the desk"
BY_RULE = "the rule “{rule}”"
BY_HOUSE = "Night Porter"
REBUILT = "rebuilt by hand"
HOW = {
    "pull": "regular check",
    "full_sync": "full sync",
    "by_id": "asked by number",
    "webhook": "instant message",
}
HINTED = "instant message"

FIRST_READ = "First read"
MADE_HERE = "Made here"
NUMBERED = "At Beds24 from now on, with the number {number}"
RENUMBERED = "It is the booking {number} at Beds24 from now on, and no longer {former}"
UNNUMBERED = "It is no longer the booking {number} at Beds24"
ERASED = "The guest was erased"
ROOM = "Room"
NO_ROOM_YET = "{room_type}, no room yet"
ROOM_AND_TYPE = "{room} · {room_type}"
PLACE_UNKNOWN = "Beds24 room {room_type_id}, unit {unit_id}"

TO_CARD = "The stay went to the card of {name}"
TO_CARD_NOBODY = "The stay went to another card"
CARD_MERGED = "two cards were merged"
CARD_KEPT_APART = "two cards were kept apart"
CARD_SPLIT = "a card was split"
CARD_UNDONE = "{what}, and this was taken back"
CARD_RULE = "matched: {rule}"
CARD_MATCHED = "matched anew"

LAST_CHANGED = "{what} last changed {when} by {who}."
LAST_CHANGED_HEARD = "{what} last changed {when} by {who}, first heard by {how}."
DATES_NEVER = "The dates have not changed since the first reading."
ASKED = {Part.DATES: "Dates", Part.ROOM: "Room", Part.PRICE: "Price", Part.STATUS: "Status"}

AS_IT_WAS = "As it was"
TODAY = "today"
BACK_TO_TODAY = "Back to today"
SLIDER = "The reservation as it was: left is earlier, right is later"
SHOW_THEN = "As it was then"
SHOW_THEN_NAME = "The reservation as it was {when}"
STATE_HEAD = "As it was after {when}"
DIFFERS_ONE, DIFFERS_MANY = "{n} field is otherwise today.", "{n} fields are otherwise today."
DIFFERS_NOT = "Nothing is otherwise today."
DIFFERENT = "≠ {value}\ntoday {today}"
UNKNOWN = "erased since"
EARLIER = "As it was: one change earlier"
LATER = "As it was: one change later"

PUT_BACK_ACT = "Put back"
PUT_BACK = "Put back {what}: {value}"
PUT_BACK_FAILED = "Not put back: {what}. {why}"
PARTS = {
    Part.DATES: "the dates",
    Part.ROOM: "the room",
    Part.GUESTS: "the number of guests",
    Part.STATUS: "the status",
    Part.PRICE: "the price",
    Part.DEPOSIT: "the deposit",
    Part.TAX: "the tax",
    Part.COMMISSION: "the commission",
    Part.NAME: "the guest's name",
    Part.EMAIL: "the e-mail",
    Part.PHONE: "the phone",
    Part.MOBILE: "the mobile",
    Part.COMPANY: "the company",
    Part.ADDRESS: "the address",
    Part.LANGUAGE: "the language",
    Part.ARRIVAL_TIME: "the arrival time",
    Part.NOTES: "the notes",
    Part.COMMENTS: "the comments",
    Part.MESSAGE: "the message",
    Part.VOUCHER: "the voucher",
}
PRINT_TITLE = "History"
