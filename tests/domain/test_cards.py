"""No card data stays anywhere; what only looks like it mostly does."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.cards import CODE_MASK, MASK, is_card_number, mask_cards, may_hold_cards, without_cards

# Public test numbers of the card schemes.
TEST_CARDS = (
    "4111111111111111",
    "4012888888881881",
    "4222222222222",
    "4000000000000002",
    "5555555555554444",
    "5105105105105100",
    "2223003122003222",
    "378282246310005",
    "371449635398431",
    "6011111111111117",
    "6011000990139424",
    "3530111333300000",
    "30569309025904",
    "38520000023237",
    "36227206271667",
    "6200000000000005",
    "6759649826438453",
    "5018000000000009",
)
encode = msgspec.json.Encoder(order="sorted").encode


def digits_of(value: Any) -> str:
    return "".join(char for char in json.dumps(value) if char.isdigit())


@pytest.mark.parametrize("card", TEST_CARDS)
def test_every_test_card_is_known_as_one(card: str) -> None:
    assert is_card_number(card)
    assert not is_card_number(card[:-1] + str((int(card[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "text",
    [
        "{card}",
        "Card: {card}.",
        "visa {card} exp 12/27",
        "{card} 12/27 123",
        "No {card} 123",
        "12 {card}",
        "Room 5 {card} 7",
        "on 2026-09-03 {card} 2026-09-05",
        "2026-09-03-{card}",
        "ref{card}x",
        '"{card}"',
        "a\n{card}\nb",
        "{card},{card}",
        "{card} {card}",
    ],
)
@pytest.mark.parametrize(
    "card", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "3782 822463 10005"]
)
def test_a_card_number_in_a_text_is_masked(text: str, card: str) -> None:
    masked = mask_cards(text.format(card=card))
    assert MASK in masked
    assert "1111" not in masked
    assert "822463" not in masked


@pytest.mark.parametrize(
    "between", [" ", "-", "  ", " - ", "\u00a0", "\u2011", "\u2013", "\u200b", "\u2009", "\t", "\n", "\r\n"]
)
def test_any_blank_or_dash_may_stand_between_the_digits(between: str) -> None:
    value = {"comments": between.join(("4111", "1111", "1111", "1111"))}
    assert may_hold_cards(encode(value))
    assert without_cards(value) == {"comments": MASK}
    assert mask_cards(between.join("4111111111111111")) == MASK


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("CVC: 123", "CVC: [code removed]"),
        ("cvv2 1234", "cvv2 [code removed]"),
        ("CVC is 123 ok", "CVC is [code removed] ok"),
        ("security code=999", "security code=[code removed]"),
        ("card code 9999", "card code [code removed]"),
        ("CSC#321", "CSC#[code removed]"),
    ],
)
def test_a_security_code_in_a_note_is_masked(note: str, kept: str) -> None:
    assert mask_cards(note) == kept
    assert may_hold_cards(encode({"notes": note}))


@pytest.mark.parametrize(
    "key",
    [
        "stripeToken", "pcibookingToken", "cvc", "CVC", "cvv2", "cardNumber", "card_number", "Card Number", "PAN",
        "token", "paymentToken", "securityCode", "cc_number", "creditCard", "card-cvv",
    ],
)  # fmt: skip
def test_keys_of_card_data_are_dropped_wherever_they_stand(key: str) -> None:
    value = {"a": [{"b": {key: "secret", "kept": 1}}]}
    assert may_hold_cards(encode(value))
    assert without_cards(value) == {"a": [{"b": {"kept": 1}}]}


def test_an_item_that_is_labelled_as_a_security_code_loses_its_text() -> None:
    value = {"infoItems": [{"code": "CVC", "text": "123"}, {"code": "NOTE", "text": "123"}]}
    assert may_hold_cards(encode(value))
    assert without_cards(value) == {"infoItems": [{"code": "CVC"}, {"code": "NOTE", "text": "123"}]}


@pytest.mark.parametrize("number", [4111111111111111, 4111111111111111.0, 378282246310005])
def test_a_card_number_that_is_a_number_in_json_is_masked(number: float) -> None:
    assert may_hold_cards(encode({"custom1": number}))
    assert without_cards({"custom1": number}) == {"custom1": MASK}


@pytest.mark.parametrize(
    "text",
    [
        "+49 1512 3456789",
        "+4915123456789",
        "0049 170 1234567",
        "4012345678",
        "HMABCDEF12",
        "90923575",
        "2026-09-03 450.00\r\n2026-09-04 450.00",
        "2026-08-06T13:28:29Z",
        "DE89 3704 0044 0532 0130 00",
        "1234567890123456",
        "0000000000000000",
        "5 nights, 2 adults, 1,234.50 EUR",
        "CVC is wanted",
        "company, passenger, accident, token of thanks",
    ],
)
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert mask_cards(text) == text


def test_a_phone_field_keeps_a_phone_that_looks_like_a_card_but_no_longer_number() -> None:
    looks_like_a_card = "4222222222222"
    assert without_cards({"phone": looks_like_a_card}) == {"phone": looks_like_a_card}
    assert without_cards({"mobile": "4111111111111111"}) == {"mobile": MASK}
    assert without_cards({"comments": f"+{looks_like_a_card}"}) == {"comments": f"+{looks_like_a_card}"}
    assert without_cards({"comments": looks_like_a_card}) == {"comments": MASK}


def test_what_holds_no_card_is_given_back_equal() -> None:
    value = {"id": 1, "ok": True, "none": None, "price": 1.5, "list": [1, "a"], "far": 1785000000000}
    assert without_cards(value) == value
    assert not may_hold_cards(encode(value))


def test_a_key_that_is_a_card_number_is_masked() -> None:
    assert without_cards({"4111111111111111": 1}) == {MASK: 1}


_WORDS = st.text("abc ,.;:/\n\u00e9\u4e2d🏨", max_size=12)
_CARDS = st.builds(
    lambda card, cuts, between: (
        "".join(char + (between if position in cuts else "") for position, char in enumerate(card[:-1])) + card[-1]
    ),
    st.sampled_from(TEST_CARDS),
    st.sets(st.integers(0, 15), max_size=15),
    st.sampled_from([" ", "-", "  ", "\u00a0"]),
)
_PLANTED = st.builds(lambda before, card, after: f"{before}{card}{after}", _WORDS, _CARDS, _WORDS)
_LEAVES = st.none() | st.booleans() | _WORDS | st.integers(-999, 999) | _PLANTED
_KEYS = st.sampled_from(["comments", "notes", "apiMessage", "custom1", "description", "text", "id"])
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@given(_VALUES)
def test_no_planted_card_number_survives_anywhere(value: Any) -> None:
    clean = without_cards(value)
    assert not any(card in digits_of(clean) for card in TEST_CARDS)


@given(_VALUES)
def test_cleaning_twice_changes_nothing(value: Any) -> None:
    clean = without_cards(value)
    assert without_cards(clean) == clean


@given(_VALUES)
def test_the_quick_look_never_misses_what_the_thorough_one_takes_out(value: Any) -> None:
    if without_cards(value) != value:
        assert may_hold_cards(encode(value))


@given(st.text())
def test_cleaning_any_text_is_stable(text: str) -> None:
    assert mask_cards(mask_cards(text)) == mask_cards(text)
    if mask_cards(text) != text:
        assert may_hold_cards(encode(text))


@given(st.text("0123456789 -+"))
def test_cleaning_any_digits_is_stable(text: str) -> None:
    assert mask_cards(mask_cards(text)) == mask_cards(text)


@pytest.mark.parametrize("between", [".", "/", "_"])
@pytest.mark.parametrize("groups", [("5425", "2334", "3010", "9903"), ("3714", "496353", "98431")], ids=["4x4", "Amex"])
def test_a_number_is_masked_in_the_groups_in_which_it_stands_on_a_card(groups: tuple[str, ...], between: str) -> None:
    text = f"No.{between.join(groups)}, thanks"
    assert mask_cards(text) == f"No.{MASK}, thanks"
    assert may_hold_cards(encode({"notes": text}))


@pytest.mark.parametrize(
    "text",
    [
        *("23.10.2026-25.10.2026", "30.03.2027 02.04.2027", "2510.2334.3010.9903", "192.168.1.1:8080"),
        *("5425.2334/3010.9903", "https://a.example/5425/2334/3010/9904", "5425_2334_3010", "15425.2334.3010.9903"),
    ],
)
def test_other_numbers_with_dots_and_slashes_stay(text: str) -> None:
    assert mask_cards(text) == text


def test_a_channels_own_code_and_its_relay_address_stay_even_if_they_pass_for_a_card_number() -> None:
    told = {"apiReference": "4111111111111111", "email": "4111111111111111@guest.trip.com", "notes": "x"}
    assert without_cards(told) == told
    assert "4111111111111111" not in str(without_cards({"notes": "card 4111111111111111 a@b.c"}))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Token: tok_1A2b3C4d5E", f"Token {CODE_MASK}"),
        ("paid, token tok_abc12345 pci-7c1e55d2-x, thanks", f"paid, token {CODE_MASK}, thanks"),
        ("tokens are nice for arcades", "tokens are nice for arcades"),
        ("tokenised 12345678", "tokenised 12345678"),
        ("token ring 4", "token ring 4"),
    ],
)
def test_what_follows_the_word_token_is_masked_where_it_looks_like_one(text: str, masked: str) -> None:
    assert mask_cards(text) == masked
    assert mask_cards(masked) == masked
    assert may_hold_cards(json.dumps({"notes": text}, separators=(",", ":")).encode()) is (text != masked)
