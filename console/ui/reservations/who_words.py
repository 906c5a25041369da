"""Who changed something, and how it became known here."""

from console.domain.applying import Source
from console.domain.as_of import Moment
from console.domain.settling import RuleKey
from console.ui.kit.words import say
from console.ui.wording import time_machine as words
from console.ui.wording.rules import SENTENCES

_HOTELS = frozenset(
    {"unit_id", "notes", "group_note", "flag_color", "flag_text", "sub_status", "reference", "allow_channel_update"}
)
"""What no channel changes: a change of nothing else was made by hand in Beds24."""
_NO_CHANNEL = frozenset({"", "direct"})
_OF_HOUSE: dict[str, str] = {Source.CONSOLE: words.BY_HOUSE, Source.REBUILT: words.REBUILT}


def person_words(name: str) -> str:
    """Who at the desk, by the name that is kept."""
    return say(words.BY_PERSON, who=name) if name not in ("", "desk") else say(words.BY_DESK)


def who_words(moment: Moment, channel: str, channel_name: str) -> str:
    """Who did it: the channel, somebody in Beds24, somebody here, or a rule."""
    if moment.source == Source.DESK:
        return person_words(moment.by_whom)
    if moment.source == Source.RULE:
        return rule_words(moment.by_whom)
    if moment.source not in words.HOW:
        known = _OF_HOUSE.get(moment.source)
        return say(known) if known else moment.source
    if channel in _NO_CHANNEL or all(change.field in _HOTELS for change in moment.changes):
        return say(words.BY_BEDS24)
    return say(words.BY_CHANNEL, channel=channel_name)


def rule_words(key: str) -> str:
    """Which rule, in its own sentence."""
    sentence = SENTENCES.get(RuleKey(key)) if key in frozenset(RuleKey) else None
    return say(words.BY_RULE, rule=say(sentence).rstrip(".") if sentence else key)


def how_words(moment: Moment) -> str:
    """By what it was first heard; empty for what was done here."""
    if moment.source not in words.HOW:
        return ""
    hinted = any(change.hinted for change in moment.changes)
    return say(words.HINTED if hinted else words.HOW[moment.source])
