"""A deed in words: what one would take back."""

from console.domain.undoing import Deed, DeedBook, DeedKind
from console.ui.kit.words import count, say
from console.ui.wording import undoing as words

_OF_GUESTS = {
    DeedKind.MERGE: words.MERGING,
    DeedKind.NOT_SAME: words.KEEPING_APART,
    DeedKind.SPLIT: words.SPLITTING,
}
_OF_STAYS = {
    DeedKind.EDIT: words.CHANGING,
    DeedKind.CANCEL: words.CANCELLING,
    DeedKind.CREATE: words.MAKING,
    DeedKind.FIX: words.SETTLING,
    DeedKind.RULE: words.BY_RULE_DECIDING,
}
_OF_DIFFERENCES = {
    DeedKind.PUT_OFF: words.PUTTING_OFF,
    DeedKind.EXPECT: words.EXPECTING,
    DeedKind.LOOK_AGAIN: words.BRINGING_BACK,
    DeedKind.NOTE: words.NOTING,
}
_MOST_PARTS = 3


def deed_words(deed: Deed) -> str:
    """As it stands after "Undo": "merging Lea Moser and Lea Winter", "moving García 204 → 206"."""
    if deed.key.book is DeedBook.DECISIONS:
        return _of_guests(deed)
    if deed.key.book is DeedBook.SAYINGS:
        return say(_OF_DIFFERENCES[deed.kind], what=_differences(deed))
    if deed.kind is DeedKind.MOVE:
        return _moving(deed)
    return say(_OF_STAYS[deed.kind], who=_who(deed), parts=_parts(deed))


def _of_guests(deed: Deed) -> str:
    if deed.times > 1:
        return count(words.MERGING_ONE, words.MERGING_MANY, deed.times)
    one, other = (name or say(words.NO_NAME) for name in deed.names)
    return say(_OF_GUESTS[deed.kind], one=one, other=other)


def _differences(deed: Deed) -> str:
    """Whose difference it is, or how many."""
    if deed.times > 1:
        return count(words.DIFFERENCE_ONE, words.DIFFERENCE_MANY, deed.times)
    return say(words.DIFFERENCE_OF, who=next(iter(deed.names), "") or say(words.NO_NAME))


def _moving(deed: Deed) -> str:
    before, after = deed.rooms
    if not before:
        return count(words.MOVING_ONE, words.MOVING_MANY, deed.times)
    return say(words.MOVING, who=_who(deed), before=before, after=after)


def _who(deed: Deed) -> str:
    """Whose reservation it is, or how many."""
    if deed.times > 1:
        return count(words.OF_SEVERAL_ONE, words.OF_SEVERAL_MANY, deed.times)
    return deed.names[0] or say(words.NO_NAME)


def _parts(deed: Deed) -> str:
    from console.ui.wording.time_machine import PARTS  # noqa: PLC0415 - a window is painted before anything was done

    told = [say(PARTS[part]) for part in deed.parts[:_MOST_PARTS]]
    *some, last = told or [""]
    return say(words.AND, some=", ".join(some), last=last) if some else last


def who_words(deed: Deed) -> str:
    """Who did it."""
    if deed.kind is DeedKind.RULE:
        return say(words.BY_RULE)
    return say(words.BY_DESK) if deed.by in ("", "desk") else deed.by


def as_sentence(what: str) -> str:
    """As it stands at the beginning of a sentence."""
    return what[:1].upper() + what[1:]
