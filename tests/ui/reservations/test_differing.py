"""What is not the same at Beds24 is marked in the list, in words too, and can be asked for alone."""

from datetime import UTC

import pytest
from pytestqt.qtbot import QtBot

from console.domain.announcing import EditsChanged
from console.domain.discrepancies import Difference, Discrepancy, DiscrepancyKind, Evidence, LikelyCause, Severity
from console.domain.edits import Intent
from console.domain.lines import Differing, ReservationLine
from console.domain.sieve import Chip
from console.services.editing import EditDesk, NewStay
from console.store.store import Store
from console.ui.reservations.differing_facts import overview
from console.ui.reservations.telling import Telling
from tests.building import NOW, SINGLE, TODAY, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply
from tests.ui.conftest import Desk
from tests.ui.reservations.conftest import Open


def _lines(desk: Desk) -> dict[int | None, ReservationLine]:
    return {line.beds24_id: line for line in desk.parts.book.lines()}


@pytest.fixture
def editing(store: Store, clock: StillClock) -> EditDesk:
    return EditDesk(store, clock, lambda _news: None, lambda: "Maria")


def _id(desk: Desk, number: int) -> int:
    return _lines(desk)[number].id


def test_each_way_to_differ_is_told_and_the_one_that_needs_a_person_first(desk: Desk, editing: EditDesk) -> None:
    apply(desk.store, *(booking(number, unit_id=0) for number in range(1, 7)))
    editing.change(_id(desk, 1), {"notes": "x"})
    editing.change(_id(desk, 2), {"notes": "x"}, Intent.KEEP)
    editing.change(_id(desk, 3), {"price": 1})
    apply(desk.store, later(booking(3, unit_id=0), price=2))
    editing.change(_id(desk, 4), {"notes": "x"})
    with desk.store.writing() as session:
        session.connection.execute("UPDATE sendings SET state = 'refused' WHERE reservation_id = ?", (_id(desk, 4),))
        found = Difference(kind=DiscrepancyKind.PRICE, severity=Severity.LATER, beds24_id=5, field="price")
        session.discrepancies.take([Discrepancy(found, LikelyCause.UNDATED, Evidence())], 1, NOW)
    told = {number: line.differing for number, line in _lines(desk).items()}
    assert told == {
        1: Differing.WAITS, 2: Differing.KEPT, 3: Differing.CONFLICT, 4: Differing.REFUSED, 5: Differing.FOUND, 6: "",
    }  # fmt: skip


def test_a_reservation_made_here_waits_until_beds24_has_it(desk: Desk, editing: EditDesk) -> None:
    editing.create(NewStay(room_type_id=SINGLE, unit_id=1, arrival=TODAY, departure=TODAY.replace(day=20)))
    assert _lines(desk)[None].differing == Differing.WAITS


def test_the_mark_comes_with_the_news_and_is_told_in_words(
    desk: Desk, editing: EditDesk, open_tab: Open, qtbot: QtBot
) -> None:
    opened = open_tab(booking(1), booking(2, unit_id=2))
    id_ = _id(desk, 1)
    editing.change(id_, {"notes": "x"}, Intent.KEEP)
    desk.stage.courier.send(EditsChanged((id_,)))
    model = opened.tab.model
    qtbot.waitUntil(lambda: model.line(model.row_of(id_)).differing == Differing.KEPT)
    line = model.line(model.row_of(id_))
    assert "Differs from Beds24 on purpose" in model.telling.row(line)
    assert model.telling.flags(line)[0][2] == "Differs from Beds24 on purpose"


def test_a_chip_shows_only_what_differs(desk: Desk, editing: EditDesk, open_tab: Open, qtbot: QtBot) -> None:
    apply(desk.store, booking(1), booking(2, unit_id=2))
    editing.change(_id(desk, 2), {"notes": "x"})
    opened = open_tab()
    qtbot.waitUntil(lambda: opened.tab.model.total == 2)
    opened.tab.filters.set_chips([Chip.DIFFERS])
    assert [line.beds24_id for line in opened.tab.model.shown] == [2]


def test_every_way_to_differ_has_its_sign(desk: Desk, open_tab: Open) -> None:
    opened = open_tab(booking(1))
    line = _lines(desk)[1]
    for kind in Differing:
        icon, tone, _ = opened.tab.model.telling.flags(line._replace(differing=kind.value))[0]
        assert not desk.stage.icon(icon, tone).isNull()


def test_the_details_show_here_beside_beds24_for_each_part(
    desk: Desk, editing: EditDesk, open_tab: Open, qtbot: QtBot
) -> None:
    apply(desk.store, booking(1))
    editing.change(_id(desk, 1), {"departure": TODAY.replace(day=20)}, Intent.KEEP)
    editing.change(_id(desk, 1), {"unit_id": 2, "price": 1})
    with desk.store.writing() as session:
        session.connection.execute("UPDATE sendings SET message = 'Beds24 cannot be reached.'")
    opened = open_tab()
    opened.tab.open_reservation(_id(desk, 1))
    qtbot.waitUntil(lambda: opened.tab.pane.details is not None)
    details = opened.tab.pane.details
    assert details is not None
    section = overview(details, opened.tab.model.telling)[0]
    assert section.title == "Not the same at Beds24"
    told = {fact.name: fact.value for fact in section.facts}
    assert told["Dates"].startswith(
        "Tue 12 May – Wed 20 May\nBeds24: Tue 12 May – Fri 15 May\nKept different on purpose"
    )
    assert "by Maria" in told["Dates"]
    assert told["Room"] == "202 · Double\nBeds24: 201 · Double\nWaits to be sent: Beds24 cannot be reached."
    assert told["Price"].startswith("€0.01\nBeds24: €300.00")


def test_a_reservation_made_here_says_that_beds24_lacks_it(desk: Desk, editing: EditDesk) -> None:
    act = editing.create(NewStay(room_type_id=SINGLE, unit_id=1, arrival=TODAY, departure=TODAY.replace(day=20)))
    details = desk.parts.book.details(act.reservation_id)
    assert details is not None
    section = overview(details, Telling(UTC, TODAY.isoformat()))[0]
    assert "Beds24 does not have this reservation yet" in section.hint


def test_where_both_sides_agree_nothing_is_said(desk: Desk) -> None:
    apply(desk.store, booking(1))
    details = desk.parts.book.details(_id(desk, 1))
    assert details is not None
    assert overview(details, Telling(UTC, TODAY.isoformat()))[0].empty
