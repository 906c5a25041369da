"""Who is believed: the secret in a header, a signature of the raw body, both or either, with two secrets at a time."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.hooks import (
    ActiveSecret,
    Headers,
    Heard,
    Refusal,
    Slot,
    Verdict,
    Verification,
    VerifyMode,
    verify,
)
from console.domain.secret import Secret
from tests.building import NOW

BODY = b'{"booking": {"id": 1}}'
CURRENT, PREVIOUS = "the-secret-in-force", "the-former-secret"
HEADER = "X-Night-Porter-Key"
DAY = timedelta(days=1)

HEADER_MODE, HMAC_MODE, BOTH, EITHER = VerifyMode.HEADER, VerifyMode.HMAC, VerifyMode.BOTH, VerifyMode.EITHER


def how(mode: VerifyMode = HEADER_MODE, *, tolerance: timedelta | None = None, **texts: str) -> Verification:
    """The two secrets of a hotel that changed its own; the former one ends in a day."""
    texts = texts or {"current": CURRENT, "previous": PREVIOUS}
    ends = {"current": None, "previous": NOW + DAY}
    secrets = tuple(ActiveSecret(Slot(slot), Secret(text), ends[slot]) for slot, text in texts.items())
    return Verification(mode, HEADER, secrets, tolerance)


def key(text: str) -> tuple[bytes, bytes]:
    return HEADER.lower().encode(), text.encode()


def signature(text: str, body: bytes = BODY, *, before: str = "") -> tuple[bytes, bytes]:
    return b"x-beds24-signature", (before + hmac.new(text.encode(), body, hashlib.sha256).hexdigest()).encode()


def judge(*headers: tuple[bytes, bytes], how: Verification, body: bytes = BODY) -> Verdict:
    return verify([(b"host", b"localhost"), *headers], body, how, NOW)


@pytest.mark.parametrize(("text", "slot"), [(CURRENT, Slot.CURRENT), (PREVIOUS, Slot.PREVIOUS)])
def test_each_active_secret_is_right_in_each_mode_and_is_told(text: str, slot: Slot) -> None:
    assert judge(key(text), how=how(HEADER_MODE)) is slot
    assert judge(signature(text), how=how(HMAC_MODE)) is slot
    assert judge(key(text), signature(text), how=how(BOTH)) is slot
    assert judge(key(text), how=how(EITHER)) is slot
    assert judge(signature(text), how=how(EITHER)) is slot


def test_the_former_secret_is_good_until_its_last_moment_and_not_at_it() -> None:
    assert verify([key(PREVIOUS)], BODY, how(), NOW + DAY - timedelta(microseconds=1)) is Slot.PREVIOUS
    assert verify([key(PREVIOUS)], BODY, how(), NOW + DAY) is Refusal.WRONG


@pytest.mark.parametrize("before", ["", "sha256=", "SHA256="])
def test_a_signature_is_hexadecimal_with_or_without_the_name_of_the_hash(before: str) -> None:
    name, value = signature(CURRENT, before=before)
    assert judge((name, value), how=how(HMAC_MODE)) is Slot.CURRENT
    assert judge((name, value.upper()), how=how(HMAC_MODE)) is Slot.CURRENT


def test_names_of_headers_are_compared_without_regard_to_case() -> None:
    assert judge((b"X-NIGHT-porter-KEY", CURRENT.encode()), how=how()) is Slot.CURRENT


@pytest.mark.parametrize("mode", VerifyMode)
def test_nothing_sent_is_absent(mode: VerifyMode) -> None:
    assert judge(how=how(mode)) is Refusal.ABSENT
    assert judge((HEADER.lower().encode(), b""), (b"x-beds24-signature", b""), how=how(mode)) is Refusal.ABSENT


@pytest.mark.parametrize("mode", VerifyMode)
def test_a_doubled_header_is_refused_even_when_both_values_are_right(mode: VerifyMode) -> None:
    sent = [key(CURRENT), key(CURRENT), signature(CURRENT), signature(CURRENT)]
    assert judge(*sent, how=how(mode)) is Refusal.DOUBLED


def test_a_doubled_signature_is_refused_although_the_secret_header_is_right() -> None:
    sent = [key(CURRENT), signature(CURRENT), signature(CURRENT)]
    assert judge(*sent, how=how(EITHER)) is Refusal.DOUBLED


@pytest.mark.parametrize("mode", VerifyMode)
@pytest.mark.parametrize("text", [CURRENT[:-1], CURRENT + "x", CURRENT.upper(), "", "ü", "\x00"])
def test_a_secret_that_is_nearly_right_is_wrong(mode: VerifyMode, text: str) -> None:
    verdict = judge(key(text), signature(text), how=how(mode))
    assert isinstance(verdict, Refusal)


def test_a_signature_of_another_body_is_wrong() -> None:
    assert judge(signature(CURRENT), how=how(HMAC_MODE), body=BODY + b" ") is Refusal.WRONG


def test_both_means_that_neither_alone_is_enough() -> None:
    assert judge(key(CURRENT), how=how(BOTH)) is Refusal.ABSENT
    assert judge(signature(CURRENT), how=how(BOTH)) is Refusal.ABSENT
    assert judge(key("wrong"), signature(CURRENT), how=how(BOTH)) is Refusal.WRONG
    assert judge(key(CURRENT), signature("wrong"), how=how(BOTH)) is Refusal.WRONG


def test_with_both_proofs_the_former_secret_counts_as_used_when_one_of_them_used_it() -> None:
    assert judge(key(PREVIOUS), signature(CURRENT), how=how(BOTH)) is Slot.PREVIOUS


def test_either_takes_the_one_that_is_right() -> None:
    assert judge(key("wrong"), signature(CURRENT), how=how(EITHER)) is Slot.CURRENT
    assert judge(key("wrong"), how=how(EITHER)) is Refusal.WRONG


@pytest.mark.parametrize("mode", VerifyMode)
def test_without_any_secret_nobody_is_believed(mode: VerifyMode) -> None:
    nobody = Verification(mode, HEADER, ())
    assert isinstance(judge(key(""), signature(""), how=nobody), Refusal)


@pytest.mark.parametrize("mode", VerifyMode)
def test_an_empty_secret_lets_nobody_in(mode: VerifyMode) -> None:
    empty = how(mode, current="")
    assert isinstance(judge(key(""), signature(""), how=empty), Refusal)


def test_what_was_heard_shows_neither_body_nor_query() -> None:
    assert "Ada" not in repr(Heard("POST", b"Ada", "name=Ada", NOW, Slot.CURRENT))


# Standard Webhooks: the vector of the specification's own libraries, and their rules.

VECTOR_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
VECTOR_BODY = b'{"test": 2432232314}'
VECTOR_ID, VECTOR_TIME = "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"
VECTOR_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def standard(name: str = VECTOR_ID, moment: str = VECTOR_TIME, signatures: str = VECTOR_SIGNATURE) -> Headers:
    told = {"webhook-id": name, "webhook-timestamp": moment, "webhook-signature": signatures}
    return [(each.encode(), value.encode()) for each, value in told.items()]


def signed_now(after: timedelta = timedelta()) -> Headers:
    moment = str(int((NOW - after).timestamp()))
    secret = base64.b64decode(VECTOR_KEY.removeprefix("whsec_"))
    digest = hmac.new(secret, f"{VECTOR_ID}.{moment}.".encode() + VECTOR_BODY, hashlib.sha256).digest()
    return standard(moment=moment, signatures="v1," + base64.b64encode(digest).decode())


def judge_standard(headers: Headers, *, tolerance: timedelta | None = None, secret: str = VECTOR_KEY) -> Verdict:
    return verify(headers, VECTOR_BODY, how(HMAC_MODE, current=secret, tolerance=tolerance), NOW)


def test_the_vector_of_the_specification_is_right() -> None:
    assert judge_standard(standard()) is Slot.CURRENT


def test_one_right_signature_among_several_is_enough() -> None:
    several = f"v1,AAAA v1a,zzzz {VECTOR_SIGNATURE} v2,xxxx"
    assert judge_standard(standard(signatures=several)) is Slot.CURRENT


@pytest.mark.parametrize(
    "headers",
    [
        standard(name="msg_other"),
        standard(moment="1614265331"),
        standard(signatures=VECTOR_SIGNATURE.replace("v1,", "v2,")),
        standard(signatures=VECTOR_SIGNATURE.removeprefix("v1,")),
        standard(signatures="v1,"),
        standard(signatures="v1,AAAA"),
    ],
)
def test_anything_else_than_what_was_signed_is_wrong(headers: Headers) -> None:
    assert judge_standard(headers) is Refusal.WRONG


@pytest.mark.parametrize("missing", range(3))
def test_one_of_the_three_headers_alone_missing_or_doubled_is_refused(missing: int) -> None:
    headers = list(standard())
    assert judge_standard([*headers, headers[missing]]) is Refusal.DOUBLED
    del headers[missing]
    verdict = judge_standard(headers)
    assert verdict in {Refusal.ABSENT, Refusal.WRONG}


def test_what_was_signed_outside_the_tolerance_is_stale_and_within_it_is_right() -> None:
    minutes = timedelta(minutes=5)
    assert judge_standard(standard(), tolerance=minutes) is Refusal.STALE
    for after in (-minutes, timedelta(), minutes):
        assert judge_standard(signed_now(after), tolerance=minutes) is Slot.CURRENT
    for after in (-minutes - timedelta(seconds=1), minutes + timedelta(seconds=1)):
        assert judge_standard(signed_now(after), tolerance=minutes) is Refusal.STALE


@pytest.mark.parametrize("moment", ["soon", "-1", "1e9", "9" * 40, "١"])
def test_a_time_that_is_none_is_never_believed(moment: str) -> None:
    secret = base64.b64decode(VECTOR_KEY.removeprefix("whsec_"))
    digest = hmac.new(secret, f"{VECTOR_ID}.{moment}.".encode() + VECTOR_BODY, hashlib.sha256).digest()
    headers = standard(moment=moment, signatures="v1," + base64.b64encode(digest).decode())
    assert judge_standard(headers) is Refusal.STALE


@pytest.mark.parametrize("secret", ["plain text as key", "whsec_", "whsec_not base64!", "whsec_ümlaut"])
def test_a_key_that_is_not_base64_is_taken_as_it_is(secret: str) -> None:
    content = f"{VECTOR_ID}.{VECTOR_TIME}.".encode() + VECTOR_BODY
    digest = hmac.new(secret.encode(), content, hashlib.sha256).digest()
    headers = standard(signatures="v1," + base64.b64encode(digest).decode())
    assert judge_standard(headers, secret=secret) is Slot.CURRENT


def test_of_two_schemes_sent_at_once_both_have_to_be_right() -> None:
    right = signature(VECTOR_KEY, VECTOR_BODY)
    wrong = signature("wrong", VECTOR_BODY)
    assert judge_standard([*standard(), right]) is Slot.CURRENT
    assert judge_standard([*standard(), wrong]) is Refusal.WRONG
    assert judge_standard([*standard(signatures="v1,AAAA"), right]) is Refusal.WRONG


@given(
    mode=st.sampled_from(VerifyMode),
    headers=st.lists(
        st.tuples(
            st.sampled_from([HEADER.encode(), b"x-beds24-signature", b"webhook-id", b"webhook-signature", b"host"]),
            st.binary(max_size=80) | st.just(b"v1,") | st.just(VECTOR_SIGNATURE.encode()),
        ),
        max_size=6,
    ),
    body=st.binary(max_size=200),
)
def test_who_does_not_know_the_secret_is_never_believed(
    mode: VerifyMode, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    assert isinstance(verify(headers, body, how(mode), NOW), Refusal)
