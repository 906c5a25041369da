"""The webhook as a person sets it up, and what the listener verifies with."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from console.domain.clock import Clock
from console.domain.config import Beds24Config
from console.domain.errors import VaultLocked, WrongInput
from console.domain.hooks import ActiveSecret, Slot, Verification, VerifyMode
from console.domain.moments import maybe_moment_text, moment_text
from console.domain.quick_tunnel import TunnelWish
from console.domain.secret import Secret, SecretName, Vault
from console.domain.webhook_setup import (
    USUAL_DAYS,
    WebhookSetup,
    checked_days,
    checked_header_name,
    checked_public_url,
    checked_secret,
    new_path_segment,
)
from console.services.connection import connected_config
from console.services.quick_tunnel import refuse_while_tunnel_runs, switch_tunnel, tunnel_wish
from console.services.webhook_secret import keep_previous_secret, keep_webhook_secret, open_current, open_previous
from console.store.store import Session, Store
from console.store.webhook_settings import StoredSetup
from console.vault.column_cipher import ColumnCipher

SIGNED_TIME_TOLERANCE = timedelta(minutes=5)
_USED_AT = {Slot.CURRENT: "secret_used_at", Slot.PREVIOUS: "previous_used_at"}
CipherOpener = Callable[[], ColumnCipher]


@dataclass(frozen=True, slots=True)
class WebhookStanding:
    """What may be shown: everything but the secrets themselves."""

    setup: WebhookSetup
    has_secret: bool
    tunnel: TunnelWish


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookWishes:
    """What is to be changed; None leaves it as it is. `days` is for how long the secret of now is still accepted."""

    mode: VerifyMode | None = None
    header_name: str | None = None
    public_url: str | None = None
    has_segment: bool | None = None
    secret: Secret | None = None
    days: int = USUAL_DAYS
    tunnel: bool | None = None


class WebhookDesk:
    """Reads are short; every change is one transaction. Raises NotConnected, WrongInput and the store's errors."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def standing(self) -> WebhookStanding:
        with self._store.reading() as session:
            return webhook_standing(session)

    def switch_off(self) -> None:
        """Hear nothing any more; what was set up is kept for the next time."""
        with self._store.writing() as session:
            session.webhook_settings.change(connected_config(session).property_id, enabled=0)

    def switch_on(self, wishes: WebhookWishes, open_cipher: CipherOpener) -> WebhookStanding:
        """Hear from now on, set up as wished. Raises what the vault raises, if there is a secret to keep."""
        values = _values(wishes)
        secret, days = checked_secret(wishes.secret) if wishes.secret else None, checked_days(wishes.days)
        cipher = open_cipher() if secret else None  # the vault may ask and wait: never inside a transaction
        with self._store.writing() as session:
            property_id = connected_config(session).property_id
            if secret and cipher:
                _rotate(session, cipher, secret, self._clock.now(), days)
            standing = webhook_standing(session)
            if not standing.has_secret:
                raise WrongInput("The webhook needs a secret by which Beds24's messages are known. Give it one.")
            if wishes.tunnel is not None:
                switch_tunnel(session, on=wishes.tunnel)
            if wishes.public_url is not None:
                refuse_while_tunnel_runs(session)
            segment = _segment(standing.setup, wishes.has_segment)
            if not standing.setup.enabled:
                values["enabled_at"] = moment_text(self._clock.now())
            session.webhook_settings.change(property_id, enabled=1, path_segment=segment, **values)
            return webhook_standing(session)

    def keep_port(self, port: int) -> None:
        """The listener's port stays the same from now on, since the tunnel leads to it."""
        with self._store.writing() as session:
            session.webhook_settings.change(connected_config(session).property_id, port=port)

    def choose_another_port(self) -> None:
        """Let the listener take a port that is free; the tunnel has to lead there from then on."""
        with self._store.writing() as session:
            session.webhook_settings.change(connected_config(session).property_id, port=None)


def prove_secrets(store: Store, vault: Vault) -> None:
    """Look whether the secrets open; nothing is made or changed. Raises VaultLocked, what the vault raises, ..."""
    key = vault.read(SecretName.COLUMN_KEY)
    if key is None:
        raise VaultLocked("The key that opens the webhook's secret is not kept here. Enter the secret again.")
    KnownSecrets(store, lambda: ColumnCipher(key)).refresh()


class KnownSecrets:
    """What the listener verifies with, ready in memory; `refresh` takes over what was changed, by whomever.

    Called from any thread. It holds the opened secrets, so it lives no longer than the listener.
    """

    def __init__(self, store: Store, open_cipher: CipherOpener) -> None:
        self._store = store
        self._open_cipher = open_cipher
        self._turn = threading.Lock()
        self._read: tuple[object, ...] = ()
        self._uses: dict[Slot, datetime] = {}
        self._known: Verification | None = None

    def __call__(self) -> Verification | None:
        """None while the webhook is switched off."""
        return self._known

    def refresh(self) -> WebhookSetup:
        """The setup of now. Raises NotConnected, what the vault raises, and the store's errors."""
        with self._turn:
            with self._store.reading() as session:
                config = connected_config(session)
                stored = session.webhook_settings.of(config.property_id)
            setup = stored.setup
            chosen = (setup.enabled, setup.mode, setup.header_name, setup.previous_until)
            read = (*chosen, config.webhook_secret, stored.previous_secret)
            if read != self._read:
                self._known = self._open(config, stored) if setup.enabled else None
                self._read, self._uses = read, {}  # a use of before would be noted for another secret
            return setup

    def _open(self, config: Beds24Config, stored: StoredSetup) -> Verification | None:
        cipher = self._open_cipher()
        current = open_current(cipher, config.webhook_secret, config.property_id)
        previous = open_previous(cipher, stored.previous_secret, config.property_id)
        return _verification(stored.setup, current, previous)

    def note_use(self, slot: Slot, at: datetime) -> None:
        """A secret opened the door; it costs the one who waits for an answer nothing."""
        with self._turn:
            self._uses[slot] = at

    def keep_uses(self) -> None:
        """Write down when the secrets last opened the door, if they did since this was last asked."""
        with self._turn:
            uses, self._uses = self._uses, {}
        if uses:
            values: dict[str, Any] = {_USED_AT[slot]: moment_text(at) for slot, at in uses.items()}
            with self._store.writing() as session:
                session.webhook_settings.change(connected_config(session).property_id, **values)


def webhook_standing(session: Session) -> WebhookStanding:
    """How the webhook of the connected hotel is set up. Raises NotConnected."""
    config = connected_config(session)
    setup = session.webhook_settings.of(config.property_id).setup
    return WebhookStanding(setup, config.webhook_secret is not None, tunnel_wish(session))


def _values(wishes: WebhookWishes) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if wishes.mode is not None:
        values["mode"] = wishes.mode.value
    if wishes.header_name is not None:
        values["header_name"] = checked_header_name(wishes.header_name)
    if wishes.public_url is not None:
        values["public_url"] = checked_public_url(wishes.public_url)
    return values


def _segment(setup: WebhookSetup, wished: bool | None) -> str:
    if wished is None:
        return setup.path_segment
    return (setup.path_segment or new_path_segment()) if wished else ""


def _rotate(session: Session, cipher: ColumnCipher, secret: Secret, now: datetime, days: int) -> None:
    """Put `secret` in force; the one of now is accepted for `days`. The same secret again changes nothing."""
    config = connected_config(session)
    old = _openable(cipher, config.webhook_secret, config.property_id)
    if old == secret:
        return
    used_at = session.webhook_settings.of(config.property_id).setup.secret_used_at
    keep_webhook_secret(session, cipher, secret)
    kept = old if days else None
    keep_previous_secret(session, cipher, kept, now + timedelta(days=days))
    session.webhook_settings.change(
        config.property_id, secret_used_at=None, previous_used_at=maybe_moment_text(used_at if kept else None)
    )


def _openable(cipher: ColumnCipher, locked: bytes | None, property_id: int) -> Secret | None:
    """A secret whose key was lost is one that nobody can go on accepting."""
    try:
        return open_current(cipher, locked, property_id)
    except VaultLocked:
        return None


def _verification(setup: WebhookSetup, current: Secret | None, previous: Secret | None) -> Verification | None:
    if current is None:
        return None
    secrets = [ActiveSecret(Slot.CURRENT, current, None)]
    if previous is not None:
        secrets.append(ActiveSecret(Slot.PREVIOUS, previous, setup.previous_until))
    return Verification(setup.mode, setup.header_name, tuple(secrets), SIGNED_TIME_TOLERANCE)
