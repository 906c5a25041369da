"""The commands around one reservation that change it: `reservation edit` and `reservation new`."""

from argparse import Namespace
from datetime import date
from typing import Any

from console.cli.orders import EditReservation, NewReservation, Order
from console.cli.parsing import add, number
from console.domain.errors import WrongInput

_VALUES = (
    "arrival, departure (like 2026-05-14), room or room_type by its name, room_type_id, unit_id, adults, children, "
    "price (like 120.50), status, first_name, last_name, phone, email, arrival_time, notes and others"
)


def add_changes(verbs: Any) -> None:
    """`edit` and `new` among the commands of `reservation`."""
    edited = add(verbs, "edit", "change a reservation, and send the change to Beds24", _edit)
    edited.add_argument("id", type=number, metavar="ID", help="Beds24's number of the booking")
    how = edited.add_mutually_exclusive_group()
    how.add_argument("--here-only", action="store_true", help="keep it different from Beds24, and be reminded")
    how.add_argument("--send-anyway", action="store_true", help="send also what belongs to the channel")
    edited.add_argument("--until", type=_day, metavar="DATE", help="with --here-only: when to be reminded")
    made = add(verbs, "new", "make a reservation, here and at Beds24", _new)
    for one in (edited, made):
        one.add_argument("values", type=_pair, nargs="+", metavar="FIELD=VALUE", help=_VALUES)
        one.add_argument("--overbook", action="store_true", help="even where the room is taken")


def _edit(given: Namespace) -> Order:
    if given.until is not None and not given.here_only:
        raise WrongInput("--until goes with --here-only.")
    return EditReservation(
        given.id, tuple(given.values), given.here_only, given.send_anyway, given.until, given.overbook
    )  # fmt: skip


def _new(given: Namespace) -> Order:
    return NewReservation(tuple(given.values), given.overbook)


def _pair(word: str) -> tuple[str, str]:
    name, mark, value = word.partition("=")
    if not mark or not name:
        raise WrongInput("What is to change is written as FIELD=VALUE, like departure=2026-05-14.")
    return name.strip().casefold(), value


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise WrongInput(f"{word} is no date; write it like 2026-05-14.") from None
