"""Connecting: which key stays, which hotel is chosen, which time zone is taken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.domain.asking import KeyDetails
from console.domain.errors import Beds24Unreachable, KeyRefused, NotConnected, VaultLocked, VaultMissing, WrongInput
from console.domain.secret import Secret, SecretName
from console.services.connecting import Offer, PropertyUndecided, StoredDiary, connect_hotel
from console.services.key_use import last_use_of_key
from console.services.time_zones import GuessedFrom
from console.store.store import Store
from tests.fakes.beds24 import A_HOUSE, INVITE_CODE, FakeBeds24, StillClock
from tests.fakes.vault import FakeVault
from tests.storing import new_store

INVITED = Offer(invite_code=INVITE_CODE)
FORMER = Secret("the former key")
OTHER_HOUSE = replace(A_HOUSE, property_id=2, name="Hotel Two", room_types=())
ANOTHER = Secret("another key")


class RotatingBeds24(FakeBeds24):
    """Puts other keys into the vault while it is asked what the key may do, as Beds24's rotation does."""

    def rotate(self, vault: FakeVault, *keys: Secret) -> None:
        self._vault, self._keys = vault, keys

    def key_details(self) -> KeyDetails:
        for key in self._keys:
            self.replaced |= {self._vault.kept[SecretName.REFRESH_TOKEN].reveal(): key}
            self._vault.kept[SecretName.REFRESH_TOKEN] = key
        return super().key_details()


class PickyVault(FakeVault):
    """Takes everything but a refresh token, and `loses` what was there before, as a keyring may."""

    picky, loses = False, False

    def write(self, name: SecretName, secret: Secret) -> None:
        if self.picky and name is SecretName.REFRESH_TOKEN:
            self.picky = False
            if self.loses:
                self.kept.pop(name, None)
            raise VaultLocked("The vault is picky.")
        super().write(name, secret)


class ForgetfulVault(FakeVault):
    """Says that it keeps what it is given, and does not."""

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep nothing."""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path, None) as store:
        yield store


def _held(store: Store) -> list[int]:
    with store.reading() as session:
        return [config.property_id for config in session.config.all()]


def test_the_only_property_is_taken_with_its_rooms(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24()
    connected = connect_hotel(empty, vault, beds24, StillClock(), INVITED)
    assert connected.hotel == A_HOUSE
    assert vault.read(SecretName.REFRESH_TOKEN) is not None
    with empty.reading() as session:
        assert {room.name for room in session.hotel.rooms()} == {"101", "102", "201"}


def test_several_properties_wait_for_a_word_and_the_key_is_kept(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24(hotels=(A_HOUSE, OTHER_HOUSE))
    with pytest.raises(PropertyUndecided, match="2 Hotel Two"):
        connect_hotel(empty, vault, beds24, StillClock(), INVITED)
    assert vault.read(SecretName.REFRESH_TOKEN) is not None
    assert connect_hotel(empty, vault, beds24, StillClock(), Offer(property_id=2)).hotel == OTHER_HOUSE
    assert _held(empty) == [2]


def test_a_key_that_reaches_no_property_gives_way(empty: Store) -> None:
    vault = FakeVault()
    with pytest.raises(WrongInput):
        connect_hotel(empty, vault, FakeBeds24(hotels=()), StillClock(), INVITED)
    assert vault.read(SecretName.REFRESH_TOKEN) is None


def test_the_key_of_another_hotel_gives_way_to_the_former_one(empty: Store) -> None:
    vault = FakeVault()
    connect_hotel(empty, vault, FakeBeds24(), StillClock(), INVITED)
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    with pytest.raises(WrongInput, match="no other hotel"):
        connect_hotel(empty, vault, FakeBeds24(hotels=(OTHER_HOUSE,)), StillClock(), INVITED)
    assert vault.read(SecretName.REFRESH_TOKEN) == FORMER
    assert _held(empty) == [A_HOUSE.property_id]


def test_the_hotel_of_the_folder_is_found_again_among_several(empty: Store) -> None:
    vault = FakeVault()
    connect_hotel(empty, vault, FakeBeds24(), StillClock(), INVITED)
    both = FakeBeds24(hotels=(OTHER_HOUSE, A_HOUSE))
    assert connect_hotel(empty, vault, both, StillClock(), INVITED).hotel == A_HOUSE


def test_a_refused_key_gives_way(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24()
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    beds24.fail(KeyRefused("No."), kind="details")
    with pytest.raises(KeyRefused):
        connect_hotel(empty, vault, beds24, StillClock(), Offer(refresh_token=Secret("another key")))
    assert vault.read(SecretName.REFRESH_TOKEN) == FORMER
    assert beds24.calls[-1] == ("key_changed",)


def test_a_kept_key_that_beds24_has_just_replaced_is_never_put_back(empty: Store) -> None:
    vault, beds24 = FakeVault(), RotatingBeds24(hotels=())
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    beds24.rotate(vault, Secret("rotated"))
    with pytest.raises(WrongInput):
        connect_hotel(empty, vault, beds24, StillClock(), Offer())
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret("rotated")


def test_a_new_key_gives_way_also_when_beds24_has_replaced_it_meanwhile(empty: Store) -> None:
    vault, beds24 = FakeVault(), RotatingBeds24(hotels=())
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    beds24.rotate(vault, Secret("rotated"))
    with pytest.raises(WrongInput):
        connect_hotel(empty, vault, beds24, StillClock(), Offer(refresh_token=ANOTHER))
    assert vault.read(SecretName.REFRESH_TOKEN) == FORMER


def test_what_is_put_back_is_the_key_that_beds24_has_put_in_the_place_of_the_former_one(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24(hotels=(), replaced={FORMER.reveal(): Secret("rotated")})
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    with pytest.raises(WrongInput):
        connect_hotel(empty, vault, beds24, StillClock(), Offer(refresh_token=ANOTHER))
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret("rotated")


def test_a_key_that_somebody_else_has_put_there_meanwhile_stays(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24(hotels=())
    vault.write(SecretName.REFRESH_TOKEN, FORMER)

    def interfere() -> None:
        vault.kept[SecretName.REFRESH_TOKEN] = Secret("theirs")

    with pytest.raises(WrongInput):
        connect_hotel(empty, vault, beds24, StillClock(), Offer(refresh_token=ANOTHER), interfere)
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret("theirs")


@pytest.mark.parametrize("vault", [FakeVault(locked=True), ForgetfulVault()])
def test_a_code_is_not_spent_while_the_vault_keeps_nothing(empty: Store, vault: FakeVault) -> None:
    beds24 = FakeBeds24()
    with pytest.raises((VaultLocked, VaultMissing)):
        connect_hotel(empty, vault, beds24, StillClock(), INVITED)
    assert beds24.calls == []


def test_nothing_is_left_of_the_probe(empty: Store) -> None:
    vault = FakeVault()
    connect_hotel(empty, vault, FakeBeds24(), StillClock(), INVITED)
    assert set(vault.kept) == {SecretName.REFRESH_TOKEN}


@pytest.mark.parametrize("loses", [False, True])
def test_a_key_that_the_vault_does_not_take_can_be_brought_again_by_the_same_code(empty: Store, loses: bool) -> None:
    vault, beds24 = PickyVault(), FakeBeds24()
    vault.write(SecretName.REFRESH_TOKEN, FORMER)
    vault.picky, vault.loses = True, loses
    with pytest.raises(VaultLocked, match="give the same code again"):
        connect_hotel(empty, vault, beds24, StillClock(), INVITED)
    assert vault.read(SecretName.REFRESH_TOKEN) == FORMER
    assert ("key_changed",) not in beds24.calls
    assert connect_hotel(empty, vault, beds24, StillClock(), INVITED).hotel == A_HOUSE


def test_the_use_of_a_bought_key_is_noted_once_it_is_kept(empty: Store) -> None:
    connect_hotel(empty, FakeVault(), FakeBeds24(), StillClock(), INVITED)
    with empty.reading() as session:
        assert last_use_of_key(session) == StillClock().now()


def test_a_cut_line_leaves_the_new_key_for_the_next_try(empty: Store) -> None:
    vault, beds24 = FakeVault(), FakeBeds24()
    beds24.fail(Beds24Unreachable("Cut."), kind="properties")
    with pytest.raises(Beds24Unreachable):
        connect_hotel(empty, vault, beds24, StillClock(), INVITED)
    assert connect_hotel(empty, vault, beds24, StillClock(), Offer()).hotel == A_HOUSE
    assert sum(call[0] == "invite" for call in beds24.calls) == 1


def test_without_any_key_nothing_is_asked(empty: Store) -> None:
    beds24 = FakeBeds24()
    with pytest.raises(NotConnected):
        connect_hotel(empty, FakeVault(), beds24, StillClock(), Offer())
    assert beds24.calls == []


def test_a_country_with_several_zones_leaves_it_to_the_computer(empty: Store) -> None:
    spanish = replace(A_HOUSE, country="ES")
    connected = connect_hotel(empty, FakeVault(), FakeBeds24(hotels=(spanish,)), StillClock(), INVITED)
    assert connected.zone_guess is not None
    assert connected.zone_guess.guessed_from is GuessedFrom.COMPUTER


def test_the_last_use_of_the_key_survives_the_program(empty: Store) -> None:
    at = StillClock().now()
    diary = StoredDiary(empty)
    assert diary.last_used() is None
    diary.note_used(at)
    with empty.reading() as session:
        assert last_use_of_key(session) == at
