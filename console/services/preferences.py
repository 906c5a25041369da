"""The user's wishes that the services heed, each with what holds until somebody says otherwise."""

from dataclasses import asdict, fields

from console.domain.brake import BrakeLimits
from console.domain.errors import WrongInput
from console.store.store import Session

_BRAKE = "brake"


def brake_limits(session: Session) -> BrakeLimits:
    """Where the brake bites; unknown names in what is stored are ignored."""
    stored = session.preferences.get(_BRAKE) or {}
    known = {field.name for field in fields(BrakeLimits)}
    return BrakeLimits(**{name: value for name, value in stored.items() if name in known})


def set_brake_limits(session: Session, limits: BrakeLimits) -> None:
    """Raises WrongInput for a negative limit."""
    if any(value < 0 for value in asdict(limits).values()):
        raise WrongInput("A limit of the brake cannot be negative.")
    session.preferences.set(_BRAKE, asdict(limits))
