"""A deed in words: what one would take back."""

from console.domain.undoing import Deed, DeedKind
from console.ui.kit.words import count, say
from console.ui.wording import undoing as words

_OF_GUESTS = {
    DeedKind.MERGE: words.MERGING,
    DeedKind.NOT_SAME: words.KEEPING_APART,
    DeedKind.SPLIT: words.SPLITTING,
}


def deed_words(deed: Deed) -> str:
    """As it stands after "Undo": "merging Lea Moser and Lea Winter"."""
    if deed.times > 1:
        return count(words.MERGING_ONE, words.MERGING_MANY, deed.times)
    one, other = (name or say(words.NO_NAME) for name in deed.names)
    return say(_OF_GUESTS[deed.kind], one=one, other=other)


def who_words(deed: Deed) -> str:
    """Who did it."""
    return say(words.BY_DESK) if deed.by == "desk" else deed.by


def as_sentence(what: str) -> str:
    """As it stands at the beginning of a sentence."""
    return what[:1].upper() + what[1:]
