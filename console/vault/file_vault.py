"""The encrypted file as a vault, where the operator asked for it by `--vault file`."""

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock as Mutex

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from console.domain.errors import VaultLocked, WrongInput
from console.domain.secret import Safe, Secret, SecretName, check_keepable
from console.vault.private_file import make_private_folder, replace_private_file
from console.vault.sealed import Cost, Lock, fresh_lock, read_lock, seal, unseal


def vault_file(data_folder: Path) -> Path:
    """Tell where the encrypted file of a data folder is. If none is there yet, the passphrase will be new."""
    return data_folder / "vault.bin"


def open_file_vault(
    data_folder: Path, ask_passphrase: Callable[[], Secret], *, cost: Cost | None = None
) -> "FileVault":
    """Open the encrypted file of a data folder, or prepare a new one that the first write creates.

    The passphrase is asked for once and the key derived once. `cost` counts for a new file only; an existing
    one says its own. Raises WrongInput for an empty passphrase, VaultLocked if it is the wrong one or the
    file is damaged, of a newer version, or cannot be read.
    """
    path = vault_file(data_folder)
    content = _prepare(path)
    lock = fresh_lock(cost or Cost()) if content is None else read_lock(content)
    key = lock.key_for(_octets(ask_passphrase()))
    if content is not None:
        unseal(content, key)
    return FileVault(path, lock, key)


def _prepare(path: Path) -> bytes | None:
    """Close folder and file to others and read the file; None if there is none yet."""
    try:
        make_private_folder(path.parent)
        with suppress(FileNotFoundError):
            path.chmod(0o600)
            path.parent.chmod(0o700)  # not before: a folder without our file may be anybody's
        return _content(path)
    except OSError as error:
        raise VaultLocked(_unusable(error)) from None


def _octets(passphrase: Secret) -> bytes:
    """Give the passphrase as bytes, the same whichever way its accents were typed (NFC, as in RFC 8265)."""
    text = unicodedata.normalize("NFC", passphrase.reveal())
    if not text.strip():
        raise WrongInput("The passphrase is empty. Choose one that others cannot guess.")
    return text.encode("utf-8", "surrogateescape")  # the environment may hold bytes that are no UTF-8


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _unusable(error: OSError) -> str:
    return (
        f"The encrypted file with the keys cannot be read or written ({error.strerror}). Check free space "
        "and the rights of the data folder."
    )


class FileVault:
    """Secrets in one encrypted file; see `console.vault.sealed` for its format. Made by `open_file_vault`.

    The file is read anew by every call, so another process of the same data folder is heard.
    """

    __slots__ = ("_key", "_lock", "_path", "_turn")

    def __init__(self, path: Path, lock: Lock, key: AESGCM) -> None:
        self._path = path
        self._lock = lock
        self._key = key
        self._turn = Mutex()

    def safe(self) -> Safe:
        """What sort of place it is."""
        return Safe.FILE

    def describe(self) -> str:
        """Name the file."""
        return f"encrypted file {self._path}"

    def read(self, name: SecretName) -> Secret | None:
        """Give the secret, or None. Raises VaultLocked."""
        text = self._texts().get(name)
        return None if text is None else Secret(text)

    def write(self, name: SecretName, secret: Secret) -> None:
        """Keep the secret and read it back. Raises WrongInput and VaultLocked; the old file then stays."""
        check_keepable(secret)
        with self._turn:
            self._replace(self._texts() | {str(name): secret.reveal()})
            if self.read(name) != secret:
                raise VaultLocked("The encrypted file did not keep the key. Is another program writing to it?")

    def forget(self, name: SecretName) -> None:
        """Remove the secret; nothing is written if there is none. Raises VaultLocked."""
        with self._turn:
            texts = self._texts()
            if texts.pop(name, None) is not None:
                self._replace(texts)

    def _texts(self) -> dict[str, str]:
        try:
            content = _content(self._path)
        except OSError as error:
            raise VaultLocked(_unusable(error)) from None
        if content is None:
            return {}
        if read_lock(content) != self._lock:
            raise VaultLocked("The encrypted file was made anew meanwhile. Start Night Porter again.")
        return unseal(content, self._key)

    def _replace(self, texts: dict[str, str]) -> None:
        try:
            replace_private_file(self._path, seal(texts, self._lock, self._key))
        except OSError as error:
            raise VaultLocked(_unusable(error)) from None
