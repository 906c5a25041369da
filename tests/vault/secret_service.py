"""A real Secret Service for the tests: gnome-keyring in a D-Bus session and a folder of its own."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
NAME = "org.freedesktop.secrets"
START_SECONDS = 30
SCRIPT = """
echo "$DBUS_SESSION_BUS_ADDRESS"
exec gnome-keyring-daemon --unlock --foreground --components=secrets
"""


def require_programs() -> None:
    """Skip where the Debian packages are absent; fail on the build machine, which must have them."""
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if not absent:
        return
    reason = f"{' and '.join(absent)} not installed (Debian packages dbus and gnome-keyring)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def running_secret_service() -> Iterator[str]:
    """Start the service with an unlocked, empty keyring; gives the address of its D-Bus session."""
    require_programs()
    with TemporaryDirectory(prefix="keyring-") as home, _session(Path(home)) as session:
        assert session.stdout is not None
        assert session.stdin is not None
        address = session.stdout.readline().strip()
        session.stdin.write("a passphrase for tests")
        session.stdin.close()
        await_name(address)
        yield address


@contextmanager
def _session(home: Path) -> Iterator[subprocess.Popen[str]]:
    folders = ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    with (
        (home / "log").open("w") as log,
        subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", SCRIPT],
            env={"PATH": os.environ["PATH"]} | dict.fromkeys(folders, str(home)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            text=True,
        ) as session,
    ):
        try:
            yield session
        finally:
            os.killpg(session.pid, signal.SIGTERM)


def await_name(address: str) -> None:
    """Wait, without polling, until the daemon has taken its name on the bus."""
    jeepney = pytest.importorskip("jeepney")  # on Linux only
    blocking = pytest.importorskip("jeepney.io.blocking")
    rule = jeepney.MatchRule(
        type="signal",
        sender="org.freedesktop.DBus",
        interface="org.freedesktop.DBus",
        member="NameOwnerChanged",
        path="/org/freedesktop/DBus",
    )
    rule.add_arg_condition(0, NAME)
    with blocking.open_dbus_connection(address) as connection:
        bus = blocking.Proxy(jeepney.message_bus, connection, timeout=START_SECONDS)
        bus.AddMatch(rule)
        with connection.filter(rule) as heard:
            if not bus.NameHasOwner(NAME)[0]:
                connection.recv_until_filtered(heard, timeout=START_SECONDS)


def lock_default_collection() -> None:
    """Lock the keyring of the current session, as a screen lock or the person may do."""
    secretstorage = pytest.importorskip("secretstorage")
    with secretstorage.dbus_init() as connection:
        secretstorage.get_default_collection(connection).lock()
