"""The recovery key, shown once: to be put on paper, then proved by typing two of its groups."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from ui.ime import commit_input
from ui.widgets import Button, Label, Panel, QuietLine, Sign, column, row, set_wrong

FORGIVEN = str.maketrans("OIL", "011")
ACROSS = 4
ASKED = 2
EXAMPLE = "7K3M-9QTX-2HWD-5RZB-P8CN-4YGE-6VJA-1SF0-3DQ8"
"""For pictures: it opens nothing."""

Out = Callable[[str], object]


def same_group(typed: str, group: str) -> bool:
    """Whether a group was typed right: small letters, spaces, O for 0 and I or L for 1 are forgiven."""
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    return plain.translate(FORGIVEN) == group


def draw_groups(of: int) -> tuple[int, ...]:
    """Two different groups to be asked for, by number from 1, the smaller first."""
    return tuple(sorted(secrets.SystemRandom().sample(range(1, of + 1), ASKED)))


class KeyPanel(Panel):
    """The groups of a recovery key as they stand on its sheet: numbered, four to a line, the check below."""

    def __init__(self, key: str, name: str = "") -> None:
        super().__init__("box", margins=(20, 16, 20, 16))
        *groups, check = key.split("-")
        self.setAccessibleName(f"{name}: {key}" if name else _("Recovery key: {key}").format(key=key))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for number, group in enumerate(groups):
            cell = row(Label(str(number + 1), "axis"), Label(group, "key-group"), None, spacing=6)
            grid.addLayout(cell, number // ACROSS, number % ACROSS)
        self.body.addLayout(grid)
        self.body.addLayout(row(Label(_("Check"), "dim"), 6, Label(check, "key-group"), None))
        words = _("0 is the digit zero, 1 the digit one; the letters I, L, O and U do not occur.")
        self.body.addWidget(Label(words, "dim", wrap=True))


class ShowStep(QWidget):
    """The key and the ways to put it on paper; `noted` when somebody says that it is."""

    noted = Signal()

    def __init__(self, key: str, *, on_print: Out | None, on_save: Out | None) -> None:
        super().__init__()
        layout = column(spacing=12)
        layout.addWidget(Label(_("Put this key on paper"), "headline", wrap=True))
        words = _(
            "It opens the vault when the passphrase is forgotten. It is shown only now and kept nowhere: "
            "without passphrase and without this key nobody can open the vault, and nobody can help."
        )
        layout.addWidget(Label(words, "lead", wrap=True))
        layout.addWidget(KeyPanel(key))
        self.print_button = Button(_("Print the sheet…"), icon="printer")
        self.save_button = Button(_("Save as PDF…"), icon="download")
        ways = [(b, run) for b, run in ((self.print_button, on_print), (self.save_button, on_save)) if run]
        for button, run in ways:
            button.clicked.connect(lambda _checked=False, run=run: run(key))
        if ways:
            layout.addLayout(row(*(button for button, _run in ways), None))
        words = _(
            "Print only where you trust the printer, or copy the groups by hand. Keep the paper away from "
            "this computer; never photograph or send it. A saved file opens the vault too: delete it once it "
            "is printed."
        )
        layout.addWidget(Label(words, "note", wrap=True))
        self.go = Button(_("I have it on paper"), self.noted.emit, kind="primary")
        self.go.setProperty("big", "true")
        layout.addSpacing(4)
        layout.addWidget(self.go)
        layout.addStretch(1)
        self.setLayout(layout)


class ProveStep(QWidget):
    """Asks for two groups from the paper. `proved`, `again` (show the key once more), `later`."""

    proved = Signal()
    again = Signal()
    later = Signal()

    def __init__(self, key: str, asked: tuple[int, ...], go: str) -> None:
        super().__init__()
        self._groups = key.split("-")
        self._words = go
        layout = column(spacing=8)
        layout.addWidget(Label(_("Now type it from the paper"), "headline", wrap=True))
        words = _("The key is hidden now. Type two of its groups as they stand on the paper.")
        layout.addWidget(Label(words, "lead", wrap=True))
        layout.addSpacing(6)
        self.fields: dict[int, QuietLine] = {}
        for number in asked:
            layout.addLayout(self._field(number))
        self.trouble_sign, self.trouble = Sign("circle-alert", "red_ink"), Label("", "wrong", wrap=True)
        wrong = row(self.trouble_sign, self.trouble)
        wrong.setStretch(1, 1)
        layout.addLayout(wrong)
        layout.addSpacing(6)
        self.go = Button(go, self._try, kind="primary")
        self.go.setProperty("big", "true")
        self.later_button = Button(_("Do this later"), self._warn, kind="link")
        layout.addWidget(self.go)
        links = row(Button(_("Show the key again"), self.again.emit, kind="link"), None, self.later_button)
        layout.addLayout(links)
        layout.addWidget(self._later())
        layout.addStretch(1)
        self.setLayout(layout)
        self._calm()

    def _field(self, number: int) -> QVBoxLayout:
        name = _("Group {n}").format(n=number)
        field = self.fields[number] = QuietLine(name)
        field.setProperty("look", "")
        field.setProperty("big", "true")
        field.setMaxLength(16)
        field.textChanged.connect(lambda _text: self._calm())
        field.returnPressed.connect(self._enter)
        label = Label(name, "label")
        label.setBuddy(field)
        return column(label, field, spacing=6)

    def _later(self) -> Panel:
        self.warning = Panel("amber")
        words = _(
            "A sheet with one wrong letter opens nothing, and it would come out on the day it is needed. The "
            "security page goes on asking until it is tried."
        )
        text = Label(words, "medium", wrap=True)
        text.setProperty("ink", "amber")
        self.skip = Button(_("Go on without trying it"), self.later.emit)
        self.warning.body.addWidget(text)
        self.warning.body.addLayout(row(self.skip, None))
        self.warning.hide()
        return self.warning

    def _warn(self) -> None:
        self.warning.show()
        self.skip.setFocus()

    def _calm(self) -> None:
        self.trouble.hide()
        self.trouble_sign.hide()
        for field in self.fields.values():
            set_wrong(field, False)

    def _enter(self) -> None:
        """Enter goes on to the group that is still empty, and tries when all are typed."""
        commit_input()
        empty = next((field for field in self.fields.values() if not field.text().strip()), None)
        if empty is None or empty.hasFocus():
            self._try()
        else:
            empty.setFocus()

    def _try(self) -> None:
        commit_input()
        if not self.go.isEnabled():
            return
        wrong = [n for n, field in self.fields.items() if not same_group(field.text(), self._groups[n - 1])]
        if not wrong:
            self.proved.emit()
            return
        for number in wrong:
            set_wrong(self.fields[number], True)
        self.trouble.setText(_said(wrong))
        self.trouble.show()
        self.trouble_sign.show()
        self.fields[wrong[0]].setFocus()
        self.fields[wrong[0]].selectAll()

    def set_busy(self, busy: bool) -> None:
        """While the vault opens."""
        self.go.setEnabled(not busy)
        self.skip.setEnabled(not busy)
        self.go.setText(_("Unlocking…") if busy else self._words)

    def focus_first(self) -> None:
        """The cursor goes to the first group."""
        next(iter(self.fields.values())).setFocus()


def _said(wrong: list[int]) -> str:
    """Which groups are wrong, all of them: on the paper they are looked up in one go."""
    one = _("Group {n} is not what the sheet should say. Look at the paper letter by letter.")
    many = _("Groups {n} and {m} are not what the sheet should say. Look at the paper letter by letter.")
    return (one if len(wrong) == 1 else many).format(n=wrong[0], m=wrong[-1])


class RecoverySteps(QWidget):
    """Both steps of a new recovery key. `done(proved)` when it was proved, or put off knowingly.

    `go` is what the last button says; `on_print` and `on_save` put the sheet on paper or into a file.
    `asked` are the groups asked for (drawn where None).
    """

    done = Signal(bool)

    def __init__(
        self,
        key: str,
        go: str,
        *,
        on_print: Out | None = None,
        on_save: Out | None = None,
        asked: tuple[int, ...] | None = None,
    ) -> None:
        super().__init__()
        groups = len(key.split("-")) - 1
        self.show_step = ShowStep(key, on_print=on_print, on_save=on_save)
        self.prove_step = ProveStep(key, asked or draw_groups(groups), go)
        self.steps = QStackedWidget()
        self.steps.addWidget(self.show_step)
        self.steps.addWidget(self.prove_step)
        self.setLayout(column(self.steps, spacing=0))
        self.show_step.noted.connect(lambda: self._turn(self.prove_step))
        self.prove_step.again.connect(lambda: self._turn(self.show_step))
        self.prove_step.proved.connect(lambda: self.done.emit(True))
        self.prove_step.later.connect(lambda: self.done.emit(False))

    def _turn(self, to: ShowStep | ProveStep) -> None:
        self.steps.setCurrentWidget(to)
        self.focus_first()

    def set_busy(self, busy: bool) -> None:
        """While the vault opens."""
        self.prove_step.set_busy(busy)

    def focus_first(self) -> None:
        """The cursor goes where the step begins."""
        if self.steps.currentWidget() is self.show_step:
            self.show_step.go.setFocus()
        else:
            self.prove_step.focus_first()
