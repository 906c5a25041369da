"""A secret never shows itself, however it is looked at."""

import copy
import dataclasses
import json
import logging
import pickle

import msgspec
import pytest

from console.domain.errors import WrongInput
from console.domain.secret import LONGEST, Secret, SecretName, check_keepable

CANARY = "canary-7f3a9"


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """Something that holds a secret, as services do."""

    property_id: int
    token: Secret


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(CANARY)),
        str(Secret(CANARY)),
        f"{Secret(CANARY)}",
        f"{Secret(CANARY)!r:>40}",
        f"{Secret(CANARY):s}",
        "{:>40}".format(Secret(CANARY)),  # noqa: UP032 - one of the ways there are
        "%s %r" % (Secret(CANARY), Secret(CANARY)),  # noqa: UP031 - likewise
        repr(Settings(1, Secret(CANARY))),
        repr([Secret(CANARY)]),
        repr(dataclasses.asdict(Settings(1, Secret(CANARY)))),
        repr(WrongInput(Secret(CANARY))),
        str(WrongInput(Secret(CANARY))),
    ],
)
def test_no_way_of_printing_shows_the_text(shown: str) -> None:
    assert CANARY not in shown
    assert "•••" in shown


def test_only_reveal_gives_the_text() -> None:
    assert Secret(CANARY).reveal() == CANARY


def test_a_log_record_shows_a_mask(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").info("token %s and %r", Secret(CANARY), Secret(CANARY))
    assert caplog.messages == ["token ••• and Secret(•••)"]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(Settings(1, Secret(CANARY)), protocol)


def test_its_state_cannot_be_taken() -> None:
    with pytest.raises(TypeError, match="cannot be pickled"):
        Secret(CANARY).__getstate__()
    with pytest.raises(TypeError, match="__dict__"):
        vars(Secret(CANARY))


def test_an_export_cannot_contain_it() -> None:
    with pytest.raises(TypeError):
        json.dumps({"token": Secret(CANARY)})
    with pytest.raises(TypeError):
        msgspec.json.encode(Settings(1, Secret(CANARY)))


def test_a_copy_is_the_same_secret() -> None:
    secret = Secret(CANARY)
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret]) == [secret]


def test_secrets_are_equal_by_their_text() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("é\ud800") == Secret("é\ud800")


def test_a_secret_is_not_equal_to_its_text() -> None:
    assert Secret("a") != "a"


def test_a_secret_has_no_hash_that_could_identify_it() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Secret("a"))


def test_a_refusal_does_not_repeat_the_text() -> None:
    with pytest.raises(WrongInput) as refused:
        check_keepable(Secret(CANARY + "x" * LONGEST))
    assert CANARY not in str(refused.value)


def test_the_names_are_what_is_already_kept_on_peoples_computers() -> None:
    assert [str(name) for name in SecretName] == ["refresh-token", "column-key", "probe"]
