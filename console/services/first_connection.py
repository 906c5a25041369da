"""The first connection step by step, as a person makes it: key, property, names of the rooms, time zone.

Nothing counts as connected before `settle`: what was chosen until then is a draft among the preferences, so that it
survives going back, failing and closing the program. The invite code and the key are never part of it.
"""

from dataclasses import asdict, dataclass, field

from console.domain.asking import KeyDetails, Urgency
from console.domain.clock import Clock
from console.domain.errors import KeyRefused, NotConnected, WrongInput
from console.domain.hotel import Property
from console.domain.powers import Power, powers_of
from console.domain.secret import Safe, Secret, SecretName, Vault
from console.services.connecting import DEVICE_NAME, Connectable, keep_key_details
from console.services.connection import DRAFT
from console.services.rooms import keep_property
from console.services.time_zones import ZoneGuess, checked_zone, guess_zone
from console.store.store import Session, Store


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has chosen so far; `names` are by "room type/unit", only those that differ from Beds24's."""

    step: str = ""
    property_id: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """What the key that is kept now reaches; `guesses` are the time zones by property."""

    details: KeyDetails
    properties: tuple[Property, ...]
    guesses: dict[int, ZoneGuess]
    kept_in: Safe


def place_key(room_type_id: int, unit_id: int) -> str:
    """How a draft names a place."""
    return f"{room_type_id}/{unit_id}"


class FirstConnection:
    """The verbs of the wizard. All but `draft` and `keep_draft` may wait for the network or the keyring.

    They raise what client, vault and store raise, and KeyRefused, WrongInput.
    """

    def __init__(self, store: Store, vault: Vault, beds24: Connectable, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._beds24 = beds24
        self._clock = clock
        self._spent: Secret | None = None
        self._not_kept_yet: Secret | None = None

    def draft(self) -> Draft:
        """What was chosen so far."""
        with self._store.reading() as session:
            kept = session.preferences.get(DRAFT)
            config = next(iter(session.config.all()), None)
        if isinstance(kept, dict):
            return Draft(**{name: kept[name] for name in asdict(Draft()) if name in kept})
        return Draft(property_id=config.property_id, time_zone=config.time_zone) if config else Draft()

    def keep_draft(self, draft: Draft) -> None:
        with self._store.writing() as session:
            session.preferences.set(DRAFT, asdict(draft))

    def key_is_kept(self) -> bool:
        """Whether a key lies in the vault, or was bought and could not be put there yet."""
        return self._not_kept_yet is not None or self._vault.read(SecretName.REFRESH_TOKEN) is not None

    def bring_code(self, code: Secret) -> Reached:
        """Buy a key with an invite code, keep it, and see what it reaches.

        The code works once. So the vault is opened before it is spent, and a key that the vault then does not take
        stays in memory: `look`, or the same code once more, tries again to keep it.
        """
        self._vault.read(SecretName.REFRESH_TOKEN)
        if code != self._spent:
            self._not_kept_yet = self._beds24.exchange_invite(code, DEVICE_NAME)
            self._spent = code
        return self.look()

    def look(self) -> Reached:
        """What the key that is kept reaches, nothing if it may not read rooms. A key that is refused is forgotten."""
        self._keep_key()
        details = self._beds24.key_details()
        if not details.valid:
            self._spent = None
            self._vault.forget(SecretName.REFRESH_TOKEN)
            raise KeyRefused("Beds24 does not accept this key. Make a new invite code in Beds24 and paste it here.")
        with self._store.writing() as session:
            keep_key_details(session, details, self._clock.now())
        may_look = Power.READ_ROOMS in powers_of(details.scopes)
        reached = self._beds24.properties(Urgency.PERSON) if may_look else ()
        guesses = {hotel.property_id: guess_zone(hotel.country) for hotel in reached}
        return Reached(details, reached, guesses, self._vault.safe())

    def settle(self, hotel: Property, draft: Draft) -> None:
        """Connect: keep property, rooms with the names that were given, and time zone."""
        zone = checked_zone(draft.time_zone)
        with self._store.writing() as session:
            _make_way(session, hotel)
            for room_id in session.house.named_by_hand():
                session.house.name_as_beds24(room_id)
        keep_property(self._store, hotel, zone)
        with self._store.writing() as session:
            session.config.change(hotel.property_id, time_zone=zone)
            for room in session.hotel.rooms():
                name = draft.names.get(place_key(room.room_type_id, room.unit_id), "").strip()
                if name and name != room.name:
                    session.house.rename(room.id, name)
        self.keep_draft(draft)

    def finish(self) -> None:
        """The wizard is done with."""
        with self._store.writing() as session:
            session.preferences.forget(DRAFT)

    def _keep_key(self) -> None:
        if self._not_kept_yet is not None:
            self._vault.write(SecretName.REFRESH_TOKEN, self._not_kept_yet)
            self._not_kept_yet = None
            self._beds24.key_changed()
        elif self._vault.read(SecretName.REFRESH_TOKEN) is None:
            raise NotConnected("No Beds24 key is kept here yet. Paste an invite code from Beds24.")


def _make_way(session: Session, hotel: Property) -> None:
    """Another property that was chosen before goes, unless bookings of it were already read."""
    for other in session.hotel.properties():
        if other.property_id != hotel.property_id and not session.house.forget(other.property_id):
            raise WrongInput(
                f"Bookings of {other.name} were already read into this data folder, and it holds one hotel only. "
                "Choose that hotel again."
            )
