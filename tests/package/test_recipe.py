"""What the recipe and the locks promise, read from them."""

import re

import pytest

from console.services.guest_lists import GUEST_LISTS
from console.vault.allowed import choice_for
from tests.package.packed import ROOT

_LOCKS = ("requirements.lock", "requirements-package.lock")
_TOOLS = {"altgraph", "macholib", "pefile", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools"}


def locked(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_keyring_that_is_allowed_is_named(platform: str) -> None:
    recipe = (ROOT / "build.spec").read_text("utf-8")
    assert [one.module for one in choice_for(platform).allowed if f'"{one.module}"' not in recipe] == []


@pytest.mark.parametrize("name", ["contacts.json", "names.json"])
def test_the_guest_lists_lie_in_the_folder_as_they_lie_beside_the_sources(name: str) -> None:
    assert '("resources", "resources")' in (ROOT / "build.spec").read_text("utf-8")
    assert GUEST_LISTS.joinpath(name).is_file()
    assert GUEST_LISTS.parent == ROOT / "resources"


def test_what_is_packed_is_what_was_tested() -> None:
    tested, packed = map(locked, _LOCKS)
    differing = {name for name, version in packed.items() if tested.get(name) != version}
    assert differing == _TOOLS


@pytest.mark.parametrize("lock", _LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|^-|\.whl|\.tar", text, re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", text.strip()))
