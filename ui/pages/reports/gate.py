"""The gate: who is in a brief and how, what refuses it, and the one button that lets it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.consent import Reach
from app.errors import CasebookError
from app.i18n import _, ngettext
from app.messages import Msg
from ui.pages.reports.people import Outlook, Person, tally, tally_words
from ui.widgets import Button, CheckBox, Elided, Label, Panel, Scroller, Segmented, Sign, column, row
from ui.widgets.layouts import clear

FIRST = 4
GROUPS: tuple[tuple[Reach, str, str], ...] = (
    (Reach.NAMED, "user-check", "green_ink"),
    (Reach.TOLD, "venetian-mask", "blue_ink"),
    (Reach.COUNTED, "hash", "text2"),
    (Reach.LEFT_OUT, "eye-off", "dim"),
)


def titles() -> dict[Reach, str]:
    """The groups as the language in use calls them."""
    return {
        Reach.NAMED: _("May be named"),
        Reach.TOLD: _("Under a pseudonym"),
        Reach.COUNTED: _("Only counted"),
        Reach.LEFT_OUT: _("Left out"),
    }


class Gate(QWidget):
    """Signals: `changed()` when it is chosen otherwise, `export()`, `go(case)` to open a case, `mend()`
    to the page of security."""

    changed = Signal()
    export = Signal()
    go = Signal(object)
    mend = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: set[str] = set()
        self._whole: set[Reach] = set()
        self._outlook: Outlook | None = None
        self.number = Label("", "dim")
        self.mode = Segmented(_("Individuals"), [(_("By event"), "event"), (_("By case"), "case")], "event")
        self.mode.chosen.connect(lambda _data: self.changed.emit())
        self.note = Label("", "dim", wrap=True)
        self.refusals: QVBoxLayout = column(spacing=8)
        self.groups: QVBoxLayout = column(spacing=4)
        inside = Scroller(margins=(0, 0, 8, 0), spacing=12)
        inside.body.addLayout(self.refusals)
        inside.body.addLayout(self.groups)
        inside.body.addStretch(1)
        self.button = Button(_("Export PDF"), self.export.emit, kind="primary")
        self.button.setProperty("big", "true")
        self.button.setEnabled(False)
        layout = column(
            row(Label(_("Who is in it"), "list-title"), None, self.number),
            self.mode,
            self.note,
            inside,
            self.button,
            spacing=12,
        )
        layout.setContentsMargins(24, 18, 22, 18)
        layout.setStretchFactor(inside, 1)
        self.setLayout(layout)
        self._explain()

    @property
    def by_case(self) -> bool:
        """Whether individuals are chosen one by one."""
        return self.mode.current() == "case"

    def cases(self) -> tuple[str, ...]:
        """The codes chosen, none when it goes by event."""
        return tuple(sorted(self.chosen)) if self.by_case else ()

    def _explain(self) -> None:
        self.note.setText(
            _("Choose whom the brief shows. One that consent does not cover refuses the whole.")
            if self.by_case
            else _("Each person goes as far as the consent reaches this audience and recipient.")
        )

    def show_nothing(self, why: str) -> None:
        """No brief can be made yet: why."""
        self._outlook = None
        clear(self.refusals)
        clear(self.groups)
        self.number.setText("")
        self.groups.addWidget(Label(why, "second", wrap=True))
        self._press(why, allowed=False)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show who would be in it, and what refuses it."""
        self._outlook = outlook
        self._explain()
        known = {p.code for p in outlook.people}
        self.chosen &= known
        n = len(outlook.people)
        self.number.setText(ngettext("{n} person", "{n} people", n).format(n=f"{n:,}"))
        self._show_refusals(outlook)
        self._show_groups(outlook)
        if outlook.refused is not None or (self.by_case and not self.chosen):
            left = max(1, len(outlook.held_back))
            words = ngettext("Export PDF: {n} refusal left", "Export PDF: {n} refusals left", left)
            nobody = _("Export PDF: nobody is chosen yet")
            self._press(words.format(n=left) if outlook.refused else nobody, allowed=False)
        else:
            self._press(tally_words(tally(outlook)), allowed=True)

    def refuse(self, error: CasebookError) -> None:
        """The finished pages were refused: say why, and let nothing out."""
        self.refusals.addWidget(self._refused(error))
        self._press(_("Export PDF: 1 refusal left"), allowed=False)

    def _press(self, text: str, *, allowed: bool) -> None:
        self.button.setText(text.replace(": ", ":\n", 1))
        self.button.setAccessibleName(text)
        self.button.setEnabled(allowed)
        self.button.set_kind("primary" if allowed else "refused")
        self.button.set_icon("" if allowed else "lock")

    def _show_refusals(self, outlook: Outlook) -> None:
        clear(self.refusals)
        for person in outlook.held_back:
            words = _("{name}, {code}. “{permission}”: {why}.").format(
                name=person.name, code=person.code, permission=person.permission, why=person.why
            )
            self.refusals.addWidget(
                _refusal(
                    _("Export refused"),
                    words,
                    [
                        (_("Leave out"), lambda code=person.code: self._drop(code)),  # type: ignore[misc]
                        (_("By event"), self._by_event),
                        (_("Open the case"), lambda case=person.case: self.go.emit(case)),  # type: ignore[misc]
                    ],
                )
            )
        if outlook.refused is not None and not outlook.held_back:
            self.refusals.addWidget(self._refused(outlook.refused))

    def _refused(self, error: CasebookError) -> Panel:
        """Why nothing is let out, and the page that does something about it where there is one."""
        ways = [(_("Security"), self.mend.emit)] if error.message.text is Msg.LEDGER_INCOMPLETE else []
        return _refusal(_("Export refused"), error.message.render(), ways)

    def _drop(self, code: str) -> None:
        self.chosen.discard(code)
        self.changed.emit()

    def _by_event(self) -> None:
        self.mode.set_current("event")
        self.changed.emit()

    def _show_groups(self, outlook: Outlook) -> None:
        clear(self.groups)
        names = titles()
        for reach, icon, role in GROUPS:
            people = [p for p in outlook.people if p.reach is reach]
            if not people:
                continue
            head = row(
                Sign(icon, role), Label(names[reach], "heading"), None, Label(f"{len(people):,}", "body")
            )
            head.setContentsMargins(0, 8, 0, 2)
            self.groups.addLayout(head)
            shown = people if reach in self._whole else people[:FIRST]
            for person in shown:
                self.groups.addWidget(self._person(person))
            if len(people) > FIRST:
                more = len(people) - FIRST
                text = _("and {n} more").format(n=f"{more:,}") if reach not in self._whole else _("fewer")
                toggle = Button(text, lambda reach=reach: self._toggle(reach), kind="link")  # type: ignore[misc]
                toggle.setAccessibleName(f"{names[reach]}: {text}")
                self.groups.addLayout(row(24, toggle, None))
        if not outlook.people:
            self.groups.addWidget(
                Label(_("Nobody is linked to these events with certainty or probably."), "dim", wrap=True)
            )

    def _toggle(self, reach: Reach) -> None:
        self._whole ^= {reach}
        if self._outlook is not None:
            self._show_groups(self._outlook)

    def _person(self, person: Person) -> QWidget:
        holder = QWidget()
        name = Label(person.name, "row-title")
        why = Elided(person.why, "dim")
        why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lead: list[QWidget | int | None] = [24]
        if self.by_case:
            box = CheckBox("")
            box.setAccessibleName(_("Show {name}").format(name=person.name))
            box.setChecked(person.code in self.chosen)
            box.toggled.connect(lambda on, code=person.code: self._pick(code, on))
            lead = [box]
        line = row(*lead, name, Label(person.latin, "second"), 6, why)
        holder.setLayout(line)
        holder.setAccessibleName(f"{person.name}, {person.code}: {person.why}")
        return holder

    def _pick(self, code: str, on: bool) -> None:
        if on:
            self.chosen.add(code)
        else:
            self.chosen.discard(code)
        self.changed.emit()


def _refusal(title: str, words: str, ways: Sequence[tuple[str, Callable[[], object]]]) -> Panel:
    """A red panel: what is refused, why, and the ways out."""
    panel = Panel("red")
    head = Label(title, "strong")
    head.setProperty("ink", "red")
    panel.body.addLayout(row(Sign("octagon-x", "red_ink"), head, None))
    panel.body.addWidget(Label(words, "second", wrap=True, selectable=True))
    if ways:
        buttons = [Button(text, run, kind="link") for text, run in ways]
        panel.body.addLayout(row(*buttons, None, spacing=10))
    panel.setAccessibleName(f"{title}. {words}")
    return panel
