"""The words around settling differences between here and Beds24."""

# What can be done about a difference
TAKE = "Take Beds24's"
TAKE_BUTTON = "← Take Beds24's"
SEND = "Send ours"
SEND_BUTTON = "Send ours →"
KEEP_BUTTON = "Keep as expected…"
MATCH = "Match to another"
MATCH_BUTTON = "Match to another…"
BOTH_SIDES = "Both sides…"
DEED_BUTTONS = {
    "take_in": "← Take it in",
    "believe_gone": "← Cancel it here",
    "place": "← Put it into its room",
    "read_again": "← Read it again",
    "cancel_there": "Cancel it there →",
    "create_there": "Book it there again →",
}
WITH_KEY = "{text}  {key}"
SEVERAL_ONE, SEVERAL_MANY = "{n} difference chosen", "{n} differences chosen"
SEVERAL_FIRST_ONE = "{n} difference is settled at once; the others after that"
SEVERAL_FIRST_MANY = "The first {n} of those chosen are settled at once; the others after that"
MAP_ROOM = "Map the room…"

# What that means, by what is different
DEEDS = {
    "take_value": "Beds24's value counts and is taken over here.",
    "take_in": "The booking that only Beds24 has is taken in here.",
    "believe_gone": "Beds24 does not have it: the stay is cancelled here, and nobody comes.",
    "place": "The stay goes into the room to which its place at Beds24 leads.",
    "read_again": "Beds24 is asked for it once more.",
    "send_value": "What stands here is sent to Beds24 and read back.",
    "cancel_there": "The booking is cancelled at Beds24, and here.",
    "create_there": "The stay is booked at Beds24 once more, as it stands here.",
    "keep": "Both sides stay as they are. It comes back on the day that you choose.",
    "link": "A stay that Beds24 lost and a booking that is not here become one.",
    "cancel_double": "One of the two is the same stay once more, and is cancelled.",
}
DEEDS_SHORT = {
    "take_value": "here becomes {there}",
    "take_in": "is taken in here",
    "believe_gone": "is cancelled here",
    "place": "goes into its own room",
    "read_again": "is read again",
    "send_value": "Beds24 gets {here}",
    "cancel_there": "is cancelled at Beds24",
    "create_there": "is booked at Beds24 again",
    "keep": "stays different",
    "link": "becomes one with {other}",
    "cancel_double": "{other} is cancelled",
}
OBSTACLES = {
    "not_sendable": "Beds24 lets no program change this field.",
    "room_unknown": "Its room is not known here yet. Map the room first; the booking then comes by itself.",
    "unreadable": "What Beds24 tells cannot be read, so nothing can be sent over it.",
    "not_one_value": "Two bookings look like one stay; neither is righter than the other. Match them instead.",
    "no_pair": "There is no other booking that it could be.",
    "group_unknown": "Nobody knows the first booking of its group. Correct the group in Beds24, or keep it so.",
    "kept_by_rule": "Beds24 tells nothing here any more. What is known is never wiped out by nothing.",
    "channel_owns": "This belongs to {channel}: sending it would not change it there, and may be overwritten.",
}

# Dialogs
CANCEL = "Cancel"
CLOSE = "Close"

# Matching
MATCH_TITLE = "Which stay is it?"
MATCH_TEXT_LINK = (
    "A stay that Beds24 does not have under its number any more is perhaps this booking under a new one. They become"
    " one reservation, which keeps its history. This cannot be undone."
)
MATCH_TEXT_DOUBLE = "Both look like one stay. Which one is too many? It is cancelled, here and at Beds24."
MATCH_LIST = "Stays that it could be"
MATCH_YES_LINK = "They are one"
MATCH_YES_DOUBLE = "Cancel this one"
MATCH_ROW = "{guest} · {room} · {arrival} – {departure} · {number}"
MATCH_NUMBER = "Beds24 number {number}, not here yet"
MATCH_NONE = "No other booking fits: none of these nights, and none of this guest."

# A batch
BATCH_TITLE_ONE, BATCH_TITLE_MANY = "Preview {n} fix", "Preview {n} fixes"
BATCH_TEXT = "Beds24 is asked for each booking first. What is not as you see it here any more is left alone, and told."
BATCH_LIST = "What will be written where"
BATCH_ROW = "{guest} · {what} · {deed}"
BATCH_CLOSED = "{guest} · {what} · left alone. {why}"
BATCH_YES_ONE, BATCH_YES_MANY = "Apply {n} fix", "Apply {n} fixes"
BATCH_NOTHING = "Nothing of this can be done."

# What came of it
DOING_ONE, DOING_MANY = "Settling {n} difference… Beds24 is asked first.", "Settling {n} differences… Beds24 is asked."
PROGRESS = "{n} of {total} settled…"
STOP = "Stop"
EQUAL_ONE, EQUAL_MANY = "Now equal.", "{n} equal now."
EXPECTED_ONE, EXPECTED_MANY = "Kept as expected.", "{n} kept as expected."
WAITS_ONE, WAITS_MANY = "Saved here; it waits to be sent.", "{n} saved here wait to be sent."
REFUSED_ONE, REFUSED_MANY = "Beds24 did not take it; what stands here is kept.", "{n} not taken by Beds24; kept here."
OTHERWISE_ONE, OTHERWISE_MANY = "It is not equal yet.", "{n} are not equal yet."
MOVED_ONE = "Something has changed since you looked, so nothing was done. Look at it again."
MOVED_MANY = "{n} changed since you looked and were left alone. Look at them again."
AGREED_ONE, AGREED_MANY = "Both sides agree already; nothing had to be done.", "{n} agreed already."
FAILED_ONE, FAILED_MANY = "It could not be done.", "{n} could not be done."
STOPPED_ONE, STOPPED_MANY = "Stopped before its turn.", "{n} stopped before their turn."
NOT_DONE = "Nothing was changed"
BUSY = "Other differences are just being settled. Save again in a moment."
LOOK_AGAIN = "Look at it again"

# The record
RECORD_TITLE = "Both sides"
RECORD_STAY = "{room} · {arrival} – {departure} · Beds24 number {number}"
RECORD_ASKING = "Asking Beds24… What it told last is shown."
RECORD_ASKED = "Beds24 was asked just now, {when}."
RECORD_NOT_ASKED = "Beds24 could not be asked now. What it told last is shown."
RECORD_ABSENT = "Beds24 does not have this booking."
RECORD_NOT_HERE = "This booking is not here yet."
COLUMN_FIELD = "Field"
COLUMN_HERE = "Here"
COLUMN_THERE = "Beds24"
COLUMN_AGREED = "Last agreed"
NOTHING = "empty"
ALL_EQUAL = "Both sides agree in every field."
SHOW_EQUAL_ONE, SHOW_EQUAL_MANY = "Show {n} equal field", "Show {n} equal fields"
HIDE_EQUAL = "Hide equal fields"
ARROW_TAKE = "{field}: take Beds24's, {value}"
ARROW_SEND = "{field}: send ours, {value}"
TOGETHER = "{fields} go together."
STATES = {
    "equal": "equal",
    "differs": "differs",
    "conflict": "changed on both sides",
    "waits": "waits to be sent",
    "kept": "kept different",
}
STORY = "What happened on both sides"
STORY_HERE = "here"
STORY_THERE = "Beds24"
STORY_LINE = "{when} · {side}, {source} · {field}: {old} → {new}"
STORY_FIRST = "{when} · {side}, {source} · first heard of"
STORY_WHO = "{source} ({who})"
STORY_NONE = "Nothing is known of what happened before."
RAW = "As received…"
COMPARE_AGAIN = "Compare again"
APPLY_ONE, APPLY_MANY = "Apply {n} choice…", "Apply {n} choices…"
APPLY_NONE = "Choose ← or → first"

# Conflicts
CONFLICT = "{field}: here it was changed to {here}, and {channel} changed it to {there}. Which one is right?"
CONFLICT_AGREED = "Before that both sides had {agreed}."
CONFLICT_OURS = "{value} (ours)"
CONFLICT_THEIRS = "{value} (Beds24's)"
CONFLICT_CALL = "Call the guest: {phone}"
CONFLICT_SUGGESTS = "By the rule “{rule}” it would be {value}."
CONFLICT_ALWAYS = "Always do this…"
BEDS24 = "Beds24"
