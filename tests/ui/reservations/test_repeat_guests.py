"""A guest who was here before is known as such wherever a reservation is shown."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from console.domain.announcing import GuestsChanged
from console.domain.booking import Booking
from console.services.guest_editing import GuestEditing
from console.ui.parts import ShowPlace
from tests.building import NOW, TODAY, booking
from tests.ui.reservations.conftest import Open, Opened

MAIL = "anna.bauer@gmx.at"


def stay(number: int, days: int, **changes: Any) -> Booking:
    """A stay of one guest that begins so many days from today."""
    arrival = TODAY + timedelta(days=days)
    usual: dict[str, Any] = {"last_name": "Bauer", "email": MAIL, "arrival": arrival}
    return booking(number, departure=arrival + timedelta(days=2), **(usual | changes))


def flag(opened: Opened, number: int, name: str, reason: str = "") -> None:
    """Somebody at the desk flags the guest of this booking."""
    editing: GuestEditing = opened.desk.parts.guest_editing
    (line,) = [one for one in opened.tab.model.all if one.beds24_id == number]
    opened.desk.parts.saver.save(
        lambda: editing.set_flag(line.guest_id or 0, name, reason), lambda _none: None, lambda _error: None
    )


def test_each_stay_tells_the_how_manieth_it_is(open_tab: Open) -> None:
    opened = open_tab(stay(1, -40), stay(2, -20, status="cancelled"), stay(3, 2), stay(4, 9))
    assert opened.shown() == ["Anna Bauer · ×2", "Anna Bauer · ×3"]


def test_several_rooms_at_once_are_one_stay(open_tab: Open) -> None:
    opened = open_tab(stay(1, -40), stay(2, -40, unit_id=2, group_id=1), stay(3, 2), stay(4, 3, unit_id=2))
    assert opened.shown() == ["Anna Bauer · ×2", "Anna Bauer · ×2"]


def test_a_stay_booked_before_known_ones_counts_beside_them_at_once(open_tab: Open) -> None:
    opened = open_tab(stay(1, 9))
    opened.hear(stay(2, 2))
    assert opened.shown() == ["Anna Bauer", "Anna Bauer · ×2"]


def test_what_the_desk_flags_stands_in_the_row_in_words(open_tab: Open) -> None:
    opened = open_tab(stay(1, 2), stay(2, 9, last_name="Huber", email="huber@gmx.at"))
    flag(opened, 1, "do_not_rent", "Smoked in 201")
    opened.qtbot.waitUntil(lambda: opened.shown() == ["Anna Bauer · Do not rent", "Anna Huber"])
    flag(opened, 2, "vip")
    opened.qtbot.waitUntil(lambda: opened.shown() == ["Anna Bauer · Do not rent", "Anna Huber · VIP"])
    assert "Do not rent" in opened.tab.model.telling.row(opened.tab.model.shown[0])


def test_where_anybody_may_have_changed_everything_is_read(open_tab: Open) -> None:
    opened = open_tab(stay(1, 2))
    with opened.desk.store.writing() as session:
        session.sayings.set_flag([opened.tab.model.shown[0].guest_id or 0], "vip", "", NOW, "desk")
    opened.desk.stage.courier.send(GuestsChanged())
    opened.qtbot.waitUntil(lambda: opened.shown() == ["Anna Bauer · VIP"])


def test_the_pane_tells_it_too_and_leads_to_the_card(open_tab: Open) -> None:
    opened = open_tab(stay(1, -40), stay(2, 2))
    opened.open(2)
    pane = opened.tab.pane
    assert "stay no. 2" in [label.text() for label in pane.findChildren(QLabel)]
    pane.tabs.setCurrentIndex(1)
    page = pane.tabs.currentWidget()
    assert page is not None
    next(one for one in page.findChildren(QPushButton) if one.text() == "Open the guest's card").click()
    guest = opened.tab.model.shown[0].guest_id
    opened.qtbot.waitUntil(lambda: ShowPlace("guests", str(guest)) in opened.desk.news)


def test_a_guest_who_is_new_has_no_mark(open_tab: Open) -> None:
    opened = open_tab(stay(1, 2))
    opened.open(1)
    assert opened.shown() == ["Anna Bauer"]
    assert not any(label.text().startswith("stay no.") for label in opened.tab.pane.findChildren(QLabel))
