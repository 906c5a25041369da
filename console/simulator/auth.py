"""Keys: invite codes, refresh tokens, access tokens, long life tokens and their scopes (FACTS.md 1)."""

import random
import string
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.simulator.wire import JsonObject, RefusalError, stamp

CODE_LIVES = timedelta(hours=24)
ACCESS_SECONDS = 86_400
REFRESH_IDLE = timedelta(days=30)
LONG_LIFE_IDLE = timedelta(days=90)
AREAS = (
    "bookings", "bookings-personal", "bookings-financial", "inventory", "properties", "accounts", "channels",
)  # fmt: skip
ALL_SCOPES = tuple(f"all:{area}" for area in AREAS)
NOT_VALID = "Token not valid"
_ALPHABET = string.ascii_letters + string.digits + "+/"
_TOKEN_LENGTH = 172


@dataclass(frozen=True, slots=True)
class Grant:
    """What the owner allowed when making the invite code; it cannot be changed later."""

    scopes: tuple[str, ...] = ALL_SCOPES
    linked: bool = False
    whitelist: tuple[str, ...] = ()

    def allows(self, verb: str, area: str) -> bool:
        """Whether `verb:area` or `all:area` was granted; verbs are read, write and delete."""
        return f"{verb}:{area}" in self.scopes or f"all:{area}" in self.scopes

    def without(self, areas: tuple[str, ...]) -> "Grant":
        """The same grant with some areas taken away."""
        kept = tuple(scope for scope in self.scopes if scope.partition(":")[2] not in areas)
        return replace(self, scopes=kept)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of any kind: `expires` is when it dies if nothing happens; `refresh` is its parent."""

    grant: Grant
    created: datetime
    expires: datetime
    device: str = ""
    refresh: str = ""


class KeyCabinet:
    """All codes and tokens of one account; `seed` makes them the same in every run."""

    def __init__(self, seed: int, owner_id: int) -> None:
        self._random = random.Random(f"keys {seed}")
        self._owner_id = owner_id
        self._codes: dict[str, Token] = {}
        self._refresh: dict[str, Token] = {}
        self._access: dict[str, Token] = {}
        self._long_life: dict[str, Token] = {}

    def make_code(self, now: datetime, grant: Grant) -> str:
        """An invite code as the panel makes it: one use, 24 hours."""
        code = self._draw(_TOKEN_LENGTH)
        self._codes[code] = Token(grant, now, now + CODE_LIVES)
        return code

    def make_long_life(self, now: datetime, grant: Grant) -> str:
        """A read-only token that is used directly and dies after 90 days without use."""
        reading = tuple(f"read:{area}" for area in AREAS if grant.allows("read", area))
        token = self._draw(_TOKEN_LENGTH)
        self._long_life[token] = Token(replace(grant, scopes=reading), now, now + LONG_LIFE_IDLE)
        return token

    def set_up(self, code: str, device: str, peer: str, now: datetime) -> JsonObject:
        """Turn an invite code into a refresh token and a first access token."""
        found = self._codes.pop(code, None)
        if found is None or now >= found.expires:
            raise RefusalError(400, "Code not valid")
        _check_peer(found.grant, peer)
        refresh = self._add_refresh(replace(found, created=now, device=device), now)
        return {**self._grant_access(refresh, now), "refreshToken": refresh}

    def renew(self, refresh: str, peer: str, now: datetime, *, rotate: bool) -> JsonObject:
        """A new access token; with `rotate` also a new refresh token, and the old one is dead at once."""
        found = self._living(self._refresh, refresh, now)
        _check_peer(found.grant, peer)
        self._refresh[refresh] = replace(found, expires=now + REFRESH_IDLE)
        if not rotate:
            return self._grant_access(refresh, now)
        del self._refresh[refresh]
        new = self._add_refresh(found, now)
        return {**self._grant_access(new, now), "refreshToken": new}

    def revoke(self, refresh: str, now: datetime) -> None:
        """End a refresh token and the access tokens that came from it."""
        self._living(self._refresh, refresh, now)
        del self._refresh[refresh]
        self._access = {text: token for text, token in self._access.items() if token.refresh != refresh}

    def admit(self, token: str, peer: str, now: datetime) -> Grant:
        """The grant behind a token, or 401 for anything wrong with it."""
        if token in self._long_life:
            found = self._living(self._long_life, token, now)
            self._long_life[token] = replace(found, expires=now + LONG_LIFE_IDLE)
        else:
            found = self._living(self._access, token, now)
        _check_peer(found.grant, peer)
        return found.grant

    def describe(self, token: str, peer: str, now: datetime) -> JsonObject:
        """GET /authentication/details: 200 in any case, `validToken` tells."""
        found = self._access.get(token) or self._long_life.get(token)
        diagnostics: JsonObject = {"requestIp": peer}
        if found is None or now >= found.expires:
            return {"validToken": False, "diagnostics": diagnostics}
        return {"validToken": True, "token": self._details(found, now), "diagnostics": diagnostics}

    def expire_access(self) -> None:
        """Let every access token be dead from now on."""
        self._access.clear()

    def _details(self, token: Token, now: datetime) -> JsonObject:
        return {
            "ownerId": self._owner_id,
            "expiresIn": int((token.expires - now).total_seconds()),
            "created": stamp(token.created),
            "scopes": list(token.grant.scopes),
            "deviceName": token.device,
            "linkedProperties": token.grant.linked,
            "onlyPropertyId": None,
            "whiteListOnly": bool(token.grant.whitelist),
            "whiteList": list(token.grant.whitelist) or [""],
        }

    def _grant_access(self, refresh: str, now: datetime) -> JsonObject:
        parent = self._refresh[refresh]
        token = self._draw(_TOKEN_LENGTH)
        lives = timedelta(seconds=ACCESS_SECONDS)
        self._access[token] = replace(parent, created=now, expires=now + lives, refresh=refresh)
        return {"token": token, "expiresIn": ACCESS_SECONDS}

    def _add_refresh(self, parent: Token, now: datetime) -> str:
        refresh = self._draw(_TOKEN_LENGTH)
        self._refresh[refresh] = replace(parent, expires=now + REFRESH_IDLE)
        return refresh

    def _living(self, tokens: dict[str, Token], text: str, now: datetime) -> Token:
        found = tokens.get(text)
        if found is None or now >= found.expires:
            raise RefusalError(401, NOT_VALID)
        return found

    def _draw(self, length: int) -> str:
        return "".join(self._random.choices(_ALPHABET, k=length))


def _check_peer(grant: Grant, peer: str) -> None:
    if grant.whitelist and peer not in grant.whitelist:
        raise RefusalError(401, NOT_VALID)
