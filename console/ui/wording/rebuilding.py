"""The words around rebuilding a reservation from what was received of it."""

ACT = "Rebuild from what was received…"
TITLE = "Rebuild a reservation"
STAY = "{room} · {arrival} – {departure}"
LOADING = "Applying again what was received…"
STORY_ONE = "Rebuilt from {n} reading or instant message of {since}."
STORY_MANY = "Rebuilt from {n} readings and instant messages, the first of {since}."
EXPLAINED = "Nothing changes until you adopt it."
DIFFERING_ONE, DIFFERING_MANY = "{n} field differs.", "{n} fields differ."
SAME = "Nothing differs"
SAME_DETAIL = "The reservation stands as what was received tells it."
NOTHING_KEPT = "There is nothing to rebuild it from"
NOTHING_KEPT_DETAIL = "What was received of this reservation is not kept any more."
FAILED = "It could not be rebuilt"
TRY_AGAIN = "Try again"
NOT_ADOPTED = "It was not adopted"
AGAIN = "Rebuild again"
NOT_OF_BEDS24 = "Only a booking of Beds24's can be rebuilt."

STARTS_LATE = "The first readings are not kept. What is known here and was not told since stays."
MESSAGES_GONE = (
    "{n} instant message that changed it is not kept any more.",
    "{n} instant messages that changed it are not kept any more.",
)
UNREADABLE = ("{n} reading that is kept cannot be read.", "{n} readings that are kept cannot be read.")
BY_HAND = (
    "{n} change was made here by hand; what was received tells nothing of it.",
    "{n} changes were made here by hand; what was received tells nothing of them.",
)
ENDS_EARLY = "What stands here was told by something newer that is not kept any more, so this cannot be adopted."

TABLE_NAME = "What differs"
FIELD = "Field"
HERE = "As it is"
REBUILT = "As rebuilt"
ROW = "{field}: as it is {here}, as rebuilt {rebuilt}"

ADOPT = "Adopt"
ADOPT_TIP = "Let the reservation be as rebuilt. Its history tells what it was before."
ADOPTING = "Adopting… A sync under way is waited for."
ADOPTED = "Rebuilt. The history tells what was there before."
CLOSE = "Close"
