"""The parts of others that the program is made of, with versions and licences, as their packages tell."""

import platform
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import apsw

_PACKAGES = (
    "PySide6_Essentials", "QtAwesome", "apsw", "peewee", "httpx", "msgspec", "APScheduler", "keyring", "cryptography",
    "phonenumbers", "rapidfuzz", "anyascii", "platformdirs", "tzdata", "tzlocal", "uvicorn",
)  # fmt: skip
_LONGEST_LICENCE = 60
_NOT_TOLD = {"peewee": "MIT"}


@dataclass(frozen=True, slots=True)
class PartUsed:
    """One part; `licence` is empty where its package does not say."""

    name: str
    version: str
    licence: str


def parts_used() -> tuple[PartUsed, ...]:
    """Python and SQLite first, then every package that is there."""
    first = (
        PartUsed("Python", platform.python_version(), "PSF-2.0"),
        PartUsed("SQLite", apsw.sqlite_lib_version(), "Public Domain"),
    )
    found = (_part(name) for name in _PACKAGES)
    return first + tuple(part for part in found if part is not None)


def _part(name: str) -> PartUsed | None:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return None
    return PartUsed(package.metadata["Name"], package.version, _licence(package) or _NOT_TOLD.get(name, ""))


def _licence(package: Distribution) -> str:
    told = package.metadata
    for key in ("License-Expression", "License"):
        text = str(told[key] or "").strip() if key in told else ""
        if text and len(text) <= _LONGEST_LICENCE and "\n" not in text:
            return text
    trove = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return trove[-1].rpartition(":: ")[2] if trove else ""
