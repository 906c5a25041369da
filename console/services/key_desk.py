"""The key to Beds24 as Settings shows it: how it stands, another one in its place, none any more."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.asking import KeyDetails, Urgency
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, KeyRefused, NotConnected, VaultLocked, VaultMissing
from console.domain.secret import Safe, Secret, SecretName, Vault
from console.services.connecting import (
    Connectable,
    Connected,
    Offer,
    connect_hotel,
    keep_key_details,
    known_scopes,
)
from console.services.connection import connected_config
from console.services.key_use import KEY_LIVES_UNUSED, last_use_of_key
from console.services.rooms import fetch_property, keep_property
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class KeyRemembered:
    """What is known of the key without asking anybody; None where it never was."""

    hotel: str
    property_id: int | None
    last_used: datetime | None
    dies_at: datetime | None
    scopes: tuple[str, ...] | None
    scopes_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeyFound:
    """What vault and Beds24 say: `kept_in` None where no vault opened, `kept` whether there is a key here at all,
    `details` when Beds24 was reached."""

    kept_in: Safe | None
    kept: bool
    details: KeyDetails | None = None
    error: ConsoleError | None = None

    @property
    def trouble(self) -> ConsoleError | None:
        """What keeps us from asking Beds24 anything, None where nothing does."""
        if self.error is None and not self.kept:
            return NotConnected("There is no key to Beds24 on this computer.")
        return self.error


class KeyDesk:
    """Everything but `remembered` may wait for the network or the keyring. No verb gives the key itself."""

    def __init__(self, store: Store, vault: Vault, beds24: Connectable, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._beds24 = beds24
        self._clock = clock

    def remembered(self) -> KeyRemembered:
        """Raises StoreTrouble, StoreDamaged."""
        with self._store.reading() as session:
            hotel = next(iter(session.hotel.properties()), None)
            used, scopes = last_use_of_key(session), known_scopes(session)
        return KeyRemembered(
            hotel.name if hotel else "",
            hotel.property_id if hotel else None,
            used,
            used + KEY_LIVES_UNUSED if used else None,
            scopes.scopes if scopes else None,
            scopes.seen_at if scopes else None,
        )

    def check(self) -> KeyFound:
        """Look into the vault and ask Beds24; every failure becomes part of the answer."""
        try:
            place = self._vault.safe()
            kept = self._vault.read(SecretName.REFRESH_TOKEN) is not None
        except (VaultMissing, VaultLocked) as error:
            return KeyFound(None, kept=False, error=error)
        if not kept:
            return KeyFound(place, kept=False)
        try:
            return KeyFound(place, kept=True, details=self._ask())
        except ConsoleError as error:
            return KeyFound(place, kept=True, error=error)

    def replace(self, code: Secret) -> Connected:
        """Put the key that this invite code buys in the place of the former one, which stays if it is no better."""
        return connect_hotel(self._store, self._vault, self._beds24, self._clock, Offer(invite_code=code))

    def remove(self) -> None:
        """Forget the key on this computer; everything that was read stays."""
        self._vault.forget(SecretName.REFRESH_TOKEN)
        self._beds24.key_changed()

    def read_rooms(self) -> None:
        """Ask Beds24 for the rooms again; names given by hand stay. Raises what client and store raise."""
        with self._store.reading() as session:
            config = connected_config(session)
        hotel = fetch_property(self._beds24, config.property_id, Urgency.PERSON)
        keep_property(self._store, hotel, config.time_zone)

    def _ask(self) -> KeyDetails:
        details = self._beds24.key_details()
        if not details.valid:
            raise KeyRefused("Beds24 no longer accepts the key. Make a new invite code in Beds24 and replace the key.")
        with self._store.writing() as session:
            keep_key_details(session, details, self._clock.now())
        return details
