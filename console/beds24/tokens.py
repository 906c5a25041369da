"""The keys: invite code to refresh token, refresh token to access token (FACTS.md section 1).

An access token lives 24 hours and stays in memory. The refresh token lives in the vault and dies after 30 days
without use. Beds24 sometimes replaces it and then refuses the old one at once, so a new one is stored, and read
back, before anything else is done.
"""

import re
import threading
from collections import deque
from datetime import datetime, timedelta
from typing import Final, Protocol

from console.beds24.answers import checked, trouble_of
from console.beds24.credits import CreditMeter
from console.beds24.oddities import Oddities, Oddity
from console.beds24.transport import Answer, Call, Transport
from console.beds24.wire import TokenAnswer, decode_token
from console.domain.clock import Clock
from console.domain.errors import Garbled, KeyRefused, NotConnected, VaultLocked, WrongInput
from console.domain.secret import Secret, SecretName, Vault

_EARLY: Final = timedelta(minutes=5)
_IDLE_LIFE: Final = timedelta(days=30)
_HEADER_SAFE = re.compile(r"[\x21-\x7e]{1,4096}")
_LONGEST_DEVICE_NAME = 100
_REPLACED_REMEMBERED = 20


class KeyDiary(Protocol):
    """Where the last use of the refresh token is remembered between two starts of the program."""

    def last_used(self) -> datetime | None: ...

    def note_used(self, at: datetime) -> None: ...


class UnkeptDiary:
    """A KeyDiary for this run of the program only."""

    def __init__(self) -> None:
        self._at: datetime | None = None

    def last_used(self) -> datetime | None:
        return self._at

    def note_used(self, at: datetime) -> None:
        self._at = at


class Tokens:
    """Hands out access tokens; any number of threads may ask, Beds24 is asked once."""

    def __init__(
        self,
        transport: Transport,
        vault: Vault,
        diary: KeyDiary,
        meter: CreditMeter,
        oddities: Oddities,
        clock: Clock,
    ) -> None:
        self._transport, self._vault, self._diary = transport, vault, diary
        self._credits, self._oddities, self._clock = meter, oddities, clock
        self._one_refresh = threading.Lock()
        self._access: Secret | None = None
        self._good_until: datetime | None = None
        self._not_kept_yet: Secret | None = None
        self._bought: tuple[Secret, Secret] | None = None
        self._replaced: deque[tuple[Secret, Secret]] = deque(maxlen=_REPLACED_REMEMBERED)

    def access(self) -> Secret:
        """A token that should work. Raises NotConnected, KeyRefused, and whatever vault and transport raise."""
        with self._one_refresh:
            if self._access and self._good_until and self._clock.now() < self._good_until:
                return self._access
            return self._refresh()

    def renewed(self, refused: Secret) -> Secret:
        """A token other than `refused`; asks Beds24 only if no other thread has done so meanwhile."""
        with self._one_refresh:
            if self._access and self._access != refused:
                return self._access
            self._access = None
            return self._refresh()

    def forget(self) -> None:
        """Drop what is in memory, because another key lies in the vault now."""
        with self._one_refresh:
            self._access = self._good_until = self._not_kept_yet = self._bought = None

    def successor_of(self, key: Secret) -> Secret:
        """The key that stands in the place of `key` now, as far as this program saw Beds24 replace it."""
        for former, later in tuple(self._replaced):
            key = later if key == former else key
        return key

    def exchange(self, code: Secret, device_name: str) -> Secret:
        """The refresh token for a one-use invite code; never asked for twice, since the first try may have used it up.

        The key stays in memory until `forget`: whoever could not put it into the vault gets it for the same code again.
        """
        if self._bought and self._bought[0] == code:
            return self._bought[1]
        name = device_name.encode("ascii", "ignore").decode().strip()[:_LONGEST_DEVICE_NAME]
        headers = {"code": _clean(code)} | ({"deviceName": name} if name.isprintable() and name else {})
        answer = self._ask(Call("GET", "/authentication/setup"), headers, _BAD_CODE)
        told = decode_token(answer.body)
        if not told.refresh_token:
            raise Garbled(_PROMISED)
        key = _received(told.refresh_token)
        self._bought = code, key
        return key

    def _refresh(self) -> Secret:
        refresh_token = self._kept_key()
        answer = self._ask(
            Call("GET", "/authentication/token"), {"refreshToken": _clean(refresh_token)}, self._dead_key()
        )
        told = decode_token(answer.body)
        access = _received(told.token)
        self._keep_rotated(told, refresh_token)
        self._diary.note_used(answer.asked_at)
        life = timedelta(seconds=told.expires_in)
        self._access, self._good_until = access, answer.asked_at + max(life - _EARLY, life / 2)
        return access

    def _kept_key(self) -> Secret:
        if self._not_kept_yet:
            self._keep(self._not_kept_yet)
        key = self._vault.read(SecretName.REFRESH_TOKEN)
        if key is None:
            raise NotConnected(
                "No Beds24 key has been entered yet, so nothing can be read from Beds24. "
                "Make an invite code in Beds24 and enter it here."
            )
        return key

    def _keep_rotated(self, told: TokenAnswer, former: Secret) -> None:
        if not told.refresh_token:
            return
        key = _received(told.refresh_token)
        if key == former:
            return
        self._replaced.append((former, key))
        self._not_kept_yet = key
        if self._vault.read(SecretName.REFRESH_TOKEN) == former:
            self._keep(key)
        self._not_kept_yet = None  # else somebody has put another key there meanwhile, and that one counts
        self._oddities.note(Oddity.TOKEN_ROTATED)

    def _keep(self, key: Secret) -> None:
        self._vault.write(SecretName.REFRESH_TOKEN, key)
        if self._vault.read(SecretName.REFRESH_TOKEN) != key:
            raise VaultLocked(
                "Beds24 replaced its key, but the safe place for secrets did not keep the new one. "
                "It is still in memory and is stored at the next try: keep the program open, and unlock the safe place."
            )
        self._not_kept_yet = None

    def _ask(self, call: Call, headers: dict[str, str], refusal: str) -> Answer:
        answer = self._transport.send(call, headers)
        self._credits.note(answer.headers, metered=False)
        trouble_of(answer, self._credits)
        if answer.status in (400, 401, 403):
            raise KeyRefused(refusal)
        return checked(answer)

    def _dead_key(self) -> str:
        used = self._diary.last_used()
        unused = used is not None and used + _IDLE_LIFE <= self._clock.now()
        return _DEAD_KEY.format(why=_UNUSED if unused else _OTHER_REASONS)


def _clean(secret: Secret) -> str:
    """The text for a header; a refusal here never shows it, as an error of the HTTP library would."""
    text = secret.reveal().strip()
    if not _HEADER_SAFE.fullmatch(text):
        raise WrongInput(
            "The code or key is empty or holds characters that no code of Beds24 has. Copy it again, without spaces."
        )
    return text


def _received(text: str) -> Secret:
    if not _HEADER_SAFE.fullmatch(text):
        raise Garbled(_PROMISED)
    return Secret(text)


_PROMISED = "Beds24 answered without the key it promised. Nothing was changed; we ask again later."
_BAD_CODE = (
    "Beds24 did not accept the invite code. A code works once, for 24 hours, "
    "and only from the internet addresses it was made for. Make a new one in Beds24 (Settings › Marketplace › API)."
)
_UNUSED = "It was not used for more than 30 days."
_OTHER_REASONS = "It may have been deleted, replaced, or bound to other internet addresses; or the account is closed."
_DEAD_KEY = (
    "Beds24 no longer accepts our key, so bookings are not arriving. {why} "
    "Make a new invite code in Beds24 (Settings › Marketplace › API) and enter it here."
)
