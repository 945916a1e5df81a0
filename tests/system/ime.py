"""Korean typed by real keys through a real ibus-hangul: `python -m tests.system.ime FOLDER`, inside an X
server and a session bus. Says what the vault holds at the end, as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import main
from tests.system.program import CHEAP, PASSPHRASE
from ui.application import make_application, pages
from ui.forms.choices import TermEditor
from ui.pages.cases import Cases
from ui.settings import Settings
from ui.window import Window

PATIENCE = 30.0


def until(there: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Let the window work until something holds; whether it does."""
    end = time.monotonic() + seconds
    while not there():
        QApplication.processEvents()
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def keys(*words: str) -> None:
    """Press keys as a keyboard does, while the window works."""
    running = subprocess.Popen(["xdotool", *words])
    until(lambda: running.poll() is not None)
    if running.returncode:
        raise RuntimeError(words[0])
    until(lambda: False, 0.3)


def engine() -> None:
    """Choose the Hangul engine, and let it write Hangul."""
    for _ in range(60):
        if subprocess.run(["ibus", "engine", "hangul"], capture_output=True, check=False).returncode == 0:
            return
        until(lambda: False, 0.25)
    raise RuntimeError("ibus engine hangul")


def live(folder: Path) -> None:
    """A name and Enter, a field and Ctrl+S, a field and a click elsewhere, a field and a lock: the last
    syllable is being composed each time."""
    app = make_application()
    window = Window(main.Vaults(CHEAP), pages, vault=folder, settings=Settings(language="ko"), keep=False)
    window.ended.connect(app.exit)
    window.show()
    assert window.start is not None
    window.start._open(folder, PASSPHRASE)
    _must(lambda: window.frame is not None and window.bridge.waiting == 0)
    assert window.frame is not None
    window.frame.go("cases", "new")
    page = window.frame.page("cases")
    assert isinstance(page, Cases)
    _into(page.list.name)
    engine()
    _hangul(page.list.name)
    keys("type", "--delay", "40", "ghdrlfehd")
    composed = page.list.name.text()
    keys("key", "Return")
    _must(lambda: page.record.opened is not None and window.bridge.waiting == 0)
    status = page.record.case.editors["status"]
    assert isinstance(status, TermEditor)
    _into(status.combo.line)
    status.combo.line.selectAll()
    keys("type", "--delay", "120", "wndrnr rn")
    offered: list[object] = [status.combo.line.text(), status.combo.offers.isVisible()]
    keys("key", "Down")
    offered.append(status.combo.line.text())
    keys("key", "Return")
    offered.append(status.value())
    for field, typed, then in (
        ("occupation", "rhkdqn", ("key", "ctrl+s")),
        ("birth", "1991sus", ("mousemove", "700", "110", "click", "1")),
        ("note", "rkdtjsrb", ("key", "ctrl+l")),
    ):
        _into(page.record.person.editors[field].control)
        slowly = field == "occupation"  # slower than what is typed is saved
        keys("type", "--delay", "1000" if slowly else "40", typed)
        keys(*then)
        until(lambda: window.bridge.waiting == 0, 2.0)
    _must(lambda: window._ending)
    held = _kept(folder) | {"composed": composed, "offered": offered}
    sys.stdout.write(json.dumps(held, ensure_ascii=False) + "\n")


def _hangul(line: QLineEdit) -> None:
    """The engine begins with Latin letters: Shift+space until a key makes Hangul."""
    for _ in range(4):
        keys("key", "r")
        keys("key", "Right")
        made = line.text()
        line.clear()
        if made == "ㄱ":
            return
        keys("key", "shift+space")
    raise RuntimeError("no Hangul")


def _into(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    _must(widget.hasFocus)
    until(lambda: False, 0.2)


def _must(there: Callable[[], bool]) -> None:
    if not until(there):
        raise TimeoutError


def _kept(folder: Path) -> dict[str, object]:
    from db.opening import open_vault

    vault = open_vault(folder, PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        person = next(reader.all("person"))
        born = person.date("birth")
        found: dict[str, object] = {
            "name": str(person.rows("names")[0].values["text"]),
            "note": person.phrase("note").text,
            "occupation": person.phrase("occupation").text,
            "birth": born.words or born.edtf if born else "",
        }
    vault.close()
    return found


if __name__ == "__main__":
    os.environ.setdefault("QT_IM_MODULE", "ibus")
    live(Path(sys.argv[1]))
