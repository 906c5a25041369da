"""Classes that a list may name, each with the `viable` that keyring's own backends have."""

from threading import Event
from typing import ClassVar

from keyring.errors import InitError

from tests.vault.keyring_backends import MemoryKeyring


class Usable(MemoryKeyring):
    """Works."""

    viable = True


class AlsoUsable(Usable):
    """Works too, but stands behind."""


class Unusable(MemoryKeyring):
    """Is installed, but not offered by this machine."""

    viable = False


class Absent(Unusable):
    """Stands first in the list and is not there."""


class BrokenAtStart(Usable):
    """Says that it works, and then does not start."""

    def __init__(self) -> None:
        raise InitError("Failed to create the collection")


class HangingAtStart(Usable):
    """Waits for an activation that does not come."""

    released: ClassVar[Event] = Event()

    def __init__(self) -> None:
        super().__init__()
        self.released.wait(60)


class Roaming(Usable):
    """Has the setting of the Windows backend; 3 is CRED_PERSIST_ENTERPRISE, which roams."""

    persist: int | str = 3
