"""Words of the Events page: what Beds24's webhooks told, and what came of it."""

TAB, TAB_PARKED = "Events", "Events ({n})"
SHOW = "Events"
LIST = "Events"

# Columns
RECEIVED, WHAT, BOOKING, GUEST, VERDICT = "Received", "What", "Booking", "Guest", "Result"
DELAY, TRIES, REPEATS, SOURCE = "Delay", "Tries", "Again", "Source"
WHAT_TIP = "What happened to the booking, told from what it says and never from what the message is called"
DELAY_TIP = "From the change at Beds24 until it was known here"
TRIES_TIP = "How often it was tried to put it into the hotel's book"
REPEATS_TIP = "How often the same message came again; each of these was dropped"
TIMES = "{n} ×"
SOURCES = {"webhook": "Webhook", "replay": "Replay"}

# What happened
CREATED, CHANGED, CANCELLED, GONE, MESSAGE = "New", "Changed", "Cancelled", "Deleted", "Message"
HINT, INVENTORY, UNREADABLE = "Hint", "Availability", "Unreadable"

# Results
WAITING, APPLIED, KNOWN, OLDER, ASKED = "Waiting", "Applied", "Known already", "Older", "Asked Beds24"
NOTED, ELSEWHERE, PLACED, DISMISSED = "Noted", "Other hotel", "Placed since", "Laid aside"
HELD_BACK, ASIDE, PARKED, REFUSED = "Tried again", "Kept aside", "Parked", "Refused"

# Filters
FILTER_WHAT, ANY_WHAT = "What happened", "Everything"
FILTER_VERDICT, ANY_VERDICT = "Result of the event", "All results"
PROBLEMS, PROBLEMS_TIP = "Problems", "Only what was refused, is parked or kept aside, or has to be tried again"
ONLY_PARKED, ONLY_PARKED_TIP = "Parked", "Only what waits for you: tried in vain, or kept aside for a room"
DUPLICATES, DUPLICATES_TIP = "Duplicates", "Only messages that came more than once"
SEARCH, SEARCH_TIP = "Guest, number or text", "Find events by guest, booking number or any word in the list (Ctrl+F)"
ACT_SEARCH = "Search events"
CLEAR_FILTERS = "Clear filters"
SHOWN = ("{n} event", "{n} events")
SHOWN_OF = ("{shown} of {n} event", "{shown} of {n} events")
LOAD_OLDER, LOAD_OLDER_TIP = "Load older", "Show events from before those in the list"

# States of the list
LOADING = "Reading the list of events…"
EMPTY = "Nothing was heard yet"
EMPTY_MORE = "As soon as Beds24 sends a message it stands here. Without any, changes come with the regular checks."
NOTHING_MATCHES = "No event matches"
NOTHING_MATCHES_MORE = (
    "The {n} event in the list is not like this.",
    "Among the {n} events in the list there is none like this.",
)
LIST_FAILED, TRY_READING = "The list of events could not be read", "Try again"
STALE = "The list could not be renewed; it shows what was known at {time}."

# The scorecard
SCORE = (
    "{n} change: {first} heard first by instant message, {check} by a check",
    "{n} changes: {first} heard first by instant message, {check} by a check",
)
SCORE_NONE = "No booking changed at Beds24 in this time"
SCORE_DELAY = "Half were known within {delay}"
SCORE_DUPLICATES = ("{n} duplicate dropped", "{n} duplicates dropped")
SCORE_REFUSED = ("{n} wrong secret refused", "{n} wrong secrets refused")
SCORE_SINCE = (
    "{n} change since the switch-on, {time}: {first} heard first by instant message, {check} by a check",
    "{n} changes since the switch-on, {time}: {first} heard first by instant message, {check} by a check",
)
SCORE_NONE_SINCE = "No booking changed at Beds24 since the switch-on, {time}"
SCORE_TIP = (
    "Changes made at Beds24, this computer's own aside. The delay runs from the change there until it was known here."
    " Wrong secrets are counted by whole days."
)

# The pane of an event
NO_EVENT, NO_EVENT_MORE = "No event chosen", "Choose one in the list to see what it told and what came of it."
EVENT_GONE = "This event is no longer kept."
WHOSE_CHANNEL = "\u2068{guest}\u2069 ({channel})"
WHOSE = "\u2068{guest}\u2069"
WHOSE_BOOKING = "Booking {number}"
SOMEBODY = "Beds24"
DID_NEW = "{whose}: new booking"
DID_ARRIVAL = "{whose}: arrival moved from {old} to {new}"
DID_DEPARTURE = "{whose}: departure moved from {old} to {new}"
DID_FIELD = "{whose}: {field} changed from \u201c{old}\u201d to \u201c{new}\u201d"
DID_FIELDS = ("{whose}: {n} field changed", "{whose}: {n} fields changed")
DID_CHANGE = "{whose}: changed"
DID_CANCEL = "{whose}: cancelled"
DID_GO = "{whose}: deleted at Beds24, and kept here as gone"
DID_WRITE = "{whose}: a new message"
STORY_APPLIED = "{did}; known after {delay}; applied."
STORY_APPLIED_UNTIMED = "{did}; applied."
STORY_KNOWN = "{whose}: everything in it was known already."
STORY_OLDER = "{whose}: it told an older state than the one kept here, so nothing was changed."
STORY_OLDER_WROTE = "{whose}: a new message; all else was older than what is kept here, so it was not changed."
STORY_ASKED = "{whose}: it could not be relied on by itself, so Beds24 was asked for the booking."
STORY_HINT = "{whose}: Beds24 told only that something changed, so it was asked for the booking."
STORY_NOTED = "Availability changed at Beds24. Nothing had to be done."
STORY_ELSEWHERE = "It was about another hotel of the account. Nothing of it was kept."
STORY_REFUSED = "A message with the right secret could not be read, and was refused."
STORY_WAITING = "{whose}: it waits for its turn."
STORY_HELD_BACK = (
    "{whose}: {n} try failed; the next one is at {time}.",
    "{whose}: {n} tries failed; the next one is at {time}.",
)
STORY_PARKED = ("{whose}: {n} try failed. It waits for you.", "{whose}: {n} tries failed. It waits for you.")
STORY_ASIDE = "{whose}: kept aside, because something is missing here, such as its room."
STORY_PLACED = "{whose}: kept aside at first, because something was missing here; since then it is in the book."
STORY_DISMISSED = "{whose}: laid aside."
STORY_DISMISSED_NOTE = "{whose}: laid aside: {note}"
REPEATED = (
    "The same message came {n} more time, last at {time}, and was dropped.",
    "The same message came {n} more times, last at {time}; each was dropped.",
)
PROVED_BY_FORMER = "It was proved by the former secret: Beds24 does not know the new one yet."
REPLAY_OF = "This replays event {n}."
CAUSE_FAULT = (
    "A fault in the program kept it from being applied ({cause}). Its booking is fetched by the checks anyway."
)

TRY_AGAIN, TRY_AGAIN_TIP = "Try again", "Put it into the hotel's book anew"
TRY_ALL = ("Try all {n} again", "Try all {n} again")
TRY_ALL_MENU, TRY_ALL_TIP = "Try all of this cause again", "Everything that is parked for the same cause"
REPLAY, REPLAY_TIP = "Replay", "Work it off once more, as a new event; its booking is read again besides"
DISMISS, DISMISS_TIP = "Lay aside…", "It needs nothing more; say why in a note"
OPEN, OPEN_TIP = "Open reservation", "Go to the reservation it is about"
GO_WAITING = "Show what is missing"
EXPORT, EXPORT_TIP = "Export…", "Save the list as it is shown, for a spreadsheet (Ctrl+E)"
MENU_EVENTS = "Events"

PAGE_CHANGES, PAGE_BODY, PAGE_TRIES, PAGES = "Changes", "As received", "Tries", "Parts of the event"
NO_CHANGES = "No field was changed."
NO_BODY = "Nothing of it was kept."
NO_TRIES = "No try failed."
TRY_LINE = "{n}.  {time}  {cause}"
STORY_LOADING, STORY_FAILED = "Reading what it did…", "It could not be read. Choose the event again."

DISMISS_TITLE, DISMISS_ASK = "Lay this event aside", "Why does it need nothing more?"
DISMISS_YES, DISMISS_NO = "Lay aside", "Cancel"
DISMISS_MORE = "The note stays with the event. Its booking itself is not touched."
DONE_AGAIN = ("{n} event is tried again.", "{n} events are tried again.")
DONE_REPLAY = "It is worked off once more."
DONE_DISMISS = "It was laid aside."

EXPORT_TITLE, EXPORT_KINDS, EXPORT_FILE = "Save the list of events", "Spreadsheet (*.csv)", "events-{day}.csv"
EXPORTED = ("{n} event saved in {file}.", "{n} events saved in {file}.")
NOT_EXPORTED = "The list could not be saved: {error}"
