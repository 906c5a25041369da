"""The words of the proof that both sides agree."""

IN_SYNC = "In sync"
AGREE = (
    "{agreeing} of {n} upcoming booking agrees with Beds24",
    "{agreeing} of {n} upcoming bookings agree with Beds24",
)
AGREED = (
    "{agreeing} of {n} upcoming booking agreed with Beds24",
    "{agreeing} of {n} upcoming bookings agreed with Beds24",
)
NOT_COMPARED = (
    "{n} upcoming booking, not yet compared with Beds24",
    "{n} upcoming bookings, not yet compared with Beds24",
)
NONE_UPCOMING = "No upcoming bookings"
DIFFER = ("{n} differs", "{n} differ")
ON_PURPOSE = ("{n} kept otherwise on purpose", "{n} kept otherwise on purpose")
WAITING = ("{n} changed here, not sent yet", "{n} changed here, not sent yet")
OLDEST = "oldest check {age} ago"
JUST_NOW = "oldest check just now"
NOT_PROVED_SINCE = "not proved since {time}"
FIRST_NIGHT = "compared every night, and by {action}"
PART = " · "
AGE_MINUTES = ("{n} min", "{n} min")
AGE_HOURS = ("{n} hour", "{n} hours")
AGE_DAYS = ("{n} day", "{n} days")
TIP = "Lightly proved: {light}. Deeply proved: {deep}."

LINE_LIGHT = "Nothing newer there"
LINE_DEEP = "Read and compared"
LIGHT = "than what was read up to {time}"
LIGHT_NONE = "not known yet"
DEEP = "{deep} of {n}, the oldest {time}"
DEEP_AND_LIGHT = "{deep} of {n}, the oldest {time}; {light} changed since"
DEEP_NONE = "none yet"
CHECK_ARRIVALS = "Check the arrivals"
CHECK_ARRIVALS_TIP = "Read those who arrive in the next 48 hours, and compare them ({key})"

CHECK_ONE = "Check with Beds24 now"
CHECKING_ONE = "Asking Beds24…"
ONE_AGREES = "Checked: both sides agree."
ONE_DIFFERS = ("Checked: {n} difference, see Reconcile.", "Checked: {n} differences, see Reconcile.")
ONE_FAILED = "Not checked: {reason}"
NOT_THERE_YET = "It is not at Beds24 yet."

CHECKED = "Checked"
CHECKED_AGREES = "✓ {time}"
CHECKED_DIFFERS = "! differs, {time}"
CHECKED_CHANGED = "? {time}, changed since"
CHECKED_NEVER = "?"
MEANS_AGREES = "It was read from Beds24 and compared {time}: both sides agree."
MEANS_DIFFERS = "It was read from Beds24 and compared {time}: both sides differ."
MEANS_CHANGED = (
    "It was read from Beds24 and compared {time}, and has changed here since. The next comparison proves it again."
)
MEANS_NEVER = "It was not read and compared by itself yet."

NEED_ARRIVALS = (
    "{n} arrival of the next 48 hours differs from Beds24.",
    "{n} arrivals of the next 48 hours differ from Beds24.",
)
FIX_ARRIVALS = "Open Reconcile"
