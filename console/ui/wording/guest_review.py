"""The words of the page on which guests are reviewed."""

TITLE = "To review"
TITLE_WITH = "{n} to review"

# Lists
LISTS = "What to look at"
LIST_OPEN = "To review"
LIST_RARE = "Rare names"
LIST_DONE = "Done"
LIST_APART = "Not the same"
LIST_AUTOMATIC = "Automatic, last 30 days"
WITH_NUMBER = "{text} ({n})"

# Over the list of pairs
HEAD_LIKELY_ONE, HEAD_LIKELY_MANY = "{n} likely", "{n} likely"
HEAD_LOOK_ONE, HEAD_LOOK_MANY = "{n} to look at", "{n} to look at"
HEAD_TORN_ONE, HEAD_TORN_MANY = "{n} card may hold two people", "{n} cards may hold two people"
HEAD_RARE_ONE = "{n} pair that has only a rare name in common; about half of such pairs are one person"
HEAD_RARE_MANY = "{n} pairs that have only a rare name in common; about half of such pairs are one person"
PROGRESS = "{n} of {total}"
PAIRS = "Pairs of guests"
ALL_REASONS = "All reasons"
REASON_FILTER = "Reason"
CHIP_TODAY = "Arriving today"
CHIP_TOMORROW = "Arriving tomorrow"

# One pair in the list
BOTH_NAMES = "{one} · {other}"
TWO_CARDS = "{name}, two cards"
ONE_CARD = "{name}: one card, two people?"
ROW = "{chance}, {score}"
ARRIVES_TODAY = "arrives today"
ARRIVES_TOMORROW = "arrives tomorrow"
ARRIVES = "arrives {day}"
LATER = "later"
CHANCE_VERY_LIKELY = "Very likely"
CHANCE_LIKELY = "Likely"
CHANCE_POSSIBLE = "Possible"
CHANCE_CONTRADICTED = "Look closely"
CHANCE_TWO = "Two people?"
NO_NAME = "No name"

# Short names of the rules, for the filter and for lists
RULES = {
    "hand": "By hand",
    "A1": "Same passport or ID number",
    "A2": "Same e-mail, same full name",
    "A3": "Same e-mail, name nearly the same",
    "A4": "Same phone, same full name",
    "A5": "Same phone, name nearly the same",
    "A6": "Contact that several people use, same full name",
    "A7": "Same date of birth and name",
    "R1": "Something contradicts",
    "R2": "Same passport or ID, other name",
    "R3": "Same contact, name differs",
    "R4": "Contact that many people use, same name",
    "R5": "Same name, contact or address alike",
    "R6": "Same date of birth, name alike",
    "R7": "Rare name",
    "R8": "Card that may hold two people",
    "R9": "New since you said no",
}

# The reason, in words
REASON_BIRTH = "{same}, but different dates of birth: father and son, perhaps?"
REASON_DOCUMENT = "{same}, but another passport or ID number: a new passport, or another person?"
REASON_SAME_BOOKING = "{same}, but one booking names both: two people who came together?"
REASON_NAMES = "{same}, but the names on the two cards do not fit: a contact that two people share?"
REASON_DOCUMENT_OTHER_NAME = "Same passport or ID number, but another name: a typing error?"
REASON_SURNAME = "{same}, but another surname: married?"
REASON_PART = "{same}, but of one name only a part is known."
REASON_AGENCY = "Same full name, on a contact that many people use: an agency?"
REASON_NEAR = "Same name, and {near}."
REASON_BIRTH_PART = "Same date of birth, and the names may be one."
REASON_RARE = "Nothing in common but a rare full name."
REASON_TORN = "This card has two dates of birth: two people on one card?"
REASON_NEW = "You said no on {day}; new since: {new}."
REASON_NEW_UNDATED = "You said no before; new since: {new}."
REASON_BUT_NIGHTS = "{reason} But both had a room in the same night."
REASON_NONE = "Nobody proposed these two."
SAME = "Same {what}"
AND = "{first} and {last}"
LISTED = "{first}, {rest}"
WHAT_DOCUMENT = "passport or ID number"
WHAT_EMAIL = "e-mail"
WHAT_PHONE = "phone"
WHAT_BIRTH = "date of birth"
WHAT_NAME = "name"
WHAT_ADDRESS = "address"
WHAT_NOTHING = "name, or nearly so"
NEAR_EMAIL = "e-mail addresses that differ by a letter or two"
NEAR_PHONE = "phone numbers that end alike"
NEAR_ADDRESS = "the same street address"
NEAR_POSTCODE = "the same postcode"
NEAR_OTHERWISE = "contacts that are alike"
NEW = {"document": "same passport or ID number", "e-mail and phone": "same e-mail and phone"}
NEW_NOTHING = "what ties them"

# Facts for and against
FOR_TITLE = "What speaks for one person"
AGAINST_TITLE = "What speaks against it"
NOTHING_FOR = "Nothing."
NOTHING_AGAINST = "Nothing."
FOR = "+ {fact}"
AGAINST = "− {fact}"
FACTS = {
    "same_document": "Same passport or ID number",
    "same_email": "Same e-mail: {here}",
    "same_phone": "Same phone: {here}",
    "same_birth": "Same date of birth: {here}",
    "same_name": "Same name: {here}",
    "near_name": "Names that differ by a letter or a short form: {here} / {there}",
    "part_of_name": "One name is part of the other: {here} / {there}",
    "near_email": "E-mail addresses nearly the same: {here} / {there}",
    "same_last_digits": "Phone numbers that end alike: …{here}",
    "same_address": "Same street address",
    "same_postcode": "Same postcode: {here}",
    "other_birth": "Different dates of birth: {here} / {there}",
    "other_document": "Different passport or ID numbers",
    "other_surname": "Same first name, other surname: {here} / {there}",
    "other_given_name": "Same surname, other first name: {here} / {there}",
    "other_name": "Different names: {here} / {there}",
    "other_country": "Different countries: {here} / {there}",
    "same_nights": "Both in the house on {here}",
}
SAME_NAME_SPELLED = "Same name, spelled in two ways: {here} / {there}"
SAME_NIGHT_IN = "Both in the house on {day}, in {one} and {other}: probably two people"
NO_ROOM_YET = "a room not chosen yet"
ROOM = "room {room}"

# What will happen
WILL_TITLE = "What will happen"
WILL_STAYS_ONE, WILL_STAYS_MANY = "One card with {n} stay", "One card with {n} stays"
WILL_PHONES_ONE, WILL_PHONES_MANY = "{n} phone number is kept", "{n} phone numbers are kept"
WILL_EMAILS_ONE, WILL_EMAILS_MANY = "{n} e-mail address is kept", "{n} e-mail addresses are kept"
WILL_NOTES_ONE, WILL_NOTES_MANY = "{n} note is kept", "{n} notes are kept"
WILL_FLAGS = "flags that stay: {flags}"
WILL_UNDO = "undo at any time"
WILL = "{parts}."
WILL_TWO = "As two people: one card with {one}, another with {other}; undo at any time."
STAYS_ONE, STAYS_MANY = "{n} stay", "{n} stays"
FLAGS = {"vip": "VIP", "do_not_rent": "do not rent", "no_marketing": "no advertising"}
SEPARATOR = "; "

# The three panes
FIELDS = "The two cards, and the one they would become"
RESULT = "The one card"
SIDE = "{name}, {stays}"
SIDE_FLAGS = "{side} ({flags})"
NAME = "Name"
EMAIL = "E-mail"
PHONE = "Phone"
COMPANY = "Company"
ADDRESS = "Address"
COUNTRY = "Country"
LANGUAGE = "Language"
BIRTH = "Date of birth"
RELAY = "{channel} relay"
NOTHING = "–"
ORIGIN = "{channel}, {day}"
ORIGIN_DESK = "Reception, {day}"
ORIGIN_HAND = "Chosen by hand"
MORE_ONE, MORE_MANY = "{n} more", "{n} more"
DIRECT = "Booking"
CHOSEN_BY_RULE = "by rule"
CHOSEN_BY_YOU = "your choice"
BOTH_KEPT = "both are kept"
BOTH = "Both"
SAME_FIELDS_ONE, SAME_FIELDS_MANY = "{n} field is the same: {fields}", "{n} fields are the same: {fields}"
HIDE_SAME = "Hide what is the same"
CHOOSE_HERE = "{field}, left: {value}. {origin}."
CHOOSE_THERE = "{field}, right: {value}. {origin}."
CHOOSE_BOTH = "{field}: keep both."
DIFFERS = "Differs"

# The time line
LINE_TITLE = "Stays of both"
LINE_NAME = "Stays of both guests on one time line. Left and right go from stay to stay."
LINE_HINT = "Press G, then ← and → to go from stay to stay."
LINE_STAY = "{name}: {from_} to {to}, {room}, {channel}"
LINE_CANCELLED = "{stay}, cancelled"
LINE_NONE = "Neither has a stay."
LINE_EARLIER_ONE, LINE_EARLIER_MANY = "{n} earlier stay is not drawn.", "{n} earlier stays are not drawn."

# What to do
MERGE = "Merge"
MERGE_TIP = "They are one person"
NOT_SAME = "Not the same"
NOT_SAME_TIP = "They are two people, and are never proposed again unless strong new evidence comes"
HOUSEHOLD = "Same household"
HOUSEHOLD_TIP = "Two people who belong together"
SKIP = "Later"
SKIP_TIP = "Leave it as it is, and go on"
UNDO = "Undo"
UNDO_TIP = "Take back what was done last"
ONE_PERSON = "One person"
ONE_PERSON_TIP = "The card stays as it is"
TWO_PEOPLE = "Two people"
TWO_PEOPLE_TIP = "Each half becomes a card of its own"
WITH_KEY = "{text}  {key}"
ACT_HERE = "Take everything from the left"
ACT_THERE = "Take everything from the right"
ACT_LEFT = "Take this field from the left"
ACT_RIGHT = "Take this field from the right"
ACT_FIELD_DOWN = "Next field"
ACT_FIELD_UP = "Field before"
ACT_LINE = "Go to the time line"
ACT_LIST = "Go to the list of pairs"
ACT_TICK = "Tick the pair"
ACT_BATCH = "Merge ticked…"
BATCH_ONE, BATCH_MANY = "Merge {n} ticked…", "Merge {n} ticked…"
UNTICK = "Untick"
OPEN_CARD = "Open card"

# What was done
DOING = "Saving…"
DONE_MERGED = "Merged: {who}."
DONE_NOT_SAME = "Kept apart: {who}."
DONE_HOUSEHOLD = "Two people of one household: {who}."
DONE_WHOLE = "One person: {who}."
DONE_SPLIT = "Two cards now: {who}."
DONE_BATCH_ONE, DONE_BATCH_MANY = "{n} pair merged.", "{n} pairs merged."
DONE_SEPARATED = "Separated: {who}."
DONE_UNDONE = "Taken back: {who}."
DONE_UNDONE_BATCH_ONE, DONE_UNDONE_BATCH_MANY = "Taken back: {n} pair.", "Taken back: {n} pairs."
NOT_DONE = "That was not saved"
GONE = "{who}: nothing to decide there any more, since something changed elsewhere."
CHANGED = "{who} changed while you were looking ({time}). Your choices are kept."
TICK_OTHER_RULE = "Only pairs of one reason are merged together: “{rule}” is ticked. Untick that first."
TICK_CONTRADICTED = "What contradicts, or may be two people on one card, is looked at one by one."

# Questions
ANYWAY_TITLE = "Merge anyway?"
ANYWAY = "These two were in the house at the same time, in {one} and {other}. They are probably two people."
ANYWAY_YES = "Merge anyway"
CANCEL = "Cancel"
BATCH_TITLE = "Merge these pairs?"
BATCH_TEXT_ONE = "{n} pair becomes one card. One undo takes it back."
BATCH_TEXT_MANY = "{n} pairs become one card each. One undo takes all of them back."
BATCH_LEFT_OUT_ONE = "{n} is left out: both were in the house at the same time. Look at that one by itself."
BATCH_LEFT_OUT_MANY = "{n} are left out: both were in the house at the same time. Look at those one by one."
BATCH_NOTHING = "None of them can be merged together: they were in the house at the same time, or are decided by now."
BATCH_LIST = "What will happen"
BATCH_ROW = "{one} + {other}: {what}"
BATCH_YES = "Merge all"
CLOSE = "Close"

# Lists of what was decided
COL_WHEN = "When"
COL_WHO = "By"
COL_GUESTS = "Guests"
COL_WHAT = "What"
COL_REASON = "Why"
COL_STATE = "State"
COL_STAY = "Stay"
COL_GUEST = "Guest"
COL_MATCHED = "Matched with"
KIND_MERGE = "Merged"
KIND_SPLIT = "Taken apart"
KIND_NOT_SAME = "Not the same"
KIND_HOUSEHOLD = "Same household"
BATCH_OF = "one of {n} together"
HOLDS = "Holds"
TAKEN_BACK = "Taken back {when}"
BY_DESK = "Reception"
UNDO_ONE = "Undo"
UNDO_BATCH_ONE, UNDO_BATCH_MANY = "Undo {n} together", "Undo all {n} together"
TAKE_BACK = "Take back"
SEPARATE = "Wrong – separate"
HINT_DONE = "What people merged and took apart. Undo works at any time and in any order; all that came since stays."
HINT_APART = "These are never proposed again, unless strong new evidence comes. Taking it back lets them be proposed."
HINT_AUTOMATIC = "What the rules matched by themselves. A wrong one is separated here, and is not matched again."

# Instead of rows
LOADING = "Reading what there is to review…"
LOADING_PAIR = "Reading both cards…"
EMPTY = "No possible duplicates"
EMPTY_DETAIL = "Guests who may be one person appear here by themselves, whoever arrives soonest first."
EMPTY_RARE = "No pair has only a rare name in common"
EMPTY_RARE_DETAIL = "In hotels of more than 20,000 guests this list is off: too many strangers share even a rare name."
EMPTY_DONE = "Nothing was merged yet"
EMPTY_APART = "Nobody was kept apart yet"
EMPTY_AUTOMATIC = "The rules matched nobody in the last 30 days"
NOTHING_MATCHES = "No pair passes the filter"
SHOW_ALL = "Show all"
FAILED = "What there is to review could not be read"
FAILED_PAIR = "These two could not be read"
TRY_AGAIN = "Try again"
STALE = "The list could not be renewed. {error}"
