"""The simulator as a process: one JSON line on standard output, then service until SIGTERM or Ctrl+C."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from console.simulator.auth import ALL_SCOPES
from console.simulator.clock import SimulatedClock
from console.simulator.hotel import MOST_ROOMS
from console.simulator.pace import Pacemaker
from console.simulator.server import serve
from console.simulator.simulator import Simulator
from console.simulator.webhooks.courier import Courier
from console.simulator.webhooks.flags import add_webhook_flags, set_up_webhooks

_MOST_BOOKINGS = 1_000_000
_VERBS = ("read", "write", "delete", "all")


def read_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of `python -m console.simulator`."""
    parser = argparse.ArgumentParser(prog="python -m console.simulator", description=__doc__)
    parser.add_argument("--port", type=_whole(0, 65_535), default=0, help="0 picks a free one")
    parser.add_argument("--rooms", type=_whole(1, MOST_ROOMS), default=20)
    parser.add_argument("--bookings", type=_whole(0, _MOST_BOOKINGS), default=143)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=1.0, help="simulated seconds per real second")
    parser.add_argument("--pace", type=float, default=0.0, help="events per real minute; 0 for none")
    parser.add_argument("--credits", type=float, default=100.0, help="allowance per five minutes")
    parser.add_argument("--scopes", nargs="+", type=_scope, default=list(ALL_SCOPES), metavar="SCOPE")
    add_webhook_flags(parser)
    return parser.parse_args(words)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"it takes a whole number from {least} to {most}")
        return int(text)

    return read


def _scope(text: str) -> str:
    verb, _, area = text.partition(":")
    if verb not in _VERBS or f"all:{area}" not in ALL_SCOPES:
        raise argparse.ArgumentTypeError(f"{text} is no scope; one is read:bookings, others {', '.join(ALL_SCOPES)}")
    return text


def run(options: argparse.Namespace, stop: threading.Event) -> None:
    """Serve until `stop` is set."""
    clock = SimulatedClock(datetime.now(UTC), options.speed)
    simulator = Simulator(clock, options.seed, rooms=options.rooms, credit_limit=options.credits)
    simulator.populate(options.bookings)
    set_up_webhooks(simulator, options)
    pacemaker = Pacemaker(simulator, options.pace) if options.pace else None
    with serve(simulator, options.port) as server, Courier(simulator.hooks):
        start = {
            "base_url": server.base_url,
            "control_url": server.control_url,
            "property_id": simulator.hotel.id,
            "invite_code": simulator.make_invite_code(options.scopes),
        }
        sys.stdout.write(json.dumps(start) + "\n")
        sys.stdout.flush()
        if pacemaker:
            pacemaker.start()
        stop.wait()
        if pacemaker:
            pacemaker.stop()


def main(words: Sequence[str] | None = None) -> int:
    """Run the process; exit code 0 after SIGTERM or Ctrl+C, 1 if it cannot serve, 2 for wrong usage."""
    options = read_arguments(words)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        run(options, stop)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        sys.stderr.write(f"The simulator cannot serve on port {options.port}: {reason}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
