"""About: what it is built on, how the vault is encrypted, where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.keys import Protection
from tests.fakes import FakeVault
from tests.ui.test_reach import clipped
from tests.ui.windows import opened, settle
from ui.pages.help import About
from ui.theme import Theme
from ui.widgets import Button


def test_it_names_cipher_and_key_derivation_as_the_vault_says_and_the_path(
    qtbot: QtBot, tmp_path: Path, look: Theme
) -> None:
    vault = FakeVault()
    vault.keys.protection = lambda: Protection(524_288, 4, "4.9.0", 8192, "HMAC-SHA512")  # type: ignore[method-assign]
    window = opened(qtbot, tmp_path, vault)
    window.resize(1100, 700)
    assert window.frame is not None
    window.frame.go("about")
    settle(window, qtbot)
    page = window.frame.current
    assert isinstance(page, About)
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Argon2id  ·  512 MiB of memory  ·  4 passes" in said
    assert "AES-256 (CBC); each page of 8,192 bytes is checked with HMAC-SHA512; SQLCipher 4.9.0" in said
    assert "XChaCha20-Poly1305" in said
    assert str(tmp_path / "vault") in said
    copy = next(b for b in page.findChildren(Button) if b.accessibleName() == "Copy the path of the vault")
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "vault")
    assert clipped(page) == []


def test_pictures_show_no_folder(qtbot: QtBot, tmp_path: Path, look: Theme) -> None:
    window = opened(qtbot, tmp_path, FakeVault())
    assert window.frame is not None
    window.frame.desk.place = None
    page = window.frame.page("about")
    assert isinstance(page, About)
    assert page.path.text() == ""
