"""`make bench`: every figure that the project promises, as ratios measured in one run."""

import platform
import sys
from datetime import UTC, datetime

from tests.benchmarks import (
    apply_rate,
    differences,
    doubling,
    draining,
    guest_list,
    hearing,
    idling,
    listening,
    reconciling,
    reviewing,
    stalling,
    starting,
    syncing,
    window,
)
from tests.benchmarks.guests import importing, placing
from tests.benchmarks.table import HEAD, Figure

SUITES = {
    "pull": syncing.measure_quiet_pull,
    "apply": apply_rate.measure,
    "import": importing.measure,
    "match": placing.measure,
    "drain": draining.measure,
    "compare": reconciling.measure,
    "overbooked": doubling.measure,
    "reconcile": differences.measure_credits,
    "differences": differences.measure_tab,
    "memory": syncing.measure_memory,
    "start": starting.measure,
    "stall": stalling.measure,
    "list": window.measure_list,
    "guest-list": guest_list.measure_guests,
    "review": reviewing.measure,
    "idle": idling.measure,
    "listen": listening.measure,
    "heard": hearing.measure,
}
ON_DEMAND = {"idle-long": idling.measure_long, "listen-long": listening.measure_long}


def main(wanted: list[str]) -> int:
    """Print the table of the suites named, without names that of all but the long ones; 1 when a figure is not kept."""
    found: list[Figure] = []
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}\n\n{HEAD}")
    for name in wanted or SUITES:
        for figure in (SUITES | ON_DEMAND)[name]():
            print(figure.line(), flush=True)
            found.append(figure)
    return int(not all(figure.kept for figure in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
