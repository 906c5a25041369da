"""The part of the command line that compares both sides, and orders the rules that settle conflicts."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from console.cli.orders import FixDifferences, Order, Reconcile, ShowRules, UndoFixes
from console.cli.parsing import add, day, number
from console.domain.errors import WrongInput
from console.domain.fixing import Way

_RULES, _FIX, _UNDO = "rules", "fix", "undo"
_WAYS = {
    Way.TAKE: "what Beds24 tells counts",
    Way.SEND: "what stands here counts, and is sent",
    Way.KEEP: "both stay as they are, which is expected",
    Way.MATCH: "the booking and another one are the same stay; of two that look alike the other is cancelled",
}


def add_reconcile(commands: Any) -> None:
    told = (
        "compare both sides: what Beds24 tells with what is here, and change nothing; or order the rules for conflicts"
    )
    parser = add(commands, "reconcile", told, _order)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="ID | fix ID | undo ACT | rules",
        help="only this booking, by Beds24's number; settle what differs of it, undo that; or the rules for conflicts",
    )
    parser.add_argument(
        "--arrivals", action="store_true", help="only the arrivals of the next 48 hours; what is new of them is applied"
    )
    _add_ways(parser)
    parser.add_argument("--set", dest="setting", metavar="RULE=MODE", help="with rules: off, suggest, tell or silent")
    parser.add_argument("--try", dest="tried", metavar="RULE", help="with rules: what it would have decided lately")


def _add_ways(parser: ArgumentParser) -> None:
    ways = parser.add_mutually_exclusive_group()
    for way, told in _WAYS.items():
        ways.add_argument(f"--{way}", dest="way", action="store_const", const=way, help=f"with fix: {told}")
    parser.add_argument("--field", default="", help="with fix: only this field, by its name in the list")
    parser.add_argument("--until", type=day, metavar="DATE", help="with --keep: the day on which it comes back")
    parser.add_argument("--reason", default="", help="with --keep: why, for whoever looks at it later")
    parser.add_argument("--with", dest="other", type=number, metavar="ID", help="with --match: the other booking")


def _order(given: Namespace) -> Order:
    if given.what[:1] == [_FIX]:
        return _fixing(given)
    if given.what[:1] == [_UNDO]:
        return _undoing(given)
    if given.way or given.field or given.until or given.reason or given.other:
        raise WrongInput("--take, --send, --keep and --match go with fix: reconcile fix ID --take.")
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


def _undoing(given: Namespace) -> UndoFixes:
    try:
        acts = tuple(number(text) for text in given.what[1:])
    except ArgumentTypeError:
        acts = ()
    if not acts:
        raise WrongInput("reconcile undo takes the numbers of acts, as reconcile fix --json tells them.")
    return UndoFixes(acts)


def _fixing(given: Namespace) -> FixDifferences:
    if len(given.what) != len((_FIX, "ID")) or given.way is None:
        raise WrongInput("reconcile fix takes a booking's number and one of --take, --send, --keep and --match.")
    if (given.until or given.reason) and given.way is not Way.KEEP:
        raise WrongInput("--until and --reason go with --keep.")
    if (given.other is None) is (given.way is Way.MATCH):
        raise WrongInput("--match goes with --with ID, the number of the other booking.")
    try:
        wanted = number(given.what[1])
    except ArgumentTypeError:
        raise WrongInput("reconcile fix takes Beds24's number of a booking, digits only.") from None
    return FixDifferences(wanted, given.way, given.field, given.until, given.reason, given.other)


def _comparing(given: Namespace) -> Reconcile:
    if len(given.what) > 1 or (given.what and given.arrivals):
        raise WrongInput("reconcile takes one number of a booking, or --arrivals, or the word rules.")
    try:
        return Reconcile(number(given.what[0]) if given.what else None, given.arrivals)
    except ArgumentTypeError:
        raise WrongInput("reconcile takes Beds24's number of a booking, digits only, or the word rules.") from None
