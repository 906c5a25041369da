"""The Reconcile tab joined from its pages; whoever adds one puts it into `make_tab`."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.ui.kit.paged_tab import Page
from console.ui.kit.stage import Stage
from console.ui.parts import Parts, ShowPlace
from console.ui.reconcile.act_telling import ActTelling
from console.ui.reconcile.acts import BY_RULES, BY_US, ActServices, ActsPage
from console.ui.reconcile.deeds import DifferenceDeeds
from console.ui.reconcile.feed import ReconcileFeed
from console.ui.reconcile.fixes import hang_fixes
from console.ui.reconcile.head import ReconcileHead
from console.ui.reconcile.overbooking_deeds import OverbookingDeeds
from console.ui.reconcile.overbooking_page import OverbookingPage
from console.ui.reconcile.overbooking_telling import OverbookingTelling
from console.ui.reconcile.page import DifferencesPage
from console.ui.reconcile.rules import RulesPage
from console.ui.reconcile.tab import ReconcileTab, expected, for_review
from console.ui.reconcile.telling import DifferenceTelling


def make_tab(stage: Stage, parts: Parts, hotel: Callable[[], str]) -> ReconcileTab:
    """The tab with all its pages; it reads at once."""
    telling, feed = DifferenceTelling(stage), ReconcileFeed(stage, parts.discrepancy_book)
    deeds = DifferenceDeeds(stage, lambda: parts.discrepancy_desk, parts.saver, telling)
    services = ActServices(parts.act_book, lambda: parts.edit_desk, parts.saver)
    told = ActTelling(stage, telling)
    review, apart = (DifferencesPage(stage, of, deeds, telling) for of in (for_review(stage), expected()))
    ruled, fixed = (ActsPage(stage, of, services, told) for of in (BY_RULES, BY_US))
    for page in (review, apart, ruled, fixed):
        page.follow(feed)
        page.pane.reservation_wanted.connect(lambda id_: stage.courier.send(ShowPlace("reservations", str(id_))))
        page.pane.guest_wanted.connect(lambda id_: stage.courier.send(ShowPlace("guests", str(id_))))
    for differences in (review, apart):
        differences.pane.waiting_wanted.connect(lambda: stage.courier.send(ShowPlace("sync", "parked")))
    hang_fixes(stage, parts, deeds, (review, apart))
    over = _overbooked(stage, parts, hotel)
    pages: list[tuple[QWidget, Page]] = [(review, review), (over, over)]
    pages += [(one, one) for one in (ruled, fixed, apart)]
    rules = RulesPage(stage, parts.rule_desk, parts.saver)
    pages.append((rules, rules))
    tab = ReconcileTab(stage, ReconcileHead(stage, parts), feed, pages, hotel)
    feed.read()
    return tab


def _overbooked(stage: Stage, parts: Parts, hotel: Callable[[], str]) -> OverbookingPage:
    telling = OverbookingTelling(stage)
    deeds = OverbookingDeeds(stage, lambda: parts.overbooking_desk, parts.saver, telling, hotel)
    page = OverbookingPage(stage, parts.overbooking_book, telling, deeds)
    page.reservation_wanted.connect(lambda id_: stage.courier.send(ShowPlace("reservations", str(id_))))
    return page
