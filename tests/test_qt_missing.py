"""A machine without the system's libraries that Qt needs, and faults of our own that look alike."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TAKE_PICTURES = """
import sys
from pathlib import Path
from types import SimpleNamespace
from console import app

house = SimpleNamespace(folder=SimpleNamespace(path=Path(sys.argv[1])), output=SimpleNamespace(say=print))
app._take_pictures(house, None)
"""


def take_pictures(tmp_path: Path, broken: str, reason: str) -> "subprocess.CompletedProcess[str]":
    """In a process that finds a module `broken` in front of the real one, which fails to load for `reason`."""
    module = tmp_path / Path(*broken.split("."))
    module.parent.mkdir(parents=True)
    (module.parent / "__init__.py").write_text("")
    module.with_suffix(".py").write_text(f"raise ImportError({reason!r})")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    words = [sys.executable, "-c", TAKE_PICTURES, str(tmp_path)]
    return subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)


def test_without_the_libraries_the_demo_says_that_it_makes_no_pictures(tmp_path: Path) -> None:
    ended = take_pictures(tmp_path, "PySide6.QtWidgets", "libGL.so.1: cannot open shared object file")
    assert ended.returncode == 0, ended.stderr
    assert "No pictures of the window: Qt's system libraries are not on this machine" in ended.stdout


def test_another_module_that_does_not_load_is_not_taken_for_them(tmp_path: Path) -> None:
    ended = take_pictures(tmp_path, "qtawesome.something", "a fault of ours")
    assert "No pictures" not in ended.stdout
    assert ended.returncode != 0
