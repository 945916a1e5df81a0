"""After a lock nothing of a case is in the memory of what goes on: the supervisor, the fresh window."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.records import new, row
from app.services.files import new_case_in
from app.values import Text
from tests.leaks import needles
from tests.system.program import PASSPHRASE, ROOT, Program

SECRET = "CASEMARK"
"""Put together at run time where it is planted, so that no source or argument holds it."""

_WINDOW = """
import sys, time
from pathlib import Path
import main
from tests.system.journey import _settle, _until
from tests.system.program import CHEAP, PASSPHRASE
from ui.application import make_application, pages
from ui.window import Window
folder = Path(sys.argv[-1])
app = make_application()
locked = "--locked" in sys.argv
window = Window(main.Vaults(CHEAP), pages, vault=folder, locked=locked, ways=main.ways())
window.ended.connect(app.exit)
window.show()
def wait(name):
    (folder.parent / f"{name}.at").write_text("")
    _until(lambda: (folder.parent / f"{name}.go").exists())
if locked:
    wait("locked")
    sys.exit(0)
window.start._open(folder, PASSPHRASE)
_until(lambda: window.frame is not None and window.bridge.waiting == 0)
for page in window.pages:
    window.frame.go(page.key, None)
    _settle(window)
wait("open")
from PySide6.QtCore import QTimer
QTimer.singleShot(0, window.lock)
sys.exit(app.exec())
"""
_SUPERVISOR = """
import sys
from pathlib import Path
from ui.process import supervise
sys.exit(supervise(Path(sys.argv[1]), [sys.argv[2]]))
"""


def in_memory(process: int, wanted: re.Pattern[bytes]) -> int:
    """How often a pattern stands in the memory of a process."""
    found = 0
    with open(f"/proc/{process}/maps", encoding="ascii", errors="replace") as maps:
        ranges = [line.split()[0].split("-") for line in maps if " r" in line and "[v" not in line]
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for first, last in ranges:
            try:
                memory.seek(int(first, 16))
                found += len(wanted.findall(memory.read(int(last, 16) - int(first, 16))))
            except (OSError, ValueError, OverflowError):
                continue
    return found


def _children(process: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def _wait(path: Path) -> None:
    end = time.monotonic() + 200
    while not path.exists():
        assert time.monotonic() < end, path.name
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read through /proc")
def test_after_a_lock_nothing_of_a_case_is_in_memory(program: Program) -> None:
    """Control: before the lock the window's memory holds the names."""
    vault = program.open()
    with vault.write() as work:
        for number in range(50):
            person = new("person", role="victim", names=(row(text=f"{SECRET}{number:03}"),))
            new_case_in(work, person, new("case", narrative=Text(f"{SECRET} story {number}")))
        work.commit()
    vault.close()
    script = program.folder / "window.py"
    script.write_text(_WINDOW, "utf-8")
    quiet = {**os.environ, "PYTHONPATH": Program.path(), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _SUPERVISOR, str(script), str(program.vault)]
    supervisor = subprocess.Popen(command, cwd=ROOT, env=quiet)
    wanted = re.compile(b"|".join(re.escape(n) for n in [*needles(SECRET), PASSPHRASE.encode()]))
    try:
        _wait(program.folder / "open.at")
        (first,) = _children(supervisor.pid)
        assert in_memory(first, re.compile(re.escape(SECRET.encode()))) > 0
        (program.folder / "open.go").touch()
        _wait(program.folder / "locked.at")
        (second,) = _children(supervisor.pid)
        assert second != first
        assert not Path(f"/proc/{first}").exists()
        for process in (supervisor.pid, second):
            assert in_memory(process, re.compile(re.escape(SECRET.encode()))) == 0
        assert in_memory(supervisor.pid, wanted) == 0
    finally:
        (program.folder / "locked.go").touch()
        (program.folder / "open.go").touch()
        assert supervisor.wait(200) == 0
