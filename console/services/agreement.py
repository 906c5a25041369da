"""Whether both sides agree: of all upcoming bookings together."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.domain.agreement import Agreement, ProofState, state_of
from console.domain.differing import Window
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True)
class Agreed:
    """How both sides stand, and what may be said of it at the moment that was asked for."""

    state: ProofState = ProofState.NOT_COMPARED
    agreement: Agreement = field(default_factory=Agreement)
    pull_every: timedelta = timedelta(minutes=5)

    def at(self, now: datetime) -> "Agreed":
        """The same figures at another moment: what nobody proves grows stale."""
        return Agreed(state_of(self.agreement, now, self.pull_every), self.agreement, self.pull_every)


def agreed_in(session: Session, now: datetime) -> Agreed:
    """A few short queries over the upcoming bookings. Raises StoreTrouble."""
    config = next(iter(session.config.all()), None)
    if config is None:
        return Agreed()
    today = now.astimezone(config.zone).date()
    sums = session.proofs.sums(now, today, Window.around(today).last, config.property_id)
    compared = session.discrepancies.last_comparison()
    agreement = Agreement(
        upcoming=sums.upcoming,
        differing=sums.differing,
        on_purpose=sums.on_purpose,
        waiting=sums.waiting,
        deep=sums.deep,
        oldest_deep=sums.oldest_deep,
        read_until=config.watermark,
        read_at=config.last_successful_sync,
        compared_at=compared.compared_at if compared else None,
    )
    return Agreed(agreement=agreement, pull_every=config.schedule.pull_every).at(now)


class AgreementBook:
    """A short reading, for any thread. Raises StoreTrouble, StoreDamaged."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def agreed(self, now: datetime) -> Agreed:
        """How all upcoming bookings stand."""
        with self._store.reading() as session:
            return agreed_in(session, now)
