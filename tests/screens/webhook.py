"""The page of instant messages in its states, over the demo's Beds24, which sends real messages to this computer."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from console.cli.demo.stage import Stage as Demo
from console.simulator import Kind
from console.ui.kit.stage import Stage
from console.ui.settings.webhook import WebhookSection
from tests.ui.settings.hearing import hearing_tab

_NEWS = (Kind.DIRECT_BOOKING, Kind.PRICE_CHANGED, Kind.DATES_CHANGED, Kind.MESSAGE, Kind.CANCELLED_IN_PANEL)


def webhook_scenes(closing: ExitStack, like: Stage, demo: Demo, folder: Path) -> Iterator[tuple[str, Stage, QWidget]]:
    """Each state's name, the stage it stands on and the tab, one after the other."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    (folder / "bin").mkdir()
    for name in ("cloudflared", "tailscale"):
        program = folder / "bin" / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    tab, hooks, stage, _runner = closing.enter_context(hearing_tab(app, demo, folder, like.look))
    tab.resize(1280, 800)
    tab.show_place("webhook")
    page = tab.section
    assert isinstance(page, WebhookSection)
    _until(page.switch.isChecked)  # as the demo's day has left it
    page.switch.click()
    _until(lambda: "Switched off" in page.state.text)
    yield "settings-webhook-off", stage, tab
    page.switch.click()
    _until(lambda: hooks.ear.state.port is not None and page.way.public.isVisible())
    page.way.public.setText(f"http://127.0.0.1:{hooks.ear.state.port}")
    page.way.public.editingFinished.emit()
    _until(page.there.set_up.isEnabled)
    page.there.set_up.click()
    _until(page.there.look.isEnabled)
    _tell_news(demo)
    _until(lambda: "Taken in" in page.heard.text)
    yield "settings-webhook", stage, tab
    page.trip.start.click()
    _until(page.trip.start.isEnabled)
    demo.simulator.set_webhooks({"additionalData": "CVC"})
    page.there.look.click()
    _until(page.there.cards.isVisible)
    _scroll_to(page.there)
    yield "settings-webhook-cards", stage, tab


def _tell_news(demo: Demo) -> None:
    for kind in _NEWS:
        demo.simulator.happen(kind)
    demo.time.advance(20 * 60)
    demo.simulator.hooks.deliver_due()


def _scroll_to(widget: QWidget) -> None:
    """Let it begin at the top of what is seen."""
    area = next(one for one in widget.window().findChildren(QScrollArea) if one.isAncestorOf(widget))
    within = area.widget()
    assert within is not None
    area.verticalScrollBar().setValue(widget.mapTo(within, widget.rect().topLeft()).y())


def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
