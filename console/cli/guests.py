"""`guests`: the pairs that may be one person, and what is decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import MergeGuests, RefuseGuests, UndoGuests
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.guests.evidence import Evidence, Fact
from console.domain.guests.review_lines import OpenProposal
from console.domain.guests.rules import Rule
from console.services.connection import connected_config
from console.services.guest_decisions import GuestDesk
from console.services.guest_review import PairView, ReviewBook
from console.store.store import Store

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Two guests that may be one person (the same number twice: a card that may hold two): the rule, its weight, the
    facts that agree and those that do not, by their names; `arrives` is the day of the next arrival."""

    a: int
    b: int
    rule: str
    score: int
    agreeing: tuple[str, ...]
    contradicting: tuple[str, ...]
    arrives: str | None


@dataclass(frozen=True, slots=True)
class ProposalsDocument:
    """The JSON document of `guests propose`: how many are open, and those that come first."""

    open: int
    proposals: tuple[ProposalRow, ...]


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """The JSON document of `guests merge`, `not-same` and `undo`: the number by which it is taken back, and the guests
    as they are now."""

    event: int
    guests: tuple[int, ...]


def propose_guests(store: Store, clock: Clock, output: Output) -> ExitCode:
    """Raises NotConnected and the store's errors."""
    with store.reading() as session:
        today = clock.now().astimezone(connected_config(session).zone).date().isoformat()
    book = ReviewBook(store, clock)
    found = book.open(today)
    first = [(one, book.pair(one.guest_a, one.guest_b)) for one in found[:MOST_LISTED]]
    rows = tuple(_row(one, pair) for one, pair in first)
    lines = [_line(one, pair) for one, pair in first]
    told = f"{counted(len(found), 'pair')} to look at." if found else "No possible duplicates."
    output.result(ProposalsDocument(len(found), rows), "\n".join([*lines, told]))
    return ExitCode.NEEDS_A_PERSON if found else ExitCode.DONE


def merge_guests(store: Store, clock: Clock, output: Output, order: MergeGuests) -> ExitCode:
    """Raises WrongInput and the store's errors."""
    decided = GuestDesk(store, clock).merge(order.one, order.other, actor=_ACTOR)
    output.result(
        DecidedDocument(decided.number, decided.guests),
        f"They are one guest now, number {decided.guests[0]}. Take it back with: guests undo {decided.number}",
    )
    return ExitCode.DONE


def refuse_guests(store: Store, clock: Clock, output: Output, order: RefuseGuests) -> ExitCode:
    """Raises WrongInput and the store's errors."""
    decided = GuestDesk(store, clock).not_same(order.one, order.other, actor=_ACTOR)
    output.result(
        DecidedDocument(decided.number, decided.guests),
        f"They are never taken for one person. Take it back with: guests undo {decided.number}",
    )
    return ExitCode.DONE


def undo_guests(store: Store, clock: Clock, output: Output, order: UndoGuests) -> ExitCode:
    """Raises WrongInput and the store's errors."""
    decided = GuestDesk(store, clock).undo(order.number, actor=_ACTOR)
    concerned = f"Concerned: {' and '.join(map(str, decided.guests))}."
    told = f"Decision {order.number} is taken back. {concerned}" if decided.guests else _NOTHING_UNDONE
    output.result(DecidedDocument(order.number, decided.guests), told)
    return ExitCode.DONE


def _row(one: OpenProposal, pair: PairView) -> ProposalRow:
    weighed = pair.weighed
    agreeing, contradicting = _names(weighed.agreeing), _names(weighed.contradicting)
    return ProposalRow(one.guest_a, one.guest_b, one.rule, one.score, agreeing, contradicting, one.arrives or None)


def _names(facts: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(each.fact.value for each in facts)


def _line(one: OpenProposal, pair: PairView) -> str:
    arrives = f", arrives {one.arrives}" if one.arrives else ""
    who = f"{one.guest_a} {one.name_a} · {one.guest_b} {one.name_b}{arrives}"
    if one.rule == Rule.TORN_CARD:
        return f"{one.guest_a} {one.name_a}{arrives}\n       may hold two people: two dates of birth"
    facts = [f"+ {_told(each)}" for each in pair.weighed.agreeing]
    facts += [f"- {_told(each)}" for each in pair.weighed.contradicting]
    return "\n       ".join([who, *facts])


def _told(evidence: Evidence) -> str:
    word = _FACTS[evidence.fact]
    if not evidence.here:
        return word
    values = evidence.here if evidence.here == evidence.there else f"{evidence.here} / {evidence.there}"
    return f"{word}: {values}"


_ACTOR = "command line"
_NOTHING_UNDONE = "Nothing changed: the decision was taken back before, or its guests were erased since."
_FACTS = {
    Fact.SAME_DOCUMENT: "same passport or ID number",
    Fact.SAME_EMAIL: "same e-mail",
    Fact.SAME_PHONE: "same phone",
    Fact.SAME_BIRTH: "same date of birth",
    Fact.SAME_NAME: "same name",
    Fact.NEAR_NAME: "name nearly the same",
    Fact.PART_OF_NAME: "name fits as far as it is told",
    Fact.NEAR_EMAIL: "e-mail nearly the same",
    Fact.SAME_LAST_DIGITS: "phone ends alike",
    Fact.SAME_ADDRESS: "same address",
    Fact.SAME_POSTCODE: "same postcode",
    Fact.OTHER_BIRTH: "other date of birth",
    Fact.OTHER_DOCUMENT: "other passport or ID number",
    Fact.OTHER_SURNAME: "other surname",
    Fact.OTHER_GIVEN_NAME: "other given name",
    Fact.OTHER_NAME: "other name",
    Fact.OTHER_COUNTRY: "other country",
    Fact.SAME_NIGHTS: "both stayed the same night in two rooms",
}
