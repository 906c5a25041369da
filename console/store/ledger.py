"""The ledger of erasures: a file of its own beside the database, so that no restore of a former database undoes one.

It holds keyed hashes of what was erased and never the values. Each erasure is a line of JSON, on the disk before its
transaction is; the first line is the key, made on this machine and never copied into a backup. A line that a crash cut
short is no line.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from console.domain.moments import moment_from, moment_text
from console.store.faults import translating_disk
from console.store.files import write_through

_KEY_BYTES = 32
_BOOKING, _SOURCE, _CONTACT = "booking", "source", "contact"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure as the ledger keeps it: how many rows of each kind were removed, and the hashes (hex) of the
    bookings, of the sources that have no booking of their own, and of the contacts of whom was erased. `guest` is 0
    where none was named: bookings that a former erasure concerns and that were here again."""

    at: datetime
    actor: str
    guest: int
    removed: dict[str, int]
    bookings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    stamp: tuple[int, int, int]
    mark: str
    key: bytes = field(default=b"", repr=False)
    erasures: tuple[Erasure, ...] = ()
    bookings: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


_NOTHING = _Read((0, 0, 0), "")


class Ledger:
    """Reads what was erased, and again when the file was written by anybody; `path` None is a ledger of nothing.

    All raise StoreTrouble where the disk refuses.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _NOTHING

    @property
    def mark(self) -> str:
        """What tells whether the ledger is still the same; empty where nothing was ever erased."""
        return self._now().mark

    def erasures(self) -> tuple[Erasure, ...]:
        """Every erasure, oldest first."""
        return self._now().erasures

    def erased_among(self, beds24_ids: Iterable[int]) -> frozenset[int]:
        """Those of these bookings whose guest was erased."""
        now = self._now()
        if not now.bookings:
            return frozenset()
        return frozenset(number for number in beds24_ids if _hash(now.key, _BOOKING, str(number)) in now.bookings)

    def is_erased(self, beds24_id: int | None) -> bool:
        """Whether the guest of this booking was erased."""
        return beds24_id is not None and bool(self.erased_among((beds24_id,)))

    def knows_sources(self) -> bool:
        """Whether a source without a booking of its own was ever erased, so that it is worth asking."""
        return bool(self._now().sources)

    def is_source_erased(self, source: str) -> bool:
        """Whether this source was erased; `source` names it, as it was named then."""
        now = self._now()
        return bool(now.sources) and _hash(now.key, _SOURCE, source) in now.sources

    def erasures_of(self, contact: str) -> tuple[Erasure, ...]:
        """The erasures of whoever had this contact, as it was hashed then."""
        now = self._now()
        wanted = _hash(now.key, _CONTACT, contact)
        return tuple(one for one in now.erasures if wanted in one.contacts)

    def write(
        self,
        erasure: Erasure,
        beds24_ids: Iterable[int],
        sources: Iterable[str] = (),
        contacts: Iterable[str] = (),
    ) -> Erasure:
        """Add an erasure with the hashes of these, and return once it is on the disk."""
        if self._path is None:
            raise ValueError("a ledger of nothing takes nothing in")
        with translating_disk():
            key = self._now().key or self._begin(self._path)
            whole = Erasure(
                erasure.at,
                erasure.actor,
                erasure.guest,
                erasure.removed,
                _hashes(key, _BOOKING, map(str, beds24_ids)),
                _hashes(key, _SOURCE, sources),
                _hashes(key, _CONTACT, contacts),
            )
            _append(self._path, _line(whole))
        return whole

    def _begin(self, path: Path) -> bytes:
        """A new ledger with a key of its own; one that cannot be read for want of its key is kept aside."""
        if path.exists() and path.stat().st_size:
            path.replace(path.with_name(f"{path.name}-unreadable"))
        key = secrets.token_bytes(_KEY_BYTES)
        path.touch(mode=0o600)
        _append(path, json.dumps({"key": key.hex()}))
        write_through(path.parent)
        return key

    def _now(self) -> _Read:
        if self._path is None:
            return _NOTHING
        with translating_disk():
            try:
                found = self._path.stat()
            except FileNotFoundError:
                self._known = _NOTHING
                return self._known
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            if stamp != self._known.stamp:
                self._known = _read(stamp, self._path.read_bytes())
        return self._known


def _read(stamp: tuple[int, int, int], content: bytes) -> _Read:
    lines = [found for line in content.splitlines() if (found := _decoded(line)) is not None]
    key = bytes.fromhex(lines[0]["key"]) if lines and "key" in lines[0] else b""
    if not key:
        return _Read(stamp, "")
    erasures = tuple(_erasure(line) for line in lines[1:])
    return _Read(
        stamp,
        sha256(content).hexdigest()[:32],
        key,
        erasures,
        frozenset(one for erasure in erasures for one in erasure.bookings),
        frozenset(one for erasure in erasures for one in erasure.sources),
    )


def _decoded(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _erasure(line: dict[str, Any]) -> Erasure:
    return Erasure(
        moment_from(line["at"]),
        line["actor"],
        line["guest"],
        line["removed"],
        tuple(line["bookings"]),
        tuple(line["sources"]),
        tuple(line["contacts"]),
    )


def _line(one: Erasure) -> str:
    return json.dumps(
        {
            "at": moment_text(one.at),
            "actor": one.actor,
            "guest": one.guest,
            "removed": one.removed,
            "bookings": one.bookings,
            "sources": one.sources,
            "contacts": one.contacts,
        }
    )


def _append(path: Path, line: str) -> None:
    """A line of its own, whatever a crash has left at the end; on the disk when this returns."""
    with path.open("ab+") as file:
        file.seek(0, os.SEEK_END)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else f"\n{line}"
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def _hashes(key: bytes, kind: str, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_hash(key, kind, text) for text in texts}))


def _hash(key: bytes, kind: str, text: str) -> str:
    return hmac.digest(key, f"{kind} {text}".encode(), "sha256").hex()
