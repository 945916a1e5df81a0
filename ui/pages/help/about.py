"""About this program: version, how the vault is encrypted and where it lies, whose work it carries."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from app.i18n import N_, _, ngettext, pgettext
from app.keys import Protection
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.widgets import Block, Button, Label, Scroller, column, row

PARTS: tuple[tuple[str, str, str], ...] = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("sqlcipher3", "SQLCipher", "BSD-3-Clause"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("PyNaCl", "PyNaCl (libsodium)", "Apache-2.0, ISC"),
    ("reportlab", "ReportLab", "BSD-3-Clause"),
    ("pikepdf", "pikepdf (qpdf)", "MPL-2.0, Apache-2.0"),
    ("pypdfium2", "pypdfium2 (PDFium)", "Apache-2.0, BSD-3-Clause"),
    ("rapidfuzz", "RapidFuzz", "MIT"),
    ("highspy", "HiGHS", "MIT"),
    ("XlsxWriter", "XlsxWriter", "BSD-2-Clause"),
)
OTHERS: tuple[tuple[str, str], ...] = (
    ("Noto Sans, Noto Sans KR, Noto Sans SC, Noto Serif KR, Noto Serif SC, Source Serif 4", "OFL-1.1"),
    ("Lucide", "ISC"),
    ("Natural Earth, world-atlas", "Public domain, ISC"),
)


class About(Page):
    """What this is and what it stands on."""

    key, title, icon = "about", N_("About Casebook"), "info"
    in_sidebar = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        scroller = Scroller()
        words = _(
            "Case files, claims and briefs on people returned to North Korea by force, kept on this computer."
        )
        scroller.body.addWidget(Label(_(self.title), "title"))
        scroller.body.addWidget(Label(words, "sentence", wrap=True))
        scroller.body.addWidget(self._version())
        self.protection = Block(_("How this vault is encrypted"))
        self.protection.hide()
        scroller.body.addWidget(self.protection)
        scroller.body.addWidget(self._place())
        scroller.body.addWidget(self._parts())
        scroller.body.addWidget(self._others())
        scroller.body.addStretch(1)
        self.setLayout(column(scroller, spacing=0))

    def refresh(self, _changed: frozenset[str]) -> None:
        """Ask the vault how it is encrypted."""
        self.desk.ask(lambda vault: vault.keys.protection(), self._show, owner=self)

    def _show(self, found: Protection) -> None:
        self.protection.clear()
        for name, value in protection_words(found):
            self.protection.body.addLayout(_line(name, value))
        self.protection.show()

    def _place(self) -> Block:
        """Where the vault lies; pictures show no folder."""
        block = Block(_("Where it lies"))
        place = self.desk.place
        if place is None:
            block.hide()  # never shown from here: without a parent yet it would be a window of its own
        self.path = Label(str(place or ""), "second", wrap=True, selectable=True)
        copy = Button(_("Copy"), lambda: QGuiApplication.clipboard().setText(self.path.text()), kind="link")
        copy.setAccessibleName(_("Copy the path of the vault"))
        value = row(self.path, copy, None)
        value.setStretch(0, 1)
        line = row(Label(_("Folder"), "body", wrap=True), value)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        block.body.addLayout(line)
        return block

    def _version(self) -> Block:
        block = Block(_("This program"))
        facts = (
            (pgettext("of a program", "Version"), self.desk.version),
            ("Python", platform.python_version()),
            ("Qt", qVersion()),
            (_("System"), platform.system()),
        )
        for name, value in facts:
            block.body.addLayout(_line(name, value))
        block.body.addLayout(_line(_("Network"), _("never used")))
        return block

    def _parts(self) -> Block:
        block = Block(_("Built on"), _("version and licence"))
        for package, name, licence in PARTS:
            block.body.addLayout(_line(name, f"{version_of(package)}  ·  {licence}".lstrip(" ·")))
        return block

    def _others(self) -> Block:
        block = Block(_("Fonts, icons, map"), _("licence"))
        for name, licence in OTHERS:
            block.body.addLayout(_line(name, licence))
        return block


def protection_words(found: Protection) -> tuple[tuple[str, str], ...]:
    """What is encrypted how, in plain words with the names and numbers that an expert asks for."""
    memory = _("{n} MiB of memory").format(n=f"{found.memory / 1024:,.0f}")
    passes = ngettext("{n} pass", "{n} passes", found.passes).format(n=found.passes)
    return (
        (_("A passphrase, for each guess at it"), f"Argon2id  ·  {memory}  ·  {passes}"),
        (
            _("The database, page by page"),
            _("AES-256 (CBC); each page of {n} bytes is checked with {check}; SQLCipher {version}").format(
                n=f"{found.page:,}", check=found.check, version=found.engine.split()[0]
            ),
        ),
        (_("Keys, evidence and backups"), "XChaCha20-Poly1305"),
    )


def version_of(package: str) -> str:
    """The version of an installed package, "" in a frozen program that does not carry it."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _line(name: str, value: str) -> QHBoxLayout:
    made = row(Label(name, "body", wrap=True), Label(value, "second", wrap=True, selectable=True))
    made.setStretch(0, 1)
    made.setStretch(1, 1)
    return made
