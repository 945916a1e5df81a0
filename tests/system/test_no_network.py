"""No command opens a socket, and each works where there is no network at all."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.system.program import Program
from tests.system.tracing import needs_strace, reaches, traced

BRIEF = ("brief", "vault", "--event", "2024-08-21", "-o", "b.pdf")


@pytest.mark.parametrize(
    "words",
    [
        ("new", "other"),
        BRIEF,
        ("summary", "vault", "-o", "s.csv"),
        ("list", "vault", "cases"),
        ("check", "vault"),
    ],
)
def test_no_socket_is_opened(sample: Program, words: tuple[str, ...]) -> None:
    needs_strace()
    done, lines = traced(sample, "network", *words)
    assert done.status == 0
    assert [line for line in lines if reaches(line)] == []


def test_the_watch_sees_a_socket(sample: Program) -> None:
    needs_strace()
    log = sample.folder / "log"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run(
        ["strace", "-f", "-o", str(log), "-e", "trace=network", sys.executable, "-c", code], check=True
    )
    assert any(reaches(line) for line in log.read_text().splitlines())


def test_a_brief_and_a_summary_come_out_without_any_network(sample: Program) -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        pytest.skip("a process may not be cut off from the network here")
    cut_off = Program(sample.folder, ("unshare", "-n"))
    assert cut_off(*BRIEF).status == 0
    assert (sample.folder / "b.pdf").exists()
