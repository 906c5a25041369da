"""The version is written in two places, which say the same."""

import tomllib
from pathlib import Path

from console import VERSION


def test_the_program_and_its_package_have_one_version() -> None:
    told = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert told["project"]["version"] == VERSION
