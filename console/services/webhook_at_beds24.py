"""The webhook's other end: what Beds24 is told about where to send, and what it says that it does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from console.domain.asking import Beds24, Urgency
from console.domain.errors import KeyRefused, NoRightToSettings, RequestRefused, WrongInput
from console.domain.hooks import VerifyMode
from console.domain.hotel import WebhookTarget
from console.domain.secret import Secret
from console.domain.webhook_setup import PATH, WebhookSetup
from console.services.connection import connected_config
from console.services.quick_tunnel import note_told_address
from console.services.rooms import fetch_property
from console.services.webhook_secret import open_current
from console.services.webhook_settings import CipherOpener
from console.store.store import Store

NO_CARDS = "none"
WITHOUT_GUESTS = "twoNoPersonalData"
"""Who and where a guest is stays out of what travels through the tunnel; the re-read brings it a moment later."""

_OFF = "none"


@dataclass(frozen=True, slots=True)
class AtBeds24:
    """What Beds24 does by its own account. `others` are the names of whoever else it tells, apart from us."""

    has_address: bool
    has_secret: bool
    version: str
    additional_data: str
    others: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether everything that we wish for is there."""
        return self.has_address and self.has_secret and self.version != _OFF

    @property
    def sends_cards(self) -> bool:
        """Whether card data would come with the messages."""
        return self.has_address and self.additional_data != NO_CARDS


@dataclass(frozen=True, slots=True)
class _Ours:
    """What is to stand at Beds24."""

    property_id: int
    setup: WebhookSetup
    secret: Secret | None


class WebhookAtBeds24:
    """Every verb asks Beds24 and may open the vault. Raises NotConnected and what client, vault and store raise."""

    def __init__(self, store: Store, beds24: Beds24, open_cipher: CipherOpener) -> None:
        self._store = store
        self._beds24 = beds24
        self._open_cipher = open_cipher

    def look(self) -> AtBeds24:
        """How it stands there."""
        ours = self._ours()
        return _found(self._target(ours.property_id), ours)

    def set_up(self) -> AtBeds24:
        """Tell Beds24 our address and secret, read back what it made of that, and remember what it has from us.

        Whoever else is told by Beds24 stays so, and then the kind of message stays too: we understand every kind.
        Raises WrongInput for what cannot work, NoRightToSettings, RequestRefused.
        """
        ours = self._ours()
        if not ours.setup.public_url or ours.secret is None:
            raise WrongInput("Enter the public address first: Beds24 has to know where to send.")
        if ours.setup.mode in (VerifyMode.HMAC, VerifyMode.BOTH):
            raise WrongInput(
                "Beds24 itself cannot sign its messages, so they would all be refused. Choose the secret in a header, "
                "or enter the address of whoever signs them at Beds24 by hand."
            )
        self._write(ours.property_id, _with_us(self._target(ours.property_id), ours, ours.secret))
        found = self.look()
        if found.has_address:
            self._note_told(ours.setup.address)
        return found

    def follow_address(self) -> bool:
        """Put our address of now in the place of a former one of ours, everything else as it is, and read that back.

        False where none of ours stands there any more, or nothing is sent at all: somebody wanted it so, and it is left
        alone from then on.
        Raises NoRightToSettings, RequestRefused.
        """
        property_id, setup, _locked = self._kept()
        target = self._target(property_id)
        if target.version == _OFF or not any(PATH in line for line in _lines(target.url)):
            self._note_told("")
            return False
        moved = _moved(target, setup.address)
        if moved != target:
            self._write(property_id, moved)
            if setup.address not in _lines(self._target(property_id).url):
                raise RequestRefused("Beds24 took the new address, but does not show it. Look at it in Beds24.")
        self._note_told(setup.address)
        return True

    def send_no_card_data(self) -> AtBeds24:
        """Let Beds24 leave card data out, everything else as it is, and read that back.

        Raises NoRightToSettings, RequestRefused.
        """
        ours = self._ours()
        self._write(ours.property_id, replace(self._target(ours.property_id), additional_data=NO_CARDS))
        return self.look()

    def _ours(self) -> _Ours:
        property_id, setup, locked = self._kept()
        secret = open_current(self._open_cipher(), locked, property_id) if locked else None
        return _Ours(property_id, setup, secret)

    def _kept(self) -> tuple[int, WebhookSetup, bytes | None]:
        """The property, its setup, and its secret as it lies encrypted."""
        with self._store.reading() as session:
            config = connected_config(session)
            return config.property_id, session.webhook_settings.of(config.property_id).setup, config.webhook_secret

    def _note_told(self, address: str) -> None:
        with self._store.writing() as session:
            note_told_address(session, address)

    def _target(self, property_id: int) -> WebhookTarget:
        return fetch_property(self._beds24, property_id, Urgency.PERSON).webhook

    def _write(self, property_id: int, target: WebhookTarget) -> None:
        try:
            verdict = self._beds24.set_webhook(property_id, target)
        except KeyRefused:  # it has just read the same hotel
            raise NoRightToSettings(
                "The key on this computer may not change settings in Beds24, and nothing was changed there."
            ) from None
        if not verdict.accepted:
            raise RequestRefused(
                "Beds24 did not take these settings, and nothing was changed there. Enter them in Beds24 by hand."
            )


def _found(target: WebhookTarget, ours: _Ours) -> AtBeds24:
    addresses = _lines(target.url)
    wanted = _header_line(ours.setup, ours.secret) if ours.secret else None
    return AtBeds24(
        has_address=bool(ours.setup.public_url) and ours.setup.address in addresses,
        has_secret=wanted is not None and any(Secret(line) == wanted for line in _lines(target.custom_header)),
        version=target.version,
        additional_data=target.additional_data,
        others=tuple(_name_in(line) for line in _others(target)),
    )


def _with_us(target: WebhookTarget, ours: _Ours, secret: Secret) -> WebhookTarget:
    others = list(_others(target))
    header = _header_line(ours.setup, secret).reveal()
    if not others:
        return WebhookTarget(WITHOUT_GUESTS, ours.setup.address, NO_CARDS, header)
    name = ours.setup.header_name.lower()
    kept = [line for line in _lines(target.custom_header) if line.partition(":")[0].strip().lower() != name]
    version = WITHOUT_GUESTS if target.version == _OFF else target.version
    return replace(
        target,
        version=version,
        url="\n".join((*others, ours.setup.address)),
        custom_header="\n".join((*kept, header)),
    )


def _moved(target: WebhookTarget, address: str) -> WebhookTarget:
    """With `address` where the first of ours stands, and no other one of ours."""
    lines = dict.fromkeys(address if PATH in line else line for line in _lines(target.url))
    return target if _lines(target.url) == list(lines) else replace(target, url="\n".join(lines))


def _header_line(setup: WebhookSetup, secret: Secret) -> Secret:
    return Secret(f"{setup.header_name}: {secret.reveal()}")


def _others(target: WebhookTarget) -> Iterator[str]:
    """Addresses that are none of ours, of now or before."""
    return (line for line in _lines(target.url) if PATH not in line)


def _name_in(address: str) -> str:
    """For whom it is, and nothing that may be secret in it."""
    return address.partition("//")[2].partition("/")[0].rpartition("@")[2] or address


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
