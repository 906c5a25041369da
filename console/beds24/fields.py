"""Which key of Beds24's booking becomes which field, and what a person calls it (FACTS.md section 3)."""

from typing import Final

from console.beds24.reading import shown_text, text

_SHOWN: Final = (
    ("title", "title", "title"),
    ("first_name", "firstName", "first name"),
    ("last_name", "lastName", "last name"),
    ("company", "company", "company"),
    ("address", "address", "address"),
    ("city", "city", "town"),
    ("state", "state", "state"),
    ("arrival_time", "arrivalTime", "time of arrival"),
    ("comments", "comments", "comments"),
    ("notes", "notes", "notes"),
    ("message", "message", "message"),
    ("group_note", "groupNote", "group note"),
    ("flag_text", "flagText", "flag text"),
    ("rate_description", "rateDescription", "rate description"),
    ("api_source", "apiSource", "source"),
    ("referer", "referer", "referer"),
)
_EXACT: Final = (
    ("email", "email", "e-mail address"),
    ("phone", "phone", "phone number"),
    ("mobile", "mobile", "mobile number"),
    ("postcode", "postcode", "postcode"),
    ("language", "lang", "language"),
    ("reference", "reference", "reference"),
    ("voucher", "voucher", "voucher"),
    ("flag_color", "flagColor", "flag colour"),
    ("allow_channel_update", "allowChannelUpdate", "rule for channel updates"),
    ("channel", "channel", "channel"),
    ("channel_reference", "apiReference", "channel reference"),
)
TEXTS: Final = (*((shown_text, *each) for each in _SHOWN), *((text, *each) for each in _EXACT))
AMOUNTS: Final = (
    ("price", "price", "price"),
    ("deposit", "deposit", "deposit"),
    ("tax", "tax", "tax"),
    ("commission", "commission", "commission"),
)
COUNTS: Final = (
    ("room_qty", "roomQty", "number of rooms"),
    ("adults", "numAdult", "number of adults"),
    ("children", "numChild", "number of children"),
)
