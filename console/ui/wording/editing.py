"""The words of the dialogs in which reservations are made and changed."""

from console.domain.occupancy import Hindrance

# The dialogs
EDIT_TITLE = "Change the reservation"
EDIT_SAVE = "Save the changes"
NEW_TITLE = "New reservation"
NEW_HINT = "A guest who walks in, calls or writes. It is kept here at once and made at Beds24 too."
NEW_SAVE = "Make the reservation"
MOVE_TITLE = "Move to another room"
MOVE_SAVE = "Move"
CANCEL_TITLE = "Cancel the reservation"
CANCEL_SAVE = "Cancel the reservation"
CANCEL_KEEP = "Keep it"
PUT_TITLE = "Change this reservation?"
PUT_SAVE = "Change it"
CANCEL = "Cancel"
WHOSE = "{guest} · {room}\n{arrival} – {departure} · {nights} · {channel}"
NO_GUEST = "No name"
NO_ROOM = "no room yet"
CHANNEL_MAY = "{channel} may overwrite {what}."

# Fields
SEC_STAY = "Stay"
SEC_GUEST = "Guest"
ARRIVAL = "Arrival"
DEPARTURE = "Departure"
ADULTS = "Adults"
CHILDREN = "Children"
STATUS = "Status"
PRICE = "Price in {currency}"
FIRST_NAME = "First name"
LAST_NAME = "Last name"
PHONE = "Phone"
EMAIL = "E-mail"
ARRIVAL_TIME = "Expected at"
NOTES = "Notes of the hotel"
ROOM = "Room"
ROOMS_LOADING = "Looking for free rooms…"
ROOMS_FAILED = "The free rooms could not be read: {error}"

# Rooms
FREE = "{name} · {room_type}"
NO_ROOM_YET = "{room_type}, the room later"
LEFT_ONE = "{n} left"
LEFT_MANY = "{n} left"
NOW_HERE = "now here"
TAKEN = "{name} · {room_type}: taken {arrival} – {departure} by {guest}"
CLOSED = "{name} · {room_type}: closed {arrival} – {departure}"
SOMEBODY = "somebody unnamed"
HINDERED = "{name} · {room_type}: {why}"
HINDERED_TYPE = "{room_type}, the room later: {why}"
WHY = {
    Hindrance.SOLD_OUT: "empty, but needed for a stay without a room",
    Hindrance.OUT_OF_ORDER: "out of order",
    Hindrance.TOO_SMALL: "too small, for at most {most}",
}
TYPE_SOLD_OUT = "nothing left"
INSIST = "Put them there all the same. Two parties then have the same room."
INSIST_TYPE = "Sell it all the same. More is then sold than there is."
MUST_INSIST = "Choose a free room, or say below that it is meant so."
CHOOSE_ROOM = "Choose a room, or a room type and the room later."

# What is wrong
FLAW_NO_NIGHT = "The departure has to be after the arrival."
FLAW_NO_PEOPLE = "At least one person has to stay."
FLAW_NO_AMOUNT = "{text} is no amount. Type it like {example}, or 0 where nothing is to be paid."
FLAW_NO_EMAIL = "This is no e-mail address. It looks like name@example.com."
FLAW_TOO_LONG = "Beds24 takes at most {most} letters here, and these are {length}."
FLAW_NO_NAME = "Enter at least the family name."
REFUSED_BEFORE = "Beds24 did not take the last change: {why} What you entered is still here."
NOTHING_CHANGED = "Nothing is changed yet."

# Where it goes
GOES_NOW = "Saved here, and sent to Beds24 at once."
GOES_LATER = "Saved here. Beds24 cannot be reached; it waits in the outbox until the line is back."
GOES_AFTER_PAUSE = "Saved here. Syncing rests; it waits in the outbox until then."
GOES_NOWHERE = "Saved here. {obstacle}"
STAYS_HERE = "Kept here only, as a difference that you want."
SAVING = "Saving…"

# The adviser
REMIND_ON = "Remind me on"

# What was done
DONE_EDITED = "Changed {guest}: {what}."
DONE_MOVED = "Moved {guest} to {room}."
DONE_CANCELLED = "Cancelled {guest}."
PARTS = {
    "dates": "dates",
    "room": "room",
    "guests": "number of guests",
    "status": "status",
    "price": "price",
    "name": "name",
    "email": "e-mail",
    "phone": "phone",
    "arrival_time": "arrival time",
    "notes": "notes",
}
