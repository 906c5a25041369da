"""What stands here beside what Beds24 tells, part by part, as long as the desk's word has not arrived there."""

from console.domain.as_of import State
from console.domain.details import ReservationDetails, WordOfDesk
from console.domain.lines import Differing
from console.domain.moments import moment_text
from console.ui.kit.words import say
from console.ui.reservations import facts
from console.ui.reservations.facts import Fact, Section
from console.ui.reservations.part_words import PartWords
from console.ui.reservations.telling import Telling
from console.ui.wording import differing as words


def overview(details: ReservationDetails, telling: Telling) -> tuple[Section, ...]:
    """What the desk needs first, and before that what is not the same at Beds24."""
    return (differing(details, telling), *facts.overview(details, telling))


def differing(details: ReservationDetails, telling: Telling) -> Section:
    """Empty where the desk says nothing that Beds24 does not have."""
    title = say(words.SECTION)
    if details.line.beds24_id is None:
        return Section(title, hint=say(words.NOT_THERE_YET), text=details.sending)
    told = PartWords(details, telling)
    here, there = State(dict(details.texts)), State(dict(details.told_texts))
    return Section(
        title,
        tuple(
            Fact(
                say(words.PARTS[word.part]),
                say(
                    words.BESIDE,
                    here=told.part(word.part, here),
                    there=told.part(word.part, there),
                    how=_how(word, details.sending, telling),
                ),
            )
            for word in details.words
        ),
    )


def _how(word: WordOfDesk, message: str, telling: Telling) -> str:
    if word.how is Differing.WAITS and message:
        return say(words.WAITS_BECAUSE, message=message)
    who = word.by or say(words.SOMEBODY)
    return say(words.HOW[word.how], since=telling.moment(moment_text(word.at)), who=who, message=message)
