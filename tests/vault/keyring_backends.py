"""Keyrings that misbehave in the ways seen in the wild, and one that behaves."""

from threading import Event

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring:
    """Behaves; the entries lie open in `entries` as (service, user) to text."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("No such password!")


class NullKeyring(MemoryKeyring):
    """Reports success and stores nothing, as keyring.backends.null does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class GarblingKeyring(MemoryKeyring):
    """Keeps only the first half."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[: len(password) // 2])


class StubbornKeyring(MemoryKeyring):
    """Says that it removed the entry and keeps it."""

    def delete_password(self, service: str, username: str) -> None:
        pass


class FailingKeyring(MemoryKeyring):
    """Raises the same error from every call."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


class SlowKeyring(MemoryKeyring):
    """Waits at its unlock dialog until `unlocked` is set; counts the dialogs it opened."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Event()
        self.unlocked = Event()
        self.dialogs = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.dialogs += 1
        self.asked.set()
        self.unlocked.wait(60)
        return super().get_password(service, username)


class AnyPriority:
    """A priority that reads the same from the class, as keyring's own `classproperty` does."""

    def __init__(self, value: float) -> None:
        self.value = value

    def __get__(self, instance: object, owner: type) -> float:
        return self.value


def locked() -> FailingKeyring:
    """Its dialog was dismissed by the person."""
    return FailingKeyring(KeyringLocked("Failed to unlock the collection!"))


class PlaintextKeyring(KeyringBackend):
    """A stand-in for keyrings.alt's plain-text file, which wins by priority as soon as it is installed."""

    priority = AnyPriority(99.0)

    def get_password(self, service: str, username: str) -> str | None:
        raise NotImplementedError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError
