"""Which bookings on the other side alone a stay may be, the likeliest first."""

from typing import Any

from console.domain.discrepancies import DiscrepancyKind, DiscrepancyStatus, Evidence, LikelyCause, Severity
from console.domain.discrepancy_lines import DiscrepancyLine
from console.domain.partners import partners_of

_USUAL: dict[str, Any] = dict.fromkeys(DiscrepancyLine._fields) | {
    "severity": Severity.LATER,
    "field": "",
    "reference": "",
    "cause": LikelyCause.CHANGED_SINCE,
    "evidence": Evidence(),
    "status": DiscrepancyStatus.OPEN,
    "room_names": (None, None),
}


def line(number: int, kind: DiscrepancyKind, guest: str, arrival: str, departure: str, **more: Any) -> DiscrepancyLine:
    told = {"id": number, "beds24_id": number, "kind": kind, "guest": guest, "arrival": arrival, "departure": departure}
    return DiscrepancyLine(**(_USUAL | told | more))


LOST = line(1, DiscrepancyKind.ONLY_HERE, "Anna Weber", "2026-06-01", "2026-06-04", reference="R1")


def numbers(*lines: DiscrepancyLine) -> list[int | None]:
    return [one.beds24_id for one in partners_of(LOST, lines)]


def test_the_reference_says_more_than_the_guest_and_that_more_than_the_nights() -> None:
    there = DiscrepancyKind.ONLY_IN_BEDS24
    nights = line(2, there, "Jörg Müller", "2026-06-03", "2026-06-05")
    guest = line(3, there, "anna  weber", "2026-08-01", "2026-08-02")
    reference = line(4, there, "A. Weber", "2026-08-01", "2026-08-02", reference="R1")
    assert numbers(nights, guest, reference) == [4, 3, 2]


def test_who_leaves_when_the_other_comes_shares_no_night_with_them() -> None:
    assert numbers(line(2, DiscrepancyKind.ONLY_IN_BEDS24, "Jörg Müller", "2026-06-04", "2026-06-05")) == []


def test_only_what_the_other_side_alone_has_comes_into_question() -> None:
    same = ("Anna Weber", "2026-06-01", "2026-06-04")
    here = line(2, DiscrepancyKind.GONE, *same)
    differing = line(3, DiscrepancyKind.DATES, *same, field="arrival")
    orphan = line(4, DiscrepancyKind.GROUP_INCOMPLETE, *same, field="group_id")
    member = line(5, DiscrepancyKind.GROUP_INCOMPLETE, *same)
    assert numbers(here, differing, orphan, member) == [5]
    assert [one.beds24_id for one in partners_of(member, [LOST, here])] == [1, 2]
    assert partners_of(differing, [LOST]) == ()
