"""What a person types about a guest, checked: dates of birth as they are written in the hotel, document numbers."""

import re
from dataclasses import dataclass, field, fields
from datetime import date

from console.domain.errors import WrongInput

_LONGEST = 200
_OLDEST = 120
_DATE = re.compile(r"(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\D*")
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]{2,}")
_NUMBER = re.compile(r"[\d\s+()/.\-x*]*")
_NO_DOCUMENT = re.compile(r"[\W_]+")
_SHORTEST_DOCUMENT, _END = 5, 3


@dataclass(frozen=True, slots=True)
class GuestForm:
    """The fields as they were typed; `birth` a date in the hotel's way or in ISO, `document` a whole number."""

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    company: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)
    country: str = field(default="", repr=False)
    language: str = field(default="", repr=False)
    birth: str = field(default="", repr=False)
    document: str = field(default="", repr=False)


def changes(before: GuestForm, now: GuestForm) -> dict[str, str]:
    """What was typed anew, by field, without blanks around it."""
    typed = {one.name: " ".join(getattr(now, one.name).split()) for one in fields(GuestForm)}
    return {name: text for name, text in typed.items() if text != " ".join(getattr(before, name).split())}


def checked(typed: dict[str, str], today: date, *, day_first: bool = True) -> dict[str, str]:
    """The same as it is kept: a date of birth in ISO. Raises WrongInput, without repeating what was typed."""
    for text in typed.values():
        if len(text) > _LONGEST:
            raise WrongInput(f"One of the fields is too long: at most {_LONGEST} characters.")
    kept = dict(typed)
    if typed.get("email") and not _ADDRESS.fullmatch(typed["email"]):
        raise WrongInput("The e-mail address is not complete. It looks like anna@example.com.")
    if typed.get("phone") and not _NUMBER.fullmatch(typed["phone"]):
        raise WrongInput("The phone number may only hold digits, blanks, +, -, / and brackets.")
    if typed.get("birth"):
        kept["birth"] = birth_from(typed["birth"], today, day_first=day_first).isoformat()
    if typed.get("document") and len(document_key(typed["document"])) < _SHORTEST_DOCUMENT:
        raise WrongInput(f"The number of a passport or ID has at least {_SHORTEST_DOCUMENT} letters and digits.")
    return kept


def birth_from(typed: str, today: date, *, day_first: bool = True) -> date:
    """A date of birth as it is written here: 3.5.1980, 03/05/1980 or 1980-05-03; `day_first` where the day stands
    before the month. Raises WrongInput."""
    found = _DATE.fullmatch(typed.strip())
    if found is None:
        example = "3.5.1980" if day_first else "5/3/1980"
        raise WrongInput(f"The date of birth is not understood. Enter it like {example}, or like 1980-05-03.")
    one, two, three = found.groups()
    is_iso = len(one) == len("1980")
    year, month, day = (one, two, three) if is_iso else (three, two, one) if day_first else (three, one, two)
    if len(year) != len("1980"):
        raise WrongInput("The year of birth needs four digits, like 1980.")
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        raise WrongInput("The date of birth is no day of the calendar. Look at the day and the month.") from None
    if born > today:
        raise WrongInput("The date of birth is still to come.")
    if born.year < today.year - _OLDEST:
        raise WrongInput(f"By this date of birth the guest would be more than {_OLDEST} years old.")
    return born


def document_key(number: str) -> str:
    """The number as it is compared: without blanks and dashes, in capital letters."""
    return _NO_DOCUMENT.sub("", number).upper()


def document_end(number: str) -> str:
    """The last characters, by which a person knows it again."""
    return document_key(number)[-_END:]
