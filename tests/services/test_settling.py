"""Rules that settle conflicts while pages are applied: what they decide, how that is undone, and what is asked."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.acts import Act, ActKind
from console.domain.booking import Booking
from console.domain.edits import Choice, Edit, Intent, Part
from console.domain.runs import RunKind, Trigger
from console.domain.settling import RULES, Mode, RuleKey
from console.services.editing import EditDesk
from console.services.pull_sync import sync_bookings_to_pms
from console.services.rule_desk import RuleDesk
from console.services.settling import settle_conflicts, suggestion_for
from console.store.spool import Received
from console.store.store import Store
from tests.building import DOUBLE, NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, applying, new_store, rows

DAY, WEEK = timedelta(days=1), timedelta(days=7)
PHONE, OTHER_PHONE = "+43 664 8203645", "+43 664 8203646"
COMING: dict[str, Any] = {
    "arrival": TODAY + WEEK,
    "departure": TODAY + WEEK + 3 * DAY,
    "channel": "booking",
    "api_source": "Booking.com",
    "children": 0,
    "notes": "",
    "arrival_time": "",
    "mobile": "",
}
THERE = booking(1, **COMING)

OURS: dict[Part, dict[str, Any]] = {
    Part.DATES: {"departure": TODAY + WEEK + 2 * DAY},
    Part.STATUS: {"status": "request"},
    Part.PRICE: {"price": 25000},
    Part.GUESTS: {"adults": 1},
    Part.ROOM: {"unit_id": 2},
    Part.NOTES: {"notes": "Quiet room"},
    Part.ARRIVAL_TIME: {"arrival_time": "22:00"},
    Part.PHONE: {"phone": PHONE},
    Part.MOBILE: {"mobile": PHONE},
    Part.EMAIL: {"email": "anna.beispiel@posteo.de"},
    Part.COMMENTS: {"comments": "With a dog"},
    Part.NAME: {"last_name": "Beispielová"},
}
THEIRS: dict[Part, dict[str, Any]] = {
    Part.DATES: {"departure": TODAY + WEEK + 5 * DAY},
    Part.STATUS: {"status": "cancelled"},
    Part.PRICE: {"price": 28000},
    Part.GUESTS: {"adults": 3},
    Part.ROOM: {"unit_id": 3},
    Part.NOTES: {"notes": "VIP"},
    Part.ARRIVAL_TIME: {"arrival_time": "09:00"},
    Part.PHONE: {"phone": OTHER_PHONE},
    Part.MOBILE: {"mobile": OTHER_PHONE},
    Part.EMAIL: {"email": "abc.123@guest.booking.com"},
    Part.COMMENTS: {"comments": "Two dogs"},
    Part.NAME: {"last_name": "Muster"},
}
SHIPPED_CHOICES = {
    **dict.fromkeys((Part.DATES, Part.STATUS, Part.PRICE, Part.GUESTS), Choice.THEIRS),
    **dict.fromkeys((Part.ROOM, Part.NOTES, Part.ARRIVAL_TIME, Part.PHONE, Part.MOBILE, Part.EMAIL), Choice.OURS),
}


@pytest.fixture
def desk(store: Store) -> EditDesk:
    apply(store, THERE)
    return EditDesk(store, StillClock(NOW + timedelta(minutes=5)), lambda _news: None, lambda: "Maria")


@pytest.fixture
def rules(store: Store) -> RuleDesk:
    return RuleDesk(store, StillClock(NOW + timedelta(minutes=6)), who=lambda: "Maria")


def conflict(store: Store, desk: EditDesk, part: Part) -> None:
    """The desk changes it, and Beds24 does so as well ten minutes later."""
    desk.change(1, OURS[part])
    apply(store, later(THERE, 900, **THEIRS[part]))


def shown(store: Store) -> Booking:
    with store.reading() as session:
        return session.reservations.after(0, 1)[1]


def edits(store: Store) -> dict[str, Edit]:
    with store.reading() as session:
        return {edit.field: edit for edit in session.edits.of([1]).get(1, ())}


def acts(store: Store, kind: ActKind) -> tuple[Act, ...]:
    with store.reading() as session:
        return session.acts.of_kinds([kind], 100)


def values(one: Booking, of: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in of}


@pytest.mark.parametrize("part", OURS)
def test_as_shipped_the_safe_rules_decide_and_all_else_waits_for_a_person(
    store: Store, desk: EditDesk, part: Part
) -> None:
    conflict(store, desk, part)
    choice = SHIPPED_CHOICES.get(part)
    side = THEIRS if choice is Choice.THEIRS else OURS
    assert values(shown(store), side[part]) == side[part]
    standing = [edit for edit in edits(store).values() if edit.part is part]
    assert any(edit.in_conflict for edit in standing) is (choice is None)
    assert bool(standing) is (choice is not Choice.THEIRS)
    assert len(acts(store, ActKind.RULE)) == (choice is not None)
    assert bool(rows(store, "SELECT 1 FROM sendings")) is (choice is Choice.OURS)


def cases() -> list[tuple[RuleKey, Mode, Part]]:
    return [
        (key, mode, part)
        for key, rule in RULES.items()
        for mode in rule.modes
        for part in OURS
        if part in rule.parts and key not in (RuleKey.ASK, RuleKey.ASK_IN_HOUSE)
    ]


@pytest.mark.parametrize(("key", "mode", "part"), cases())
def test_each_rule_in_each_mode_decides_suggests_or_lets_be_each_of_its_parts(
    store: Store, desk: EditDesk, rules: RuleDesk, key: RuleKey, mode: Mode, part: Part
) -> None:
    for one in RuleKey:
        rules.set_mode(one, mode if one is key else Mode.OFF)
    conflict(store, desk, part)
    decided = acts(store, ActKind.RULE)
    with store.reading() as session:
        ruling = suggestion_for(session, 1, part, NOW) if not decided else None
    match mode:
        case Mode.OFF:
            assert (decided, ruling) == ((), None)
        case Mode.SUGGEST:
            assert decided == ()
            assert ruling is not None
            assert ruling.key is key
        case _:
            assert [act.rule for act in decided] == [key]
            assert not any(edit.in_conflict for edit in edits(store).values())
    if mode.acts:
        theirs = key is RuleKey.NEWEST or key.startswith("channel")
        wanted = THEIRS[part] if theirs else OURS[part]
        assert values(shown(store), wanted) == wanted


def test_the_history_tells_which_rule_it_was(store: Store, desk: EditDesk) -> None:
    conflict(store, desk, Part.PRICE)
    lines = rows(store, "SELECT source, old, new, by_whom FROM history WHERE field = 'price' ORDER BY id")
    assert lines == [("desk", "30000", "25000", "Maria"), ("rule", "25000", "28000", "channel_price")]


def test_the_run_that_brought_a_conflict_shows_what_a_rule_made_of_it(store: Store, desk: EditDesk) -> None:
    desk.change(1, OURS[Part.PRICE])
    newer = Received(later(THERE, 900, **THEIRS[Part.PRICE]), NOW)
    with store.writing() as session:
        run = session.runs.open(RunKind.PULL, Trigger.SCHEDULE, NOW, None)
    sync_bookings_to_pms(store, [newer], replace(applying(), run_id=run.id))
    with store.reading() as session:
        (touched,) = session.run_book.touched(run.id, 10)
        assert (touched.id, session.run_book.touched_count(run.id)) == (1, 1)


def test_what_a_rule_shows_counts_as_changed_by_the_page_and_the_numbers_add_up(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"status": "request"})
    applied = apply(store, later(THERE, 900, status="cancelled"))
    assert (applied.counts.read, applied.counts.updated, applied.counts.unchanged) == (1, 1, 0)
    assert applied.news == ((), (1,))


@pytest.mark.parametrize("part", SHIPPED_CHOICES)
def test_a_decision_that_is_taken_back_brings_the_conflict_back_and_no_rule_decides_it_again(
    store: Store, desk: EditDesk, part: Part
) -> None:
    desk.change(1, OURS[part])
    before = edits(store)
    newer = later(THERE, 900, **THEIRS[part])
    apply(store, newer)
    (act,) = acts(store, ActKind.RULE)
    desk.undo(act.id)
    back = edits(store)
    assert values(shown(store), OURS[part]) == OURS[part]
    assert any(edit.in_conflict for edit in back.values())
    assert {name: edit.base for name, edit in back.items()} == {name: edit.base for name, edit in before.items()}
    apply(store, later(newer, 60, title="Dr"))
    other = {**THEIRS[part], **({"departure": TODAY + WEEK + 6 * DAY} if part is Part.DATES else {})}
    apply(store, later(newer, 120, **other))
    assert len(acts(store, ActKind.RULE)) == 1
    assert any(edit.in_conflict for edit in edits(store).values())


def test_what_the_desk_says_anew_is_a_rules_business_again(store: Store, desk: EditDesk) -> None:
    conflict(store, desk, Part.PRICE)
    desk.undo(acts(store, ActKind.RULE)[0].id)
    desk.settle(1, Part.PRICE, Choice.THEIRS)
    desk.change(1, {"price": 20000})
    apply(store, later(THERE, 1800, price=29000))
    assert shown(store).price == 29000
    assert len(acts(store, ActKind.RULE)) == 2


@pytest.mark.parametrize("part", [Part.DATES, Part.STATUS, Part.ROOM])
def test_about_whoever_is_in_the_house_a_person_is_asked(store: Store, part: Part) -> None:
    here = replace(THERE, arrival=TODAY - DAY, departure=TODAY + 3 * DAY)
    apply(store, here)
    desk = EditDesk(store, StillClock(NOW), lambda _news: None)
    ours = {"departure": TODAY + 2 * DAY} if part is Part.DATES else OURS[part]
    theirs = {"departure": TODAY + 5 * DAY} if part is Part.DATES else THEIRS[part]
    desk.change(1, ours)
    apply(store, later(here, 900, **theirs))
    assert acts(store, ActKind.RULE) == ()
    with store.reading() as session:
        assert suggestion_for(session, 1, part, NOW) is None


def test_a_room_of_another_type_at_beds24_is_for_a_person(store: Store, desk: EditDesk) -> None:
    desk.change(1, {"unit_id": 2})
    apply(store, later(THERE, 900, room_type_id=SINGLE, unit_id=1))
    assert acts(store, ActKind.RULE) == ()
    assert (shown(store).room_type_id, shown(store).unit_id) == (DOUBLE, 2)


@pytest.mark.parametrize(
    ("part", "ours"),
    [("phone", "000000"), ("phone", ""), ("email", "x@guest.booking.com"), ("email", "nomail@nomail.com")],
)
def test_what_reaches_nobody_is_not_kept_by_a_rule(store: Store, desk: EditDesk, part: str, ours: str) -> None:
    desk.change(1, {part: ours})
    apply(store, later(THERE, 900, **{part: PHONE if part == "phone" else "anna@posteo.de"}))
    assert acts(store, ActKind.RULE) == ()


@pytest.mark.parametrize("part", [Part.DATES, Part.NOTES])
def test_what_the_desk_keeps_on_purpose_is_neither_given_up_nor_sent_by_a_rule(
    store: Store, desk: EditDesk, part: Part
) -> None:
    desk.change(1, OURS[part], Intent.KEEP)
    apply(store, later(THERE, 900, **THEIRS[part]))
    assert acts(store, ActKind.RULE) == ()
    assert values(shown(store), OURS[part]) == OURS[part]
    assert rows(store, "SELECT 1 FROM sendings") == []


def test_what_no_desk_could_enter_is_taken_from_the_channel_all_the_same(store: Store, desk: EditDesk) -> None:
    desk.change(1, OURS[Part.DATES])
    apply(store, later(THERE, 900, departure=THERE.arrival), replace(THERE, beds24_id=2, unit_id=2))
    assert len(rows(store, "SELECT 1 FROM reservations")) == 2
    assert (shown(store).departure, edits(store)) == (THERE.arrival, {})


def test_a_booking_of_the_hotels_own_has_no_channel_that_owns_it(store: Store, desk: EditDesk) -> None:
    apply(store, later(THERE, 60, channel="direct", api_source="Direct"))
    desk.change(1, {"price": 25000})
    apply(store, later(THERE, 900, channel="direct", api_source="Direct", price=28000))
    assert acts(store, ActKind.RULE) == ()
    assert shown(store).price == 25000


# -- the desk of the rules


def test_modes_and_places_last_and_tell_who_and_when(store: Store, rules: RuleDesk) -> None:
    rules.set_mode(RuleKey.NEWEST, Mode.TELL)
    rules.move(RuleKey.NEWEST, -20)
    first = rules.look()[0]
    assert (first.key, first.mode, first.place, first.changed_by) == (RuleKey.NEWEST, Mode.TELL, 1, "Maria")
    assert first.changed_at == NOW + timedelta(minutes=6)
    assert all(line.changed_at is None for line in rules.look()[1:])
    assert rules.look()[-1].key is RuleKey.ASK


def test_changes_are_taken_back_one_after_the_other(store: Store, rules: RuleDesk) -> None:
    shipped = rules.look()
    rules.set_mode(RuleKey.DESK_NOTES, Mode.OFF)
    rules.set_mode(RuleKey.DESK_NOTES, Mode.OFF)
    rules.move(RuleKey.DESK_EMAIL, 1)
    assert [rules.undo(), rules.undo(), rules.undo()] == [RuleKey.DESK_EMAIL, RuleKey.DESK_NOTES, None]
    assert rules.look() == shipped


def test_a_rule_is_tried_on_what_people_decided(store: Store, desk: EditDesk, rules: RuleDesk) -> None:
    rules.set_mode(RuleKey.CHANNEL_PRICE, Mode.OFF)
    rules.set_mode(RuleKey.NEWEST, Mode.OFF)
    version = THERE
    for number, choice in enumerate((Choice.THEIRS, Choice.OURS, Choice.THEIRS)):
        desk.change(1, {"price": 20000 + 1000 * number})
        version = later(version, 900, price=31000 + 1000 * number)
        apply_at(store, version, NOW + timedelta(minutes=number))
        EditDesk(store, StillClock(NOW + timedelta(minutes=number, seconds=30)), lambda _news: None).settle(
            1, Part.PRICE, choice
        )
        version = later(version, 60, price=20000 + 1000 * number) if choice is Choice.OURS else version
        apply_at(store, version, NOW + timedelta(minutes=number, seconds=40))
    trial = rules.try_out(RuleKey.CHANNEL_PRICE)
    assert (trial.conflicts, trial.would, trial.by_people, trial.same) == (3, 3, 3, 2)
    (case,) = trial.cases
    assert (case.beds24_id, case.part, case.decided, case.would) == (1, Part.PRICE, Choice.OURS, Choice.THEIRS)
    assert rules.try_out(RuleKey.DESK_NOTES).would == 0


def apply_at(store: Store, one: Booking, at: datetime) -> None:
    sync_bookings_to_pms(store, [Received(one, at)], replace(applying(), at=at))


def test_a_conflict_of_which_no_value_is_kept_tells_of_nobody(store: Store, desk: EditDesk) -> None:
    conflict(store, desk, Part.EMAIL)
    assert len(rows(store, "SELECT * FROM conflicts")) == 1
    assert "posteo" not in str(rows(store, "SELECT * FROM conflicts"))


def test_what_the_rules_decided_lately_is_counted(store: Store, desk: EditDesk, rules: RuleDesk) -> None:
    conflict(store, desk, Part.PRICE)
    desk.undo(acts(store, ActKind.RULE)[0].id)
    line = next(one for one in rules.look() if one.key is RuleKey.CHANNEL_PRICE)
    assert (line.decided, line.taken_back) == (1, 1)


# -- whatever the order


CHANGED = [part for part in OURS if part is not Part.STATUS]


def untouched(number: int) -> Booking:
    return replace(THERE, beds24_id=number, unit_id=number, last_name=f"Probe {number}")


def versions_of(number: int, told: list[list[Part]]) -> list[Booking]:
    """Each changes more than the one before it; nothing goes back to what was."""
    found = [untouched(number)]
    for step, parts in enumerate(told):
        changes = {name: value for part in parts for name, value in THEIRS[part].items()}
        found.append(later(found[-1], 900 + step, **changes))
    return found[1:]


def outcome(store: Store, modes: list[Mode], edited: list[Part], pages: list[list[Booking]]) -> list[Any]:
    """What stands in the end."""
    apply(store, *map(untouched, range(1, 4)))
    for key, mode in zip(RuleKey, modes, strict=True):
        if key is not RuleKey.NEWEST:  # of a version that was lost nobody knows when its change was made
            RuleDesk(store, StillClock(NOW)).set_mode(key, mode)
    desk = EditDesk(store, StillClock(NOW + timedelta(minutes=5)), lambda _news: None)
    for number, part in product(range(1, 4), edited):
        desk.change(number, OURS[part])
    for page in pages:
        apply(store, *page)
    told = "beds24_id, departure, price, adults, notes, phone, email, comments, last_name"
    said = "reservation_id, field, here, base, there, intent, in_conflict"
    return [
        rows(store, f"SELECT {told} FROM reservations ORDER BY 1"),
        rows(store, f"SELECT {said} FROM edits ORDER BY 1, 2"),
    ]


CHANGED = [part for part in OURS if part not in (Part.STATUS, Part.ROOM)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edited=st.lists(st.sampled_from(CHANGED), min_size=1, max_size=6, unique=True),
    told=st.lists(st.lists(st.sampled_from(CHANGED), max_size=5, unique=True), min_size=1, max_size=4),
    modes=st.lists(st.sampled_from(Mode), min_size=len(RuleKey), max_size=len(RuleKey)),
    seed=st.integers(0, 2**32),
)
def test_decisions_do_not_depend_on_the_order_or_the_repetition_of_pages(
    edited: list[Part], told: list[list[Part]], modes: list[Mode], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    versions = [one for number in range(1, 4) for one in versions_of(number, told)]
    mixed, size = chance.sample(versions * 2, 2 * len(versions)), chance.randrange(1, 5)
    orders = ([[one] for one in versions], [mixed[at : at + size] for at in range(0, len(mixed), size)])
    outcomes = []
    for pages in orders:
        with new_store(tmp_path_factory.mktemp("orders")) as store:
            outcomes.append(outcome(store, modes, edited, pages))
    assert outcomes[0] == outcomes[1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.sampled_from(sorted(SHIPPED_CHOICES)), min_size=1, max_size=6, unique=True),
    seed=st.integers(0, 2**32),
)
def test_undoing_decisions_in_any_order_brings_everything_back(
    parts: list[Part], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with new_store(tmp_path_factory.mktemp("undoing")) as store:
        apply(store, THERE)
        rules = RuleDesk(store, StillClock(NOW))
        for key in RuleKey:
            rules.set_mode(key, Mode.SUGGEST)
        desk = EditDesk(store, StillClock(NOW + timedelta(minutes=5)), lambda _news: None)
        for part in parts:
            desk.change(1, OURS[part])
        apply(store, later(THERE, 900, **{name: value for part in parts for name, value in THEIRS[part].items()}))
        before = (shown(store), edits(store))
        for key, rule in RULES.items():
            rules.set_mode(key, rule.usual)
        with store.writing() as session:
            settle_conflicts(session, {1: parts}, TODAY, NOW + timedelta(minutes=20))
        decided = list(acts(store, ActKind.RULE))
        assert len(decided) == len(parts)
        random.Random(seed).shuffle(decided)
        for act in decided:
            desk.undo(act.id)
        assert (shown(store), edits(store)) == before
