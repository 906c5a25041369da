"""Words of the Sync tab: the story of what the synchronisation did, and what waits for a person."""

TITLE = "Sync"
TIMELINE = "Time line of checks"
RUNS = "Checks"
CHANGES = "What this check changed"

SYNC_NOW, SYNC_NOW_TIP = "Sync now", "Fetch what changed at Beds24, now (F5)"
FULL_SYNC, FULL_SYNC_TIP = "Full sync", "Read every booking again and compare all of them (Ctrl+F5)"
CHECK_ONLY, CHECK_ONLY_TIP = "Check only", "See what a full sync would do, without changing anything (Shift+F5)"
PAUSE, PAUSE_TIP = "Pause 1 hour", "No checks for one hour (Ctrl+Shift+P)"
GO_ON, GO_ON_TIP = "Go on", "End the pause and check at once (Ctrl+Shift+R)"
CANCEL, CANCEL_TIP = "Cancel", "End this check; nothing half done remains (Ctrl+Shift+X)"
PAUSED_UNTIL = "Paused until {time}. Bookings that are made meanwhile are not here yet."

SHOW_RUNS, SHOW_PARKED, SHOW_HELD_BACK = "Checks", "Waiting for you", "What was held back"
TAB_RUNS = "Checks"
TAB_PARKED = "Waiting for you ({n})"
TAB_NOTHING_PARKED = "Waiting for you"

# Small figures at the top right
FIGURE_CHECKS, FIGURE_CHECKS_TIP = "good checks in 24 h", "Checks that ended well in the last 24 hours"
FIGURE_MEDIAN, FIGURE_MEDIAN_TIP = "typical time", "Half of the checks took less than this, half took more"
FIGURE_SILENCE, FIGURE_SILENCE_TIP = "longest silence", "The longest time in 24 hours without a check that ended well"
FIGURE_CREDITS, FIGURE_CREDITS_TIP = (
    "credits in 24 h",
    "What all checks of the last 24 hours cost of the Beds24 allowance",
)
NO_FIGURE = "–"

# Moments and durations
DAY_AND_TIME = "{day}, {time}"
AN_INSTANT = "under 0.1 s"
SECONDS = "{s} s"
MINUTES = "{m} min"
MINUTES_SECONDS = "{m} min {s} s"
HOURS = "{h} h"
HOURS_MINUTES = "{h} h {m} min"
DAYS_HOURS = "{d} d {h} h"
CREDITS = ("{n} credit", "{n} credits")

# Time line
SPAN_DAY, SPAN_WEEK = "24 hours", "7 days"
LANE_PULL = "Every {n} min"
LANE_NIGHT = "Night"
LANE_HAND = "By hand"
LANE_INSTANT = "Instant"
HEARD_CHOSEN = "{what}. Enter shows it among the events."
HEARD_AT = ("{n} message of Beds24, {time}", "{n} messages of Beds24, the last {time}")
GAP = "nothing for {time}"
NOW = "now"
TICK = "{kind}, {time}: {result}"
NO_TICK = "No check in this time. Arrow keys choose one."
LEGEND_QUIET = "nothing new"

# Columns
STARTED, KIND, TRIGGER, TOOK = "Started", "Kind", "Trigger", "Took"
READ, NEW, CHANGED, SAME, PARKED = "Read", "New", "Changed", "Same", "Parked"
ERRORS, CREDITS_COLUMN, RESULT = "Errors", "Credits", "Result"
READ_TIP = "Bookings read from Beds24: always new + changed + same + parked"
SAME_TIP = "Bookings that were here already, just so"
PARKED_TIP = "Bookings kept aside because something is missing here, such as a room"

# Kinds and triggers
KIND_FIVE, KIND_MINUTES = "Five-minute check", "{n}-minute check"
KIND_NOW, KIND_FULL, KIND_CHECK = "Sync now", "Full sync", "Check only"
TRIGGER_SCHEDULE, TRIGGER_MANUAL, TRIGGER_CATCH_UP = "On time", "By hand", "Made up for"
WHEN_CATCH_UP = "It made up for a check that was missed while this computer slept or was off."

# Results
DONE, DONE_CHANGED, FAILED, BRAKED = "Done", "Changed", "Failed", "Held back"
WOULD_CHANGE = "Would change"
STOPPED, CRASHED, RUNNING, WRONG_SUM = "Cancelled", "Broken off", "Running", "Wrong sum"
WRONG_SUM_TIP = (
    "Read {read}, but new, changed, same and parked make {sum}. Please tell support, and run a full sync to be sure."
)

# Filters
FILTER_USUAL, FILTER_NIGHT = "Regular", "Night"
ANY_KIND, ANY_RESULT = "All kinds", "All results"
ONLY_CHANGES, ONLY_CHANGES_TIP = "With changes", "Only checks that brought something new"
PROBLEMS, PROBLEMS_TIP = "Problems", "Only checks that failed, were held back, broken off or do not add up"
FILTER_KIND, FILTER_RESULT = "Kind of check", "Result of check"
SHOWN = ("{n} check", "{n} checks")
SHOWN_OF = ("{shown} of {n} check", "{shown} of {n} checks")
LOAD_OLDER, LOAD_OLDER_TIP = "Load older", "Show checks from before those in the list"

# States of the list
LOADING = "Reading the list of checks…"
EMPTY, EMPTY_NOW = "Nothing yet", "The first check runs in a moment."
EMPTY_PAUSED = "Checks are paused. Nothing is fetched until you go on."
RUN_NOW = "Run now"
NOTHING_MATCHES = "No check matches"
NOTHING_MATCHES_MORE = (
    "The {n} check in the list is not like this.",
    "Among the {n} checks in the list there is none like this.",
)
CLEAR_FILTERS = "Clear filters"
LIST_FAILED = "The list of checks could not be read"
TRY_AGAIN = "Try again"
STALE = "The list could not be renewed; it shows what was known at {time}."

# The pane of a check
NO_RUN, NO_RUN_MORE = "No check chosen", "Choose one in the list or on the time line to see what it did."
WHO_FIVE = "The five-minute check at {time}"
WHO_MINUTES = "The {n}-minute check at {time}"
WHO_NIGHT = "The night check at {time}"
WHO_HAND = "The sync by hand at {time}"
WHO_FULL_HAND = "The full sync by hand at {time}"
WHO_CHECK = "Check only at {time}"
BOOKINGS = ("{n} booking", "{n} bookings")
STORY_QUIET = "{who} read {bookings} and found nothing new; it took {took} and {credits}."
STORY_NEW = "{who} read {bookings} and added {new}; it took {took} and {credits}."
STORY_CHANGED = "{who} read {bookings} and changed {changed}; it took {took} and {credits}."
STORY_BOTH = "{who} read {bookings}, added {new} and changed {changed}; it took {took} and {credits}."
STORY_CHECK_QUIET = "{who} read {bookings}: a full sync would change nothing. It took {took} and {credits}."
STORY_CHECK = (
    "{who} read {bookings}: a full sync would add {new} and change {changed}. Nothing was written."
    " It took {took} and {credits}."
)
STORY_FAILED = "{who} did not succeed, after {took}."
STORY_BRAKED = "{who} stopped before it changed anything, because something looked wrong."
STORY_STOPPED = "{who} was cancelled after {took}. Nothing half done remains."
STORY_CRASHED = "{who} was broken off because the program ended. Nothing is lost: the next one reads it again."
STORY_RUNNING = "{who} is under way."
SUMS = "{read} read = {new} new + {changed} changed + {same} same + {parked} parked"
SOME_PARKED = ("{n} booking waits for something.", "{n} bookings wait for something.")
NO_CHANGES = "No reservation was changed."
FIRST_OF = "The first {n} of {total} changed reservations:"
TOUCHED = ("{n} reservation changed", "{n} reservations changed")
FORESEEN = ("{n} reservation would change", "{n} reservations would change")
MISSING = (
    "{n} known booking was not found at Beds24. It is asked for again before that is believed.",
    "{n} known bookings were not found at Beds24. They are asked for again before that is believed.",
)
GONE = (
    "{n} known booking is no longer at Beds24. It is kept here with its history, and marked as gone.",
    "{n} known bookings are no longer at Beds24. They are kept here with their history, and marked as gone.",
)
NOT_KEPT = "What this check found is only known until the program is closed."
CHANGES_LOADING = "Reading what it changed…"
CHANGES_FAILED = "What it changed could not be read. Choose the check again."
FIELD, BEFORE, AFTER = "What", "Before", "Now"
STAY = "\u2068{guest}\u2069 · {arrival} – {departure}"
IS_NEW, OPEN_RESERVATION = "New", "Open the reservation"
NO_NAME, NOTHING_TOLD, EMPTY_VALUE = "No name", "not told", "empty"

# The brake
BRAKE_TITLE = "Held back to protect your bookings"
SHOW, SHOW_TIP = "See which", "Read everything again and list what would change, without changing it"
SHOW_FORESEEN = "Show what would change"
APPLY_ANYWAY = "Apply anyway…"
BRAKE_ASK = "Apply this all the same?"
BRAKE_DETAIL = (
    "A full sync will read everything again and write it, whatever it finds. Do this only if you know why so much"
    " changes at once, for example after a big cancellation or when a room was given up."
)
BRAKE_YES, BRAKE_NO = "Run and apply", "Leave it held back"
BRAKE_LATER = "Since then a full sync went through; nothing needs to be applied."

# A check under way
STAGE_READING = "Reading bookings from Beds24"
STAGE_ASKING = "Asking for missing bookings one by one"
STAGE_WRITING = "Writing into the hotel's book"
STAGE_CLOSING = "Finishing"
STAGE_MESSAGES = "Reading guests' messages"
STAGE_STARTING = "Starting"
CANCELLING = "Cancelling…"
LIVE_PAGES = ("{n} page", "{n} pages")
LIVE_READ = "{n} read"
LIVE_WRITTEN = "{n} of {expected} written"
LIVE_CREDITS = "{n} credits left"
LIVE_BAR = "Progress of the check"
REFUSED = "That could not start: {reason}"
NOT_SAVED = "That could not be saved: {reason}"
