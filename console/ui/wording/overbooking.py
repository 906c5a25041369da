"""The words of the page of overbookings: what was sold twice, why, and the ways out of it."""

TITLE, TITLE_N = "Overbooked", "Overbooked ({n})"
TABLE = "Rooms that were sold twice"
READING = "Looking for rooms that were sold twice…"
EMPTY = "No room is sold twice."
EMPTY_DETAIL = "Every stay has a room of its own, on every night of the next 18 months."
FAILED = "The overbookings could not be read"
FAILED_DETAIL = "{error}"
TRY_AGAIN = "Try again"
STALE = "As it was before: {error}"
SEARCH, SEARCH_NAME = "Search room or guest", "Search the overbookings"
NOTHING_MATCHES = "No overbooking matches what you typed."
CLEAR = "Show all"

# Columns
WHEN, PLACE, GUESTS, NIGHTS, CAUSE, SINCE, STATE = (
    "When",
    "Room",
    "Guests",
    "Nights",
    "Likely because",
    "Found",
    "State",
)
TONIGHT, NEXT_7_DAYS, LATER, PAST = "Tonight", "Next 7 days", "Later", "Ended"
ROOM, TYPE = "Room {place}", "{place}, all rooms"
ROOM_OF_TYPE = "Room {place} · {type}"
CLOSURE = "Closed"
NO_NAME = "No name"
LISTED, AND, AND_MORE = "{first}, {rest}", "{first} and {last}", "{first} and {n} more"
SPAN = "{first} – {last}"
NIGHTS_OF = ("{span} · {n} night", "{span} · {n} nights")
STATE_OPEN, STATE_ACCEPTED, STATE_SETTLED = "Open", "Let stand", "Ended"
ROW = "{when}. {place}, {nights}. {guests}. {state}."

# Of one
NOTHING = "Nothing chosen"
NOTHING_DETAIL = "Choose an overbooking to see both stays and the ways out."
HEAD_ROOM = ("Room {place} has {n} stay", "Room {place} has {n} stays")
HEAD_TYPE = ("{place}: {n} stay more than there are rooms", "{place}: {n} stays more than there are rooms")
FOUND = "Found {moment} {how}"
BY = {
    "pull": "by the five-minute check",
    "full_sync": "by the night sync",
    "by_id": "when Beds24 was asked for the booking",
    "webhook": "by an instant message",
    "desk": "after a change at the desk",
    "rule": "after a rule changed a stay",
    "rebuilt": "after a reservation was rebuilt",
}
BY_ELSE = "by a look at all rooms"
WHO = "Who booked first"
BOOKED = "{n}. {guest} ({channel}), booked {moment}, heard {heard}"
BOOKED_NEVER = "{n}. {guest} ({channel}), heard {heard}"
CLOSED_AT = "{n}. Closed for guests, heard {heard}"
OPEN_RESERVATION = "Open"
OPEN_RESERVATION_TIP = "Open the reservation of {guest}"
WHY = "Why"
ACCEPTED = "Let stand by {who} on {moment}: {reason}"
ACCEPTED_NOBODY = "Let stand on {moment}: {reason}"
ENDED = {
    "cancelled": "Ended {moment}: one of the stays was called off.",
    "moved": "Ended {moment}: one of the stays has another room.",
    "dates": "Ended {moment}: one of the stays has other dates.",
    "over": "Its nights are past.",
    "rooms": "Ended {moment}: the rooms of the house are others now.",
}

# Causes, as a column and in whole sentences
CAUSES = {
    "not_sent": "Not sent to Beds24 yet",
    "moved_here": "Moved here only",
    "mapped_twice": "Two places, one room",
    "unmapped": "Room not known here",
    "fewer_rooms": "Fewer rooms than before",
    "two_channels": "Two channels at once",
    "sold_again": "Sold again after a cancellation",
    "unknown": "Not known",
}
BECAUSE_NOT_SENT = (
    "The reservation of {other} was made here and Beds24 does not know it yet, so the channels went on selling the "
    "room. Look at the outbox."
)
BECAUSE_MOVED_HERE = (
    "{other} was given this room or these dates at the desk ({moment}). Until Beds24 has taken that over, the channels "
    "sell as if the former place were taken and this one free."
)
BECAUSE_MAPPED_TWICE = (
    "The stays come from two places of Beds24's that are one room here. Beds24 sells them as two rooms: look at "
    "Settings › Rooms."
)
BECAUSE_UNMAPPED = (
    "Beds24 gives one of the stays a room that is not known here, so it takes a room of the type without having one. "
    "Map the room under Sync › Waiting."
)
BECAUSE_FEWER_ROOMS = (
    "The type has fewer rooms at Beds24 than it had when these stays were booked. Look whether the number of rooms was "
    "lowered by mistake."
)
BECAUSE_TWO_CHANNELS = (
    "{first} booked by {first_channel} at {first_moment}, {second} by {second_channel} at {second_moment}: so close to "
    "each other that the second channel had not heard of the first booking."
)
BECAUSE_SOLD_AGAIN = (
    "The booking of {other} was cancelled {moment}, and {second} booked soon after it ({second_moment}). The channel "
    "put a room on sale again that was not free."
)
BECAUSE_UNKNOWN = "No likely cause was found."
BECAUSE_CHANGED = "No likely cause was found. A room, dates or a state were last changed {moment}."

# The chart
CHART = "Plan of the rooms around it"
CHART_NOW, CHART_AFTER = "Now", "Afterwards"
CHART_NOW_TIP = "The rooms as they are"
CHART_AFTER_TIP = "The rooms once the way that is chosen has been gone"
NO_ROOM_YET = "no room yet"
CHART_SENTENCE = "{place} is held by {guests} from {first} to {last}. Arrow keys go from stay to stay."
CHART_TYPE = "{place}: more stays than rooms from {first} to {last}. Arrow keys go from stay to stay."
CHART_WALKED = "Afterwards {guest} sleeps in another house."
CHART_FREE = "Afterwards nobody shares a room."
CHART_SPLIT = "Afterwards {guest} has two rooms, one after the other."
BAR = "{guest}, {room}, {first} to {last}"
BAR_CLASHING = "{bar}; shares it"
BAR_MOVED = "{bar}; moves there"

# Ways out
WAYS = "Ways out"
NO_WAYS = "Everybody concerned sleeps in the house already. Speak with them before anybody changes rooms."
WAY_MOVE = "Move {guest} to {room}"
WAY_MOVE_TYPE = "Move {guest} to {room} ({type})"
WAY_THEN = "{done}, then {guest} to {room}"
WAY_THEN_TYPE = "{done}, then {guest} to {room} ({type})"
WAY_SPLIT = "{guest}: {one} until {cut}, then {two}"
WAY_WALK = "Another house for {guest}"
WHY_SAME_TYPE = "Free on all nights, the same type."
WHY_CHAIN = ("{n} stay changes rooms, each within its type.", "{n} stays change rooms, each within its type.")
WHY_BETTER_TYPE = "Free on all nights, and takes as many guests or more. Beds24 gets the other type too."
WHY_SPLIT = "No room of the type is free for all nights. Ask the guest, then make two bookings of it in Beds24."
WHY_WALK = "Whoever booked last. Find a room elsewhere before the guest arrives, and call the channel."
GROUP_MOVED = "Belongs to a group."
GO, GO_TIP = "Do it", "Move the stays as chosen, and send it to Beds24 ({key})"
GO_NOT = "This one is yours to do; the program only proposes it."
STAND, STAND_TIP = "Let it stand…", "It is meant so, or settled otherwise; say why"
STAND_TITLE = "Let the overbooking stand"
STAND_QUESTION = (
    "It comes back by itself when more nights or more stays come to it. Whoever is at the desk reads the reason here."
)
STAND_REASON, STAND_HINT = "Why", "For example: the two families share the room"
AGAIN, AGAIN_TIP = "Look at it again", "It needs somebody again"
SHEET, SHEET_TIP = "Evidence sheet…", "Both bookings with their times, for the channel's support, as PDF"
MOVED, MOVED_TYPE = "Moved {guest} to {room}", "Moved {guest} to {room} ({type})"
COPY_SHEET, COPY_SHEET_TIP = "Copy as text", "The same as text, for a message to the channel's support"
COPIED = "Copied, to be pasted into a message."
NEXT_WAY = "Next way out"
DONE_MOVED = "{moves}."
DONE_STANDS = "The overbooking stands as it is."
DONE_AGAIN = "The overbooking needs you again."
NOT_DONE = "Nothing was changed: {error}"

# The evidence sheet
SHEET_FILE = "Overbooking {place} {day}.pdf"
SHEET_TITLE = "Save the evidence sheet"
SHEET_KINDS = "PDF (*.pdf)"
SHEET_HEAD = "Overbooking of {place}, {nights}"
SHEET_HOTEL = "{hotel}. Written {moment}. All times are the hotel's."
SHEET_FOUND = "Found by the hotel's system: {moment}, {how}."
SHEET_COLUMNS = ("Order", "Guest", "Channel", "Channel's number", "Beds24", "Arrival", "Departure", "Booked", "Heard")
SHEET_LINE = (
    "{n}. {guest}, {channel} {reference}, Beds24 {beds24}: {first} – {last}; booked {booked}, first heard of {heard}."
)
SHEET_CAUSE = "Likely cause: {cause}"
SHEET_SAVED = "Saved as {file}."
SHEET_NOT_SAVED = "The sheet could not be saved: {error}"
SHEET_UNKNOWN, SHEET_NO_NUMBER = "not told", "without a number"
