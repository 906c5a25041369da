"""The words of the outbox: what waits to be sent to Beds24, and why."""

SHOW = "Show the &outbox"
TAB, TAB_N = "Outbox", "Outbox ({n})"
TABLE = "Changes that Beds24 is to get"
PANE = "The chosen change"
MENU = "Outbox"

WHAT, GUEST, STAY, SINCE, TRIES, STATE = "What", "Guest", "Stay", "Since", "Tries", "State"
NEW_RESERVATION = "New reservation"
NO_NAME = "No name"
STAY_OF = "{arrival} – {departure}"

PARTS = {
    "dates": "Dates",
    "room": "Room",
    "guests": "Guests",
    "status": "Status",
    "price": "Price",
    "deposit": "Deposit",
    "tax": "Tax",
    "commission": "Commission",
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "mobile": "Mobile",
    "company": "Company",
    "address": "Address",
    "language": "Language",
    "arrival_time": "Arrival time",
    "notes": "Notes",
    "comments": "Comments",
    "message": "Message",
    "voucher": "Voucher",
}

WAITS, WAITS_AGAIN = "Waits to be sent", "Tried; again at {time}"
ON_ITS_WAY, REFUSED, DECIDE = "Sent, not confirmed yet", "Not taken", "To be decided"

SAY_WAITS = "Saved here. It goes to Beds24 with the next look, in a few seconds."
SAY_WAITS_AGAIN = "Saved here; it will be sent when the line is back, at {time} at the latest."
SAY_ON_ITS_WAY = "It was sent, and what became of it is looked up before anything is sent again."
SAY_REFUSED = "Saved here. Beds24 did not take it, so it is not sent again by itself."
SAY_DECIDE = "Both sides changed this, so nothing was sent. Say which value both get."

HELD_PAUSED = "Checks are paused, so nothing goes by itself. “Send now” sends all the same."
BEDS24_GETS, BEDS24_MAKES = "Beds24 gets", "Beds24 is to make"
BOTH_CHANGED = "Both sides changed"
FROM_TO = "{there}  →  {here}"
HERE_AND_THERE = "here {here}, in Beds24 {there}"

SEND, SEND_TIP = "Send now", "Send it to Beds24 at once, even if it was refused before"
OURS, OURS_TIP = "Send ours", "Beds24 gets what stands here"
TAKE_BACK, TAKE_BACK_TIP = "Take back", "What Beds24 tells stands again; this can be undone"
CALL_OFF_TIP = "The reservation is called off and never sent; this can be undone"
THEIRS, THEIRS_TIP = "Take Beds24's", "What Beds24 tells stands on both sides; this can be undone"
CHANGE, CHANGE_TIP = "Change…", "Change it again before it is sent"
OPEN, OPEN_TIP = "Open the reservation", "Go to it in Reservations"

SENDING = "Sending… a check that is running is finished first."
EQUAL = "Now equal on both sides."
NOTHING_SENT = "There was nothing to send."
TAKEN_BACK = "Taken back: {what} of {guest}."
CALLED_OFF = "Called off before it was sent: {guest}."
OURS_GOES = "Beds24 gets ours: {what} of {guest}."

LOADING = "Looking at what waits to be sent…"
NOTHING, NOTHING_MORE = "Nothing waits to be sent", "What you change here goes to Beds24 a moment later."
FAILED, TRY_AGAIN = "The outbox could not be read", "Try again"
CHOOSE = "Choose a change to see what Beds24 is to get"

FOOTER = "Outbox {n}"
FOOTER_STUCK = "Outbox {n} · look"
FOOTER_TIP = (
    "{n} reservation waits to be sent to Beds24. Press to see it.",
    "{n} reservations wait to be sent to Beds24. Press to see them.",
)
FOOTER_OFFLINE_TIP = (
    "Saved here; it will be sent when the line is back (Outbox {n}).",
    "Saved here; they will be sent when the line is back (Outbox {n}).",
)
NEED = (
    "{n} change of yours is not at Beds24 and will not go by itself.",
    "{n} changes of yours are not at Beds24 and will not go by themselves.",
)
FIX = "Open the outbox"

# The time line
LANE = "Sent"
SENT_AT = ("{n} change sent to Beds24, {time}", "{n} changes sent to Beds24, the last {time}")
SENT_BADLY_AT = (
    "{n} change that Beds24 did not take, {time}",
    "{n} changes sent to Beds24, the last {time}; not all were taken",
)
SENT_CHOSEN = "{what}. Enter opens the outbox."
