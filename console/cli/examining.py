"""What doctor looks at, gathered so that one trouble never hides another."""

import os
import socket
import sys
from typing import Protocol

from console.cli.doctoring import Examined, VaultState, WebhookState
from console.domain.asking import Beds24
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, NotConnected
from console.domain.secret import SecretName, Vault
from console.domain.silence import silence_of
from console.services.status import HotelStatus, OnlineStatus, hotel_status, online_status
from console.services.tunnels import Tunnel, program_of
from console.services.webhook_settings import WebhookStanding, prove_secrets
from console.store.files import DataFolder
from console.store.health import take_health
from console.store.in_charge import Holder, holder
from console.store.store import MIGRATIONS, Store
from console.store.versions import known_version


class House(Protocol):
    """The parts doctor asks for; each may fail with a sentence."""

    clock: Clock

    @property
    def is_demo(self) -> bool: ...
    @property
    def folder(self) -> DataFolder: ...
    def store_to_read(self) -> Store: ...
    def vault(self) -> Vault: ...
    def beds24(self, vault: Vault, store: Store | None) -> Beds24: ...


def examine_all(house: House, *, online: bool) -> Examined:
    hotel, hotel_trouble = _hotel(house)
    vault, vault_state = _vault(house)
    return Examined(
        is_demo=house.is_demo,
        now=house.clock.now(),
        health=take_health(house.folder, known_version(MIGRATIONS)),
        vault=vault_state,
        hotel=hotel,
        hotel_trouble=hotel_trouble,
        online=_online(house, vault, hotel) if online and vault else None,
        webhook=_webhook(house, vault, hotel, hotel.webhook) if hotel and hotel.webhook else None,
        holder=_living(holder(house.folder.lock)),
    )


def _living(signed: Holder | None) -> Holder | None:
    """Who signed the lock, unless that process has ended without taking its signature back (killed, power cut)."""
    if signed is None or sys.platform == "win32":  # there the signature has to do
        return signed
    try:
        os.kill(signed.pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return signed
    return signed


def _hotel(house: House) -> tuple[HotelStatus | None, ConsoleError | None]:
    try:
        return hotel_status(house.store_to_read(), house.clock.now()), None
    except ConsoleError as error:
        return None, error


def _vault(house: House) -> tuple[Vault | None, VaultState]:
    if house.is_demo:
        return None, VaultState("the demo's memory, while the demo runs", key_kept=True)
    try:
        vault = house.vault()
        return vault, VaultState(vault.describe(), vault.read(SecretName.REFRESH_TOKEN) is not None)
    except ConsoleError as error:
        return None, VaultState("cannot be looked for", None, str(error))


def _webhook(house: House, vault: Vault | None, hotel: HotelStatus, standing: WebhookStanding) -> WebhookState:
    trouble = ""
    if standing.setup.enabled and vault is not None:
        try:
            prove_secrets(house.store_to_read(), vault)
        except ConsoleError as error:
            trouble = str(error)
    silence = silence_of(hotel.hearing, house.clock.now())
    tunnel = program_of(Tunnel.CLOUDFLARED) is not None if standing.tunnel.wanted else None
    return WebhookState(standing.setup, _listens(standing.setup.port), hotel.score, tunnel, silence, trouble)


def _listens(port: int | None) -> bool:
    """Whether anybody answers at this port of this machine."""
    if port is None:
        return False
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _online(house: House, vault: Vault, hotel: HotelStatus | None) -> OnlineStatus:
    property_id = hotel.config.property_id if hotel and hotel.config else None
    try:
        return online_status(house.beds24(vault, None), house.clock, property_id)
    except NotConnected as error:
        return OnlineStatus(error=error)
