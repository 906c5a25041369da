"""What a person does about an overbooking: goes one of the ways out, or lets it stand and says why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from console.domain.acts import Act
from console.domain.announcing import OverbookingsChanged
from console.domain.clock import Clock
from console.domain.errors import ChangedMeanwhile, WrongInput
from console.domain.occupancy import Stay
from console.domain.overbooking import OverbookingStatus, by_booking
from console.domain.ways_out import Way, is_way_out
from console.services.connection import connected_config
from console.services.editing import EditDesk, change_in
from console.services.overbooking_book import as_found, plan_around
from console.store.store import Session, Store


class OverbookingDesk:
    """Each verb is one transaction, for a thread that writes; `who` tells who is at the desk, `announce` hears of
    everything that is otherwise afterwards. All raise StoreTrouble, StoreDamaged."""

    def __init__(
        self, store: Store, clock: Clock, announce: Callable[[object], None], who: Callable[[], str] = lambda: ""
    ) -> None:
        self._store = store
        self._clock = clock
        self._announce = announce
        self._who = who
        self._edits = EditDesk(store, clock, announce, who)

    def go(self, id_: int, way: Way) -> tuple[Act, ...]:
        """Move everybody as `way` says, as one group of acts with one undo; Beds24 gets it like every edit.

        Looks once more before the first move: raises ChangedMeanwhile where the stays are not as they were shown, or
        the way no longer leads out; then nobody is moved. Raises WrongInput where it is none that can be done.
        """
        if not way.can_be_done:
            raise WrongInput("This way out is not one that the program can go. Nothing was changed.")
        with self._store.writing() as session:
            _check(session, id_, way, self._today(session))
            acts = self._move(session, way)
        for act in acts:
            self._edits.tell(act)
        return acts

    def _move(self, session: Session, way: Way) -> tuple[Act, ...]:
        doing = self._edits.doing(group=0)
        acts: list[Act] = []
        for move in way.moves:
            place = {"room_type_id": move.room.room_type_id, "unit_id": move.room.unit_id}
            acts.append(change_in(session, move.stay.reservation_id, place, doing, overbooks=True))
            doing = replace(doing, group=acts[0].group)
        return tuple(acts)

    def accept(self, id_: int, reason: str) -> None:
        """Let it stand as it is, until it grows. Raises WrongInput without a reason, ChangedMeanwhile where it has
        ended."""
        if not reason.strip():
            raise WrongInput("Say why it may stand, so that whoever is at the desk tonight knows.")
        with self._store.writing() as session:
            if not session.overbookings.accept(id_, self._clock.now(), self._who(), reason.strip()):
                raise ChangedMeanwhile("This overbooking is not open any more. Nothing was changed.")
        self._announce(OverbookingsChanged(changed=(id_,)))

    def take_back(self, id_: int) -> None:
        """What was accepted is to be looked at again. Raises ChangedMeanwhile where it has ended."""
        with self._store.writing() as session:
            if not session.overbookings.take_back(id_):
                raise ChangedMeanwhile("This overbooking is not open any more. Nothing was changed.")
        self._announce(OverbookingsChanged(changed=(id_,)))

    def _today(self, session: Session) -> date:
        return self._clock.now().astimezone(connected_config(session).zone).date()


def _check(session: Session, id_: int, way: Way, today: date) -> None:
    """The way is still one, in the house as it is now."""
    known = session.overbookings.one(id_)
    if known is None or known.status is OverbookingStatus.SETTLED:
        raise ChangedMeanwhile("This overbooking has ended meanwhile. Nobody was moved.")
    stays = tuple(sorted(session.occupancy.of(known.ids), key=by_booking))
    moved = {stay.reservation_id: stay for stay in session.occupancy.of(move.stay.reservation_id for move in way.moves)}
    if not all(_is_as_shown(move.stay, moved.get(move.stay.reservation_id)) for move in way.moves):
        raise ChangedMeanwhile(_CHANGED)
    plan = plan_around(session, (*stays, *moved.values()), known.first, known.last, today)
    if not is_way_out(as_found(known, stays), way, plan):
        raise ChangedMeanwhile(_CHANGED)


def _is_as_shown(shown: Stay, now: Stay | None) -> bool:
    return now is not None and (shown.room_id, shown.room_type_id, shown.arrival, shown.departure) == (
        now.room_id,
        now.room_type_id,
        now.arrival,
        now.departure,
    )


_CHANGED = "Something about these stays has changed while you were looking. Nobody was moved. Look at it once more."
