"""The words of Reconcile › Rules."""

from console.domain.edits import Choice, Part
from console.domain.settling import Mode, RuleKey

TITLE = "Rules"
MENU = "Rule for conflicts"
HINT = (
    "When the desk and Beds24 have changed the same thing, the rules are asked from top to bottom. The first that fits "
    "decides."
)
LIST = "Rules for conflicts, in their order"
LOADING = "Reading the rules…"
FAILED = "The rules cannot be read"
TRY_AGAIN = "Try again"
STALE = "What is shown may be old: {error}"

SENTENCES = {
    RuleKey.ASK_IN_HOUSE: "About guests in the house I am asked first.",
    RuleKey.CHANNEL_DATES: "The channel owns the dates of what it sold.",
    RuleKey.CHANNEL_STATUS: "The channel owns cancelling what it sold.",
    RuleKey.CHANNEL_PRICE: "The channel owns the price of what it sold.",
    RuleKey.CHANNEL_GUESTS: "The channel owns the guest count of what it sold.",
    RuleKey.DESK_ROOM: "The desk owns the room within its type.",
    RuleKey.DESK_NOTES: "The desk owns the notes.",
    RuleKey.DESK_ARRIVAL_TIME: "The desk owns the time of arrival.",
    RuleKey.DESK_PHONE: "A real telephone number from the desk stays.",
    RuleKey.DESK_EMAIL: "A real e-mail address from the desk stays.",
    RuleKey.NEWEST: "The newer change wins.",
    RuleKey.ASK: "In all other cases I am asked.",
}
"""Each rule as the manager would say it."""

MEANINGS = {
    RuleKey.ASK_IN_HOUSE: (
        "Whoever has a bed here keeps it until somebody has looked. While this is on, no rule below decides about the "
        "nights, the room or the cancellation of a guest who has arrived."
    ),
    RuleKey.CHANNEL_DATES: (
        "The portal has the contract with the guest. What was changed here is given up, and the portal's dates are "
        "shown."
    ),
    RuleKey.CHANNEL_STATUS: (
        "Whether the stay is confirmed or cancelled is agreed between the guest and the portal. What was changed here "
        "is given up."
    ),
    RuleKey.CHANNEL_PRICE: "The guest agreed to the portal's price. What was changed here is given up.",
    RuleKey.CHANNEL_GUESTS: "The guest told the portal who comes. What was changed here is given up.",
    RuleKey.DESK_ROOM: (
        "The desk knows which room is free and clean. Its choice is sent to Beds24 again. Where the booking moved to "
        "another room type, you are asked."
    ),
    RuleKey.DESK_NOTES: "What the desk wrote is sent to Beds24 again and replaces what was written there.",
    RuleKey.DESK_ARRIVAL_TIME: "Guests tell the desk when they come. Its word is sent to Beds24 again.",
    RuleKey.DESK_PHONE: (
        "A number that can be dialled is worth more than a portal's masked one. It is sent to Beds24 again. Where the "
        "desk entered no valid number, you are asked."
    ),
    RuleKey.DESK_EMAIL: (
        "The guest's own address is worth more than a portal's relay. It is sent to Beds24 again. Where the desk "
        "entered a relay or a placeholder, you are asked."
    ),
    RuleKey.NEWEST: (
        "Whichever side changed it later is right. Beds24 tells only when a booking was changed last, not what of it, "
        "so this can be wrong; look at the past before you switch it on."
    ),
    RuleKey.ASK: "The conflict waits under For review, and nothing of it is sent, until you decide.",
}
"""What each rule does, and why."""

MODES = {
    Mode.OFF: "Off",
    Mode.SUGGEST: "Suggest",
    Mode.TELL: "Do and tell",
    Mode.SILENT: "Do silently",
}
ASKS = "On"
ALWAYS = "Always"
MODE = "What it may do"
MODE_WITH_KEY = "{mode} ({key})"

COL_PLACE = "No."
COL_RULE = "Rule"
COL_MODE = "Mode"
COL_LATELY = "Last 30 days"
DECIDED = ("{n} decided", "{n} decided")
DECIDED_BACK = ("{decided}, {n} undone", "{decided}, {n} undone")
NOTHING_DECIDED = "–"
AS_SHIPPED = "Nobody has changed this rule yet."
CHANGED = "Changed {when} by {who}."
AT_THE_DESK = "the desk"

EARLIER = "Ask earlier"
LATER = "Ask later"
UNDO = "Undo last change"
UNDONE = "Taken back: {rule}"
NOTHING_TO_UNDO = "Nothing was changed here that could be taken back."

PAST = "Tried on the past"
TRYING = "Trying it on the last 30 days…"
NO_CONFLICTS = "There was no conflict in the last 30 days, so there is nothing to try it on."
NONE_OF_ITS_OWN = (
    "In the last 30 days there was {n} conflict, and none that this rule would have decided.",
    "In the last 30 days there were {n} conflicts, and none that this rule would have decided.",
)
WOULD = (
    "In the last 30 days it would have decided {n} conflict.",
    "In the last 30 days it would have decided {n} conflicts.",
)
SAME = (
    "You decided {n} of them, and the same in {same}.",
    "You decided {n} of them, and the same in {same}.",
)
NOBODY = "You decided none of them."
ALL_SAME = "It never differs from what you decided."
DIFFERS = "Decided otherwise"
ASKING = "This rule decides nothing itself; it leaves the decision to you."
CASES = "Conflicts that were decided otherwise"
COL_STAY = "Stay"
COL_PART = "What"
COL_YOU = "You"
COL_WOULD = "Rule"
STAY = "{guest}, {day}"
NO_NAME = "no name"
OPEN_STAY = "Open reservation"

CHOICES = {Choice.THEIRS: "Beds24's", Choice.OURS: "ours", Choice.KEEP: "kept apart"}
"""Whose value counts."""

PARTS = {
    Part.DATES: "dates",
    Part.ROOM: "room",
    Part.GUESTS: "number of guests",
    Part.STATUS: "status",
    Part.PRICE: "price",
    Part.DEPOSIT: "deposit",
    Part.TAX: "tax",
    Part.COMMISSION: "commission",
    Part.NAME: "name",
    Part.EMAIL: "e-mail",
    Part.PHONE: "telephone",
    Part.MOBILE: "mobile phone",
    Part.COMPANY: "company",
    Part.ADDRESS: "address",
    Part.LANGUAGE: "language",
    Part.ARRIVAL_TIME: "time of arrival",
    Part.NOTES: "notes",
    Part.COMMENTS: "comments",
    Part.MESSAGE: "message",
    Part.VOUCHER: "voucher",
}

TOLD_ONE = "{guest}, {part}: {choice}. {rule}"
TOLD_MANY = ("Rules decided {n} conflict.", "Rules decided {n} conflicts.")
TOLD_CHOICES = {
    Choice.THEIRS: "Beds24's value counts",
    Choice.OURS: "what the desk entered counts",
    Choice.KEEP: "both stay as they are",
}
