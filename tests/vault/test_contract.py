"""What every vault does, the fake one included: one suite for all three."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.errors import WrongInput
from console.domain.secret import LONGEST, Secret, SecretName
from tests.vault.conftest import Opener

TOKEN = SecretName.REFRESH_TOKEN
KEY = SecretName.COLUMN_KEY


def test_a_new_vault_holds_nothing(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    assert {vault.read(name) is None for name in SecretName} == {True}


def test_a_secret_comes_back_as_it_was_put_in(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("canary-7f3a/+=="))
    assert vault.read(TOKEN) == Secret("canary-7f3a/+==")


def test_a_secret_is_still_there_when_the_vault_is_opened_again(open_vault: Opener) -> None:
    open_vault("hotel").write(TOKEN, Secret("lasting"))
    assert open_vault("hotel").read(TOKEN) == Secret("lasting")


def test_the_later_secret_replaces_the_former(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    for text in ("first", "second", "third and longer"):
        vault.write(TOKEN, Secret(text))
    assert vault.read(TOKEN) == Secret("third and longer")


def test_names_do_not_disturb_each_other(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("a token"))
    vault.write(KEY, Secret("a key"))
    vault.write(TOKEN, Secret("another token"))
    vault.forget(TOKEN)
    assert vault.read(TOKEN) is None
    assert vault.read(KEY) == Secret("a key")


def test_two_hotels_never_see_each_others_secrets(open_vault: Opener) -> None:
    here, there = open_vault("hotel"), open_vault("demo")
    here.write(TOKEN, Secret("of the hotel"))
    there.write(TOKEN, Secret("of the demo"))
    there.forget(TOKEN)
    assert here.read(TOKEN) == Secret("of the hotel")
    assert there.read(TOKEN) is None


def test_a_forgotten_secret_is_gone_and_may_be_forgotten_again(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("soon gone"))
    vault.forget(TOKEN)
    vault.forget(TOKEN)
    assert open_vault("hotel").read(TOKEN) is None


def test_forgetting_in_a_new_vault_is_no_error(open_vault: Opener) -> None:
    open_vault("hotel").forget(TOKEN)


def test_letters_of_any_script_come_back(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("Schlüssel ключ 鍵 🔑"))
    assert vault.read(TOKEN) == Secret("Schlüssel ключ 鍵 🔑")


@pytest.mark.parametrize("text", ["x" * LONGEST, "🔑" * (LONGEST // 2)], ids=["letters", "pairs"])
def test_the_longest_secret_still_fits(open_vault: Opener, text: str) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret(text))
    assert vault.read(TOKEN) == Secret(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("x" * (LONGEST + 1), r"1,281 characters; at most 1,280"),
        ("🔑" * (LONGEST // 2 + 1), r"1,282 characters"),
        ("pasted\n", "line break"),
        ("nul\0byte", "invisible"),
        ("half a pair \ud83d", "invisible"),
    ],
    ids=["empty", "too long", "too many pairs", "line break", "nul", "surrogate"],
)
def test_what_some_vault_could_not_keep_is_refused_by_all(open_vault: Opener, text: str, why: str) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("the former one"))
    with pytest.raises(WrongInput, match=why):
        vault.write(TOKEN, Secret(text))
    assert vault.read(TOKEN) == Secret("the former one")


def test_the_description_names_a_place_and_no_secret(open_vault: Opener) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret("canary-7f3a"))
    assert vault.describe().strip()
    assert "canary" not in vault.describe() + repr(vault) + str(vault)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=LONGEST // 2).filter(str.isprintable))
def test_any_printable_text_comes_back(open_vault: Opener, text: str) -> None:
    vault = open_vault("hotel")
    vault.write(TOKEN, Secret(text))
    assert vault.read(TOKEN) == Secret(text)
