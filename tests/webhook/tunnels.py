"""A program of ours named cloudflared, in a folder that is handed in as a PATH: it does what a test plans for it."""

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ADDRESS = "https://first-hotel-of-all.trycloudflare.com"
OTHER = "https://second-hotel-of-all.trycloudflare.com"
SEGMENT = "canary-segment-of-the-address"

_SCRIPT = """#!{python} -IS
import json, os, pathlib, signal, sys, time

here = pathlib.Path(__file__).parent
with (here / "starts").open("a") as starts:
    starts.write(json.dumps([os.getpid(), sys.argv[1:], sorted(os.environ)]) + "\\n")
number = len((here / "starts").read_text().splitlines())
plan = json.loads((here / "plan").read_text())
for deed, what in plan[min(number, len(plan)) - 1]:
    if deed == "say":
        print(what, file=sys.stderr, flush=True)
    elif deed == "end":
        sys.exit(int(what))
    elif deed == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif deed == "await":
        while not (here / what).exists():
            time.sleep(0.01)
while True:
    signal.pause()
"""


def said(address: str) -> list[list[str]]:
    """The lines in which cloudflared tells its address, and goes on."""
    return [
        ["say", "INF Requesting new quick Tunnel on trycloudflare.com..."],
        ["say", "INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |"],
        ["say", f"INF |  {address}{' ' * 34}|"],
        ["say", "INF Registered tunnel connection connIndex=0 location=vie05 protocol=quic"],
        ["say", f'ERR error="refused" dest={address}/api/integrations/beds24/webhook/{SEGMENT} type=http'],
    ]


@dataclass(frozen=True)
class Start:
    """One start of the program."""

    pid: int
    words: list[str]
    surroundings: list[str]

    @property
    def is_there(self) -> bool:
        """Whether it still runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


class Program:
    """Each start carries out the next of the planned lists of deeds, and the last one again and again.

    Deeds: say a line, end with a code, deaf to SIGTERM, await a file's being there. After its deeds it goes on running.
    """

    def __init__(self, folder: Path, *plan: list[list[str]]) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.plan(*plan)
        program = folder / "cloudflared"
        program.write_text(_SCRIPT.format(python=sys.executable))
        program.chmod(0o755)

    @property
    def path(self) -> str:
        """Where it is found, as in PATH."""
        return str(self.folder)

    def plan(self, *plan: list[list[str]]) -> None:
        """Do this from the next start on, whose number goes on."""
        (self.folder / "plan").write_text(json.dumps(plan or [[]]))

    def let_go(self, name: str) -> None:
        """What awaits the file of this name goes on."""
        (self.folder / name).touch()

    @property
    def starts(self) -> list[Start]:
        try:
            lines = (self.folder / "starts").read_text().splitlines()
        except FileNotFoundError:
            return []
        told: list[list[Any]] = [json.loads(line) for line in lines]
        return [Start(*one) for one in told]

    def kill(self) -> None:
        """Whatever of it still runs."""
        for start in self.starts:
            with suppress(ProcessLookupError):
                os.kill(start.pid, signal.SIGKILL)
