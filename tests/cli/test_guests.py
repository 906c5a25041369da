"""`guests`: pairs that may be one person, merged, refused and taken back from a terminal."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Beds24Process, Console


@pytest.fixture
def hotel(tmp_path: Path, read_hotel: Console, beds24: Beds24Process) -> Console:
    """A hotel of the test's own, with everything read."""
    shutil.copytree(read_hotel.folder, tmp_path / "own")
    return Console(tmp_path / "own", beds24.url)


def two_guests(hotel: Console) -> tuple[int, int]:
    first, second, *_ = sorted(guest["id"] for guest in hotel.run("export", "guests").json())
    return first, second


def test_two_guests_are_merged_and_exact_again_after_undo(hotel: Console) -> None:
    before = hotel.run("export", "guests").json()
    one, other = two_guests(hotel)
    merged = hotel.run("guests", "merge", str(one), str(other), "--json")
    assert merged.code == 0
    assert merged.json()["guests"] == [one]
    assert len(hotel.run("export", "guests").json()) == len(before) - 1
    undone = hotel.run("guests", "undo", str(merged.json()["event"]), "--json")
    assert undone.code == 0
    assert undone.json()["guests"] == [one, other]
    assert hotel.run("export", "guests").json() == before


def test_those_who_are_not_the_same_stay_two(hotel: Console) -> None:
    one, other = two_guests(hotel)
    refused = hotel.run("guests", "not-same", str(one), str(other))
    assert refused.code == 0
    assert "never taken for one person" in refused.out
    assert two_guests(hotel) == (one, other)


def test_what_may_be_one_person_is_told_with_the_reasons(read_hotel: Console) -> None:
    told = read_hotel.run("guests", "propose", "--json")
    document = told.json()
    assert told.code == (1 if document["open"] else 0)
    assert len(document["proposals"]) == min(document["open"], 50)
    for proposal in document["proposals"]:
        assert proposal["agreeing"] or proposal["rule"] == "R8"


def test_numbers_that_nobody_has_are_said(hotel: Console) -> None:
    one, _ = two_guests(hotel)
    assert hotel.run("guests", "merge", str(one), "999999").code == 2
    assert hotel.run("guests", "undo", "77").code == 2
    ran = hotel.run("guests", "merge", str(one), str(one))
    assert ran.code == 2
    assert "one guest already" in ran.err
