"""What a person says of a difference without touching Beds24: not now, wanted so, look again, a note."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from console.domain.announcing import DiscrepanciesChanged
from console.domain.clock import Clock
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.errors import WrongInput
from console.store.store import Session, Store

LONGEST = timedelta(days=732)
"""Nothing is put out of sight for longer: whoever wants that should bring both sides together."""
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of differences: `until` is the hotel's own date on which they come back."""

    status: DiscrepancyStatus
    until: date
    reason: str = ""


class DiscrepancyDesk:
    """Each call is one transaction, to be made on a thread that may write; `who` names who is at the desk.

    What is said holds as long as both sides tell what they tell now: a value that changes brings the difference back,
    and so does the day on which `until` begins. All raise WrongInput, StoreTrouble, StoreDamaged; `announce` hears of
    what changed.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        announce: Callable[[object], None] = lambda _news: None,
        who: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce
        self._who = who

    def snooze(self, ids: Collection[int], until: date) -> int:
        """Put off until a day of the hotel begins; how many there were."""
        return self._say(ids, Said(DiscrepancyStatus.SNOOZED, until))

    def expect(self, ids: Collection[int], until: date, reason: str) -> int:
        """It is to be so until a day of the hotel begins, for this reason; how many there were."""
        return self._say(ids, Said(DiscrepancyStatus.EXPECTED, until, reason))

    def look_again(self, ids: Collection[int]) -> int:
        """Back to what needs a person; how many there were."""
        with self._store.writing() as session:
            now = self._clock.now()
            done = session.discrepancies.say(ids, DiscrepancyStatus.OPEN, self._who(), now, None, "")
        return self._told(ids, done)

    def note(self, ids: Collection[int], text: str) -> int:
        """Keep a note with them; an empty one takes away what was there."""
        note = _checked_text(text)
        with self._store.writing() as session:
            done = session.discrepancies.note(ids, note)
        return self._told(ids, done)

    def _say(self, ids: Collection[int], said: Said) -> int:
        with self._store.writing() as session:
            done = say_in(session, ids, said, self._who(), self._clock.now())
        return self._told(ids, done)

    def _told(self, ids: Collection[int], done: int) -> int:
        if done:
            self._announce(DiscrepanciesChanged(tuple(ids)))
        return done


def say_in(session: Session, ids: Collection[int], said: Said, by: str, now: datetime) -> int:
    """Say it inside the session; how many of `ids` still differ. Raises WrongInput."""
    config = next(iter(session.config.all()), None)
    zone = config.zone if config else now.tzinfo
    today = now.astimezone(zone).date()
    if said.until <= today:
        raise WrongInput("It has to come back on a later day than today.")
    if said.until > today + LONGEST:
        raise WrongInput("It has to come back within two years.")
    reason = _checked_text(said.reason)
    if said.status is DiscrepancyStatus.EXPECTED and not reason:
        raise WrongInput("Write why it is to be so, for whoever looks at it next.")
    until = datetime.combine(said.until, time(), zone)
    return session.discrepancies.say(ids, said.status, by, now, until, reason)


def _checked_text(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise WrongInput(f"It may have at most {LONGEST_TEXT} letters.")
    return text
