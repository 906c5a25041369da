"""Keys: exchanged, renewed once for all, stored before they are used, shown nowhere."""

import logging
import threading
from datetime import datetime, timedelta

import pytest

from console.beds24.client import Beds24Client
from console.beds24.oddities import Oddity
from console.beds24.tokens import UnkeptDiary
from console.domain.asking import BookingQuery, Urgency
from console.domain.errors import (
    Beds24Unreachable,
    ConsoleError,
    Garbled,
    KeyRefused,
    NotConnected,
    OutOfCredits,
    StoreTrouble,
    VaultLocked,
    WrongInput,
)
from console.domain.secret import Secret, SecretName
from tests.beds24.conftest import REFRESH_TOKEN, MakeClient
from tests.beds24.loopback import Deed, Loopback, answers, hangs_up
from tests.beds24.payloads import HOTEL, page, token
from tests.beds24.timing import MORNING, HandClock, LeapingWaiter
from tests.fakes.vault import FakeVault

REFUSED = answers({"success": False, "type": "error", "code": 401, "error": "Token not valid"}, 401)
HOUSE = answers(page(HOTEL))
NEW_KEY = "canary-rotated-" + "n" * 140
BOUGHT = answers({"token": "canary-a", "expiresIn": 86400, "refreshToken": NEW_KEY})
DAY = 86_400.0


class CrashError(Exception):
    """The program dies here."""


class CrashingVault(FakeVault):
    """Dies right after it stored a secret, as a power cut would have it."""

    crashes = False

    def write(self, name: SecretName, secret: Secret) -> None:
        super().write(name, secret)
        if self.crashes:
            raise CrashError


class ForgetfulVault(FakeVault):
    """Accepts a secret and keeps another, until it is healed."""

    ill = False

    def write(self, name: SecretName, secret: Secret) -> None:
        super().write(name, Secret("something else") if self.ill else secret)


def read_house(client: Beds24Client) -> str:
    return client.properties(Urgency.PERSON)[0].name


def paths(server: Loopback) -> list[str]:
    return [target.partition("?")[0].removeprefix("/api/v2") for target in server.targets()]


def test_an_invite_code_buys_a_refresh_token(make_client: MakeClient) -> None:
    setup = answers({"token": "canary-a", "expiresIn": 86400, "refreshToken": NEW_KEY})
    with Loopback(setup) as server:
        bought = make_client(server.url).exchange_invite(Secret(" canary-code \n"), "Rezeption Süd")
    assert bought == Secret(NEW_KEY)
    assert server.headers()["code"] == "canary-code"
    assert server.headers()["devicename"] == "Rezeption Sd"
    assert "token" not in server.headers()


class BrokenDiary(UnkeptDiary):
    """Cannot be written into."""

    def note_used(self, at: datetime) -> None:
        raise StoreTrouble("The disk is full.")


def test_a_diary_that_cannot_be_written_does_not_cost_the_key_that_a_code_bought(make_client: MakeClient) -> None:
    with Loopback(BOUGHT) as server:
        client = make_client(server.url, diary=BrokenDiary())
        assert client.exchange_invite(Secret("canary-code"), "d") == Secret(NEW_KEY)


def test_a_code_that_is_given_again_brings_the_key_it_has_bought_until_another_key_is_used(
    make_client: MakeClient,
) -> None:
    with Loopback(BOUGHT) as server:
        client = make_client(server.url)
        assert {client.exchange_invite(Secret("canary-code"), "d").reveal() for _ in range(3)} == {NEW_KEY}
        assert len(server.heard) == 1
        client.exchange_invite(Secret("canary-code-2"), "d")
        client.key_changed()
        client.exchange_invite(Secret("canary-code-2"), "d")
        assert len(server.heard) == 3


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refused_invite_code_says_that_it_works_once_and_for_a_day(make_client: MakeClient, status: int) -> None:
    with Loopback(answers({"success": False, "code": status}, status)) as server:
        with pytest.raises(KeyRefused, match=r"once, for 24 hours"):
            make_client(server.url).exchange_invite(Secret("canary-code"), "d")
        assert len(server.heard) == 1


def test_an_invite_code_is_never_tried_twice_since_the_first_try_may_have_used_it_up(make_client: MakeClient) -> None:
    with Loopback(hangs_up) as server:
        with pytest.raises(Beds24Unreachable):
            make_client(server.url).exchange_invite(Secret("canary-code"), "d")
        assert len(server.heard) == 1


@pytest.mark.parametrize("body", [{"token": "a"}, {"token": "a", "refreshToken": "a b"}, {"refreshToken": 5}, []])
def test_an_exchange_without_a_usable_key_is_garbled(make_client: MakeClient, body: object) -> None:
    with Loopback(answers(body)) as server, pytest.raises(Garbled):
        make_client(server.url).exchange_invite(Secret("canary-code"), "d")


@pytest.mark.parametrize("code", ["", "  ", "canary code", "canary\r\nX-Evil: 1", "canary-ü", "canary\x00", "x" * 5000])
def test_a_code_that_no_header_can_carry_is_refused_without_showing_it(make_client: MakeClient, code: str) -> None:
    with Loopback(HOUSE) as server:
        with pytest.raises(WrongInput) as caught:
            make_client(server.url).exchange_invite(Secret(code), "d")
        assert server.heard == []
    assert "canary" not in repr(caught.value)


def test_without_a_key_in_the_vault_nothing_is_asked(make_client: MakeClient) -> None:
    with Loopback(HOUSE) as server:
        with pytest.raises(NotConnected):
            read_house(make_client(server.url, keys=FakeVault()))
        assert server.heard == []


def test_a_locked_vault_is_told_as_such(make_client: MakeClient) -> None:
    with Loopback(HOUSE) as server, pytest.raises(VaultLocked):
        read_house(make_client(server.url, keys=FakeVault(locked=True)))


def test_an_access_token_is_used_until_shortly_before_its_end(make_client: MakeClient, clock: HandClock) -> None:
    with Loopback(answers(token(1)), HOUSE, HOUSE, answers(token(2)), HOUSE) as server:
        client = make_client(server.url)
        read_house(client)
        clock.advance(DAY - 600)
        read_house(client)
        clock.advance(400)
        read_house(client)
    assert paths(server) == [
        "/authentication/token", "/properties", "/properties", "/authentication/token", "/properties",
    ]  # fmt: skip
    assert server.headers(0)["refreshtoken"] == REFRESH_TOKEN
    assert server.headers(1)["token"].startswith("canary-access-1")
    assert server.headers(4)["token"].startswith("canary-access-2")


def test_a_short_lived_token_is_not_renewed_at_every_call(make_client: MakeClient) -> None:
    with Loopback(answers(token(1, expiresIn=60)), HOUSE) as server:
        client = make_client(server.url)
        read_house(client)
        read_house(client)
    assert paths(server) == ["/authentication/token", "/properties", "/properties"]


def test_a_refused_token_is_renewed_once_and_the_question_repeated_once(make_client: MakeClient) -> None:
    with Loopback(answers(token(1)), REFUSED, answers(token(2)), HOUSE) as server:
        assert read_house(make_client(server.url)) == "Hotel Probe"
    assert paths(server) == ["/authentication/token", "/properties"] * 2


def test_a_second_refusal_names_scope_whitelist_and_closed_account_and_is_not_tried_again(
    make_client: MakeClient,
) -> None:
    with Loopback(answers(token(1)), REFUSED, answers(token(2)), REFUSED) as server:
        with pytest.raises(KeyRefused) as caught:
            read_house(make_client(server.url))
        assert len(server.heard) == 4
    assert all(word in str(caught.value) for word in ("scope", "whitelist", "closed"))


def test_a_dead_refresh_token_asks_for_a_new_code_and_tells_of_thirty_idle_days(
    make_client: MakeClient, clock: HandClock
) -> None:
    diary = UnkeptDiary()
    diary.note_used(clock.now() - timedelta(days=31))
    with Loopback(REFUSED) as server, pytest.raises(KeyRefused, match="not used for more than 30 days"):
        read_house(make_client(server.url, diary=diary))


def test_a_refusal_within_thirty_days_does_not_blame_idleness(make_client: MakeClient) -> None:
    with Loopback(REFUSED) as server, pytest.raises(KeyRefused, match="deleted, replaced"):
        read_house(make_client(server.url))


def test_the_last_use_of_the_key_is_noted(make_client: MakeClient) -> None:
    diary = UnkeptDiary()
    with Loopback(answers(token(1)), HOUSE) as server:
        read_house(make_client(server.url, diary=diary))
    assert diary.last_used() == MORNING


def test_eight_threads_with_a_refused_token_renew_it_exactly_once(make_client: MakeClient) -> None:
    by_token = ByToken()
    with Loopback(by_token.deed) as server:
        by_token.server = server
        client = make_client(server.url)
        read_house(client)
        by_token.accepted = "canary-access-2"
        names: list[str] = []
        threads = [threading.Thread(target=lambda: names.append(read_house(client))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert names == ["Hotel Probe"] * 8
    assert paths(server).count("/authentication/token") == 2


class ByToken:
    """Accepts one token and hands out numbered ones."""

    server: Loopback
    accepted = "canary-access-1"
    handed_out = 0

    def deed(self, *about: object) -> None:
        heard = self.server.heard[-1]
        if b"/authentication/token" in heard:
            self.handed_out += 1
            says: Deed = answers(token(self.handed_out))
        else:
            says = HOUSE if self.accepted.encode() in heard else REFUSED
        says(*about)  # type: ignore[arg-type]  # a deed's own arguments, handed through


def test_a_rotated_key_is_stored_before_the_new_access_token_is_used(make_client: MakeClient, vault: FakeVault) -> None:
    with Loopback(answers(token(1, refreshToken=NEW_KEY)), HOUSE) as server:
        client = make_client(server.url)
        read_house(client)
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret(NEW_KEY)
    assert client.oddities()[Oddity.TOKEN_ROTATED] == 1


def test_a_rotated_key_never_replaces_one_that_was_put_into_the_vault_meanwhile(
    make_client: MakeClient, vault: FakeVault
) -> None:
    rotates = answers(token(1, refreshToken=NEW_KEY))

    def interfere(*about: object) -> None:
        vault.write(SecretName.REFRESH_TOKEN, Secret("canary-entered-by-hand"))
        rotates(*about)  # type: ignore[arg-type]  # a deed's own arguments, handed through

    with Loopback(interfere, HOUSE) as server:
        client = make_client(server.url)
        read_house(client)
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret("canary-entered-by-hand")
    assert client.successor_of(Secret(REFRESH_TOKEN)) == Secret(NEW_KEY)
    assert client.successor_of(Secret("canary-entered-by-hand")) == Secret("canary-entered-by-hand")


def test_a_key_that_comes_back_unchanged_is_not_written_again(make_client: MakeClient) -> None:
    vault = CrashingVault()
    vault.write(SecretName.REFRESH_TOKEN, Secret(REFRESH_TOKEN))
    vault.crashes = True
    with Loopback(answers(token(1, refreshToken=REFRESH_TOKEN)), HOUSE) as server:
        assert read_house(make_client(server.url, keys=vault)) == "Hotel Probe"


def test_a_crash_between_storing_and_using_a_rotated_key_loses_nothing(make_client: MakeClient) -> None:
    vault = CrashingVault()
    vault.write(SecretName.REFRESH_TOKEN, Secret(REFRESH_TOKEN))
    vault.crashes = True
    with Loopback(answers(token(1, refreshToken=NEW_KEY)), answers(token(2)), HOUSE) as server:
        with pytest.raises(CrashError):
            read_house(make_client(server.url, keys=vault))
        assert len(server.heard) == 1
        vault.crashes = False
        assert read_house(make_client(server.url, keys=vault)) == "Hotel Probe"
    assert server.headers(1)["refreshtoken"] == NEW_KEY


def test_a_rotated_key_that_the_vault_does_not_keep_is_not_used_but_stored_at_the_next_try(
    make_client: MakeClient,
) -> None:
    vault = ForgetfulVault()
    vault.write(SecretName.REFRESH_TOKEN, Secret(REFRESH_TOKEN))
    vault.ill = True
    with Loopback(answers(token(1, refreshToken=NEW_KEY)), answers(token(2)), HOUSE) as server:
        client = make_client(server.url, keys=vault)
        with pytest.raises(VaultLocked):
            read_house(client)
        assert len(server.heard) == 1
        vault.ill = False
        assert read_house(client) == "Hotel Probe"
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret(NEW_KEY)
    assert server.headers(1)["refreshtoken"] == NEW_KEY


def test_another_key_in_the_vault_is_used_once_the_client_is_told(make_client: MakeClient, vault: FakeVault) -> None:
    with Loopback(answers(token(1)), HOUSE, HOUSE, answers(token(2)), HOUSE) as server:
        client = make_client(server.url)
        read_house(client)
        vault.write(SecretName.REFRESH_TOKEN, Secret("canary-other-key"))
        read_house(client)
        client.key_changed()
        read_house(client)
    assert server.headers(3)["refreshtoken"] == "canary-other-key"


def test_the_details_tell_scopes_and_bounds(make_client: MakeClient) -> None:
    told = {
        "validToken": True,
        "token": {
            "ownerId": 1, "expiresIn": 5, "created": "2026-08-04T09:00:00Z", "scopes": ["read:bookings"],
            "deviceName": "desk", "linkedProperties": False, "onlyPropertyId": 7, "whiteListOnly": True,
        },
    }  # fmt: skip
    with Loopback(answers(token()), answers(told)) as server:
        details = make_client(server.url).key_details()
    assert (details.valid, details.scopes, details.only_property_id) == (True, ("read:bookings",), 7)
    assert (details.white_list_only, details.linked_properties, details.device_name) == (True, False, "desk")
    assert details.created_at is not None


@pytest.mark.parametrize("told", [{"validToken": False}, {"validToken": False, "token": None}, {}])
def test_an_invalid_token_in_the_details_says_nothing_of_scopes(make_client: MakeClient, told: object) -> None:
    with Loopback(answers(token()), answers(told)) as server:
        details = make_client(server.url).key_details()
    assert (details.valid, details.scopes) == (False, ())


BUSY = answers({}, 429, {"X-Five-Min-Limit-Resets-In": "100"})


def test_too_many_requests_for_a_token_are_a_wait_and_not_a_dead_key(make_client: MakeClient) -> None:
    with Loopback(BUSY) as server:
        with pytest.raises(OutOfCredits) as caught:
            read_house(make_client(server.url))
        assert len(server.heard) == 1
    assert caught.value.resets_in == pytest.approx(100, abs=2)


@pytest.mark.parametrize(
    "deeds",
    [(BUSY, answers(token(1))), (answers(token(1)), REFUSED, BUSY, answers(token(2)))],
    ids=["the first token", "a renewed one"],
)
def test_a_job_waits_the_window_out_for_a_token_too(
    make_client: MakeClient, waiter: LeapingWaiter, deeds: tuple[Deed, ...]
) -> None:
    with Loopback(*deeds, HOUSE) as server:
        assert make_client(server.url).properties()[0].name
    assert waiter.waits == [pytest.approx(101.0)]


@pytest.mark.parametrize(
    "deeds",
    [
        (answers(token(1)), HOUSE),
        (REFUSED,),
        (answers(token(1)), REFUSED),
        (answers(token(1)), answers({"success": False, "code": 400, "error": "token canary-access-1 is bad"}, 400)),
        (answers({"token": "canary broken", "expiresIn": 5}),),
        (answers(token(1)), answers(b"canary-body", 500)),
        (answers(token(1, refreshToken=NEW_KEY)), HOUSE),
        (hangs_up,),
    ],
)
def test_no_secret_stands_in_a_log_an_error_or_a_shown_object(
    make_client: MakeClient, caplog: pytest.LogCaptureFixture, waiter: LeapingWaiter, deeds: tuple[Deed, ...]
) -> None:
    shown: list[str] = []
    with Loopback(*deeds) as server, caplog.at_level(logging.DEBUG):
        client = make_client(server.url)
        try:
            list(client.booking_pages(BookingQuery(property_id=1), "EUR"))
            shown += [repr(client.properties())]
        except ConsoleError as error:
            shown += [str(error), repr(error), repr(error.__cause__)]
    shown += [repr(client), repr(vars(client)), caplog.text]
    assert not any("canary" in text for text in shown)
