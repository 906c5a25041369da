"""Connecting the hotel: a key from an invite code or a refresh token, the property, its rooms and its time zone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from typing import Protocol

from console.domain.asking import Beds24, KeyDetails, Urgency
from console.domain.clock import Clock
from console.domain.errors import KeyRefused, NotConnected, VaultLocked, VaultMissing, WrongInput, YouCanAct
from console.domain.hotel import Property
from console.domain.moments import moment_from, moment_text
from console.domain.powers import Power, powers_of
from console.domain.secret import Secret, SecretName, Vault
from console.services.key_use import last_use_of_key, note_use_of_key
from console.services.rooms import keep_property
from console.services.time_zones import ZoneGuess, checked_zone, guess_zone
from console.store.store import Session, Store

DEVICE_NAME = "Night Porter"
_NEEDED_RIGHTS = {Power.READ_BOOKINGS: "bookings", Power.READ_ROOMS: "properties"}
_DETAILS = "key_details"
_PROBE_BYTES = 86  # as long as a refresh token of Beds24, in hexadecimal digits
_STILL_IN_MEMORY = (
    "The invite code is used up, but the key it bought is still in memory: keep the program open, repair this, "
    "and give the same code again."
)


class PropertyUndecided(WrongInput):
    """The key reaches several properties and none was named; the key was kept."""


class Connectable(Beds24, Protocol):
    """A client that can be told that another key lies in the vault, and that remembers which ones Beds24 replaced."""

    def key_changed(self) -> None: ...
    def successor_of(self, key: Secret) -> Secret: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a person brings: an invite code or a refresh token, or neither to go on with the key that is kept."""

    invite_code: Secret | None = field(default=None, repr=False)
    refresh_token: Secret | None = field(default=None, repr=False)
    property_id: int | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of it; `zone_guess` is None where the time zone was named or known before."""

    hotel: Property
    details: KeyDetails
    time_zone: str
    zone_guess: ZoneGuess | None


@dataclass(frozen=True, slots=True)
class KnownScopes:
    """What the key was last seen to be allowed, and when."""

    scopes: tuple[str, ...]
    seen_at: datetime


def keep_key_details(session: Session, details: KeyDetails, at: datetime) -> None:
    """Remember what the key may do, so that it can be told without asking; no part of the key is in it."""
    session.preferences.set(_DETAILS, {"scopes": details.scopes, "seen_at": moment_text(at)})


def known_scopes(session: Session) -> KnownScopes | None:
    """What the key may do as far as it was ever asked."""
    kept = session.preferences.get(_DETAILS)
    return KnownScopes(tuple(kept["scopes"]), moment_from(kept["seen_at"])) if kept else None


class StoredDiary:
    """When the key was last used, remembered in the hotel's database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last_used(self) -> datetime | None:
        with self._store.reading() as session:
            return last_use_of_key(session)

    def note_used(self, at: datetime) -> None:
        with self._store.writing() as session:
            note_use_of_key(session, at)


def connect_hotel(
    store: Store,
    vault: Vault,
    beds24: Connectable,
    clock: Clock,
    offer: Offer,
    on_key_kept: Callable[[], None] = lambda: None,
) -> Connected:
    """Keep the key, choose the property and learn its rooms.

    An invite code works once, so its key is kept even if Beds24 then cannot be reached or the property is still
    undecided: an offer without code or token goes on with it. A new key that is refused, or that does not reach the
    hotel of this folder, gives way to the former one; if the vault does not take it, the same code brings it once
    more as long as the program runs. Raises WrongInput (PropertyUndecided among it), KeyRefused,
    NotConnected, and what client, vault and store raise.
    """
    if offer.time_zone is not None:
        checked_zone(offer.time_zone)
    brought = _brought(vault, beds24, offer)
    former = vault.read(SecretName.REFRESH_TOKEN)
    if brought is None and former is None:
        raise NotConnected("No Beds24 key is kept here yet. Connect with an invite code or a refresh token.")
    if brought is not None and brought != former:
        _keep(vault, brought, former, offer)
        on_key_kept()
    beds24.key_changed()
    if offer.invite_code is not None:
        StoredDiary(store).note_used(clock.now())
    with _giving_way(vault, beds24, brought, former):
        details = beds24.key_details()
        if not details.valid:
            raise KeyRefused("Beds24 does not accept this key. Make a new invite code in Beds24 and connect with it.")
        for power, right in _NEEDED_RIGHTS.items():
            if power not in powers_of(details.scopes):
                raise KeyRefused(f"This key may not read {right}. Make a new invite code with the right “{right}”.")
        with store.writing() as session:
            keep_key_details(session, details, clock.now())
        hotel = _choose(store, beds24.properties(Urgency.PERSON), offer.property_id)
    time_zone, guess = _settle_zone(store, hotel, offer.time_zone)
    return Connected(hotel, details, time_zone, guess)


def _brought(vault: Vault, beds24: Beds24, offer: Offer) -> Secret | None:
    """The key that the offer brings; None where it goes on with the one that is kept."""
    if offer.invite_code is None:
        return offer.refresh_token
    probe_vault(vault)
    return beds24.exchange_invite(offer.invite_code, DEVICE_NAME)


def probe_vault(vault: Vault) -> None:
    """See whether a key could be kept, before a code that works once is spent. Raises VaultLocked, VaultMissing."""
    probe = Secret(token_hex(_PROBE_BYTES))
    vault.write(SecretName.PROBE, probe)
    held = vault.read(SecretName.PROBE)
    vault.forget(SecretName.PROBE)
    if held != probe:
        raise VaultMissing(f"No key can be kept here: {vault.describe()} did not give back what was put in.")


def _keep(vault: Vault, key: Secret, former: Secret | None, offer: Offer) -> None:
    try:
        vault.write(SecretName.REFRESH_TOKEN, key)
    except (VaultLocked, VaultMissing) as error:
        with suppress(VaultLocked, VaultMissing):
            _put_back(vault, former)
        raise type(error)(f"{error} {_STILL_IN_MEMORY}" if offer.invite_code is not None else str(error)) from None


@contextmanager
def _giving_way(vault: Vault, beds24: Connectable, brought: Secret | None, former: Secret | None) -> Iterator[None]:
    """Put the former key back if the one that was brought is no good, and only if that one still lies there.

    Both may have been replaced by Beds24 since: what it replaced is dead, and must never be put back.
    """
    try:
        yield
    except PropertyUndecided:
        raise
    except YouCanAct:
        if brought is not None and brought != former:
            if vault.read(SecretName.REFRESH_TOKEN) == beds24.successor_of(brought):
                _put_back(vault, former and beds24.successor_of(former))
            beds24.key_changed()
        raise


def _put_back(vault: Vault, former: Secret | None) -> None:
    if former is None:
        vault.forget(SecretName.REFRESH_TOKEN)
    elif vault.read(SecretName.REFRESH_TOKEN) != former:
        vault.write(SecretName.REFRESH_TOKEN, former)


def _choose(store: Store, reached: tuple[Property, ...], wanted: int | None) -> Property:
    with store.reading() as session:
        held = {hotel.property_id: hotel.name for hotel in session.hotel.properties()}
    if held:
        return _held_one(held, reached, wanted)
    if wanted is not None:
        return _reached_one(reached, wanted)
    if not reached:
        raise WrongInput("The key reaches no property of Beds24.")
    if len(reached) > 1:
        names = "; ".join(f"{hotel.property_id} {hotel.name}" for hotel in reached)
        raise PropertyUndecided(
            f"The key reaches {len(reached)} properties: {names}. It is kept; name one with connect --property ID."
        )
    return reached[0]


def _held_one(held: dict[int, str], reached: tuple[Property, ...], wanted: int | None) -> Property:
    property_id, name = next(iter(held.items()))
    if wanted not in (None, property_id) or all(hotel.property_id != property_id for hotel in reached):
        raise WrongInput(
            f"This data folder holds {name} ({property_id}) and no other hotel. Nothing was changed. "
            "Another hotel needs a folder of its own: --data-dir."
        )
    return next(hotel for hotel in reached if hotel.property_id == property_id)


def _reached_one(reached: tuple[Property, ...], wanted: int) -> Property:
    for hotel in reached:
        if hotel.property_id == wanted:
            return hotel
    names = "; ".join(f"{hotel.property_id} {hotel.name}" for hotel in reached) or "none"
    raise PropertyUndecided(
        f"The key does not reach property {wanted}. It is kept, and reaches: {names}. "
        "Name one with connect --property ID."
    )


def _settle_zone(store: Store, hotel: Property, wanted: str | None) -> tuple[str, ZoneGuess | None]:
    """Keep property, rooms and zone: the one named, else the one known, else a guess."""
    with store.reading() as session:
        known = session.config.of(hotel.property_id)
    guess = guess_zone(hotel.country) if wanted is None and known is None else None
    zone = wanted or (known.time_zone if known else "") or (guess.time_zone if guess else "UTC")
    keep_property(store, hotel, zone)
    if known is not None and known.time_zone != zone:
        with store.writing() as session:
            session.config.change(hotel.property_id, time_zone=zone)
    return zone, guess
