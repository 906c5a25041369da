"""Whoever came along has a card of their own, which tells with whom."""

import json
from pathlib import Path

from console.domain.companion import Companion
from console.ui.guests.card_saving import write_card
from tests.ui.guests.conftest import Open, stay
from tests.ui.guests.test_card import OVERVIEW, SOURCES, STAYS, card_of, texts


def test_a_companion_has_a_card_with_the_stay_and_whoever_booked(open_page: Open) -> None:
    otto = Companion(71, "Otto", "Holz", email="otto@posteo.de")
    page = open_page(stay(1, "Anna", "Bauer", companions=(otto,)), stay(2, "Otto", "Holz", 30, email="otto@posteo.de"))
    assert page.shown() == ["Anna Bauer", "Otto Holz"]
    pane = card_of(page, 2)
    assert "Fri 22 May – Sun 24 May · 201 · came along with Anna Bauer" in texts(pane, STAYS)
    assert "Thu 11 Jun – Sat 13 Jun · 201 · Confirmed · €300.00" in texts(pane, STAYS)
    assert "Came along: direct, Fri 22 May – Sun 24 May" in texts(pane, SOURCES)
    assert "Anna Bauer: came together in one booking" in texts(pane, OVERVIEW)
    assert "otto@posteo.de" not in texts(card_of(page, 1), OVERVIEW)


def test_a_companion_is_taken_out_of_a_card_alone(open_page: Open) -> None:
    otto = Companion(71, "Otto", "Holz", email="otto@posteo.de")
    page = open_page(stay(1, "Anna", "Bauer", companions=(otto,)), stay(2, "Otto", "Holz", 30, email="otto@posteo.de"))
    pane = card_of(page, 2)
    assert pane.card is not None
    assert len(pane.card.sources) == 2
    page.desk.parts.guest_desk.split(
        pane.card.id, [next(s.row.profile_id for s in pane.card.sources if s.row.role == "companion")]
    )
    page.qtbot.waitUntil(lambda: pane.card is not None and len(pane.card.sources) == 1)
    assert page.guest_of(1) != page.guest_of(2)


def test_a_saved_card_tells_nothing_of_whoever_booked(open_page: Open, tmp_path: Path) -> None:
    otto = Companion(71, "Otto", "Holz", email="otto@posteo.de")
    page = open_page(stay(1, "Anna", "Bauer", companions=(otto,)), stay(2, "Otto", "Holz", 30, email="otto@posteo.de"))
    pane = card_of(page, 2)
    assert pane.card is not None
    write_card(tmp_path / "card.json", pane.card, pane.telling, as_pdf=False)
    told = json.loads((tmp_path / "card.json").read_text("utf-8"))
    assert [(one["came_along"], one["price"]) for one in told["reservations"]] == [(True, None), (False, "300.00")]
    assert "Bauer" not in (tmp_path / "card.json").read_text("utf-8")
