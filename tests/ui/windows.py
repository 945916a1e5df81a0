"""A window of the tests: over an opener in memory, with a vault open, waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.backups import Backup, Restored, Step
from app.errors import Refused, WrongPassphrase
from app.keys import SlotKind
from app.messages import Msg
from tests.fakes import FakeVault
from ui.frame.page import Page
from ui.frame.ways import Ways
from ui.pages import PAGES
from ui.proving import ProveSheet
from ui.settings import Settings
from ui.start.opener import Tell
from ui.window import Window

RECOVERY = "7K3M-9QTX-2HWD-5RZB-P8CN-4YGE-6VJA-1SF0-3DQ8"
SHARES = ("1ABC-DEFG", "2ABC-HJKM")
PIN = "271828"


class FakeOpener:
    """Makes and opens vaults in memory; remembers on which thread it was asked."""

    def __init__(self) -> None:
        self.vaults: dict[Path, tuple[str, FakeVault]] = {}
        self.backups: dict[Path, str] = {}
        self.endless = False
        self.threads: set[str] = set()
        self.trouble: Exception | None = None
        """What keeps every vault from being opened."""

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name)

    def is_vault(self, folder: Path) -> bool:
        return folder in self.vaults

    def create(self, folder: Path, staff: str, passphrase: str) -> str:
        self._note()
        self.vaults[folder] = (passphrase, FakeVault())
        return RECOVERY

    def open_to_look(self, folder: Path, passphrase: str) -> FakeVault:
        self._note()
        if self.trouble is not None:
            raise self.trouble
        known = self.vaults.get(folder)
        if known is None or known[0] != passphrase:
            raise WrongPassphrase(Msg.WRONG_PASSPHRASE)
        return known[1]

    def open_with_recovery(self, folder: Path, key: str) -> FakeVault:
        self._note()
        if key != RECOVERY:
            raise WrongPassphrase(Msg.RECOVERY_MISTYPED)
        return self.vaults[folder][1]

    def open_with_shares(self, folder: Path, first: str, second: str) -> FakeVault:
        self._note()
        if (first, second) != SHARES:
            raise WrongPassphrase(Msg.SHARE_MISTYPED, n=1)
        return self.vaults[folder][1]

    def ways(self, folder: Path) -> frozenset[SlotKind]:
        known = self.vaults.get(folder)
        return frozenset(s.kind for s in known[1].keys.slots()) if known else frozenset()

    def open_with_pin(self, folder: Path, pin: str) -> FakeVault:
        self._note()
        if pin != PIN:
            raise WrongPassphrase(Msg.WRONG_PIN)
        return self.vaults[folder][1]

    def restore(
        self, path: Path, typed: str, target: Path, passphrase: str
    ) -> Generator[Step, None, Restored]:
        self._note()
        yield Step("Restoring", 1, 4)
        if path not in self.backups or self.backups[path] != typed:
            raise WrongPassphrase(Msg.BACKUP_WRONG_PASSPHRASE)
        while self.endless:
            yield Step("Checking", 0, 0)
        self.vaults[target] = (passphrase, FakeVault())
        at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
        seen = Backup(UUID(int=9), at, 3, UUID(int=2), 7, "0" * 64, 2**20, counts={"case": 3})
        return Restored(seen, RECOVERY, "Han Seo-yun", ("Cho Min-a",))

    def remove_sample(self, folder: Path, passphrase: str) -> None:
        self._note()
        if not self.vaults[folder][1].sample:
            raise Refused(Msg.NOT_A_SAMPLE)
        del self.vaults[folder]

    def make_sample(self, folder: Path, passphrase: str, tell: Tell) -> None:
        self._note()
        vault = FakeVault()
        vault.sample = True
        tell(1, 1)
        self.vaults[folder] = (passphrase, vault)


def window_of(
    qtbot: QtBot,
    opener: FakeOpener,
    folder: Path,
    *,
    vault: Path | None = None,
    pages: Sequence[type[Page]] = PAGES,
    settings: Settings | None = None,
    ways: Ways | None = None,
) -> Window:
    """A window that is shown, and ended at the end of the test."""
    window = Window(opener, pages, vault=vault, folder=folder, settings=settings or Settings(), ways=ways)

    def end(widget: Window) -> None:
        widget.close()

    qtbot.addWidget(window, before_close_func=end)
    window.show()
    window.activateWindow()
    return window


def settle(window: Window, qtbot: QtBot) -> None:
    """Wait until the worker has nothing left to do."""
    qtbot.waitUntil(lambda: window.bridge.waiting == 0, timeout=60_000)
    QApplication.processEvents()


def opened(qtbot: QtBot, folder: Path, vault: FakeVault, make: Callable[..., Window] = window_of) -> Window:
    """A window with a vault open."""
    opener = FakeOpener()
    place = folder / "vault"
    opener.vaults[place] = ("open sesame", vault)
    window = make(qtbot, opener, folder, vault=place)
    assert window.start is not None
    window.start._open(place, "open sesame")
    settle(window, qtbot)
    assert window.frame is not None
    return window


def prove(window: QWidget, passphrase: str = "correct horse battery staple") -> None:
    """Type the passphrase where it is asked for again, and go on."""
    (asked,) = (s for s in window.findChildren(ProveSheet) if s.isVisible())
    asked.field.setText(passphrase)
    asked.done_button.click()
