"""What the packed program starts, a browser for one, finds its own libraries and not ours."""

import json
import subprocess
import sys

import pytest

from tests.package.packed import ROOT

_TELL = "import json, os, runpy; runpy.run_path('packing/surroundings.py'); print(json.dumps(dict(os.environ)))"


def after_start(**surroundings: str) -> dict[str, str]:
    told = subprocess.run(
        [sys.executable, "-c", _TELL], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, str] = json.loads(told.stdout)
    return {name: value for name, value in found.items() if name.startswith(("LD_", "PYINSTALLER_"))}


def test_the_folder_of_our_libraries_is_not_passed_on() -> None:
    assert after_start(LD_LIBRARY_PATH="/packed") == {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


@pytest.mark.parametrize("former", ["", "/opt/theirs"])
def test_what_was_set_before_is_set_again(former: str) -> None:
    assert after_start(LD_LIBRARY_PATH=f"/packed:{former}", LD_LIBRARY_PATH_ORIG=former) == {
        "LD_LIBRARY_PATH": former,
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }


def test_where_nothing_was_set_nothing_is() -> None:
    assert after_start() == {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
