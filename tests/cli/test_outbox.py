"""The outbox on the command line: `sync` sends it, `serve` tells of it, `export outbox` and `doctor` show it."""

from typing import Any

import pytest

from console.cli.sending import sending_sentences
from console.domain.clock import SystemClock
from console.domain.outbox import Sent, Verdict
from console.services.editing import EditDesk
from console.store.database import Database
from console.store.store import Store
from tests.cli.running import Beds24Process, Console


def edit(console: Console, beds24_id: int, **values: Any) -> None:
    """Somebody at the desk changes a reservation while no program of ours sends."""
    store = Store(Database(console.folder / "night-porter.db"))
    try:
        with store.reading() as session:
            id_ = session.reservations.versions([beds24_id])[beds24_id].id
        EditDesk(store, SystemClock(), lambda _news: None, lambda: "Maria").change(id_, values)
    finally:
        store.close()


@pytest.fixture
def number(connected: Console, beds24: Beds24Process) -> int:
    """A booking that is here and far from its end."""
    assert connected.run("sync").code == 0
    there = beds24.order("truth")["bookings"]
    return int(max((one["arrival"], one["id"]) for one in there if one["status"] in {"confirmed", "new"})[1])


def truth(beds24: Beds24Process, number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in beds24.order("truth")["bookings"] if one["id"] == number)
    return found


def test_sync_sends_what_waits_and_says_so(connected: Console, beds24: Beds24Process, number: int) -> None:
    edit(connected, number, arrival_time="21:30")
    (row,) = connected.run("export", "outbox").json()
    assert (row["beds24_id"], row["parts"], row["state"], row["is_new"]) == (number, ["arrival_time"], "waiting", False)
    ran = connected.run("sync")
    assert ran.code == 0
    assert "Sent to Beds24: 1 reservation." in ran.out
    assert truth(beds24, number)["arrivalTime"] == "21:30"
    assert connected.run("export", "outbox").json() == []


def test_serve_sends_after_its_first_check_and_tells_it_in_a_line(
    connected: Console, beds24: Beds24Process, number: int
) -> None:
    edit(connected, number, arrival_time="19:45")
    with connected.process("serve") as serving:
        assert "Sent to Beds24: 1 reservation." in serving.line_with("Sent to Beds24")
    assert truth(beds24, number)["arrivalTime"] == "19:45"


def test_a_check_only_sends_nothing(connected: Console, beds24: Beds24Process, number: int) -> None:
    edit(connected, number, arrival_time="21:30")
    beds24.order("log", clear=True)
    assert connected.run("sync", "--full", "--check-only").code == 0
    assert "POST" not in {one["method"] for one in beds24.order("log")["requests"]}


def test_what_moved_meanwhile_needs_a_person_and_doctor_says_so(
    connected: Console, beds24: Beds24Process, number: int
) -> None:
    assert "Outbox: empty" in connected.run("doctor").out
    edit(connected, number, voucher="ours")
    beds24.order("modify", id=number, voucher="theirs")
    ran = connected.run("sync", "--json")
    assert (ran.code, ran.json()["exit_code"]) == (1, 1)
    assert "1 reservation to be decided before Beds24 gets it" in ran.err
    (row,) = connected.run("export", "outbox").json()
    assert (row["parts"], row["conflicts"], row["state"]) == ([], ["voucher"], "conflict")
    told = connected.run("doctor").out
    assert "1 reservation to be decided, for both sides changed the same" in told
    assert "to be sent" not in told
    assert "export outbox" in told


def test_the_columns_of_the_table_are_those_of_the_list(connected: Console, number: int) -> None:
    edit(connected, number, arrival_time="20:15")
    names = list(connected.run("export", "outbox").json()[0])
    table = connected.run("export", "outbox", "--format", "csv").out
    assert table.removeprefix("\ufeff").splitlines()[0].split(",") == names


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ((Sent(Verdict.EQUAL, "", 1), Sent(Verdict.EQUAL, "", 2)), ["Sent to Beds24: 2 reservations."]),
        ((Sent(Verdict.NOTHING, "", 1),), []),
        (
            (Sent(Verdict.REFUSED, "No room.", 1), Sent(Verdict.EQUAL, "", 2)),
            ["Sent to Beds24: 1 reservation.", "Beds24 did not take 1 reservation: No room."],
        ),
        (
            (Sent(Verdict.WAITS, "No line.", 1), Sent(Verdict.WAITS, "No line.", 2)),
            ["Not sent yet, 2 reservations: No line."],
        ),
    ],
)
def test_what_came_of_it_is_told_once_for_each_reason(sent: tuple[Sent, ...], told: list[str]) -> None:
    assert sending_sentences(sent) == told
