"""Who sits at this computer, as far as it can tell: the name of the account that is logged in."""

import getpass


def who_is_here() -> str:
    """The account's name; empty where the computer tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
