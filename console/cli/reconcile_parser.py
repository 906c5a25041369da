"""The part of the command line that compares both sides, and orders the rules that settle conflicts."""

from argparse import ArgumentTypeError, Namespace
from typing import Any

from console.cli.orders import Order, Reconcile, ShowRules
from console.cli.parsing import add, number
from console.domain.errors import WrongInput

_RULES = "rules"


def add_reconcile(commands: Any) -> None:
    told = (
        "compare both sides: what Beds24 tells with what is here, and change nothing; or order the rules for conflicts"
    )
    parser = add(commands, "reconcile", told, _order)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="ID | rules",
        help="only this booking, by Beds24's number; or the rules for conflicts",
    )
    parser.add_argument(
        "--arrivals", action="store_true", help="only the arrivals of the next 48 hours; what is new of them is applied"
    )
    parser.add_argument("--set", dest="setting", metavar="RULE=MODE", help="with rules: off, suggest, tell or silent")
    parser.add_argument("--try", dest="tried", metavar="RULE", help="with rules: what it would have decided lately")


def _order(given: Namespace) -> Order:
    if given.what == [_RULES]:
        if given.arrivals:
            raise WrongInput("--arrivals goes with comparing, and not with rules.")
        key, equals, mode = (given.setting or "").partition("=")
        if given.setting is not None and not (key and equals and mode):
            raise WrongInput("--set takes RULE=MODE, like newest=off.")
        return ShowRules(key, mode, given.tried or "")
    if given.setting is not None or given.tried is not None:
        raise WrongInput("--set and --try go with rules: reconcile rules --set RULE=MODE.")
    return _comparing(given)


def _comparing(given: Namespace) -> Reconcile:
    if len(given.what) > 1 or (given.what and given.arrivals):
        raise WrongInput("reconcile takes one number of a booking, or --arrivals, or the word rules.")
    try:
        return Reconcile(number(given.what[0]) if given.what else None, given.arrivals)
    except ArgumentTypeError:
        raise WrongInput("reconcile takes Beds24's number of a booking, digits only, or the word rules.") from None
