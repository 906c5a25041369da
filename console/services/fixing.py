"""Settling differences in either direction, never blindly: Beds24 is asked first, what moved meanwhile is left alone,
what is to be written there is sent and read back, and both sides are compared anew.

Every fix is an act that can be undone. What cannot be reached now is not touched at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from console.domain.acts import ActKind
from console.domain.announcing import DiscrepanciesChanged, EditsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import Beds24
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, Stopped, StoreDamaged, StoreTrouble
from console.domain.fixing import Fix, Found, Outcome
from console.domain.outbox import Sent, Verdict
from console.services.edit_writing import Doing
from console.services.editing import undo_in, undo_sends
from console.services.fixing_booking import Fixed, settle_booking
from console.services.looking_again import Looked, compare_again, compare_known, look_at
from console.services.placing import context_now
from console.services.pull_sync import Watch
from console.services.sending import send_some
from console.store.store import Session, Store

Sends = Callable[[Sequence[int], Watch], tuple[Sent, ...]]
"""Sends what is to be sent of reservations (our ids) now, reads it back and applies it; what came of each."""

_OUTCOMES = {
    Verdict.EQUAL: Outcome.EQUAL,
    Verdict.NOTHING: Outcome.EQUAL,
    Verdict.OTHERWISE: Outcome.OTHERWISE,
    Verdict.REFUSED: Outcome.REFUSED,
    Verdict.CONFLICT: Outcome.MOVED,
    Verdict.UNCLEAR: Outcome.WAITS,
    Verdict.WAITS: Outcome.WAITS,
}


_STOPPED = "Stopped before Beds24 was read back; the outbox goes on with it by itself."
_SAVED = "Saved here, but Beds24 was not read back; the outbox goes on with it by itself. "
"""Before what the database refused once something was settled."""
_HAS_IT = frozenset({Verdict.EQUAL, Verdict.CONFLICT, Verdict.OTHERWISE})
"""The verdicts in which Beds24 took what it was sent; a conflict that is undone is one again."""


@dataclass(frozen=True, slots=True)
class FixProgress:
    """So many bookings of a batch are settled."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many fixes were taken back, how many of them Beds24 got a correction for, and why the others could not be."""

    times: int
    corrected: int
    refused: tuple[str, ...] = ()


def sending_by(beds24: Beds24, store: Store, clock: Clock, tell: Callable[[object], None]) -> Sends:
    """Sends as the outbox does, for a person who waits; `tell` hears what changed."""
    return lambda reservation_ids, watch: send_some(beds24, store, clock, reservation_ids, watch, tell)


class FixDesk:
    """What a person does about differences; on the runner's thread. `announce` hears of everything that changed, and of
    `FixProgress`; `who` names the person."""

    def __init__(
        self,
        store: Store,
        beds24: Beds24,
        clock: Clock,
        announce: Callable[[object], None],
        who: Callable[[], str],
        send: Sends,
    ) -> None:
        self._store, self._beds24, self._clock = store, beds24, clock
        self._announce, self._who, self._send = announce, who, send

    def fix(self, fixes: Sequence[Fix], watch: Watch) -> tuple[Fixed, ...]:
        """Settle these differences, booking by booking; what came of each, in the order of the bookings.

        Raises NotConnected, SyncSwitchedOff, Stopped, what `Beds24` raises and the store's errors as long as nothing
        was done; later trouble is told with the fix that met it.
        """
        with self._store.reading() as session:
            found = session.discrepancies.found(fix.id for fix in fixes)
        numbers = {number for fix in fixes if fix.id in found for number in _concerned(fix, found[fix.id])}
        looked = look_at(self._beds24, self._store, self._clock, numbers, watch)
        settled = tuple(self._settle_all(_by_booking(fixes, found), looked, watch))
        self._tell(one.reservation_id for one in settled)
        return self._sent(settled, watch)

    def look(self, number: int, watch: Watch) -> Looked:
        """Ask Beds24 for one booking, and remember how it differs now; nothing else is written. Raises what `Beds24`
        raises, NotConnected, SyncSwitchedOff, Stopped, the store's errors."""
        looked = look_at(self._beds24, self._store, self._clock, [number], watch)
        with self._store.writing() as session:
            compare_again(session, number, looked, self._clock.now())
        self._announce(DiscrepanciesChanged())
        return looked

    def undo(self, act_ids: Iterable[int], watch: Watch) -> Undone:
        """Take fixes back on both sides; what Beds24 already had gets a correction at once."""
        touched: list[int] = []
        corrected: set[int] = set()
        refused: list[str] = []
        for act_id in act_ids:
            try:
                with self._store.writing() as session:
                    corrected |= _corrected(session, act_id)
                    acts = undo_in(session, act_id, Doing(at=self._clock.now(), who=self._who(), kind=ActKind.UNDO))
                touched += (act.reservation_id for act in acts)
            except ConsoleError as error:
                refused.append(str(error))
        self._tell(touched)
        sent = self._sent_of(touched, watch)
        with suppress(StoreTrouble, StoreDamaged):  # what was taken back stands, and the next comparison finds it
            self._compare(touched)
        has_it = [id_ for id_ in corrected.intersection(sent) if sent[id_].verdict in _HAS_IT]
        return Undone(len(touched), len(has_it), tuple(refused))

    def _settle_all(self, groups: Mapping[int | None, Sequence[Fix]], looked: Looked, watch: Watch) -> Iterator[Fixed]:
        for done, (number, fixes) in enumerate(groups.items()):
            self._announce(FixProgress(done, len(groups)))
            if watch.stop_asked():
                yield from (Fixed(fix, Outcome.STOPPED) for fix in fixes)
            else:
                yield from self._settle(number, fixes, looked)

    def _settle(self, number: int | None, fixes: Sequence[Fix], looked: Looked) -> tuple[Fixed, ...]:
        try:
            with self._store.writing() as session:
                context = context_now(session, self._clock.now(), Source.BY_ID)
                return settle_booking(session, number, fixes, looked, context, self._who())
        except ConsoleError as error:
            return tuple(Fixed(fix, Outcome.FAILED, str(error)) for fix in fixes)

    def _sent(self, settled: Sequence[Fixed], watch: Watch) -> tuple[Fixed, ...]:
        """Send what is to be sent, compare both sides by what was read back, and tell how it ended."""
        sent = self._sent_of((one.reservation_id for one in settled if one.sends), watch)
        done = tuple(_with_verdict(one, sent) for one in settled)
        try:
            self._compare(sent)
            with self._store.writing() as session:
                equal = [one.fix.id for one in done if one.sends and one.outcome is Outcome.EQUAL]
                session.discrepancies.end(equal, self._clock.now())
        except (StoreTrouble, StoreDamaged) as error:
            done = tuple(_waiting(one, error) for one in done)
        self._announce(DiscrepanciesChanged(tuple(one.fix.id for one in done)))
        return done

    def _sent_of(self, reservation_ids: Iterable[int | None], watch: Watch) -> dict[int, Sent]:
        """What came of sending each of these, in as few orders as that takes."""
        wanted = tuple(dict.fromkeys(id_ for id_ in reservation_ids if id_ is not None))
        try:
            sent = self._send(wanted, watch) if wanted else ()
        except Stopped:  # what was settled stands and can be undone, and the outbox goes on with it
            sent = tuple(Sent(Verdict.WAITS, _STOPPED, id_) for id_ in wanted)
        except (StoreTrouble, StoreDamaged) as error:
            sent = tuple(Sent(Verdict.WAITS, f"{_SAVED}{error}", id_) for id_ in wanted)
        return {one.reservation_id: one for one in sent}

    def _compare(self, reservation_ids: Iterable[int]) -> None:
        with self._store.writing() as session:
            compare_known(session, tuple(dict.fromkeys(reservation_ids)), self._clock.now())
        self._announce(DiscrepanciesChanged())

    def _tell(self, reservation_ids: Iterable[int | None]) -> None:
        if ids := tuple(dict.fromkeys(id_ for id_ in reservation_ids if id_ is not None)):
            self._announce(ReservationsChanged(ids))
            self._announce(EditsChanged(ids))


def _corrected(session: Session, act_id: int) -> set[int]:
    """The reservation (our id) of an act whose undoing Beds24 has to be told of."""
    act = session.acts.by_id(act_id)
    return {act.reservation_id} if act is not None and undo_sends(session, act) else set()


def _concerned(fix: Fix, found: Found) -> tuple[int, ...]:
    """The bookings of which Beds24 has to be asked."""
    return tuple(number for number in (found.number, found.other, fix.other) if number)


def _by_booking(fixes: Sequence[Fix], found: Mapping[int, Found]) -> dict[int | None, list[Fix]]:
    groups: dict[int | None, list[Fix]] = {}
    for fix in fixes:
        groups.setdefault(found[fix.id].number if fix.id in found else None, []).append(fix)
    return groups


def _with_verdict(one: Fixed, sent: Mapping[int, Sent]) -> Fixed:
    if not one.sends or one.reservation_id is None:
        return one
    came = sent[one.reservation_id]
    return replace(one, outcome=_OUTCOMES[came.verdict], sentence=came.message)


def _waiting(one: Fixed, error: ConsoleError) -> Fixed:
    """A fix that was sent and could not be compared after it; what came of the sending otherwise stays as it is."""
    if not one.sends or one.outcome is not Outcome.EQUAL:
        return one
    return replace(one, outcome=Outcome.WAITS, sentence=f"{_SAVED}{error}")
