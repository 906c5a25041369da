"""The words of a check that can be gone through booking by booking."""

TITLE = "What a full sync would do"
SUMS = "+{new} new, {changed}, {cancelled} cancelled, {missing} missing"
NONE_CHANGED = "0 changed"
CHANGED_FIELDS = ("{changed} changed ({n} field)", "{changed} changed ({n} fields)")
CUT = "Only the first {n} are listed."
TEXT = (
    "Nothing was written. Tick what is to be applied: each of them is asked for again first, and what has changed"
    " meanwhile is left out. The rest waits for the next sync."
)
BRAKE = "The brake would stop this run"
NAME = "Bookings that a full sync would change"
BOOKING, HERE, THERE = "Booking", "Here now", "At Beds24"
GROUP_NEW, GROUP_CHANGED, GROUP_CANCELLED, GROUP_MISSING = "New", "Changed", "Cancelled", "Missing"
CHIP = "{group} {n}"
CHIP_TIP = "Show only these"
MARK_NEW = "would be added"
MARK_CHANGED = ("{n} field would change", "{n} fields would change")
MARK_MINOR = "only what nobody would notice"
MARK_CANCELLED = "would be cancelled"
MARK_MISSING = "Beds24 no longer has it"
MARK_MOVED = "changed meanwhile, left out"
ROW = "{stay}, {mark}"
FIELD = "    {field}"

TICK_ALL, TICK_ALL_TIP = "Tick all shown", "Tick every booking of the list ({key})"
TICK_NONE = "Untick all"
APPLY = ("Apply the ticked one", "Apply the {n} ticked ones")
APPLY_NONE = "Apply the ticked ones"
CLOSE = "Close"
APPLYING = "Asking Beds24 for them again, and applying them…"
APPLIED = ("{n} applied.", "{n} applied.")
GONE = ("{n} marked as gone, and kept.", "{n} marked as gone, and kept.")
MOVED = (
    "{n} was left out, because Beds24 tells something else by now. Check again to see it.",
    "{n} were left out, because Beds24 tells something else by now. Check again to see them.",
)
NOT_APPLIED = "They could not be applied"
AGAIN = "Try again"
NOTHING = "A full sync would change nothing"
ALL_DONE = "Everything of this check is applied"
NONE_SHOWN = "None of these"

HEADING = "{told}: {sums}"
CHOOSE = "Go through them…"
CHOOSE_TIP = "See each of them, and choose what is to be applied"
KIND = "Chosen ones applied"
WHO = "The choice from a check at {time}"
