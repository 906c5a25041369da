"""The first connection step by step: the code is spent once, the key never lost, the draft kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.domain.errors import Beds24Unreachable, KeyRefused, VaultLocked, WrongInput
from console.domain.secret import Secret, SecretName
from console.services.connection import first_connection_open
from console.services.first_connection import Draft, FirstConnection, place_key
from console.store.store import Store
from tests.building import PROPERTY_ID, booking
from tests.fakes.beds24 import A_HOUSE, INVITE_CODE, FakeBeds24, StillClock
from tests.fakes.vault import FakeVault
from tests.storing import apply, new_store

OTHER = replace(A_HOUSE, property_id=PROPERTY_ID, name="Hotel Beispiel", room_types=())
SETTLED = Draft("preview", A_HOUSE.property_id, {}, "Europe/Berlin")


class BusyVault(FakeVault):
    """Opens, but takes nothing before `ready` is set."""

    ready = False

    def write(self, name: SecretName, secret: Secret) -> None:
        if not self.ready:
            raise VaultLocked("Not now.")
        super().write(name, secret)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path, None) as store:
        yield store


@pytest.fixture
def beds24() -> FakeBeds24:
    return FakeBeds24(hotels=(A_HOUSE, OTHER))


@pytest.fixture
def setup(empty: Store, beds24: FakeBeds24) -> FirstConnection:
    return FirstConnection(empty, FakeVault(), beds24, StillClock())


def _codes_spent(beds24: FakeBeds24) -> int:
    return sum(call[0] == "invite" for call in beds24.calls)


def test_a_code_brings_what_the_key_reaches(setup: FirstConnection) -> None:
    reached = setup.bring_code(INVITE_CODE)
    assert reached.properties == (A_HOUSE, OTHER)
    assert set(reached.guesses) == {A_HOUSE.property_id, PROPERTY_ID}
    assert setup.key_is_kept()


def test_the_same_code_is_never_spent_twice(setup: FirstConnection, beds24: FakeBeds24) -> None:
    beds24.fail(Beds24Unreachable("Cut."), kind="properties")
    with pytest.raises(Beds24Unreachable):
        setup.bring_code(INVITE_CODE)
    setup.bring_code(INVITE_CODE)
    assert _codes_spent(beds24) == 1


def test_a_key_that_the_vault_does_not_take_at_once_is_not_lost(empty: Store, beds24: FakeBeds24) -> None:
    vault = BusyVault()
    setup = FirstConnection(empty, vault, beds24, StillClock())
    with pytest.raises(VaultLocked):
        setup.bring_code(INVITE_CODE)
    assert setup.key_is_kept()
    vault.ready = True
    setup.bring_code(INVITE_CODE)
    assert vault.read(SecretName.REFRESH_TOKEN) is not None
    assert _codes_spent(beds24) == 1


def test_a_vault_that_does_not_open_costs_no_code(empty: Store, beds24: FakeBeds24) -> None:
    setup = FirstConnection(empty, FakeVault(locked=True), beds24, StillClock())
    with pytest.raises(VaultLocked):
        setup.bring_code(INVITE_CODE)
    assert _codes_spent(beds24) == 0


def test_a_wrong_code_leaves_nothing(setup: FirstConnection) -> None:
    with pytest.raises(KeyRefused):
        setup.bring_code(Secret("nonsense"))
    assert not setup.key_is_kept()


def test_the_draft_outlives_the_program(setup: FirstConnection, empty: Store, beds24: FakeBeds24) -> None:
    draft = Draft("rooms", A_HOUSE.property_id, {place_key(713992, 1): "Löwe"}, "Europe/Berlin")
    setup.keep_draft(draft)
    assert FirstConnection(empty, FakeVault(), beds24, StillClock()).draft() == draft


def test_the_wizard_is_open_until_it_is_finished(setup: FirstConnection, empty: Store) -> None:
    assert first_connection_open(empty)
    setup.settle(A_HOUSE, SETTLED)
    assert first_connection_open(empty)
    setup.finish()
    assert not first_connection_open(empty)


def test_a_name_taken_back_is_beds24s_again(setup: FirstConnection, empty: Store) -> None:
    named = replace(SETTLED, names={place_key(713992, 1): "Löwe"})
    setup.settle(A_HOUSE, named)
    setup.settle(A_HOUSE, SETTLED)
    with empty.reading() as session:
        assert session.hotel.rooms()[0].name == "101"


def test_another_property_may_be_chosen_until_bookings_were_read(setup: FirstConnection, empty: Store) -> None:
    setup.settle(A_HOUSE, SETTLED)
    setup.settle(OTHER, replace(SETTLED, property_id=PROPERTY_ID))
    with empty.reading() as session:
        assert [hotel.name for hotel in session.hotel.properties()] == ["Hotel Beispiel"]
        assert session.hotel.rooms() == ()


def test_bookings_that_were_read_hold_the_choice(tmp_path: Path, beds24: FakeBeds24) -> None:
    with new_store(tmp_path) as store:
        apply(store, booking(1))
        setup = FirstConnection(store, FakeVault(), beds24, StillClock())
        with pytest.raises(WrongInput, match="one hotel only"):
            setup.settle(A_HOUSE, SETTLED)
