"""The hook that ends whatever reaches for the network: here, in a child, but not for Unix sockets."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def attempts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of attempts of its own, so that the session does not fail for this control."""
    record = tmp_path / "attempts.txt"
    monkeypatch.setenv("CASEBOOK_TEST_NETWORK", str(record))
    return record


def test_a_connection_is_ended(attempts: Path) -> None:
    with socket.socket() as one, pytest.raises(RuntimeError, match=r"socket\.connect"):
        one.connect(("127.0.0.1", 9))
    assert attempts.read_text("utf-8").startswith("socket.connect")


def test_a_look_up_is_ended(attempts: Path) -> None:
    with pytest.raises(RuntimeError, match=r"socket\.getaddrinfo"):
        socket.getaddrinfo("localhost", 80)
    assert attempts.exists()


def test_a_port_cannot_be_opened(attempts: Path) -> None:
    with socket.socket() as one, pytest.raises(RuntimeError, match=r"socket\.bind"):
        one.bind(("127.0.0.1", 0))
    assert attempts.exists()


def test_a_child_is_watched_too(attempts: Path) -> None:
    code = "import socket; socket.getaddrinfo('localhost', 80)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NetworkReached" in done.stderr
    assert attempts.exists()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_a_unix_socket_passes(attempts: Path, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s"))
    assert not attempts.exists()
