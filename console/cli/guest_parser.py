"""The part of the command line that is about guests."""

from typing import Any

from console.cli.orders import MergeGuests, ProposeGuests, RefuseGuests, UndoGuests
from console.cli.parsing import add, common, number


def add_guests(commands: Any) -> None:
    parser = commands.add_parser("guests", help="who may be one person, and what to do about it", parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(verbs, "propose", "tell which guests may be one person, and why", lambda _given: ProposeGuests())
    merge = add(verbs, "merge", "let two guests be one", lambda given: MergeGuests(given.a, given.b))
    refuse = add(verbs, "not-same", "never take two guests for one", lambda given: RefuseGuests(given.a, given.b))
    undo = add(verbs, "undo", "take a merge or a refusal back, however old", lambda given: UndoGuests(given.event))
    for one in (merge, refuse):
        one.add_argument("a", type=number, metavar="A", help="a guest's number, as export guests tells it")
        one.add_argument("b", type=number, metavar="B", help="the other guest's number")
    undo.add_argument("event", type=number, metavar="EVENT", help="the number that merge or not-same told")
