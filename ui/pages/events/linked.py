"""The cases linked to an event, and linking one by a few letters of a name or a code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.i18n import _, ngettext
from app.services.events import LinkedCase
from ui.forms import Hit, lookup_of
from ui.forms.references import FindLine
from ui.frame.desk import Desk
from ui.pages.events.loading import ShownEvent
from ui.pages.events.rows import RowButton, popup
from ui.theme import theme
from ui.widgets import Block, Button, Certainty, IconButton, Label, row
from ui.widgets.again import Again
from ui.widgets.buttons import action
from ui.widgets.tips import set_tip

FIRST = 6
COLUMNS = 3


class LinkedBlock(Block):
    """Names with their certainty, the surest first.

    `add(case id)`, `change(link as it should be)` and `cut(linked case)` ask the page.
    """

    add = Signal(object)
    change = Signal(object)
    cut = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self._all = Button("", self._toggle, kind="link")
        super().__init__(_("Linked cases"), self._all, spacing=6)
        self.desk = desk
        self._shown: ShownEvent | None = None
        self._whole = False
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(2)
        for at in range(COLUMNS):
            self._grid.setColumnStretch(at, 1)
        self._none = Label(_("No case is linked to this event yet."), "dim")
        self._cases = Again(self._make)
        self.body.addWidget(self._none)
        self.body.addLayout(self._grid)
        hint = _("Link a case: type a few letters of a name, or a code")
        self.finder = FindLine(_("Link a case"), ("case",), lookup_of(desk), hint=hint)
        self.finder.setProperty("look", "")
        self.finder.setMinimumWidth(theme().px(360))
        self.finder.picked.connect(self._picked)
        self.body.addLayout(row(self.finder, None))

    def show_event(self, shown: ShownEvent) -> None:
        """Show the cases of an event."""
        self._shown = shown
        cases = shown.page.cases
        self._all.setText(_("All {n}").format(n=f"{len(cases):,}") if not self._whole else _("Fewer"))
        self._all.setVisible(len(cases) > FIRST)
        seen = cases if self._whole else cases[:FIRST]
        for one, linked in zip(self._cases.show(len(seen)), seen, strict=True):
            one.show_case(shown, linked)
        self._none.setVisible(not cases)

    def _make(self, at: int) -> _Linked:
        made = _Linked(self.desk, self._menu)
        self._grid.addWidget(made, at // COLUMNS, at % COLUMNS)
        return made

    def _menu(self, parent: QWidget, shown: ShownEvent, linked: LinkedCase) -> QMenu:
        menu = QMenu(parent)
        for term in sorted(
            (t for (v, _c), t in shown.labels.items() if v == "certainty" and not t.retired),
            key=lambda t: t.position,
        ):
            code = term.code
            choice = action(
                shown.word("certainty", code),
                lambda code=code: self.change.emit(linked.link.with_values(certainty=code)),  # type: ignore[misc]
                parent,
            )
            choice.setCheckable(True)
            choice.setChecked(code == linked.link.text("certainty"))
            menu.addAction(choice)
        menu.addSeparator()
        menu.addAction(action(_("Unlink"), lambda: self.cut.emit(linked), parent, icon="unlink"))
        return menu

    def _toggle(self) -> None:
        self._whole = not self._whole
        if self._shown is not None:
            self.show_event(self._shown)

    def _picked(self, hit: Hit) -> None:
        self.finder.clear()
        self.add.emit(hit.id)


class _Linked(QWidget):
    """The name of somebody, how sure the link is, and a menu that changes it."""

    def __init__(self, desk: Desk, menu: Callable[[QWidget, ShownEvent, LinkedCase], QMenu]) -> None:
        super().__init__()
        self._desk, self._menu = desk, menu
        self._of: tuple[ShownEvent, LinkedCase] | None = None
        self._words, self._sure = Label("", "row-title"), Certainty("", "")
        self._words.setProperty("ink", "blue")
        self._words.setMinimumWidth(20)
        self._button = RowButton("", [self._words, self._sure, None], self._open)
        self._more = IconButton("ellipsis", "", self._change)
        self.setLayout(row(self._button, self._more, spacing=0))

    def show_case(self, shown: ShownEvent, linked: LinkedCase) -> None:
        """Show a case that is linked to an event."""
        self._of = shown, linked
        code, sure = linked.case.text("code"), linked.link.text("certainty")
        name, certainty = linked.name or code, shown.word("certainty", sure)
        self._words.setText(name)
        self._sure.show_certainty(sure, certainty)
        self._button.setAccessibleName(f"{name}, {code}: {certainty}")
        set_tip(self._button, code)
        change = _("Change the link of {name}").format(name=name)
        self._more.setAccessibleName(change)
        set_tip(self._more, change)

    def _open(self) -> None:
        if self._of is not None:
            self._desk.navigate("cases", self._of[1].case.id)

    def _change(self) -> None:
        if self._of is not None:
            popup(self._menu(self._more, *self._of), self._more)


def linked_words(n: int) -> str:
    """How many cases are linked."""
    return ngettext("{n} linked case", "{n} linked cases", n).format(n=n)
