"""Words of what waits for a person in the Sync tab."""

LIST, THINGS = "What waits, by cause", "Bookings that wait"
GROUP_ROOM = ("{n} booking for Beds24 room {room}", "{n} bookings for Beds24 room {room}")
GROUP_UNREADABLE = ("{n} booking that cannot be read", "{n} bookings that cannot be read")
GROUP_DATES = ("{n} booking with impossible dates", "{n} bookings with impossible dates")
GROUP_OTHER = ("{n} booking of another property", "{n} bookings of another property")

HEAD_ROOM = (
    "{n} booking for Beds24 room {room}, which is not known here",
    "{n} bookings for Beds24 room {room}, which is not known here",
)
HEAD_UNREADABLE = (
    "{n} booking came in a form that cannot be read",
    "{n} bookings came in a form that cannot be read",
)
HEAD_DATES = (
    "{n} booking has dates that cannot be a stay",
    "{n} bookings have dates that cannot be a stay",
)
HEAD_OTHER = ("{n} booking belongs to another property", "{n} bookings belong to another property")

WHAT_ROOM = (
    "Until then it has no place in the hotel's book. Map the room once: what waits comes in at once, and later bookings"
    " by themselves."
)
WHAT_UNREADABLE = (
    "What cannot be read is not in the hotel's book. Correct the booking in Beds24, then ask for it again. What no"
    " longer comes from Beds24 leaves this list by itself after the next full sync."
)
WHAT_DATES = "Beds24 sends a departure before the arrival, or a year that cannot be. Correct it there, then ask again."
WHAT_OTHER = (
    "The key reaches more than one property; this console keeps one. Ask again if the booking was moved to your hotel."
)
NEXT_ARRIVAL = "The next guest arrives on {day}."

MAP_ROOM, MAP_ROOM_TIP = "Map room…", "Say which room of the house is meant"
READ_ROOMS, READ_ROOMS_TIP = "Read rooms again", "Ask Beds24 for its list of rooms; it may know this one by now"
ASK_AGAIN, ASK_AGAIN_TIP = "Ask Beds24 again", "Ask for the marked bookings by their number"
ASK_ALL, ASK_ALL_TIP = "Ask again for all", "Ask for every booking of this list by its number"
LOOK, LOOK_TIP = "Look at it", "See what was received, as it came"

NUMBER, GUEST, ARRIVAL, DEPARTURE = "Booking", "Guest", "Arrival", "Departure"
WHY, FIRST_SEEN, LAST_SEEN, TIMES = "Why", "First seen", "Last seen", "Times"
NO_NUMBER, UNKNOWN = "no number", "–"

NOTHING, NOTHING_MORE = "Nothing waits for you", "Every booking that Beds24 sent is in the hotel's book."
LOADING = "Looking at what waits…"
FAILED, TRY_AGAIN = "What waits could not be read", "Try again"
WORKING = "Working… a check that is running is finished first."
LET_IN = ("{n} booking came in.", "{n} bookings came in.")
STILL = ("{n} still waits.", "{n} still wait.")
GONE = ("{n} is no longer at Beds24 and was let go.", "{n} are no longer at Beds24 and were let go.")
NO_DIFFERENCE = "Nothing has changed yet."
NO_NUMBERS = "Without a booking number Beds24 cannot be asked for it."

# Mapping a room
DIALOG_TITLE = "Map Beds24 room {room}"
DIALOG_HEAD = "Where do these bookings belong?"
DIALOG_DETAIL = (
    "Beds24 does not list room {room} for your hotel. What you choose here stays, whatever Beds24 lists later."
)
UNIT = "Unit {unit}"
NO_UNIT = "No unit yet"
FOR_BOOKINGS = ("{n} booking", "{n} bookings")
CHOICE = "Room for {unit}"
CHOOSE = "Choose…"
WITHOUT_ROOM = "Let in without a room"
NEW_ROOM = "A new room…"
ROOM_OF_TYPE = "{name}  ·  {type}"
NEW_NAME, NEW_NAME_HINT = "Name of the new room", "Name, for example 301"
TYPE_NAME = "Beds24 room {room}"
MAP, CANCEL = "Map and let in", "Cancel"
STILL_TO_CHOOSE = "Choose a room for at least one line."

# Looking at what was received
RAW_TITLE = "What was received"
RAW_NOTHING = "Nothing of it could be kept: what cannot be taken apart might hold card data."
RAW_COPY, RAW_COPY_TIP = "Copy for support", "Copies it without names, addresses and other personal data"
RAW_COPIED = "Copied, without personal data."
CLOSE = "Close"
