"""The webhook's other end, at a simulated Beds24: written, read back, and nobody else's settings lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.cli.demo.living import connect_demo
from console.cli.demo.stage import Stage, set_stage
from console.domain.errors import NoRightToSettings, WrongInput
from console.domain.hooks import VerifyMode
from console.domain.secret import Secret, SecretName
from console.services.connecting import Offer, connect_hotel
from console.services.webhook_at_beds24 import AtBeds24, WebhookAtBeds24
from console.services.webhook_settings import WebhookDesk, WebhookWishes
from console.store.files import open_data_folder
from console.vault.column_cipher import ColumnCipher, cipher_of
from tests.building import NOW

SECRET = Secret("the-canary-secret-of-ours")
PUBLIC = "https://hotel.example.com"


class Account:
    """A hotel whose webhook is on here, and the account at the simulated Beds24."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.desk = WebhookDesk(stage.place.store, stage.place.clock)
        self.there = WebhookAtBeds24(stage.place.store, stage.beds24, self.cipher)
        self.wish(secret=SECRET, public_url=PUBLIC, has_segment=True)

    def cipher(self) -> ColumnCipher:
        return cipher_of(self.stage.vault)

    def wish(self, **wishes: Any) -> None:
        self.desk.switch_on(WebhookWishes(**wishes), self.cipher)

    @property
    def address(self) -> str:
        return self.desk.standing().setup.address

    @property
    def told(self) -> dict[str, str]:
        """What Beds24 has now."""
        return dict(self.stage.simulator.service.webhooks.wire())  # type: ignore[arg-type] # all of them are texts


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    folder = open_data_folder(tmp_path / "data")
    with set_stage(folder, NOW, 7, lambda _url: None) as stage:
        connect_demo(stage)
        yield Account(stage)


def test_a_fresh_account_is_told_address_kind_and_secret(account: Account) -> None:
    assert not account.there.look().stands
    assert account.there.set_up() == AtBeds24(
        has_address=True, has_secret=True, version="twoNoPersonalData", additional_data="none", others=()
    )
    assert account.told["url"] == account.address
    assert account.told["customHeader"] == f"X-Webhook-Secret: {SECRET.reveal()}"
    assert account.there.look().stands


def test_whoever_else_is_told_stays_so_with_the_kind_of_message_that_he_knows(account: Account) -> None:
    other = "https://user:pw@other.example.net/x?p=[PROPERTYID]"
    account.stage.simulator.set_webhooks({"version": "one", "url": other, "customHeader": "Token: theirs"})
    found = account.there.set_up()
    assert found.stands
    assert found.others == ("other.example.net",)
    assert account.told["url"].splitlines() == [other, account.address]
    assert account.told["customHeader"].splitlines() == ["Token: theirs", f"X-Webhook-Secret: {SECRET.reveal()}"]
    assert account.told["version"] == "one"


def test_a_new_address_and_a_new_secret_take_the_place_of_the_former_ones(account: Account) -> None:
    account.stage.simulator.set_webhooks({"url": "https://other.example.net/x"})
    account.there.set_up()
    account.wish(secret=Secret("another-secret-of-ours"), public_url="https://new.example.com")
    assert not account.there.look().has_secret
    assert not account.there.look().has_address
    assert account.there.set_up().stands
    assert account.told["url"].splitlines() == ["https://other.example.net/x", account.address]
    assert account.told["customHeader"] == "X-Webhook-Secret: another-secret-of-ours"


def test_card_data_that_would_come_is_seen_and_stopped_without_touching_the_rest(account: Account) -> None:
    account.there.set_up()
    account.stage.simulator.set_webhooks({"additionalData": "CVCAndToken"})
    assert account.there.look().sends_cards
    before = account.told
    found = account.there.send_no_card_data()
    assert found.stands
    assert not found.sends_cards
    assert account.told == {**before, "additionalData": "none"}


@pytest.mark.parametrize("mode", [VerifyMode.HMAC, VerifyMode.BOTH])
def test_beds24_that_cannot_sign_is_not_told_where_signatures_are_asked_for(account: Account, mode: VerifyMode) -> None:
    account.wish(mode=mode)
    with pytest.raises(WrongInput, match="cannot sign"):
        account.there.set_up()
    assert account.told["url"] == ""


def test_without_a_public_address_nothing_is_told(account: Account) -> None:
    account.wish(public_url="")
    with pytest.raises(WrongInput, match="public address"):
        account.there.set_up()


def test_a_key_that_may_only_read_is_refused_and_changes_nothing(account: Account) -> None:
    stage = account.stage
    stage.vault.forget(SecretName.REFRESH_TOKEN)
    code = stage.simulator.make_invite_code(("read:bookings", "read:properties"))
    connect_hotel(stage.place.store, stage.vault, stage.beds24, stage.place.clock, Offer(invite_code=Secret(code)))
    with pytest.raises(NoRightToSettings):
        account.there.set_up()
    assert account.told["url"] == ""
    assert not account.there.look().stands
