"""The wiring of the demo: a simulated hotel that lives in this process, with or without a window."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.cli.demo.controls import DemoControls
from console.cli.demo.living import SPEED, connect_demo, living_hotel
from console.cli.demo.stage import Stage
from console.cli.demo.way import MessageWay
from console.domain.errors import Stopped
from console.domain.runs import RunKind, Trigger
from console.domain.secret import Vault
from console.house import House
from console.jobs.runner import Runner, Wish
from console.jobs.workplace import Workplace
from console.late_hooks import LateHooks
from console.settings_wiring import settings_of
from console.ui.opening import Application, Opening, open_window
from console.windowed import Wiring, opening_of

if TYPE_CHECKING:
    from console.webhook_wiring import Hooks


def open_demo(house: House, application: Application) -> None:
    """The window over a demo hotel; nothing in it knows any other address than this machine's own."""
    stage = house.closing.enter_context(living_hotel(house.folder, house.clock.now()))
    open_window(living_demo(house, stage), application)


def living_demo(house: House, stage: Stage) -> Opening:
    """The window over a demo hotel that lives; connected, read, and heard by instant message once it is painted."""
    way = MessageWay(stage.place, stage.vault)
    hooks = LateHooks(stage.place, stage.vault, way.lead, programs="")
    wiring = _wiring(house, stage, hooks, SPEED)

    def prepare(runner: Runner) -> None:
        connect_demo(stage)
        way.switch_on()
        read = runner.ask(Wish(RunKind.FULL, Trigger.MANUAL))
        read.add_done_callback(lambda done: _differ(stage, runner) if done.exception() is None else None)

    wiring.prepare = prepare
    return opening_of(house, wiring)


def _differ(stage: Stage, runner: Runner) -> None:
    """Something for the Reconcile tab to find, once both sides are alike."""
    controls = DemoControls(stage.simulator)
    controls.let_differ()
    with suppress(Stopped):  # the program is about to end
        compared = runner.ask(Wish(RunKind.RECONCILE, Trigger.MANUAL))
        compared.add_done_callback(lambda _done: controls.sell_twice())


def standing_demo(house: House, stage: Stage) -> Opening:
    """The window over a demo hotel that stands; it is told of no way to connect it further."""
    return opening_of(house, _wiring(house, stage))


def picture_demo(house: House, stage: Stage, folder: Path) -> list[Path]:
    """Pictures of every tab over a demo hotel that stands."""
    from console.ui.picturing import take_pictures  # noqa: PLC0415 - a window needs none

    return take_pictures(standing_demo(house, stage), folder)


def demo_hooks(place: Workplace, runner: Runner, vault: Vault, tell: Callable[[object], None]) -> "Hooks":
    """What hears the demo's messages where there is no window."""
    from console.webhook_wiring import Hooks  # noqa: PLC0415 - a window makes its own, and later

    return Hooks(place, runner, vault, tell, tell, tell_events=tell)


def _wiring(house: House, stage: Stage, hooks: LateHooks | None = None, speed: float = 1.0) -> Wiring:
    settings = settings_of(house, stage.place, stage.beds24, stage.vault, None, hooks)
    wiring = Wiring(house, stage.place, stage.beds24.credits, settings, speed, DemoControls(stage.simulator))
    wiring.hooks = hooks
    return wiring
