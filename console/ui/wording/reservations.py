"""The words of the Reservations tab."""

TITLE = "Reservations"

# Columns
STATE = "State"
GUEST = "Guest"
ROOM = "Room"
ARRIVAL = "Arrival"
DEPARTURE = "Departure"
NIGHTS = "Nights"
PAX = "Guests"
CHANNEL = "Channel"
REFERENCE = "Channel reference"
NUMBER = "Beds24 number"
PRICE = "Price"
PRICE_IN = "Price {currency}"
BOOKED = "Booked"
CHANGED = "Last change"
FLAGS = "Flags"

# States
STATE_ARRIVING = "Arriving"
STATE_IN_HOUSE = "In house"
STATE_LEAVING = "Leaving"
STATE_NEW = "New"
STATE_CONFIRMED = "Confirmed"
STATE_REQUEST = "Request"
STATE_INQUIRY = "Inquiry"
STATE_CLOSED = "Closed"
STATE_STAYED = "Stayed"
STATE_NO_SHOW = "No-show"
STATE_CANCELLED = "Cancelled"
STATE_GONE = "Gone"

MEANS_ARRIVING = "Arrives today."
MEANS_IN_HOUSE = "Has begun and does not end today."
MEANS_LEAVING = "Leaves today."
MEANS_NEW = "Booked, and not opened in Beds24 yet. It holds its room like a confirmed booking."
MEANS_CONFIRMED = "Booked; holds its room."
MEANS_REQUEST = "Waits for the hotel to confirm it. Holds no room."
MEANS_INQUIRY = "Only a question so far. Holds no room."
MEANS_CLOSED = "The room is closed for these nights; nobody stays."
MEANS_STAYED = "The stay is over."
MEANS_NO_SHOW = "The guest did not come."
MEANS_CANCELLED = "Cancelled; the room is free again."
MEANS_GONE = "Beds24 no longer has this booking. It was asked twice; what we know is kept."
MEANS_UNKNOWN = "A status that Beds24 has invented since. It is taken to hold its room."

SUB_STATUSES = {
    "actionRequired": "needs an action in Beds24",
    "allotment": "allotment",
    "cancelledByGuest": "cancelled by the guest",
    "cancelledByHost": "cancelled by the hotel",
    "noShow": "the guest did not come",
    "waitlist": "on the waiting list",
    "walkin": "walked in",
    "nonPayment": "not paid",
}

# Cells
NO_GUEST_NAMED = "No name"
CLOSURE = "Room closed"
UNASSIGNED_ROOM = "{room_type}, no room yet"
ROOM_AND_TYPE = "{room} · {room_type}"
ADULTS_AND_CHILDREN = "{adults} + {children}"
DO_NOT_RENT = "Do not rent"
VIP = "VIP"
REPEAT = "stay no. {n}"
REPEAT_SHORT = "×{n}"
FLAG_NOTED = "Has comments or notes"
FLAG_UNASSIGNED = "No room assigned yet"
FLAG_NO_CONTACT = "No contact of the guest's own"
FLAG_GROUP = "Part of a group"
FLAG_GONE = "No longer at Beds24"
FLAG_CONFLICT = "Changed here and at Beds24: decide which is right"
FLAG_REFUSED = "Beds24 refused the change"
FLAG_WAITS = "Waits to be sent to Beds24"
FLAG_KEPT = "Differs from Beds24 on purpose"
FLAG_FOUND = "Differs from Beds24"
UTC_TIME = "{moment} UTC"
ROW = "{state}. {guest}, {room}, {nights} from {arrival}, {channel}. {flags}"
NIGHT_ONE, NIGHT_MANY = "{n} night", "{n} nights"

SOURCES = {
    "pull": "regular check",
    "full_sync": "full sync",
    "by_id": "asked by number",
    "webhook": "instant message",
    "desk": "reception",
    "console": "Night Porter",
    "rebuilt": "rebuilt by hand",
    "rule": "rule",
}

# Chips
CHIP_ARRIVING = "Arriving"
CHIP_IN_HOUSE = "In house"
CHIP_LEAVING = "Leaving"
CHIP_NEW = "New 24 h"
CHIP_CHANGED = "Changed 24 h"
CHIP_CANCELLED = "Cancelled"
CHIP_REQUEST = "Requests"
CHIP_CLOSURE = "Closures"
CHIP_GROUP = "Groups"
CHIP_UNASSIGNED = "No room yet"
CHIP_NO_CONTACT = "No contact"
CHIP_DIFFERS = "Differs"
CHIP_PAST = "Past too"
TIP_ARRIVING = "Guests who arrive today"
TIP_IN_HOUSE = "Guests who came before today and stay tonight"
TIP_LEAVING = "Guests who leave today"
TIP_NEW = "Booked within the last 24 hours"
TIP_CHANGED = "Changed at Beds24 within the last 24 hours"
TIP_CANCELLED = "Cancelled, or no longer at Beds24"
TIP_REQUEST = "Requests and inquiries; they hold no room"
TIP_CLOSURE = "Rooms that are closed without a guest"
TIP_GROUP = "Reservations that belong together"
TIP_UNASSIGNED = "Stays that have a room type but no room yet"
TIP_NO_CONTACT = "Only a channel's relay address, or no contact at all"
TIP_DIFFERS = "Not the same at Beds24: still to be sent, kept so on purpose, or found different"
TIP_PAST = "Also stays that have ended"

SEARCH = "Search name, phone, reference, number"
SEARCH_NAME = "Search reservations"
STATUS_FILTER = "Status"
STATUS_CLOSURE = "Closure"
ALL_STATUSES = "Any status"
ALL_CHANNELS = "All channels"
ALL_ROOMS = "All rooms"
CHANNEL_FILTER = "Channel"
ROOM_FILTER = "Room or room type"
CLEAR_FILTERS = "Clear filters"
SHOWN_ONE, SHOWN_MANY = "{n} reservation", "{n} reservations"
SOME_ONE, SOME_MANY = "{shown} of {n} reservation", "{shown} of {n} reservations"
TABLE_NAME = "Reservations"

# Instead of rows
LOADING = "Reading the reservations…"
NOTHING_YET = "No reservations yet"
NOTHING_YET_DETAIL = "They appear here as soon as the first sync has brought them."
SYNC_NOW = "Sync now"
NOTHING_MATCHES = "Nothing matches {filters}"
JOINED = "{first} + {second}"
PAST_ONE, PAST_MANY = "{n} stay in the past does.", "{n} stays in the past do."
SHOW_PAST = "Show the past too"
FAILED = "The reservations could not be read"
FAILED_DETAIL = "{error} Nothing is lost: the list is read again when you try."
TRY_AGAIN = "Try again"
STALE_NAME = "How fresh the list is"
STALE_DATA = "Data of {time}. Bookings made since then may not be here."
STALE_LIST = "The list could not be renewed; it shows what was known at {time}. {error}"
STALE_ROOMS = "The rooms could not be read, so the list cannot be narrowed to all of them. {error}"
HIDDEN_ONE, HIDDEN_MANY = "{n} cancelled hidden", "{n} cancelled hidden"
SHOWN_AND_HIDDEN = "{shown} · {hidden}"
MORE_PAST_ONE, MORE_PAST_MANY = "{n} more in the past", "{n} more in the past"

CHIP_COMING = "stays from today on"

# Actions
MENU_NARROW = "Show only"
ACT_SEARCH = "Search reservations"
ACT_COPY = "Copy rows"
ACT_COPY_DETAILS = "Copy details"
ACT_PRINT = "Print list…"
ACT_PRINT_ONE = "Print this reservation…"
ACT_EXPORT = "Export list as CSV…"
ACT_OPEN = "Show details"
ACT_OPEN_WINDOW = "Details in a window of their own"
ACT_CLOSE = "Close details"
ACT_CLEAR = "Clear filters"
BUTTON_PRINT = "Print"
BUTTON_EXPORT = "Export"
EXPORT_TITLE = "Export the list"
EXPORT_FILE = "reservations {day}.csv"
EXPORT_KINDS = "Spreadsheet (*.csv)"
EXPORTED_ONE, EXPORTED_MANY = "{n} reservation saved in {file}.", "{n} reservations saved in {file}."
NOT_EXPORTED = "The list could not be saved: {error}"
COPIED_ONE, COPIED_MANY = "{n} row copied.", "{n} rows copied."
COPIED_DETAILS = "Details copied."
PRINT_TITLE = "{hotel}: reservations"
PRINT_PREVIEW = "Print the list"
PAGE = "Page {page} of {pages}"
PRINTED_AT = "Printed {moment}"
TOO_MANY_TO_PRINT = (
    "This would be {n} page. Narrow the list first, or export it.",
    "This would be {n} pages. Narrow the list first, or export it.",
)
