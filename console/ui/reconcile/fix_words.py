"""What may be done about a difference, and what came of it, in words."""

from collections import Counter
from collections.abc import Sequence

from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.fixing import Deed, Obstacle, Outcome, Way
from console.services.fix_book import Offer
from console.services.fixing_booking import Fixed
from console.ui.kit.words import count, say
from console.ui.reconcile.telling import DifferenceTelling
from console.ui.wording import fixes as words

BUTTONS = {
    Way.TAKE: (words.TAKE_BUTTON, "B"),
    Way.SEND: (words.SEND_BUTTON, "O"),
    Way.MATCH: (words.MATCH_BUTTON, "M"),
}
_OUTCOMES = {
    Outcome.EQUAL: (words.EQUAL_ONE, words.EQUAL_MANY),
    Outcome.EXPECTED: (words.EXPECTED_ONE, words.EXPECTED_MANY),
    Outcome.WAITS: (words.WAITS_ONE, words.WAITS_MANY),
    Outcome.REFUSED: (words.REFUSED_ONE, words.REFUSED_MANY),
    Outcome.OTHERWISE: (words.OTHERWISE_ONE, words.OTHERWISE_MANY),
    Outcome.MOVED: (words.MOVED_ONE, words.MOVED_MANY),
    Outcome.AGREED: (words.AGREED_ONE, words.AGREED_MANY),
    Outcome.FAILED: (words.FAILED_ONE, words.FAILED_MANY),
    Outcome.STOPPED: (words.STOPPED_ONE, words.STOPPED_MANY),
}
UNWELL = frozenset({Outcome.REFUSED, Outcome.OTHERWISE, Outcome.MOVED, Outcome.FAILED, Outcome.STOPPED})
"""What somebody should look at again."""


def outcome_words(fixed: Sequence[Fixed]) -> str:
    """What came of them, the best first, with the sentence of each trouble once."""
    numbers = Counter(one.outcome for one in fixed)
    told = [count(*_OUTCOMES[outcome], numbers[outcome]) for outcome in Outcome if numbers[outcome]]
    told += dict.fromkeys(one.sentence for one in fixed if one.sentence)
    return " ".join(told)


def way_words(offer: Offer, way: Way) -> str:
    """What a way would do, or why it is closed, in a sentence."""
    found = offer.ways[way]
    if isinstance(found, Obstacle):
        return say(words.OBSTACLES[found], channel=offer.channel)
    if way is Way.SEND and offer.held:
        return offer.held
    return say(words.DEEDS[found])


def button_words(way: Way, offer: Offer | None) -> str:
    """What stands on the button of a way: of one difference what it does."""
    found = offer.ways[way] if offer else None
    return say(words.DEED_BUTTONS.get(found or "", BUTTONS[way][0]))


def deed_words(deed: Deed, line: DiscrepancyLine, telling: DifferenceTelling, other: str = "") -> str:
    """What is written where, for this line."""
    return say(words.DEEDS_SHORT[deed], here=telling.here(line), there=telling.there(line), other=other)
