"""Differences that the desk made, as the tab tells them."""

import pytest

from console.domain.discrepancies import DiscrepancyKind, LikelyCause
from console.domain.edits import Intent
from console.domain.runs import RunKind, Trigger
from console.domain.suggesting import suggestion_for
from console.jobs.runner import Wish
from console.ui.reconcile.telling import SUGGESTIONS, DifferenceTelling
from console.ui.wording import reconcile as words
from tests.storing import apply, rows
from tests.ui.conftest import Desk
from tests.ui.reconcile.conftest import Open, shown, stay


def compare(desk: Desk) -> None:
    desk.runner.ask(Wish(RunKind.RECONCILE, Trigger.MANUAL)).result(20)


@pytest.mark.parametrize("cause", LikelyCause)
def test_every_cause_has_its_words_and_something_to_do_about_it(cause: LikelyCause) -> None:
    assert getattr(words, f"CAUSE_{cause.name}")
    assert getattr(words, f"WHY_{cause.name}")
    assert SUGGESTIONS[suggestion_for(DiscrepancyKind.PRICE, cause)]


@pytest.mark.parametrize(
    ("intent", "state", "page", "cause", "why"),
    [
        (Intent.SEND, "waiting", "expected", "Waits to be sent", "It waits in the outbox"),
        (Intent.SEND, "sending", "expected", "Sent, not read back", "It is read back next"),
        (Intent.SEND, "refused", "review", "Beds24 refused it", "the outbox tells why"),
        (Intent.KEEP, "", "expected", "Kept on purpose", "wants it to stay different"),
    ],
)
def test_what_the_desk_changed_says_so_and_needs_nobody_unless_it_was_refused(
    desk: Desk, open_tab: Open, intent: Intent, state: str, page: str, cause: str, why: str
) -> None:
    apply(desk.store, stay(1))
    desk.beds24.put(stay(1))
    desk.parts.edit_desk.change(1, {"price": 11100}, intent)
    with desk.store.writing() as session:
        session.connection.execute("UPDATE sendings SET state = ?", (state,))
    compare(desk)
    opened = open_tab()
    shown_page = opened.page(page)
    assert shown(shown_page, "cause") == [cause]
    (line,) = shown_page.model.shown
    told = DifferenceTelling(desk.stage).why(line)
    assert told.startswith("Changed here on 14:00 by Maria")
    assert why in told


def test_what_both_sides_changed_waits_for_review(desk: Desk, open_tab: Open) -> None:
    apply(desk.store, stay(1))
    desk.parts.edit_desk.change(1, {"price": 11100})
    desk.beds24.put(stay(1, price=22200, modified_at=stay(1).modified_at.replace(minute=30)))
    compare(desk)
    opened = open_tab()
    assert shown(opened.review, "cause") == ["Changed on both sides"]
    assert rows(desk.store, "SELECT status FROM discrepancies") == [("open",)]
