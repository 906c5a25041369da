"""What the webhook listener hears, and how it knows who is speaking: proofs on raw bytes, before anything is parsed."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from console.domain.secret import Secret

SIGNATURE_HEADER: Final = "x-beds24-signature"
STANDARD_HEADERS: Final = ("webhook-id", "webhook-timestamp", "webhook-signature")
"""Those of Standard Webhooks (standardwebhooks.com); the timestamp among them is signed."""

_STANDARD_KEY: Final = "whsec_"
_STANDARD_SIGNATURE: Final = b"v1,"
_HASH_NAMED: Final = b"sha256="
_LONGEST_TIMESTAMP: Final = 12

Headers = Sequence[tuple[bytes, bytes]]


class VerifyMode(StrEnum):
    """What proves that a message comes from the hotel's Beds24 account."""

    HEADER = "header"
    """The secret itself in a header of its own: all that a plain Beds24 account can send."""

    HMAC = "hmac"
    """A signature of the raw body with the secret."""

    BOTH = "both"
    EITHER = "either"


class Slot(StrEnum):
    """Which of the two secrets was right; after a change the former one stays good for some days."""

    CURRENT = "current"
    PREVIOUS = "previous"


class Refusal(StrEnum):
    """Why a message is not believed. All of them look the same from outside."""

    ABSENT = "absent"
    STALE = "stale"
    WRONG = "wrong"
    DOUBLED = "doubled"


Verdict = Slot | Refusal
"""The secret that was right, or why none was."""

_GRAVITY: Final = tuple(Refusal)
"""Of several refusals the last one in this order is told."""


@dataclass(frozen=True, slots=True)
class ActiveSecret:
    """A secret that is believed, the former one only before `until`."""

    slot: Slot
    secret: Secret
    until: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Whether it is believed at this moment; an empty secret never is."""
        return bool(self.secret.reveal()) and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Verification:
    """How messages are proved; `tolerance` is for the time that a signer sends, None lets any time pass."""

    mode: VerifyMode
    header_name: str
    secrets: tuple[ActiveSecret, ...]
    tolerance: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that was proved. Only what was proved is in it: of a POST its body, of a GET its query."""

    method: str
    body: bytes = field(repr=False)
    query: str = field(repr=False)
    received_at: datetime
    slot: Slot


class Reply(StrEnum):
    """What became of a message; the listener turns it into a code."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"
    FULL = "full"
    BUSY = "busy"


def verify(headers: Headers, signed: bytes, how: Verification, now: datetime) -> Verdict:
    """Judge a message by its headers and the raw bytes that a signature would cover.

    Every proof is computed with every secret, whatever is missing or wrong, and secrets are compared in constant time.
    """
    by_header = _by_header(headers, how, now)
    by_signature = _by_signature(headers, signed, how, now)
    match how.mode:
        case VerifyMode.HEADER:
            return by_header
        case VerifyMode.HMAC:
            return by_signature
        case VerifyMode.BOTH:
            return _all_of((by_header, by_signature))
        case VerifyMode.EITHER:
            return _one_of((by_header, by_signature))


def _by_header(headers: Headers, how: Verification, now: datetime) -> Verdict:
    told = _values(headers, how.header_name)
    digest = hashlib.sha256(b"".join(told)).digest()  # of one length, so that no time tells how long the secret is
    verdict = _judge(how, now, lambda text: hmac.compare_digest(digest, hashlib.sha256(_octets(text)).digest()))
    return _once(told, verdict)


def _by_signature(headers: Headers, signed: bytes, how: Verification, now: datetime) -> Verdict:
    """Every scheme of which a header was sent has to be right."""
    plain = _by_beds24_signature(headers, signed, how, now)
    standard = _by_standard_webhooks(headers, signed, how, now)
    if not any(_values(headers, name) for name in STANDARD_HEADERS):
        return plain
    if not _values(headers, SIGNATURE_HEADER):
        return standard
    return _all_of((plain, standard))


def _by_beds24_signature(headers: Headers, signed: bytes, how: Verification, now: datetime) -> Verdict:
    told = _values(headers, SIGNATURE_HEADER)
    digest = b"".join(told).lower().removeprefix(_HASH_NAMED)
    verdict = _judge(how, now, lambda text: hmac.compare_digest(digest, _hmac(_octets(text), signed).hex().encode()))
    return _once(told, verdict)


def _by_standard_webhooks(headers: Headers, signed: bytes, how: Verification, now: datetime) -> Verdict:
    every = [_values(headers, name) for name in STANDARD_HEADERS]
    name, moment, signatures = (b"".join(told) for told in every)
    content = b".".join((name, moment, signed))
    told = [part.removeprefix(_STANDARD_SIGNATURE) for part in signatures.split() if part[:3] == _STANDARD_SIGNATURE]

    def is_right(text: str) -> bool:
        wanted = base64.b64encode(_hmac(_standard_key(text), content))
        return any([hmac.compare_digest(one, wanted) for one in told])  # noqa: C419 - a list: no early exit

    verdict = _judge(how, now, is_right)
    if isinstance(verdict, Slot) and _is_stale(moment, how.tolerance, now):
        verdict = Refusal.STALE
    return _all_of(_once(each, verdict) for each in every)


def _judge(how: Verification, now: datetime, is_right: Callable[[str], bool]) -> Verdict:
    right = [is_right(each.secret.reveal()) & each.holds_at(now) for each in how.secrets]
    return next((each.slot for each, matched in zip(how.secrets, right, strict=True) if matched), Refusal.WRONG)


def _values(headers: Headers, name: str) -> list[bytes]:
    wanted = name.lower().encode()
    return [value for each, value in headers if each.lower() == wanted]


def _once(told: Sequence[bytes], verdict: Verdict) -> Verdict:
    if not any(told):
        return Refusal.ABSENT
    return verdict if len(told) == 1 else Refusal.DOUBLED


def _all_of(verdicts: Iterable[Verdict]) -> Verdict:
    every = tuple(verdicts)
    return _gravest(every) or (Slot.PREVIOUS if Slot.PREVIOUS in every else Slot.CURRENT)


def _one_of(verdicts: tuple[Verdict, ...]) -> Verdict:
    """A doubled header is refused whatever else is right: servers on the way disagree about which one counts."""
    right = [each for each in verdicts if isinstance(each, Slot)]
    gravest = _gravest(verdicts)
    return right[0] if right and gravest is not Refusal.DOUBLED else (gravest or Refusal.ABSENT)


def _gravest(verdicts: tuple[Verdict, ...]) -> Refusal | None:
    refusals = [each for each in verdicts if isinstance(each, Refusal)]
    return max(refusals, key=_GRAVITY.index, default=None)


def _is_stale(moment: bytes, tolerance: timedelta | None, now: datetime) -> bool:
    if not moment.isdigit() or len(moment) > _LONGEST_TIMESTAMP:
        return True
    return tolerance is not None and abs(now.timestamp() - int(moment)) > tolerance.total_seconds()


def _standard_key(text: str) -> bytes:
    """Standard Webhooks write their keys in Base64 behind `whsec_`; any other text is the key itself."""
    if not text.startswith(_STANDARD_KEY):
        return _octets(text)
    try:
        return base64.b64decode(text.removeprefix(_STANDARD_KEY), validate=True) or _octets(text)
    except (binascii.Error, ValueError):
        return _octets(text)


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _hmac(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")
