"""Plays the demo hotel's day, opens the window where nobody sees it, and takes every scene in both themes."""

import io
import shutil
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from console.cli.demo import play_demo
from console.cli.demo.stage import Stage as Demo
from console.cli.interrupts import Interrupts
from console.cli.orders import CommandLine, RunDemo
from console.cli.output import Output
from console.demo_wiring import demo_hooks, standing_demo
from console.house import House
from console.ui.kit.stage import Stage
from console.ui.picturing import picture_in_themes, settle, unseen_window
from tests.fakes.beds24 import StillClock
from tests.screens.desk import DESK_SCENES
from tests.screens.doubled import DOUBLED_SCENES
from tests.screens.first_run import first_run_scenes
from tests.screens.fixing import FIX_SCENES
from tests.screens.past import PAST_SCENES
from tests.screens.review import REVIEW_SCENES
from tests.screens.scenes import SCENES, Set
from tests.screens.webhook import webhook_scenes

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
HOTEL = Path(tempfile.gettempdir()) / "night-porter"
A_DAY = datetime(2026, 6, 16, 8, 40, tzinfo=UTC)


def take_all(house: House, folder: Path, only: frozenset[str], demo: Demo) -> None:
    """Every scene, or those named, over the demo hotel as its day has left it."""

    def take(name: str, stage: Stage, widget: QWidget) -> None:
        if not only or name in only:
            picture_in_themes(stage, widget, folder, name)
            print(name, flush=True)

    with ExitStack() as closing, unseen_window(standing_demo(house, demo)) as life:
        at = Set(life, demo)
        for scene in (*REVIEW_SCENES, *DESK_SCENES, *PAST_SCENES, *FIX_SCENES, *SCENES, *DOUBLED_SCENES):
            widget = scene.arrange(at)
            settle(life.stage)
            take(scene.name, life.stage, widget)
            scene.leave(at, widget)
        life.window.hide()
        for make in (webhook_scenes, first_run_scenes):
            for name, stage, page in make(closing, life.stage, demo, house.folder.path):
                take(name, stage, page)


def main() -> None:
    """The names of scenes may be given; without any, all are taken."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale("en_GB"))
    quiet = Output(as_json=False, out=io.StringIO(), err=io.StringIO())
    clock = StillClock(A_DAY)
    shutil.rmtree(HOTEL, ignore_errors=True)
    with Interrupts() as interrupts:
        line = CommandLine(RunDemo(), demo=True, data_dir=HOTEL)
        with House(line, quiet, clock, interrupts) as house:
            house.take_charge()
            at_end = partial(take_all, house, FOLDER, frozenset(sys.argv[1:]))
            play_demo(house.folder, clock, quiet, interrupts, demo_hooks, seconds=0, at_end=at_end)


if __name__ == "__main__":
    main()
