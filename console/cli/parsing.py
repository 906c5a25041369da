"""What every part of the command line is read with: the common options, and words that stand for values."""

import argparse
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from console.cli.orders import Order, VaultKind
from console.domain.errors import WrongInput

_LARGEST_NUMBER = 2**63 - 1
_DIGITS = 20
_LAST_PORT = 65_535


class Parser(ArgumentParser):
    """Says what is wrong instead of ending the process, so that `--json` can say it in JSON."""

    def error(self, message: str) -> NoReturn:
        raise WrongInput(f"This command line cannot be used: {message}. See {self.prog} --help.")


def common() -> ArgumentParser:
    """The options that every command takes; without defaults, so that the place before the command counts too."""
    options = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    options.add_argument("--json", action="store_true", help="print one JSON document on standard output")
    options.add_argument("--demo", action="store_true", help="work with the demo hotel; alone: run the demo")
    options.add_argument("--data-dir", type=Path, metavar="DIR", help="folder of the hotel's data")
    options.add_argument("--api-url", metavar="URL", help="Beds24's address: https, or http to this machine")
    options.add_argument(
        "--vault",
        choices=[str(kind) for kind in VaultKind],
        help="where the key is kept: the system's keyring, or an encrypted file (its passphrase is asked for, or "
        "taken from NIGHT_PORTER_PASSPHRASE)",
    )
    return options


def add(commands: Any, name: str, help_text: str, make: Callable[[Namespace], Order]) -> ArgumentParser:
    """A command that takes the common options too; `make` turns what was given into its order."""
    parser: ArgumentParser = commands.add_parser(
        name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".", parents=[common()],
        allow_abbrev=False,
    )  # fmt: skip
    parser.set_defaults(make=make)
    return parser


def dash(text: str) -> str:
    """Only `-`; anything else may be the secret itself and is not repeated."""
    if text != "-":
        raise argparse.ArgumentTypeError("it takes only a dash; the code itself is read from standard input")
    return text


def number(text: str) -> int:
    """A number of Beds24's."""
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:_DIGITS]) <= _LARGEST_NUMBER:
        raise argparse.ArgumentTypeError("it takes Beds24's number, digits only")
    return int(text)


def moment(text: str) -> str:
    """A day or a moment, as it was typed: whose clocks are meant is known later."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("it takes a day or a moment, like 2026-05-12 or 2026-05-12T14:03") from None
    return text


def day(text: str) -> date:
    """A day as 2026-05-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("it takes a day like 2026-05-31") from None


def days(text: str) -> int:
    """A number of days, also none."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError("it takes a number of days, digits only")
    return int(text[:_DIGITS])


def port(text: str) -> int:
    """A port of this computer."""
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:_DIGITS]) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"it takes a port, a number from 1 to {_LAST_PORT}")
    return int(text)
