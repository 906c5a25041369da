"""Events in words: whose booking, what happened to it, and the one-line story of what came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from console.domain.hook_events import EventKind, EventState, EventVerdict, HookEvent, What
from console.domain.hooks import Slot
from console.services.event_book import EventLine, EventStory
from console.services.run_book import FieldLine
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.sync import telling, values
from console.ui.sync.event_moods import Verdict, verdict_of
from console.ui.wording import sync_events as words

_MOVES = {"arrival": words.DID_ARRIVAL, "departure": words.DID_DEPARTURE}
_DEEDS = {
    What.CREATED: words.DID_NEW,
    What.CANCELLED: words.DID_CANCEL,
    What.GONE: words.DID_GO,
    What.MESSAGE: words.DID_WRITE,
}
_PLAIN = {
    Verdict.KNOWN: words.STORY_KNOWN,
    Verdict.NOTED: words.STORY_NOTED,
    Verdict.ELSEWHERE: words.STORY_ELSEWHERE,
    Verdict.REFUSED: words.STORY_REFUSED,
    Verdict.WAITING: words.STORY_WAITING,
    Verdict.ASIDE: words.STORY_ASIDE,
    Verdict.PLACED: words.STORY_PLACED,
}


def told_delay(event: HookEvent) -> timedelta | None:
    """From the change to our knowing of it, where that was news; when a message was written is not told."""
    is_news = event.verdict in (EventVerdict.APPLIED, EventVerdict.PARKED) and event.what is not What.MESSAGE
    return event.delay if is_news else None


def delay_word(event: HookEvent) -> str:
    delay = told_delay(event)
    return "" if delay is None else telling.duration_word(delay)


def source_word(event: HookEvent) -> str:
    return say(words.SOURCES[event.source]) if event.source in words.SOURCES else event.source


def whose_word(event: HookEvent, channel: str = "") -> str:
    """ "García, María (Booking.com)"; the number where no name is known."""
    if event.guest:
        return say(words.WHOSE_CHANNEL if channel else words.WHOSE, guest=event.guest, channel=channel)
    return say(words.WHOSE_BOOKING, number=event.beds24_id) if event.beds24_id else say(words.SOMEBODY)


class Storyteller:
    """Tells the time as the hotel's clocks show it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._tellers: dict[Verdict, Callable[[EventLine, str], str]] = {
            Verdict.ASKED: _asked,
            Verdict.DISMISSED: _dismissed,
            Verdict.OLDER: _older,
            Verdict.HELD_BACK: self._held_back,
            Verdict.PARKED: lambda line, whose: count(*words.STORY_PARKED, line.event.attempts, whose=whose),
        }

    def story(self, line: EventLine, told: EventStory | None = None) -> str:
        """What an event told and what came of it; with its details once they are read."""
        verdict, whose = verdict_of(line), whose_word(line.event, told.channel if told else "")
        if verdict is Verdict.APPLIED:
            return _applied(line.event, whose, told)
        if verdict in self._tellers:
            return self._tellers[verdict](line, whose)
        return say(_PLAIN[verdict], whose=whose)

    def more(self, event: HookEvent) -> str:
        """That it was repeated, or repeats another one, or was proved by the secret that ends soon."""
        lines = []
        if event.duplicates and event.last_duplicate_at is not None:
            lines.append(count(*words.REPEATED, event.duplicates, time=self.time(event.last_duplicate_at)))
        if event.auth_slot == Slot.PREVIOUS:
            lines.append(say(words.PROVED_BY_FORMER))
        if event.duplicate_of is not None:
            lines.append(say(words.REPLAY_OF, n=event.duplicate_of))
        return "\n".join(lines)

    def cause(self, event: HookEvent) -> str:
        """Why it is not as it should be; a fault of the program's is told as one."""
        is_fault = event.state is EventState.PARKED or (event.state is EventState.PENDING and event.cause)
        return say(words.CAUSE_FAULT, cause=event.cause) if is_fault else event.cause

    def tries(self, told: EventStory) -> str:
        """Each try that failed, with its time and cause."""
        lines = (
            say(words.TRY_LINE, n=one.number, time=telling.full_moment_word(self._stage.local(one.at)), cause=one.cause)
            for one in told.attempts
        )
        return "\n".join(lines) or say(words.NO_TRIES)

    def time(self, moment: datetime) -> str:
        return telling.moment_word(self._stage.local(moment), self._stage.local(self._stage.clock.now()))

    def _held_back(self, line: EventLine, whose: str) -> str:
        event = line.event
        time = self.time(event.next_try or event.received_at)
        return count(*words.STORY_HELD_BACK, event.attempts, whose=whose, time=time)


def _asked(line: EventLine, whose: str) -> str:
    return say(words.STORY_HINT if line.event.kind is EventKind.HINT else words.STORY_ASKED, whose=whose)


def _older(line: EventLine, whose: str) -> str:
    wrote = line.event.what is What.MESSAGE
    return say(words.STORY_OLDER_WROTE if wrote else words.STORY_OLDER, whose=whose)


def _dismissed(line: EventLine, whose: str) -> str:
    note = line.event.note
    return say(words.STORY_DISMISSED_NOTE if note else words.STORY_DISMISSED, whose=whose, note=note)


def _applied(event: HookEvent, whose: str, told: EventStory | None) -> str:
    did = _deed(event, whose, told)
    delay = delay_word(event)
    return say(words.STORY_APPLIED if delay else words.STORY_APPLIED_UNTIMED, did=did, delay=delay)


def _deed(event: HookEvent, whose: str, told: EventStory | None) -> str:
    if event.what in _DEEDS:
        return say(_DEEDS[event.what], whose=whose)
    lines = [line for line in told.touched.lines if not line.minor] if told and told.touched else []
    if told is None or told.touched is None or not lines:
        return say(words.DID_CHANGE, whose=whose)
    if len(lines) > 1:
        return count(*words.DID_FIELDS, len(lines), whose=whose)
    return _field_deed(lines[0], whose, values.line_words(told.touched, lines[0]))


def _field_deed(line: FieldLine, whose: str, told: tuple[str, str, str]) -> str:
    field, old, new = told
    return say(_MOVES.get(line.field, words.DID_FIELD), whose=whose, field=field, old=old, new=new)
