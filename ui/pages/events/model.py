"""The item model of the table of claims: a row for each group, each claim, and each claim's full wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.i18n import _
from ui.pages.events.lines import ClaimRow, Group, described
from ui.widgets.ranges import Scale
from ui.widgets.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()


class Column(IntEnum):
    """The columns in their order."""

    CLAIMANT = 0
    WORDING = 1
    FIGURE = 2
    PICTURE = 3
    ORIGIN = 4
    GRADE = 5


@dataclass(frozen=True)
class Line:
    """A row of the view: a group's head (`claim` None), a claim, or the place where its wording opens."""

    group: Group
    claim: ClaimRow | None = None
    wording: bool = False


class ClaimsModel(QAbstractTableModel):
    """The claims of one event, in groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.scale = Scale(1)

    def show(self, groups: tuple[Group, ...], scale: Scale) -> None:
        """Show other claims."""
        self.beginResetModel()
        self.scale = scale
        self.lines = []
        for group in groups:
            self.lines.append(Line(group))
            for claim in group.rows:
                self.lines += [Line(group, claim), Line(group, claim, wording=True)]
        self.endResetModel()

    def rowCount(self, parent: Index = NOTHING) -> int:
        """Rows of every kind, hidden ones too."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOTHING) -> int:
        """The six columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Opened wording is no row of its own for the keyboard."""
        if not index.isValid() or self.lines[index.row()].wording:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says; the picture of a figure says it in words."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or not (shown or role == Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.lines[index.row()]
        if line.wording:
            return None
        if line.claim is None:
            return f"{line.group.title}  {line.group.note}" if index.column() == 0 and shown else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.claim.grade_said) if index.column() == Column.GRADE else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.CLAIMANT:
            return described(line.claim)
        return cell(line.claim, Column(index.column()), accessible=role != Qt.ItemDataRole.DisplayRole)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads of the columns."""
        if orientation is Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return heads()[section]
        return None

    def row_of(self, claim: object) -> int:
        """The row of a claim by its id, -1 where it is not there."""
        return next(
            (n for n, x in enumerate(self.lines) if x.claim and not x.wording and x.claim.record.id == claim),
            -1,
        )


def heads() -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        _("Claimant and relay"),
        _("Wording"),
        _("Figure"),
        _("Range"),
        _("Origin"),
        _("Grade"),
    )


def cell(claim: ClaimRow, column: Column, *, accessible: bool) -> str:
    """The text of a cell."""
    figure = claim.figure or _("no figure")
    texts = {
        Column.CLAIMANT: f"{claim.claimant}\n{claim.relay}",
        Column.WORDING: claim.wording,
        Column.FIGURE: figure if accessible else claim.figure,
        Column.PICTURE: f"{figure}, {claim.origin}" if accessible and claim.pictured else "",
        Column.ORIGIN: claim.origin,
        Column.GRADE: claim.grade_said if accessible else claim.grade,
    }
    return texts[column]
