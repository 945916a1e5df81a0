"""What narrows and orders a list: conditions as chips, the order, the trash."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.conditions import Offered, groups_of, parted
from app.i18n import _
from app.ports import Condition, Group
from app.services.filters import SavedFilter
from ui.forms.lookup import Lookup
from ui.lists.condition_words import all_offered, named, say_group
from ui.lists.kind import NEWEST_FIRST, ListKind
from ui.shortcuts import shown
from ui.theme import theme
from ui.widgets import Button, IconButton, row
from ui.widgets.flow import Flow
from ui.widgets.layouts import clear

CHIP = 240
"""Width of a chip at most, in pixels: as much as the pane has beside its buttons."""


class Conditions(QWidget):
    """A line of chips and the order.

    Signals: `changed()` when the list is to be read again, `wanted_builder()` when what narrows it is to be
    built, `wanted_name()` when it is to be saved as a filter, `wanted_away()` when the filter that is shown
    is to be taken away.
    """

    changed = Signal()
    wanted_builder = Signal()
    wanted_name = Signal()
    wanted_away = Signal()

    def __init__(self, kind: ListKind, lookup: Lookup) -> None:
        super().__init__()
        self.kind, self._lookup = kind, lookup
        self.held: tuple[Group, ...] = ()
        self.filter: SavedFilter | None = None
        self.sort, self.descending = kind.sort, kind.sort in NEWEST_FIRST
        self.trash = False
        self._fields: dict[str, Offered] = {}
        self._chips = Flow(gap=4)
        self.order = Button("", kind="quiet", icon="chevron-down")
        self.order.clicked.connect(lambda _checked=False: popup(self._order_menu(), self.order))
        self.more = IconButton("list-filter", _("Add a condition"))
        self.more.clicked.connect(lambda _checked=False: popup(self._menu(), self.more))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row(self.more, None, self.order, spacing=4))
        layout.addLayout(self._chips)
        lookup.changed.connect(self._show)
        self._show()

    @property
    def on(self) -> int:
        """How many conditions narrow the list."""
        return len(self.held) + self.trash + (self.filter is not None)

    @property
    def groups(self) -> tuple[Group, ...]:
        """All that narrows: the filter and the chips, as groups of which one condition each must hold."""
        saved = groups_of(self.filter.conditions, self.filter.either) if self.filter else ()
        return (*saved, *self.held)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that must hold: those of the filter and those of the chips."""
        return parted(self.groups)[0]

    @property
    def either(self) -> tuple[Group, ...]:
        """Groups of which one must hold."""
        return parted(self.groups)[1]

    def narrow_by(self, groups: Sequence[Group]) -> None:
        """Narrow by what was built, in the place of what narrowed before."""
        self.filter, self.held = None, tuple(groups)
        self._again()

    def show_filter(self, filter_: SavedFilter | None) -> None:
        """Narrow by a saved filter, in the place of everything that narrowed before."""
        self.filter, self.held, self.trash = filter_, (), False
        self._again()

    def restore(
        self,
        held: Sequence[Group],
        filter_: SavedFilter | None,
        trash: bool,
        sort: str,
        descending: bool,
    ) -> None:
        """Narrow and order as the list was, without telling: it is not read yet."""
        self.held, self.filter, self.trash = tuple(held), filter_, trash
        self.sort, self.descending = sort, descending
        self._show()

    def _drop_filter(self) -> None:
        self.filter = None
        self._again()

    def add(self, condition: Condition, _checked: bool = False) -> None:
        """Narrow the list; one condition a path, beside the groups that were built."""
        others = (g for g in self.held if len(g) > 1 or g[0].path != condition.path)
        self.held = (*others, (condition,))
        self._again()

    def drop(self, group: Group) -> None:
        """Widen it again."""
        self.held = tuple(g for g in self.held if g != group)
        self._again()

    def show_trash(self, on: bool, _checked: bool = False) -> None:
        """List what was moved to the trash, or what was not."""
        self.trash = on
        self._again()

    def set_order(self, key: str, _checked: bool = False) -> None:
        """Sort by another field, or by the same the other way round."""
        self.descending = not self.descending if key == self.sort else key in NEWEST_FIRST
        self.sort = key
        self._again()

    def _again(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """The chips, once it is known what the records that conditions name are called."""
        self._fields = all_offered(self._lookup, self.kind.type)
        for kind, ids in named(self.held, self._fields).items():
            missing = [i for i in ids if i not in self._lookup.hits]
            if missing:
                self._lookup.name(kind, missing, self._show_chips, self)
        self._show_chips()

    def _show_chips(self) -> None:
        clear(self._chips)
        if self.filter is not None:
            self._chip(filter_name(self.filter), partial(self._drop_filter))
        for group in self.held:
            self._chip(say_group(group, self._fields, self._lookup), partial(self.drop, group))
        if self.trash:
            self._chip(_("In the trash"), partial(self.show_trash, False))
        name = self._order_name()
        self.order.setText(name)
        self.order.setAccessibleName(_("Sorted by {field}").format(field=name))

    def _order_name(self) -> str:
        """What the list is sorted by: a field of the menu, or a column of the table."""
        known = dict(self.kind.orders).get(self.sort)
        columns = (c.heading for c in self.kind.columns(self._lookup).values() if c.sort == self.sort)
        return _(known) if known else next(columns, "")

    def _chip(self, name: str, drop: partial[None]) -> None:
        room = theme().px(CHIP) - theme().px(44)
        short = theme().metrics("note").elidedText(name, Qt.TextElideMode.ElideRight, room)
        chip = Button(short, drop, kind="chip", icon="x", tip=name)
        chip.setAccessibleName(_("Remove the condition: {name}").format(name=name))
        self._chips.addWidget(chip)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, text in self.kind.orders:
            choice = menu.addAction(_(text))
            choice.setCheckable(True)
            choice.setChecked(key == self.sort)
            choice.triggered.connect(partial(self.set_order, key))
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        build = menu.addAction(f"{_('Conditions…')}\t{shown('conditions')}")
        build.triggered.connect(lambda _checked=False: self.wanted_builder.emit())
        menu.addSeparator()
        self.quick(menu)
        if self.held or (self.filter and not self.filter.brought):
            menu.addSeparator()
        if self.held:
            menu.addAction(_("Save this filter…")).triggered.connect(self.wanted_name)
        if self.filter and not self.filter.brought:
            menu.addAction(_("Take this filter away")).triggered.connect(self.wanted_away)
        return menu

    def quick(self, menu: QMenu) -> None:
        """The conditions that are at hand without the builder."""

    def offer_terms(self, menu: QMenu, title: str, path: str, vocabulary: str) -> None:
        """A menu of the terms that a field may be."""
        inner = menu.addMenu(title)
        for code, label in self._lookup.offered(vocabulary):
            self.offer(inner, Condition(path, "is", code), label)

    def offer(self, menu: QMenu, condition: Condition, name: str) -> None:
        """One condition by its name."""
        choice = menu.addAction(name.replace("&", "&&"))
        choice.triggered.connect(partial(self.add, condition))


def filter_name(filter_: SavedFilter) -> str:
    """What a filter is called."""
    return _(filter_.name) if filter_.brought else filter_.name


def popup(menu: QMenu, below: QWidget) -> None:
    """Open a menu below a button; it goes when it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
