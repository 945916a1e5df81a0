"""The child: values in, values out; no arguments of ours, no file, no core, limits of time and memory."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from app import child
from app.errors import ChildFailed, Refused
from app.messages import Msg


def double(number: int) -> int:
    return number * 2


def arguments() -> list[str]:
    return sys.argv


def write(path: str) -> str:
    try:
        with open(path, "w") as file:
            file.write("x")
            file.flush()
    except OSError as error:
        return type(error).__name__
    return "written"


def refuse() -> None:
    raise Refused(Msg.NAME_IN_TEXT, code="K7QM-2XDP")


def fail() -> None:
    raise ValueError("김철수 told us")


def die() -> None:
    os._exit(3)


def wait_long() -> None:
    threading.Event().wait(60)


def eat() -> int:
    return len(bytearray(2**31))


def handles() -> list[str]:
    open_ones = [Path("/proc/self/fd") / n for n in os.listdir("/proc/self/fd") if int(n) > 2]
    return sorted(os.readlink(one) for one in open_ones if os.path.islink(one))


def test_a_value_goes_in_and_comes_out() -> None:
    assert child.run(double, 21) == 42


def test_our_errors_come_back_with_their_values() -> None:
    with pytest.raises(Refused) as refused:
        child.run(refuse)
    assert refused.value.message.values == {"code": "K7QM-2XDP"}


def test_a_bug_comes_back_by_its_kind_and_without_its_text(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ChildFailed) as failed:
        child.run(fail)
    assert "ValueError" in str(failed.value)
    assert "김철수" not in str(failed.value)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("call", [die, eat])
def test_a_child_that_dies_or_eats_memory_is_a_typed_error(call: object) -> None:
    with pytest.raises(ChildFailed):
        child.run(call, memory=2**30)  # type: ignore[arg-type]


def test_a_child_out_of_time_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(ChildFailed) as failed:
        child.run(wait_long, seconds=0.5)
    assert failed.value.message.text is Msg.CHILD_TOO_SLOW
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on files is POSIX; Windows has not been run")
def test_a_child_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "left.txt"
    assert child.run(write, str(target)) == "OSError"
    assert not target.exists() or target.stat().st_size == 0
    assert write(str(target)) == "written"  # the control: we may


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_child_inherits_no_handle(tmp_path: Path) -> None:
    with (tmp_path / "vault.db").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        assert not any("vault.db" in name for name in child.run(handles))
        assert any("vault.db" in name for name in handles())  # the control


def test_a_lock_ends_every_child() -> None:
    ended: list[Exception] = []

    def run() -> None:
        try:
            child.run(wait_long)
        except ChildFailed as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    deadline = time.monotonic() + 30
    while not child._running and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    child.kill_all()
    thread.join(30)
    assert len(ended) == 1
    assert not child._running
