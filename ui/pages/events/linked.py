"""The cases linked to an event, and linking one by a few letters of a name or a code."""

from __future__ import annotations

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
from ui.widgets.buttons import action
from ui.widgets.layouts import clear
from ui.widgets.tips import plain_tip

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
        clear(self._grid)
        cases = shown.page.cases
        self._all.setText(_("All {n}").format(n=f"{len(cases):,}") if not self._whole else _("Fewer"))
        self._all.setVisible(len(cases) > FIRST)
        for at, linked in enumerate(cases if self._whole else cases[:FIRST]):
            self._grid.addWidget(self._case(shown, linked), at // COLUMNS, at % COLUMNS)
        for at in range(COLUMNS):
            self._grid.setColumnStretch(at, 1)
        if not cases:
            self._grid.addWidget(Label(_("No case is linked to this event yet."), "dim"), 0, 0, 1, COLUMNS)

    def _case(self, shown: ShownEvent, linked: LinkedCase) -> QWidget:
        certainty = shown.word("certainty", linked.link.text("certainty"))
        name = linked.name or linked.case.text("code")
        words = Label(name, "row-title")
        words.setProperty("ink", "blue")
        words.setMinimumWidth(20)
        button = RowButton(
            f"{name}, {linked.case.text('code')}: {certainty}",
            [words, Certainty(linked.link.text("certainty"), certainty), None],
            lambda: self.desk.navigate("cases", linked.case.id),
        )
        button.setToolTip(plain_tip(linked.case.text("code")))
        more = IconButton("ellipsis", _("Change the link of {name}").format(name=name))
        more.clicked.connect(lambda _checked=False: popup(self._menu(more, shown, linked), more))
        holder = QWidget()
        holder.setLayout(row(button, more, spacing=0))
        return holder

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


def linked_words(n: int) -> str:
    """How many cases are linked."""
    return ngettext("{n} linked case", "{n} linked cases", n).format(n=n)
