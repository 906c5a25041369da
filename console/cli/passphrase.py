"""The passphrase of the encrypted file: from the environment, else from the terminal."""

import getpass
import os
import sys
from pathlib import Path

from console.domain.errors import VaultLocked, WrongInput
from console.domain.secret import Secret

VARIABLE = "NIGHT_PORTER_PASSPHRASE"


def ask_passphrase(*, twice: bool) -> Secret:
    """The passphrase; a new one is asked for twice. Raises VaultLocked where nobody can be asked, WrongInput."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Secret(given)
    if not _has_terminal():
        raise VaultLocked(
            f"The encrypted file needs its passphrase. Without anybody to ask it is read from {VARIABLE}."
        )
    passphrase = getpass.getpass("New passphrase for the encrypted file: " if twice else "Passphrase: ")
    if twice and getpass.getpass("The same again: ") != passphrase:
        raise WrongInput("The two passphrases differ. Nothing was kept.")
    return Secret(passphrase)


def _has_terminal() -> bool:
    """Whether getpass can ask without falling back to standard input, which may carry a key."""
    if sys.platform == "win32":
        return sys.stdin.isatty()
    try:
        with Path("/dev/tty").open("rb"):
            return True
    except OSError:
        return False
