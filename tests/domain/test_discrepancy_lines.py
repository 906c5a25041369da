"""Differences as a list narrows them, what is suggested for each, and what comes of an act."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from console.domain.act_lines import ActResult, result_of
from console.domain.acts import Act, ActChange, ActKind
from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, Evidence, LikelyCause, Severity
from console.domain.discrepancy_lines import (
    GROUP_OF,
    DiscrepancyGroup,
    DiscrepancyLine,
    part_that_differs,
    passes,
    search_text,
)
from console.domain.due import Schedule, next_night
from console.domain.edits import Edit, Intent, Part
from console.domain.suggesting import Suggestion, suggestion_for

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
_LOSING = {Suggestion.TAKE, Suggestion.TAKE_IN}


def line(**changes: object) -> DiscrepancyLine:
    usual: dict[str, object] = {
        "id": 1, "severity": Severity.LATER, "kind": DiscrepancyKind.GUEST_COUNT, "beds24_id": 77, "reservation_id": 1,
        "guest_id": 1, "guest": "José Ångström", "channel_code": "", "channel": "", "reference": "BK-9",
        "arrival": "2026-06-01", "departure": "2026-06-03", "room": "201", "field": "adults", "here": "2", "there": "3",
        "agreed": None, "currency": "EUR", "since": "", "last_seen": "", "cause": LikelyCause.UNDATED,
        "evidence": Evidence(other=88), "status": DiscrepancyStatus.OPEN, "until": None, "reason": "", "note": "",
        "said_by": "", "said_at": None,
    }  # fmt: skip
    return DiscrepancyLine(**(usual | changes))  # type: ignore[arg-type] # by its names


def test_every_kind_belongs_to_a_group_and_every_group_has_a_kind() -> None:
    assert set(GROUP_OF) == set(DiscrepancyKind)
    assert set(GROUP_OF.values()) == set(DiscrepancyGroup)


def test_chips_of_one_family_widen_and_of_two_families_narrow() -> None:
    one = line()
    assert passes(one, (), ())
    assert passes(one, (Severity.LATER, Severity.TONIGHT), (DiscrepancyGroup.GUESTS,))
    assert not passes(one, (Severity.TONIGHT,), (DiscrepancyGroup.GUESTS,))
    assert not passes(one, (Severity.LATER,), (DiscrepancyGroup.PRICE,))


@pytest.mark.parametrize("typed", ["jose", "angstrom", "77", "bk-9", "201", "88"])
def test_a_line_is_found_by_guest_number_reference_room_and_the_other_booking(typed: str) -> None:
    assert typed in search_text(line())


@pytest.mark.parametrize("kind", DiscrepancyKind)
@pytest.mark.parametrize("cause", LikelyCause)
def test_whatever_differs_for_whatever_reason_something_is_suggested(kind: DiscrepancyKind, cause: LikelyCause) -> None:
    assert suggestion_for(kind, cause) in Suggestion


def test_who_vanished_at_beds24_is_asked_and_not_cancelled() -> None:
    assert suggestion_for(DiscrepancyKind.GONE, LikelyCause.HARD_DELETE) is Suggestion.ASK_GUEST
    assert suggestion_for(DiscrepancyKind.ONLY_HERE, LikelyCause.ASKED_ONCE) is Suggestion.WAIT
    assert suggestion_for(DiscrepancyKind.DUPLICATE_PAIR, LikelyCause.SAME_GUEST) not in _LOSING


def test_what_only_beds24_has_is_taken_in() -> None:
    assert suggestion_for(DiscrepancyKind.ONLY_IN_BEDS24, LikelyCause.NOT_APPLIED) is Suggestion.TAKE_IN
    assert suggestion_for(DiscrepancyKind.DATES, LikelyCause.NOT_APPLIED) is Suggestion.TAKE


def test_the_part_that_differs_goes_by_the_field_or_by_the_kind() -> None:
    assert part_that_differs(line()) is Part.GUESTS
    assert part_that_differs(line(kind=DiscrepancyKind.ROOM, field="room_id")) is Part.ROOM
    assert part_that_differs(line(kind=DiscrepancyKind.CANCELLED_THERE, field="status")) is Part.STATUS
    assert part_that_differs(line(kind=DiscrepancyKind.ONLY_HERE, field="")) is None
    assert part_that_differs(line(kind=DiscrepancyKind.DETAILS, field="channel_reference")) is None


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        (datetime(2026, 5, 12, 12, 0, tzinfo=UTC), datetime(2026, 5, 13, 1, 0, tzinfo=UTC)),
        (datetime(2026, 5, 12, 0, 30, tzinfo=UTC), datetime(2026, 5, 12, 1, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_next_night_begins_at_three_by_the_hotels_own_clocks(now: datetime, comes: datetime) -> None:
    assert next_night(now, Schedule(ZoneInfo("Europe/Vienna"))) == comes


def edit(field: str = "adults", intent: Intent = Intent.SEND, *, in_conflict: bool = False) -> Edit:
    return Edit(
        field=field, here=3, base=2, there=2, intent=intent, made_at=NOW, made_by="Maria", in_conflict=in_conflict
    )


@pytest.mark.parametrize(
    ("edits", "undone_by", "result"),
    [
        ((), None, ActResult.EQUAL),
        ((edit(),), None, ActResult.WAITING),
        ((edit(intent=Intent.KEEP),), None, ActResult.KEPT),
        ((edit(in_conflict=True),), None, ActResult.CONFLICT),
        ((edit("notes"),), None, ActResult.EQUAL),
        ((edit(),), 9, ActResult.TAKEN_BACK),
    ],
)
def test_what_came_of_an_act_is_seen_from_what_the_desk_still_says(
    edits: tuple[Edit, ...], undone_by: int | None, result: ActResult
) -> None:
    change = ActChange("adults", 2, 3, 2, None, edit())
    act = Act(id=1, at=NOW, who="Maria", kind=ActKind.FIX, reservation_id=1, changes=(change,), undone_by=undone_by)
    assert result_of(act, edits) is result
