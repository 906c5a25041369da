"""Only keyrings of the allow-list are used, whatever the machine is set to."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from console.domain.errors import VaultLocked, VaultMissing
from console.domain.secret import Secret, SecretName
from console.vault.allowed import Allowed, Choice, choice_for
from console.vault.keyring_vault import open_keyring_vault
from tests.vault import allowed_examples
from tests.vault.keyring_backends import MemoryKeyring

HERE = allowed_examples.__name__

PLATFORMS = ["linux", "win32", "darwin", "freebsd14"]
UNSAFE = ["null", "fail", "chainer", "Plaintext", "alt"]
ROOT = Path(__file__).parents[2]

TRAP = """
import keyring
from console.domain.errors import VaultMissing
from console.vault.keyring_vault import open_keyring_vault
print(type(keyring.get_keyring()).__name__, type(keyring.get_keyring()).__module__)
try:
    print(open_keyring_vault("hotel").describe())
except VaultMissing as missing:
    print(missing)
"""


def choice(*kinds: str) -> Choice:
    """A platform that offers these classes of `allowed_examples`."""
    return Choice("The test keyring", "Do this.", tuple(Allowed(kind, HERE, kind) for kind in kinds))


def set_trap(environment: dict[str, str]) -> list[str]:
    """Ask keyring itself and then Night Porter, in a process without a desktop session."""
    left_out = ("DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND")
    clean = {key: value for key, value in os.environ.items() if key not in left_out}
    run = subprocess.run(
        [sys.executable, "-c", TRAP],
        env=clean | environment | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_unsafe_backend_is_on_any_list(platform: str) -> None:
    offered = choice_for(platform).allowed
    assert offered
    for one in offered:
        assert not [word for word in UNSAFE if word in one.module + one.kind]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_name_on_the_lists_exists_in_the_library(platform: str) -> None:
    for one in choice_for(platform).allowed:
        assert isinstance(getattr(import_module(one.module), one.kind), type)


def test_each_platform_has_its_own_keyring_first() -> None:
    first = {platform: choice_for(platform).allowed[0].title for platform in PLATFORMS}
    assert first == {
        "linux": "Secret Service",
        "freebsd14": "Secret Service",
        "win32": "Windows Credential Manager",
        "darwin": "macOS Keychain",
    }


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_missing_keyring_is_named_with_what_to_do(platform: str) -> None:
    text = choice_for(platform).missing()
    assert text.startswith(choice_for(platform).title)
    assert "cannot be kept safely" in text
    assert "--vault file" in text


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a session to leave out")
def test_the_environment_variable_of_keyring_is_not_obeyed() -> None:
    asked, answered = set_trap({"PYTHON_KEYRING_BACKEND": "tests.vault.keyring_backends.PlaintextKeyring"})
    assert asked.startswith("PlaintextKeyring")
    assert answered == choice_for("linux").missing()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a session to leave out")
def test_the_configuration_file_of_keyring_is_not_obeyed(tmp_path: Path) -> None:
    folder = tmp_path / "python_keyring"
    folder.mkdir()
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    asked, answered = set_trap({"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)})
    assert asked == "Keyring keyring.backends.null"
    assert answered == choice_for("linux").missing()


def test_the_first_usable_keyring_of_the_list_is_taken() -> None:
    vault = open_keyring_vault("hotel", choice=choice("Absent", "Unusable", "Usable", "AlsoUsable"))
    assert vault.describe() == "Usable"
    vault.write(SecretName.REFRESH_TOKEN, Secret("kept"))
    assert vault.read(SecretName.REFRESH_TOKEN) == Secret("kept")


def test_a_keyring_whose_package_is_not_installed_is_passed_over() -> None:
    absent = Allowed("Absent", "no_such_package_anywhere", "Keyring")
    usable = Allowed("Usable", HERE, "Usable")
    offered = Choice("The test keyring", "Do this.", (absent, usable))
    assert open_keyring_vault("hotel", choice=offered).describe() == "Usable"


def test_without_a_usable_keyring_the_vault_is_missing() -> None:
    with pytest.raises(VaultMissing, match=r"The test keyring cannot be opened.* Do this"):
        open_keyring_vault("hotel", choice=choice("Unusable"))


def test_a_keyring_that_breaks_at_its_start_counts_as_missing() -> None:
    with pytest.raises(VaultMissing, match="The test keyring cannot be opened"):
        open_keyring_vault("hotel", choice=choice("BrokenAtStart"))


def test_a_keyring_that_hangs_at_its_start_is_reported_after_the_limit() -> None:
    with pytest.raises(VaultLocked, match="gave no answer"):
        open_keyring_vault("hotel", choice=choice("HangingAtStart"), seconds=0.02)
    allowed_examples.HangingAtStart.released.set()


def test_a_windows_credential_stays_on_this_computer() -> None:
    started = Allowed("Roaming", HERE, "Roaming").start()
    assert isinstance(started, MemoryKeyring)
    assert vars(started)["persist"] == "local machine"
