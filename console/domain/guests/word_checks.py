"""What the manager may add to the lists of contacts: each word is checked as it is typed, lest it catch real guests."""

import re
from dataclasses import dataclass

from console.domain.errors import WrongInput
from console.domain.guests.lists import ContactLists
from console.domain.guests.words import PlaceholderSort, WordKind, sort_of


@dataclass(frozen=True, slots=True)
class Ground:
    """What a word is checked against: everything in the lists now, where people have their own mailbox, what people are
    called, and the hotel's country (two letters, or empty)."""

    lists: ContactLists
    mail_providers: frozenset[str]
    given_names: frozenset[str]
    country: str


def checked_word(kind: WordKind, typed: str, ground: Ground) -> str:
    """`typed` as it is kept. Raises WrongInput, without repeating an address or a number."""
    text = " ".join(typed.split()).casefold()
    if not text:
        raise WrongInput("Nothing was entered.")
    if len(text) > _LONGEST:
        raise WrongInput(f"This is longer than any address: at most {_LONGEST} characters.")
    if "*" in text or "%" in text:
        raise WrongInput("Patterns are not possible, for they would catch real guests too. Enter each one in full.")
    word = _CHECKS[kind](text, ground)
    if _is_known(kind, word, ground.lists):
        raise WrongInput("This is in one of the lists already.")
    return word


def _domain(text: str, ground: Ground) -> str:
    """A domain, however it was pasted: with a whole address before it, or as the address of a web page."""
    bare = _PAGE.sub("", text).rpartition("@")[2].partition("/")[0].removeprefix("www.").rstrip(".")
    if not _DOMAIN.fullmatch(bare):
        raise WrongInput("This is no domain. Enter what stands behind the @, like hotel-alpenblick.at.")
    if bare in ground.mail_providers:
        raise WrongInput(
            f"Many guests have their own address at {bare}, so the whole domain cannot be entered. The hotel's own "
            "address there can: in full, among what is entered instead of an address."
        )
    return bare


def _own_phone(text: str, ground: Ground) -> str:
    number = _e164(text, ground.country)
    if not number:
        raise WrongInput("This is no number that can be called. Enter it with its country, like +43 512 123456.")
    return number


def _placeholder(text: str, ground: Ground) -> str:
    if _PHONE_LIKE.fullmatch(text):
        return _placeholder_phone(text, ground)
    local, at, domain = text.rpartition("@")
    if not at:
        if _DOMAIN.fullmatch(text):
            raise WrongInput(f"For every address at this domain, enter @{text}.")
        return text
    if not local:
        return f"@{_domain(domain, ground)}"
    if not domain:
        return f"{_local(local, ground)}@"
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise WrongInput("This is no address. Check what stands before and behind the @.")
    return text


def _placeholder_phone(text: str, ground: Ground) -> str:
    number = _e164(text, ground.country)
    if not number:
        raise WrongInput(
            "Nobody can have this number, so it counts for nothing anyway. Only numbers that look real are needed."
        )
    return number


def _shared(text: str, ground: Ground) -> str:
    """A whole address, or a number as the hotel's country dials it."""
    if _PHONE_LIKE.fullmatch(text):
        return _own_phone(text, ground)
    local, _, domain = text.removeprefix("mailto:").rpartition("@")
    if not (_LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise WrongInput("Enter a whole address or a number, like familie.huber@gmail.com.")
    return f"{local}@{domain}"


def _role(text: str, ground: Ground) -> str:
    local, at, domain = text.partition("@")
    if at and domain:
        raise WrongInput("Enter only what stands before the @. It then counts at every domain.")
    return _local(local, ground)


def _local(text: str, ground: Ground) -> str:
    if len(text) < _SHORTEST_LOCAL or not _LOCAL.fullmatch(text):
        raise WrongInput("Before an @ stand at least two letters, without blanks, like buchhaltung.")
    if text in ground.given_names:
        raise WrongInput(f"People are called {text}, so a mailbox of that name belongs to one person.")
    return text


def _is_known(kind: WordKind, word: str, lists: ContactLists) -> bool:
    """Whether it is in the list that it would be added to, or a domain in any other."""
    if kind is WordKind.ROLE:
        return word in lists.role_locals or word in lists.placeholder_locals
    if kind is WordKind.PLACEHOLDER:
        return _is_known_placeholder(word, lists)
    if kind is WordKind.SHARED:
        return word in lists.shared_contacts
    if kind is WordKind.OWN_PHONE:
        return word in lists.own_phones or word in lists.placeholder_phones
    return _is_known_domain(word, lists)


def _is_known_placeholder(word: str, lists: ContactLists) -> bool:
    match sort_of(word):
        case PlaceholderSort.PHONE:
            return word in lists.placeholder_phones or word in lists.own_phones
        case PlaceholderSort.LOCAL:
            return word.strip("@") in lists.placeholder_locals or word.strip("@") in lists.role_locals
        case PlaceholderSort.DOMAIN:
            return _is_known_domain(word.strip("@"), lists)
        case _:
            return word in lists.placeholder_addresses


def _is_known_domain(domain: str, lists: ContactLists) -> bool:
    of_all = (lists.relay_domains, lists.agency_domains, lists.own_domains, lists.placeholder_domains)
    return any(domain in domains for domains in of_all)


def _e164(text: str, country: str) -> str:
    """The number with its country as the hotel's dials it; empty for none that can be called."""
    import phonenumbers  # noqa: PLC0415 - large, and of use only where a number is typed

    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


_LONGEST = 254
_SHORTEST_LOCAL = 2
_PAGE = re.compile(r"^(mailto:|https?://)")
_DOMAIN = re.compile(r"([^\W_]([\w-]*[^\W_])?\.)+([^\W\d_]{2,}|xn--[a-z0-9-]+)")
_LOCAL = re.compile(r"[^\W_]([\w.+'-]*[^\W_])?")
_PHONE_LIKE = re.compile(r"(tel:)?[+(]?[\d\s()/.-]*\d[\d\s()/.-]*")
_CHECKS = {
    WordKind.OWN_DOMAIN: _domain,
    WordKind.OWN_PHONE: _own_phone,
    WordKind.RELAY_DOMAIN: _domain,
    WordKind.AGENCY_DOMAIN: _domain,
    WordKind.PLACEHOLDER: _placeholder,
    WordKind.ROLE: _role,
    WordKind.SHARED: _shared,
}
