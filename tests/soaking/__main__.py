"""`make soak`: so many minutes of a hotel's life (`MINUTES=10`, `PACE=40` events a minute), and what was seen."""

import argparse
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.table import HEAD
from tests.soaking.figures import figures
from tests.soaking.soak import soak


def main(minutes: float, pace: float) -> int:
    """Print the table; 1 when something was not kept."""
    with tempfile.TemporaryDirectory(prefix="night-porter-soak-") as folder:
        soaked = soak(Path(folder), minutes, pace)
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {minutes:g} min, {pace:g} events a minute\n"
    )
    print(HEAD)
    found = list(figures(soaked))
    for figure in found:
        print(figure.line())
    return int(not all(figure.kept for figure in found))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.soaking", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pace", type=float, default=40)
    given = parser.parse_args()
    sys.exit(main(given.minutes, given.pace))
