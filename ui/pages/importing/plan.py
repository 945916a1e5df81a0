"""What a table would become, and taking it in: both run on the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.errors import ImportRefused
from app.foreign import ForeignTable
from app.i18n import N_, _
from app.import_columns import Column, understood
from app.importing import CellProblem, look
from app.services.imports import known_here, take_cases
from app.steps import told
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Vault

NAMES = {
    "hanja": N_("Name in Hanja"),
    "latin": N_("Romanised name"),
    "chinese_name": N_("Chinese name"),
    "other_name": N_("Other name"),
}
MOST_PROBLEMS = 200
PREVIEW = 8


@dataclass(frozen=True)
class Plan:
    """A table before it is taken in: the field of each column (its label, "" for none), what cannot be read.

    `refused` says in words why the table as a whole cannot be taken; `problems` names single cells; `odd` are
    cells that should be looked at again and keep nothing out.
    """

    table: ForeignTable
    fields: tuple[str, ...]
    problems: tuple[str, ...]
    more: int
    refused: str = ""
    odd: tuple[CellProblem, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether every cell could be read."""
        return not self.refused and not self.problems


def plan(vault: Vault, table: ForeignTable, today: date) -> Plan:
    """Look at every cell without writing anything."""
    with vault.read() as reader:
        known = known_here(reader)
    fields = tuple(_called(column) for column in understood(table.header, known.own))
    try:
        found = look(table, known, today)
    except ImportRefused as error:
        return Plan(table, fields, (), 0, error.message.render())
    shown = tuple(problem.message.render() for problem in found.wrong[:MOST_PROBLEMS])
    return Plan(table, fields, shown, len(found.wrong) - len(shown), odd=tuple(found.odd))


def _called(column: Column | None) -> str:
    if column is None:
        return ""
    return _(NAMES[column.key]) if column.key in NAMES else column.field.called()


def take(vault: Vault, table: ForeignTable) -> Slices[int]:
    """Write the rows in slices that nobody sees until the last; returns how many cases there are more."""
    total = len(table.rows)
    return told(take_cases(vault, table), lambda done: Progress(done, total))
