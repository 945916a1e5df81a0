"""Restoring a backup: which file, opened by what, into which new folder; how far it is; what came back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QProgressBar, QVBoxLayout, QWidget

from app.backups import Restored
from app.dates.display import format as format_date
from app.i18n import _, ngettext
from ui.ime import commit_input
from ui.start.fresh import NewPassphrase
from ui.start.passphrase import CapsHint, PassphraseField
from ui.widgets import Button, Label, Panel, Sign, column, row, set_wrong
from ui.worker import Progress


class PlacePanel(Panel):
    """A file or folder that is chosen, and the link that chooses another."""

    def __init__(self, icon: str, empty: str, change: str) -> None:
        super().__init__("tint", margins=(16, 10, 12, 10))
        self._empty = empty
        self.name = Label(empty, "row-title")
        self.where = Label("", "dim")
        for label in (self.name, self.where):
            label.setMinimumWidth(40)
        self.change = Button(_("Choose"), kind="link")
        self.change.setAccessibleName(change)
        texts = column(self.name, self.where, spacing=0)
        self.body.addLayout(row(Sign(icon, "gold_text", size=18), 8, texts, None, self.change))
        self.show_place(None)

    def show_place(self, path: Path | None) -> None:
        """Name what was chosen."""
        self.name.setText(path.name if path else self._empty)
        self.where.setText(str(path.parent) if path else "")
        self.where.setVisible(path is not None)
        self.change.setText(_("Change") if path else _("Choose"))


class RestoreForm(QWidget):
    """What is restored, where to, and what opens it. Signals: `wanted(file, typed, folder, passphrase)`,
    `back`, `choose_file`, `choose_folder`."""

    wanted = Signal(object, str, object, str)
    back = Signal()
    choose_file = Signal()
    choose_folder = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file: Path | None = None
        self.folder = folder
        self.file_panel = PlacePanel("database-backup", _("No backup chosen yet"), _("Choose the backup"))
        self.folder_panel = PlacePanel("folder-plus", "", _("Change the place of the new vault"))
        self.file_panel.change.clicked.connect(lambda _on=False: self.choose_file.emit())
        self.folder_panel.change.clicked.connect(lambda _on=False: self.choose_folder.emit())
        self.typed = PassphraseField(_("Passphrase, recovery key or two shares of the backup"))
        self.fresh = NewPassphrase(_("Passphrase of the new vault"), _("Passphrase again"))
        self.trouble_sign = Sign("circle-alert", "red_ink")
        self.trouble = Label("", "wrong", wrap=True)
        self.go = Button(_("Restore"), self._try, kind="primary")
        self.go.setProperty("big", "true")
        self._build()
        self.set_folder(folder)
        self.typed.returnPressed.connect(self._try)
        self.typed.textChanged.connect(lambda _text: self._calm())
        self.fresh.entered.connect(self._try)
        self.fresh.edited.connect(self._calm)
        self._calm()

    def _build(self) -> None:
        layout = column(spacing=8)
        layout.addWidget(Label(_("Restore a backup"), "headline"))
        words = _("It becomes a vault of its own, with keys of its own. The backup stays as it is.")
        layout.addWidget(Label(words, "lead", wrap=True))
        layout.addSpacing(4)
        layout.addWidget(self.file_panel)
        layout.addLayout(_named(_("Passphrase, recovery key or two shares of the backup"), self.typed))
        layout.addWidget(CapsHint(self.typed))
        layout.addSpacing(6)
        layout.addWidget(self.folder_panel)
        layout.addWidget(self.fresh)
        wrong = row(self.trouble_sign, self.trouble)
        wrong.setStretch(1, 1)
        layout.addLayout(wrong)
        layout.addSpacing(4)
        layout.addWidget(self.go)
        layout.addLayout(row(Button(_("Back"), self.back.emit, kind="link"), None))
        layout.addStretch(1)
        self.setLayout(layout)

    def set_file(self, path: Path) -> None:
        """A backup was chosen."""
        self.file = path
        self.file_panel.show_place(path)
        self._calm()
        self.typed.setFocus()

    def set_folder(self, folder: Path) -> None:
        """A place for the new vault was chosen."""
        self.folder = folder
        self.folder_panel.show_place(folder)

    def fill(self, typed: str, passphrase: str) -> None:
        """What was typed before: it is right, or replaced by typing on."""
        self.typed.setText(typed)
        self.typed.selectAll()
        for field in self.fresh.fields():
            field.setText(passphrase)

    def _calm(self) -> None:
        set_wrong(self.typed, False)
        self.trouble.hide()
        self.trouble_sign.hide()

    def _try(self) -> None:
        commit_input()
        missing = self._missing()
        if problem := missing or self.fresh.problem():
            self.show_trouble(problem)
            if missing:
                set_wrong(self.typed, self.file is not None)
                self.focus_first()
        else:
            self.wanted.emit(self.file, self.typed.text(), self.folder, self.fresh.text)

    def _missing(self) -> str:
        if self.file is None:
            return _("Choose the backup first.")
        if not self.typed.text():
            return _("Type the passphrase or the recovery key that opened the vault.")
        return ""

    def show_trouble(self, text: str) -> None:
        """Say why it was not restored."""
        self.trouble.setText(text)
        self.trouble.show()
        self.trouble_sign.show()

    def focus_first(self) -> None:
        """The cursor goes to what is missing."""
        (self.typed if self.file else self.file_panel.change).setFocus()


class RestoringForm(QWidget):
    """How far it is; `cancelled` when somebody gives it up."""

    cancelled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress of the restore"))
        self.bar.setTextVisible(False)
        self.bar.setMaximum(0)
        self.words = Label(_("Opening the backup"), "lead", wrap=True)
        self.stop = Button(_("Cancel"), self.cancelled.emit)
        layout = column(spacing=12)
        layout.addWidget(Label(_("Restoring…"), "headline", wrap=True))
        layout.addWidget(Label(name, "row-title", wrap=True))
        layout.addSpacing(6)
        layout.addWidget(self.bar)
        layout.addWidget(self.words)
        layout.addSpacing(6)
        layout.addLayout(row(self.stop, None))
        words = _("Nothing is written in the open, and the new vault appears only when all of it is checked.")
        layout.addWidget(Label(words, "note", wrap=True))
        layout.addStretch(1)
        self.setLayout(layout)

    def tell(self, progress: Progress) -> None:
        """Show a step; without a known end the bar only moves."""
        self.words.setText(progress.text)
        if progress.of:
            self.bar.setMaximum(1000)
            self.bar.setValue(progress.done * 1000 // progress.of)
        else:
            self.bar.setMaximum(0)

    def focus_first(self) -> None:
        """Enter gives it up only when somebody goes there: the Enter that began it may come twice."""
        self.setFocus()


class RestoredForm(QWidget):
    """What came back, and what did not; `noted` goes on."""

    noted = Signal()

    def __init__(self, made: Restored, language: str) -> None:
        super().__init__()
        layout = column(spacing=12)
        layout.addWidget(Label(_("The vault is restored"), "headline", wrap=True))
        at = made.backup.at.astimezone()
        when = f"{format_date(f'{at:%Y-%m-%d}', language)}, {at:%H:%M}"
        words = _("As it stood on {when}. Every page and record was checked.").format(when=when)
        layout.addWidget(Label(words, "lead", wrap=True))
        layout.addLayout(_counts(made))
        layout.addWidget(_warned(_("What was written after that day is not in it.")))
        words = _(
            "Documents that left after that day are missing from the list of releases. No anonymised "
            "document leaves before somebody states that none is missing."
        )
        layout.addWidget(_warned(words))
        if made.without_key:
            words = _("Without a key in the new vault until you add one: {names}")
            layout.addWidget(_warned(words.format(names=", ".join(made.without_key))))
        self.go = Button(_("Go on"), self.noted.emit, kind="primary")
        self.go.setProperty("big", "true")
        layout.addSpacing(4)
        layout.addWidget(self.go)
        layout.addStretch(1)
        self.setLayout(layout)

    def focus_first(self) -> None:
        """Enter goes on."""
        self.go.setFocus()


def _counts(made: Restored) -> QVBoxLayout:
    counts = made.backup.counts
    lines = [
        ngettext("{n} case", "{n} cases", counts.get("case", 0)).format(n=f"{counts.get('case', 0):,}"),
        ngettext("{n} person", "{n} people", counts.get("person", 0)).format(
            n=f"{counts.get('person', 0):,}"
        ),
        ngettext("{n} event", "{n} events", counts.get("event", 0)).format(n=f"{counts.get('event', 0):,}"),
        ngettext("{n} file of evidence", "{n} files of evidence", made.backup.files).format(
            n=f"{made.backup.files:,}"
        ),
    ]
    ticked = (row(Sign("check", "green_ink"), Label(line, "medium"), None) for line in lines)
    return column(*ticked, spacing=6)


def _warned(words: str) -> Panel:
    panel = Panel("amber")
    text = Label(words, "medium", wrap=True)
    text.setProperty("ink", "amber")
    panel.body.addWidget(text)
    return panel


def _named(text: str, field: PassphraseField) -> QLayout:
    label = Label(text, "label")
    label.setBuddy(field)
    return column(label, field, spacing=6)
