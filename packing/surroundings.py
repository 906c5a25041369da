"""Run by the packed program before anything else: what it starts shall not find our libraries in place of its own.

PyInstaller's starter puts the folder of our libraries first in `LD_LIBRARY_PATH`. This process has read it by now; a
browser or a file manager that is opened from it must not. Our own program, started anew, sets all up again by itself.
"""

import os


def give_back() -> None:
    """The surroundings as they were before the starter changed them."""
    former = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if former is not None:
        os.environ["LD_LIBRARY_PATH"] = former
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


give_back()
