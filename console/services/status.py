"""How the hotel's sync stands, from what is stored; and, when asked, from Beds24 itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.asking import Beds24, BookingQuery, KeyDetails, Urgency
from console.domain.clock import Clock
from console.domain.config import Beds24Config
from console.domain.errors import ConsoleError
from console.domain.overbooking import OverbookingStatus
from console.domain.runs import Outcome, Run, RunKind
from console.domain.silence import HearingFacts
from console.services.agreement import Agreed, agreed_in
from console.services.key_use import KEY_LIVES_UNUSED, last_use_of_key
from console.services.outbox_rows import OutboxStanding, outbox_standing
from console.services.scorecard import WEEK, Scorecard, scorecard
from console.services.silence import hearing_facts
from console.services.webhook_settings import WebhookStanding, webhook_standing
from console.store.store import Store

_RUNS_LOOKED_AT = 400
_NOBODY_HAS_THIS = 1
_NOT_COMPARED = Agreed()
_EMPTY = OutboxStanding()
_SETTLED = (Outcome.DONE, Outcome.BRAKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotelStatus:
    """What is stored; `braked` is the run that the brake stopped and that nothing complete has followed, `score` the
    webhook's of the last seven days, `agreed` how both sides stand, `overbooked` how many overbookings
    are open, `outbox` what waits to be sent."""

    name: str
    config: Beds24Config | None
    reservations: int
    parked: int
    key_dies_at: datetime | None
    braked: Run | None
    webhook: WebhookStanding | None
    hearing: HearingFacts
    score: Scorecard
    agreed: Agreed = _NOT_COMPARED
    overbooked: int = 0
    outbox: OutboxStanding = _EMPTY


@dataclass(frozen=True, slots=True)
class OnlineStatus:
    """What Beds24 says of the key, and how far our clock is ahead of its own; or the error that it was."""

    details: KeyDetails | None = None
    clock_ahead: timedelta | None = None
    error: ConsoleError | None = None


def hotel_status(store: Store, now: datetime) -> HotelStatus:
    """Raises StoreTrouble, StoreDamaged."""
    with store.reading() as session:
        config = next(iter(session.config.all()), None)
        hotel = next(iter(session.hotel.properties()), None)
        used = last_use_of_key(session)
        return HotelStatus(
            name=hotel.name if hotel else "",
            config=config,
            reservations=session.listing.count("reservations"),
            parked=session.listing.count("parked"),
            key_dies_at=used + KEY_LIVES_UNUSED if used else None,
            braked=_braked(session.runs.latest(_RUNS_LOOKED_AT)),
            webhook=webhook_standing(session) if config else None,
            hearing=hearing_facts(session),
            score=scorecard(session, now, WEEK),
            agreed=agreed_in(session, now),
            overbooked=sum(one.status is OverbookingStatus.OPEN for one in session.overbookings.alive()),
            outbox=outbox_standing(session),
        )


def _braked(newest_first: Sequence[Run]) -> Run | None:
    """The last run that settled anything, or else the last such full sync, if the brake stopped it."""
    settled = [run for run in newest_first if run.kind is not RunKind.CHECK and run.outcome in _SETTLED]
    last_full = [run for run in settled if run.kind is RunKind.FULL][:1]
    return next((run for run in (*settled[:1], *last_full) if run.outcome is Outcome.BRAKED), None)


def online_status(beds24: Beds24, clock: Clock, property_id: int | None) -> OnlineStatus:
    """Ask Beds24 two short questions; every failure becomes part of the answer."""
    try:
        details = beds24.key_details()
        ahead = _clock_ahead(beds24, clock, property_id) if details.valid and property_id is not None else None
    except ConsoleError as error:
        return OnlineStatus(error=error)
    return OnlineStatus(details, ahead)


def _clock_ahead(beds24: Beds24, clock: Clock, property_id: int) -> timedelta | None:
    query = BookingQuery(property_id=property_id, ids=(_NOBODY_HAS_THIS,))
    for page in beds24.booking_pages(query, "EUR", Urgency.PERSON):
        return clock.now() - page.server_time if page.server_time else None
    return None
