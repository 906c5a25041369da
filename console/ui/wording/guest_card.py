"""The words of a guest's card."""

PANE_NAME = "Guest's card"
TAB_OVERVIEW = "Overview"
TAB_STAYS = "Stays"
TAB_SOURCES = "Sources"
TAB_HISTORY = "History"
MISSING = "This guest is no more"
LOADING = "Reading the card…"
FAILED = "The card could not be read"
TRY_AGAIN = "Try again"
CLOSE = "Close card"
EDIT = "Edit…"
SAVE_AS = "Save card…"
SAVE_JSON = "Save as data (JSON)…"
ERASE = "Erase this guest…"
MORE = "Save or erase"
SAVE_PDF = "Save to read (PDF)…"
OPEN_WINDOW = "Show in a window"

# Head
NEXT_ON = "Next stay {day}"
LAST_ON = "Last stay {day}"

# Flags
FLAG_SINCE = "{flag}: {reason} ({who}, {day})"
FLAG_SINCE_PLAIN = "{flag} ({who}, {day})"
SET_FLAG = "Flag…"
SET_VIP = "Mark as VIP"
SET_DO_NOT_RENT = "Do not rent…"
SET_NO_MARKETING = "No advertising"
CLEAR_FLAG = "Take off"
CLEAR_FLAG_NAME = "Take off: {flag}"
REASON_TITLE = "Do not rent to this guest"
REASON_TEXT = "Why? Whoever is at the desk next time will want to know."
REASON_SAVE = "Flag the guest"

# Contacts
CONTACTS = "Contact"
NO_CONTACTS = "No phone number, no e-mail address."
KIND_RELAY = "{channel} relay: reaches the guest only until some weeks after the stay"
KIND_RELAY_PLAIN = "a channel's relay"
KIND_RELAY_PHONE = "a channel's number"
KIND_ROLE = "an office's mailbox"
KIND_SHARED = "used by several people"
KIND_AGENCY = "an agency's"
KIND_PLACEHOLDER = "stands for none"
KIND_OWN = "the hotel's own"
KIND_INVALID = "not a whole address"
KIND_UNSURE = "may lack its country or a digit"
KIND_MASKED = "hidden by the channel"
CONTACT_NAME = "{text}, {about}"

# Values
DETAILS = "Details"
NO_DETAILS = "Nothing else is known yet."
ORIGIN = "{where}, {day}"
ORIGIN_PICKED = "chosen at the desk"
ORIGIN_TIMES = "{origin}, told {n} times"
OTHERS_ONE, OTHERS_MANY = "{n} other", "{n} others"
OTHERS_NAME = "{field}: show other values"
USE_THIS = "Use this"
USE_THIS_NAME = "Use “{value}” as {field}"
LET_RULES = "Let the program choose"
DOCUMENT = "Passport or ID"
DOCUMENT_END = "ends with {end}"
AT_DESK = "Reception"
SOURCE_STAY = "{channel}, {arrival} – {departure}"
SOURCE_ALONG = "Came along: {channel}, {arrival} – {departure}"
CAME_ALONG = "came along"
STAY_ALONG = "{arrival} – {departure} · {room} · came along with {name}"
FIELDS = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "company": "Company",
    "address": "Street",
    "city": "Town",
    "postcode": "Postcode",
    "country": "Country",
    "language": "Language",
    "birth": "Date of birth",
}

# Notes
PREFERENCES = "Preferences"
NOTES = "Notes"
ADD_NOTE = "Add note"
ADD_PREFERENCE = "Add preference"
EDIT_NOTE = "Edit"
REMOVE_NOTE = "Remove"
EDIT_NOTE_NAME = "Edit “{text}”"
REMOVE_NOTE_NAME = "Remove “{text}”"
NOTE_BY = "{who}, {day}"
NOTE_TITLE = "Note about the guest"
PREFERENCE_TITLE = "What the guest prefers"
NOTE_FIELD = "Text"
SAVE = "Save"
CANCEL = "Cancel"
REMOVE_TITLE = "Remove this?"
REMOVE_TEXT = "“{text}” will be gone."
KEEP = "Keep"

# Relations
RELATIONS = "Who belongs to them"
RELATION_HOUSEHOLD = "{name}: same surname, same {what} – probably one household"
RELATION_TOGETHER = "{name}: came together in one booking"
RELATION_SAME_CONTACT = "{name}: booked with the same {what}"
RELATION_COLLEAGUE = "{name}: same company"
RELATION_NAMESAKE = "{name}: another guest of the same name"
WHAT_EMAIL = "e-mail"
WHAT_PHONE = "phone"
WHAT_ADDRESS = "address"

# Stays
LINE_NAME = "Time line of the stays"
STAY = "{arrival} – {departure} · {room} · {state} · {price}"
STAY_NO_PRICE = "{arrival} – {departure} · {room} · {state}"
NO_STAYS = "No stay yet. The first booking of this guest joins the card by itself."
TOGETHER = "In several rooms at once, first on {day}: {rooms}. One of them may be somebody else's stay."

# Sources
MADE_OF_ONE, MADE_OF_MANY = "Made of {n} source", "Made of {n} sources"
SOURCES_HINT = "A booking is never rewritten. The card is put together from these, and each can be taken out again."
TOLD_AS = "told as {name}"
FIRST = "The first; the others were matched with it."
LINKED_BY = "Matched with {name}: {rule}."
LINKED_BY_HAND = "Put together with {name} by hand."
RULES = {
    "A1": "same passport or ID number, and the names fit",
    "A2": "same e-mail and same full name",
    "A3": "same e-mail, and the names differ by a slip or a short form",
    "A4": "same phone and same full name",
    "A5": "same phone, and the names differ by a slip or a short form",
    "A6": "same full name on a contact that several people use",
    "A7": "same date of birth, and the names fit",
}
FOR = "✓ {fact}"
AGAINST = "✗ {fact}"
SEPARATE = "Not this guest's…"
SEPARATE_NAME = "Take {where} out of this card"
SEPARATED = "The stays went to another card."
MOVE_TITLE = "Not this guest's stays"
MOVE_WHICH = "Which ones belong to somebody else?"
MOVE_SOURCE = "{where}, told as {name}"
MOVE_WHERE = "To whom?"
MOVE_TO_NEW = "A guest of their own"
MOVE_TO_OTHER = "Another guest"
MOVE_FOUND = "Guests found"
MOVE_HINT = "They are not matched with this card again. The move can be taken back at any time."
MOVE = "Move"

# History
NO_HISTORY = "Nothing has happened to this card yet."
H_CAME = "{where} came to this card ({rule})"
H_CAME_HAND = "{where} came to this card by hand"
H_WENT = "{where} went to another card"
H_MERGED = "Merged with {name}"
H_NOT_SAME = "Not the same person as {name}"
H_HOUSEHOLD = "Same household as {name}"
H_SPLIT = "Taken apart from {name}"
H_UNDONE = "{what} – taken back {day}"
H_SAID = "{field} typed at the desk"
H_FLAG = "{flag}: {reason}"
H_FLAG_PLAIN = "Flagged: {flag}"
H_ROW = "{what}. {who}, {when}"
SOMEBODY = "somebody"
WORDS = {
    "first_name": "First name",
    "last_name": "Last name",
    "document": "Passport or ID",
}

# Acts
NOT_SAVED = "That was not saved. {error}"
SAVED_CARD = "Card saved to {file}."
CARD_NOT_SAVED = "The card was not saved. {error}"

# The form
ADD_GUEST = "New guest…"
ADD_TITLE = "New guest"
EDIT_TITLE = "Edit guest"
FIRST_NAME = "First name"
LAST_NAME = "Last name"
NOTED_AT = "Keep with"
DOCUMENT_FIELD = "Passport or ID number"
DOCUMENT_HINT = "The number itself is not kept, only what tells it again and its last three characters."
DOCUMENT_KNOWN = "Known, ends with {end}. Enter it again to change it."
NO_COUNTRY = "Unknown"
BIRTH_HINT = "like {example}"
LOOKS_LIKE = "Looks like {name}, {stays}. Saving puts both on one card; it can be undone."
JOINED = "This is {name}, {stays}: both are on one card now."
DOUBTS = "Saved. It may be the same person as {name}: see To review."
SAVED = "Saved."
SAVING = "Saving…"
FILE_NAME = "guest {number}"
FILE_PDF = "PDF (*.pdf)"
FILE_JSON = "JSON (*.json)"
