"""One instance in charge of a folder, until its process ends in whatever way."""

import os
import signal
from pathlib import Path

import pytest

from console.domain.errors import AnotherInstance, StoreTrouble
from console.store.in_charge import Holder, holder, in_charge
from tests.store.ground import KILLED, NOW, run_python, start_python

TAKE = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from console.store.in_charge import in_charge
with in_charge(Path(sys.argv[1]), datetime(2026, 5, 4, 8, 15, tzinfo=UTC)):
    print("taken", flush=True)
    sys.stdin.readline()
"""
TAKE_AND_START_A_CHILD = """
import os, signal, subprocess, sys
from datetime import datetime, UTC
from pathlib import Path
from console.store.in_charge import in_charge
with in_charge(Path(sys.argv[1]), datetime.now(UTC)):
    child = subprocess.Popen(["sleep", "30"], **dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL))
    print(child.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "in-charge.lock"


def test_the_holder_is_named_with_its_process_and_moment(lock: Path) -> None:
    with in_charge(lock, NOW) as us:
        assert us == Holder(os.getpid(), NOW)
        assert holder(lock) == us


def test_after_the_block_nobody_is_in_charge_and_the_next_may_be(lock: Path) -> None:
    with in_charge(lock, NOW):
        pass
    assert holder(lock) is None
    with in_charge(lock, NOW):
        pass


def test_a_second_taker_in_the_same_process_is_refused_too(lock: Path) -> None:
    with in_charge(lock, NOW), pytest.raises(AnotherInstance), in_charge(lock, NOW):
        pass


def test_another_process_in_charge_is_named_in_a_sentence(lock: Path) -> None:
    with start_python(TAKE, lock) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        sentence = rf"process {other.pid}, since 04 May 2026 08:15 UTC"
        with pytest.raises(AnotherInstance, match=sentence), in_charge(lock, NOW):
            pass
        assert holder(lock) is not None
        other.communicate("go\n", timeout=30)
    with in_charge(lock, NOW):
        pass


def test_this_process_in_charge_keeps_another_out(lock: Path) -> None:
    with in_charge(lock, NOW):
        refused = run_python(TAKE, lock)
    assert refused.returncode == 1
    assert "AnotherInstance" in refused.stderr


def test_after_kill_9_the_next_instance_takes_over_at_once(lock: Path) -> None:
    with start_python(TAKE, lock) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
        other.communicate(timeout=30)
    assert other.returncode == KILLED
    with in_charge(lock, NOW) as us:
        assert us.pid == os.getpid()


def test_a_child_that_outlives_a_killed_instance_does_not_hold_the_lock(lock: Path) -> None:
    dead = run_python(TAKE_AND_START_A_CHILD, lock)
    child = int(dead.stdout)
    try:
        with in_charge(lock, NOW):
            pass
    finally:
        os.kill(child, signal.SIGTERM)


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"pid": "x", "since": 5}'])
def test_an_unreadable_signature_is_nobody_and_no_hindrance(lock: Path, content: str) -> None:
    lock.write_text(content)
    assert holder(lock) is None
    with in_charge(lock, NOW) as us:
        assert holder(lock) == us


def test_a_folder_that_does_not_exist_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble), in_charge(tmp_path / "nowhere" / "in-charge.lock", NOW):
        pass
