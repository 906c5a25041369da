"""The part of the command line that is about guests."""

from typing import Any

from console.cli.orders import EraseGuest, ListErased, MergeGuests, ProposeGuests, RefuseGuests, ShowGuest, UndoGuests
from console.cli.parsing import add, common, dash, number


def add_guests(commands: Any) -> None:
    parser = commands.add_parser("guests", help="who may be one person, and what to do about it", parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(verbs, "propose", "tell which guests may be one person, and why", lambda _given: ProposeGuests())
    show = add(verbs, "show", "tell everything about one guest", lambda given: ShowGuest(given.a))
    show.add_argument("a", type=number, metavar="ID", help="a guest's number, as export guests tells it")
    merge = add(verbs, "merge", "let two guests be one", lambda given: MergeGuests(given.a, given.b))
    refuse = add(verbs, "not-same", "never take two guests for one", lambda given: RefuseGuests(given.a, given.b))
    undo = add(verbs, "undo", "take a merge or a refusal back, however old", lambda given: UndoGuests(given.event))
    for one in (merge, refuse):
        one.add_argument("a", type=number, metavar="A", help="a guest's number, as export guests tells it")
        one.add_argument("b", type=number, metavar="B", help="the other guest's number")
    undo.add_argument("event", type=number, metavar="EVENT", help="the number that merge or not-same told")
    _add_erasing(verbs)


def _add_erasing(verbs: Any) -> None:
    erase = add(
        verbs,
        "erase",
        "remove everything that tells of a guest, with proof; the figures of their stays remain",
        lambda given: EraseGuest(given.a, is_sure=given.yes, deletes_backups=given.delete_backups),
    )
    erase.add_argument("a", type=number, metavar="ID", help="a guest's number, as export guests tells it")
    erase.add_argument("--yes", action="store_true", help="really do it; without it, only what would go is told")
    erase.add_argument(
        "--delete-backups", action="store_true", help="also delete Night Porter's own backups that hold the guest"
    )
    erased = add(verbs, "erased", "tell what was erased, and when", lambda given: ListErased(given.contact is not None))
    erased.add_argument(
        "--contact", type=dash, metavar="-", help="only whoever had the e-mail or phone read from standard input"
    )
