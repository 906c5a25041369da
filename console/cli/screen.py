"""Whether a window could be seen here."""

import os
import sys

SAY_SO = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_screen() -> bool:
    """Elsewhere than on Linux there always is a screen; there the session says so."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in SAY_SO)
