"""Somebody at the real window over a real vault: keys, syllables and clicks, nothing called behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from main import Vaults, ways
from tests.db.conftest import cheap_terms
from tests.stories import FixedClock
from tests.ui.keys import press, type_hangul, type_text
from tests.ui.windows import settle
from ui.forms.choices import TermCombo
from ui.forms.form import Form
from ui.forms.references import FindLine
from ui.frame.frame import Frame
from ui.frame.page import Page
from ui.pages import PAGES
from ui.settings import Settings
from ui.start.passphrase import PassphraseField
from ui.window import Window

KOREAN = Settings(language="ko")
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def type_words(widget: QWidget, text: str) -> None:
    """Hangul through the input method, the rest key by key."""
    for letter in text:
        if "가" <= letter <= "힣":
            type_hangul(widget, letter)
        elif letter.isascii():
            type_text(widget, letter)
        else:
            raise AssertionError(letter)


class Person:
    """Who works at the window, in Korean; `troubles` are the errors that were told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.vaults = Vaults(cheap_terms())
        self.troubles: list[Exception] = []
        self.said: list[str] = []
        self.window: Window = self._open()

    def _open(self) -> Window:
        made = Window(
            self.vaults,
            PAGES,
            vault=self.folder,
            folder=self.folder.parent,
            settings=KOREAN,
            ways=replace(ways(), clock=FixedClock()),
        )
        self.qtbot.addWidget(made, before_close_func=lambda shown: shown.close())
        made.resize(1440, 900)
        made.show()
        made.activateWindow()
        return made

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase at the start page."""
        field = self.window.findChild(PassphraseField)
        assert field is not None
        type_words(field, passphrase)
        press(field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.window.frame is not None, timeout=60_000)
        self.frame.desk.troubled.connect(self.troubles.append)
        self.frame.desk.said.connect(lambda text, _undo: self.said.append(text))
        self.settle()

    def leave(self) -> None:
        """Close the window as somebody who goes home."""
        if self.window.frame is not None and not self.window.bridge.worker.stopping:
            self.settle()
        self.window.close()
        assert self.window.bridge.worker.stop()

    def again(self, passphrase: str) -> None:
        """Leave; somebody opens the vault anew, with a passphrase of their own."""
        self.leave()
        self.window = self._open()
        self.unlock(passphrase)

    @property
    def frame(self) -> Frame:
        """What stands around the pages."""
        assert self.window.frame is not None
        return self.window.frame

    @property
    def page(self) -> Page:
        """The page in front."""
        assert self.frame.current is not None
        return self.frame.current

    @property
    def sheet(self) -> QDialog:
        """The dialog in front."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def settle(self) -> None:
        """Wait until the worker has nothing left to do, twice: an answer may ask again."""
        for _time in range(2):
            settle(self.window, self.qtbot)

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        self.qtbot.waitUntil(until, timeout=60_000)
        self.settle()

    # what hands do

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Click the button that is called so (`name*`: begins so); among several the first."""
        over = within or QApplication.activeModalWidget() or self.window
        found = [b for b in over.findChildren(QAbstractButton) if b.isVisible() and _called(b, name)]
        assert found, name
        assert found[0].isEnabled(), name
        self._press(found[0])

    def _press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, NONE, button.rect().center())
        self.settle()

    def choose(self, name: str) -> None:
        """Take a line of the menu that stands open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next((a for a in menu.actions() if a.text().replace("&&", "&") == name), None)
        assert action is not None, [a.text() for a in menu.actions()]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, menu.actionGeometry(action).center())
        self.settle()

    def tab(self, name: str) -> None:
        """Go to the tab that begins so."""
        for bar in self.page.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and bar.tabText(at).split("  ")[0] == name:
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, NONE, bar.tabRect(at).center())
                    self.settle()
                    return
        raise AssertionError(name)

    def fill(self, form: Form, fields: Mapping[str, str]) -> None:
        """Type into the fields of a form."""
        for key, text in fields.items():
            control = form.reach(key).control
            self.enter(control, text)

    def enter(self, control: QWidget, text: str) -> None:
        """Type into one control; a choice is found by its label, a record by its name."""
        self._focus(control)
        if isinstance(control, FindLine):
            self.find(control, text)
        elif isinstance(control, QComboBox):
            line = control.lineEdit()
            assert line is not None
            line.setFocus()
            line.selectAll()
            type_words(line, text)
            press(line, Qt.Key.Key_Return)
            assert control.currentText() == text
            assert not isinstance(control, TermCombo) or not control.offers.isVisible()
        elif isinstance(control, QPlainTextEdit | QLineEdit):
            control.selectAll()
            type_words(control, text)
        else:
            raise AssertionError(type(control))

    def _focus(self, control: QWidget) -> None:
        """Put the cursor there; without a window manager nobody gives the keys back after a list was open."""
        window = control.window()
        window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=60_000)
        QApplication.processEvents()
        control.setFocus()

    def find(self, line: FindLine, text: str) -> None:
        """Type, wait for what is found, take the first: the record, or the offer to make it."""
        self._focus(line)
        type_words(line, text)

        def offered() -> bool:
            first = line.found.model().index(0, 0).data() if line.found.isVisible() else ""
            return text in str(first)

        self.qtbot.waitUntil(offered, timeout=60_000)
        press(line.found, Qt.Key.Key_Return)
        self.wait(lambda: not line.found.isVisible())


def _called(button: QAbstractButton, name: str) -> bool:
    said = (button.text().replace("&&", "&"), button.accessibleName())
    return any(t.startswith(name[:-1]) for t in said) if name.endswith("*") else name in said
