"""What a person says of a difference without touching Beds24: not now, wanted so, look again, a note."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from console.domain.announcing import DiscrepanciesChanged
from console.domain.clock import Clock
from console.domain.discrepancies import DiscrepancyStatus
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.store.difference_sayings import Resaid, SayingKind
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


@dataclass(frozen=True, slots=True)
class Told:
    """Of how many differences something was said, and by which number it is taken back (0: of none)."""

    count: int
    number: int


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

    def snooze(self, ids: Collection[int], until: date) -> Told:
        """Put off until a day of the hotel begins."""
        return self._say(SayingKind.PUT_OFF, ids, Said(DiscrepancyStatus.SNOOZED, until))

    def expect(self, ids: Collection[int], until: date, reason: str) -> Told:
        """It is to be so until a day of the hotel begins, for this reason."""
        return self._say(SayingKind.EXPECT, ids, Said(DiscrepancyStatus.EXPECTED, until, reason))

    def look_again(self, ids: Collection[int]) -> Told:
        """Back to what needs a person."""
        now, who = self._clock.now(), self._who()
        status = DiscrepancyStatus.OPEN
        return self._write(
            SayingKind.LOOK_AGAIN, ids, lambda session: session.discrepancies.say(ids, status, who, now, None, "")
        )

    def note(self, ids: Collection[int], text: str) -> Told:
        """Keep a note with them; an empty one takes away what was there."""
        note = _checked_text(text)
        return self._write(SayingKind.NOTE, ids, lambda session: session.discrepancies.note(ids, note))

    def undo(self, number: int) -> None:
        """Take back what was said at once, as long as nothing else was said since, and both sides tell the same.
        Raises ChangedMeanwhile."""
        self._turn(number, back=True)

    def redo(self, number: int) -> None:
        """Say again what was taken back. Raises ChangedMeanwhile."""
        self._turn(number, back=False)

    def _say(self, kind: SayingKind, ids: Collection[int], said: Said) -> Told:
        now, who = self._clock.now(), self._who()
        return self._write(kind, ids, lambda session: say_in(session, ids, said, who, now))

    def _write(self, kind: SayingKind, ids: Collection[int], write: Callable[[Session], int]) -> Told:
        with self._store.writing() as session:
            sayings = session.difference_sayings
            before = sayings.words(ids)
            write(session)
            after = sayings.words(ids)
            changes = [Resaid(id_, booking, word, after[id_][1]) for id_, (booking, word) in before.items()]
            number = sayings.add(kind, self._who(), self._clock.now(), changes) if changes else 0
        if changes:
            self._announce(DiscrepanciesChanged(tuple(before)))
        return Told(len(changes), number)

    def _turn(self, number: int, *, back: bool) -> None:
        with self._store.writing() as session:
            sayings = session.difference_sayings
            saying = sayings.by_id(number)
            if saying is None or (saying.undone_at is not None) is back:
                return
            now = sayings.words([change.id for change in saying.changes])
            alive = [change for change in saying.changes if change.id in now]
            if any(now[change.id][1] != (change.after if back else change.before) for change in alive):
                raise ChangedMeanwhile("Something else is the case of it since. Nothing was done.")
            sayings.put({change.id: change.before if back else change.after for change in alive})
            sayings.mark_undone(number, self._clock.now() if back else None)
        self._announce(DiscrepanciesChanged(tuple(change.id for change in alive)))


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
