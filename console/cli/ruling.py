"""`reconcile rules`: the rules for conflicts in their order, one of them set otherwise or tried on the past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import ShowRules
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.edits import Choice, Part
from console.domain.errors import WrongInput
from console.domain.settling import RULES, Mode, RuleKey
from console.services.rule_desk import RuleDesk, RuleLine, TriedRule
from console.store.store import Store


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: what it decided in the last 30 days and how much of that was taken back; `changed_at` is null while it
    is as delivered."""

    place: int
    rule: RuleKey
    sentence: str
    mode: Mode
    modes: tuple[Mode, ...]
    decided: int
    taken_back: int
    changed_at: datetime | None
    changed_by: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A conflict that a person decided otherwise than the rule would have."""

    beds24_id: int | None
    arrival: date
    part: Part
    found_at: datetime
    decided: Choice
    decided_by: str
    would: Choice


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A rule tried on the last 30 days: of `conflicts` it would have decided `would`, people decided `by_people` of
    those, and the same in `same`."""

    rule: RuleKey
    conflicts: int
    would: int
    by_people: int
    same: int
    otherwise: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class RulesDocument:
    """The JSON document of `reconcile rules`; `tried` is null where no rule was tried."""

    rules: tuple[RuleRow, ...]
    tried: TriedRow | None = None


def show_rules(store: Store, clock: Clock, who: Callable[[], str], output: Output, order: ShowRules) -> ExitCode:
    """Raises WrongInput for a rule that there is not and for a mode that it does not have, and the store's errors."""
    desk = RuleDesk(store, clock, who=who)
    if order.key:
        _set(desk, _rule(order.key), order.mode)
    tried = desk.try_out(_rule(order.tried)) if order.tried else None
    lines = desk.look()
    document = RulesDocument(tuple(map(_row, lines)), None if tried is None else _tried_row(tried))
    told = _tried_sentences(tried) if tried is not None else map(_line, lines)
    output.result(document, "\n".join(told))
    return ExitCode.DONE


def _set(desk: RuleDesk, key: RuleKey, mode: str) -> None:
    modes = RULES[key].modes
    if mode not in modes:
        raise WrongInput(f"The rule {key} can only be: {', '.join(modes)}.")
    desk.set_mode(key, Mode(mode))


def _rule(text: str) -> RuleKey:
    if text not in set(RuleKey):
        raise WrongInput(f"There is no rule {text}; the rules are {', '.join(RuleKey)}.")
    return RuleKey(text)


def _line(line: RuleLine) -> str:
    lately = f"  ({counted(line.decided, 'decision')} in 30 days, {line.taken_back} taken back)" if line.decided else ""
    return f"{line.place:>2}  {line.key:<18} {line.mode:<8} {_SENTENCES[line.key]}{lately}"


def _tried_sentences(tried: TriedRule) -> Iterator[str]:
    yield (
        f"Of {counted(tried.conflicts, 'conflict')} in the last 30 days {tried.key} would have decided {tried.would}."
    )
    if tried.by_people:
        yield f"You decided {tried.by_people} of them, and the same in {tried.same}."
    for case in tried.cases:
        number = str(case.beds24_id or "not at Beds24 yet")
        yield f"{number:<11} {case.arrival}  {case.part}: you decided {case.decided}, the rule {case.would}"


def _row(line: RuleLine) -> RuleRow:
    return RuleRow(
        line.place,
        line.key,
        _SENTENCES[line.key],
        line.mode,
        line.modes,
        line.decided,
        line.taken_back,
        line.changed_at,
        line.changed_by,
    )


def _tried_row(tried: TriedRule) -> TriedRow:
    cases = (
        CaseRow(
            case.beds24_id or None, case.arrival, case.part, case.found_at, case.decided, case.decided_by, case.would
        )
        for case in tried.cases
    )
    return TriedRow(tried.key, tried.conflicts, tried.would, tried.by_people, tried.same, tuple(cases))


_SENTENCES = {
    RuleKey.ASK_IN_HOUSE: "about guests in the house ask first: nights, room, cancellation",
    RuleKey.CHANNEL_DATES: "the channel owns the dates of what it sold",
    RuleKey.CHANNEL_STATUS: "the channel owns confirming and cancelling what it sold",
    RuleKey.CHANNEL_PRICE: "the channel owns the price of what it sold",
    RuleKey.CHANNEL_GUESTS: "the channel owns the guest count of what it sold",
    RuleKey.DESK_ROOM: "the desk owns the room within its type",
    RuleKey.DESK_NOTES: "the desk owns the notes",
    RuleKey.DESK_ARRIVAL_TIME: "the desk owns the time of arrival",
    RuleKey.DESK_PHONE: "a real telephone number from the desk stays",
    RuleKey.DESK_EMAIL: "a real e-mail address from the desk stays",
    RuleKey.NEWEST: "the newer change wins",
    RuleKey.ASK: "in all other cases ask",
}
