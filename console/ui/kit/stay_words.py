"""What state a stay is in, in a word and in a sentence."""

from console.domain.lines import ReservationLine, State, state_of
from console.ui.kit.words import say
from console.ui.wording import reservations as words

STATE_WORDS = {
    State.ARRIVING: (words.STATE_ARRIVING, words.MEANS_ARRIVING),
    State.IN_HOUSE: (words.STATE_IN_HOUSE, words.MEANS_IN_HOUSE),
    State.LEAVING: (words.STATE_LEAVING, words.MEANS_LEAVING),
    State.NEW: (words.STATE_NEW, words.MEANS_NEW),
    State.CONFIRMED: (words.STATE_CONFIRMED, words.MEANS_CONFIRMED),
    State.REQUEST: (words.STATE_REQUEST, words.MEANS_REQUEST),
    State.INQUIRY: (words.STATE_INQUIRY, words.MEANS_INQUIRY),
    State.CLOSED: (words.STATE_CLOSED, words.MEANS_CLOSED),
    State.STAYED: (words.STATE_STAYED, words.MEANS_STAYED),
    State.NO_SHOW: (words.STATE_NO_SHOW, words.MEANS_NO_SHOW),
    State.CANCELLED: (words.STATE_CANCELLED, words.MEANS_CANCELLED),
    State.GONE: (words.STATE_GONE, words.MEANS_GONE),
}


def state_word(line: ReservationLine, today: str) -> str:
    """The state in one word; a status that nobody knows stands as it is."""
    known = STATE_WORDS.get(state_of(line, today))
    return say(known[0]) if known else line.status
