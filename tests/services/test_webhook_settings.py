"""The webhook as a person sets it up: rotation, the address, and what the listener verifies with."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.domain.errors import NotConnected, VaultLocked, WrongInput
from console.domain.hooks import Slot, VerifyMode
from console.domain.secret import Secret
from console.domain.webhook_setup import PATH, checked_header_name, checked_public_url, checked_secret
from console.services.webhook_settings import KnownSecrets, WebhookDesk, WebhookStanding, WebhookWishes
from console.store.store import Store
from console.vault.column_cipher import cipher_of
from tests.building import NOW
from tests.fakes.beds24 import StillClock
from tests.fakes.vault import FakeVault
from tests.storing import new_store, rows

OLD, NEW = Secret("the-old-canary-secret"), Secret("the-new-canary-secret")


class Hotel:
    """The desk, the key and the clock of one store."""

    def __init__(self, store: Store) -> None:
        self.clock = StillClock(NOW)
        self.cipher = cipher_of(FakeVault())
        self.desk = WebhookDesk(store, self.clock)
        self.known = KnownSecrets(store, lambda: self.cipher)

    def switch_on(self, wishes: WebhookWishes) -> WebhookStanding:
        return self.desk.switch_on(wishes, lambda: self.cipher)

    def used(self, slot: Slot, at: datetime) -> None:
        self.known.refresh()
        self.known.note_use(slot, at)
        self.known.keep_uses()

    def believed(self) -> dict[Slot, str]:
        """The secrets that open the door now."""
        self.known.refresh()
        how = self.known()
        assert how is not None
        return {each.slot: each.secret.reveal() for each in how.secrets if each.holds_at(self.clock.now())}


@pytest.fixture
def hotel(store: Store) -> Hotel:
    return Hotel(store)


def test_at_first_it_is_off_and_needs_a_secret_to_be_switched_on(hotel: Hotel) -> None:
    assert not hotel.desk.standing().setup.enabled
    hotel.known.refresh()
    assert hotel.known() is None
    with pytest.raises(WrongInput, match="needs a secret"):
        hotel.switch_on(WebhookWishes(mode=VerifyMode.HMAC))
    assert hotel.desk.standing().setup.mode is VerifyMode.HEADER


def test_what_was_set_up_is_kept_while_it_is_off(hotel: Hotel) -> None:
    wishes = WebhookWishes(mode=VerifyMode.BOTH, header_name="X-Hotel", public_url="https://Hotel.example/", secret=OLD)
    hotel.switch_on(wishes)
    hotel.desk.switch_off()
    hotel.known.refresh()
    assert hotel.known() is None
    setup = hotel.switch_on(WebhookWishes()).setup
    assert (setup.enabled, setup.mode, setup.header_name) == (True, VerifyMode.BOTH, "X-Hotel")
    assert setup.address == f"https://hotel.example{PATH}"
    assert hotel.believed() == {Slot.CURRENT: OLD.reveal()}


def test_it_is_known_since_when_it_is_on_whatever_is_changed_meanwhile(hotel: Hotel) -> None:
    assert hotel.switch_on(WebhookWishes(secret=OLD)).setup.enabled_at == NOW
    hotel.clock.at += timedelta(hours=1)
    assert hotel.switch_on(WebhookWishes(header_name="X-Hotel")).setup.enabled_at == NOW
    hotel.desk.switch_off()
    assert hotel.switch_on(WebhookWishes()).setup.enabled_at == NOW + timedelta(hours=1)


def test_the_former_secret_is_believed_for_the_days_that_were_chosen(hotel: Hotel) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.switch_on(WebhookWishes(secret=NEW, days=2))
    assert hotel.believed() == {Slot.CURRENT: NEW.reveal(), Slot.PREVIOUS: OLD.reveal()}
    hotel.clock.at += timedelta(days=2)
    assert hotel.believed() == {Slot.CURRENT: NEW.reveal()}


def test_with_no_day_the_former_secret_ends_at_once(hotel: Hotel, store: Store) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.switch_on(WebhookWishes(secret=NEW, days=0))
    assert hotel.believed() == {Slot.CURRENT: NEW.reveal()}
    assert rows(store, "SELECT previous_secret, previous_until FROM webhook_settings") == [(None, None)]


def test_the_same_secret_again_rotates_nothing(hotel: Hotel) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.switch_on(WebhookWishes(secret=NEW))
    hotel.switch_on(WebhookWishes(secret=NEW))
    assert hotel.believed() == {Slot.CURRENT: NEW.reveal(), Slot.PREVIOUS: OLD.reveal()}


def test_it_is_known_when_each_secret_was_last_used_across_a_rotation(hotel: Hotel) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.used(Slot.CURRENT, NOW)
    hotel.switch_on(WebhookWishes(secret=NEW))
    setup = hotel.desk.standing().setup
    assert (setup.secret_used_at, setup.previous_used_at) == (None, NOW)
    hotel.used(Slot.PREVIOUS, NOW + timedelta(seconds=90))
    assert hotel.desk.standing().setup.previous_used_at == NOW + timedelta(seconds=90)


def test_a_use_from_before_a_rotation_is_not_noted_for_the_new_secret(hotel: Hotel) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.known.refresh()
    hotel.known.note_use(Slot.CURRENT, NOW)
    hotel.switch_on(WebhookWishes(secret=NEW))
    hotel.known.refresh()
    hotel.known.keep_uses()
    assert hotel.desk.standing().setup.secret_used_at is None


def test_neither_secret_lies_in_plain(hotel: Hotel, store: Store) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.switch_on(WebhookWishes(secret=NEW))
    for file in store.database.path.parent.rglob("*"):
        assert not file.is_file() or b"canary" not in file.read_bytes()


def test_a_secret_whose_key_was_lost_can_be_replaced_and_is_told_until_then(hotel: Hotel) -> None:
    hotel.switch_on(WebhookWishes(secret=OLD))
    hotel.cipher = cipher_of(FakeVault())
    with pytest.raises(VaultLocked):
        hotel.known.refresh()
    hotel.switch_on(WebhookWishes(secret=NEW))
    assert hotel.believed() == {Slot.CURRENT: NEW.reveal()}


def test_the_secret_path_is_made_once_and_can_be_left(hotel: Hotel) -> None:
    first = hotel.switch_on(WebhookWishes(secret=OLD, has_segment=True)).setup.path_segment
    assert len(first) >= 22
    assert hotel.switch_on(WebhookWishes(has_segment=True)).setup.path == f"{PATH}/{first}"
    assert hotel.switch_on(WebhookWishes(has_segment=False)).setup.path == PATH


def test_the_port_is_kept(hotel: Hotel) -> None:
    hotel.desk.keep_port(40_123)
    assert hotel.desk.standing().setup.port == 40_123


def test_without_a_hotel_nothing_is_set_up(tmp_path: Path) -> None:
    with new_store(tmp_path, None) as store, pytest.raises(NotConnected):
        WebhookDesk(store, StillClock()).standing()


@pytest.mark.parametrize("name", ["", "X Secret", "X_Secret", "Host", "content-length", "X-Beds24-Signature", "Sec-X"])
def test_a_header_that_cannot_carry_the_secret_is_refused(name: str) -> None:
    with pytest.raises(WrongInput):
        checked_header_name(name)


@pytest.mark.parametrize("text", ["short", "line\nbreak-in-it", "sécret-with-accent"])
def test_a_secret_that_no_header_can_carry_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(WrongInput) as refused:
        checked_secret(Secret(text))
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("https://a.trycloudflare.com/", "https://a.trycloudflare.com"),
        (f"https://hotel.example:8443{PATH}/abc", "https://hotel.example:8443"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
    ],
)
def test_an_address_is_kept_up_to_its_name(typed: str, kept: str) -> None:
    assert checked_public_url(typed) == kept


@pytest.mark.parametrize("typed", ["hotel.example", "http://hotel.example", "https://h/other", "https://[", "ftp://h"])
def test_an_address_that_beds24_could_not_call_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput):
        checked_public_url(typed)
