"""A secret from standard input: never from an argument, which other programs could read."""

import getpass
import sys

from console.cli.output import Output
from console.domain.errors import WrongInput
from console.domain.secret import Secret

_LONGEST = 4096


def read_secret(named: str, output: Output) -> Secret:
    """One line, unseen where standard input is a terminal. Raises WrongInput where nothing came."""
    if sys.stdin.isatty():
        text = getpass.getpass(f"{named}: ")
    else:
        output.say(f"Waiting for the {named} on standard input.")
        text = sys.stdin.readline(_LONGEST)
    if not text.strip():
        raise WrongInput(f"Nothing came in on standard input; the {named} has to be given there.")
    return Secret(text.strip())
