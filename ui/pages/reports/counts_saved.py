"""A picture of counts that leaves: drawn from the anonymised summary, and let out as one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ports import Outbox, Rendered
from app.records.record import Record
from app.services.releases import release
from app.services.summaries import PreparedSummary, look_through_summary, prepare_summary
from app.summary import Summary, SummaryOptions
from ui.files import ask_save, exported
from ui.frame.desk import Desk
from ui.pictures import counted, saved
from ui.pictures.counted import CountBar
from ui.pictures.scene import Drawing

if TYPE_CHECKING:
    from app.ports import Vault


class SaveCounts:
    """Asks where, counts afresh under the rules of the public summary, draws, enters in the ledger."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.desk, self._parent = desk, parent

    def ask(self, dimension: str) -> None:
        """Ask for the file; its suffix says the format."""
        start = Path.home() / f"counts-{dimension}-{self.desk.language}.pdf"
        kinds = ";;".join(saved.FORMATS.values())
        ask_save(self._parent, _("Save picture…"), start, kinds, lambda path: self.save_to(path, dimension))

    def save_to(self, path: Path, dimension: str) -> None:
        """Draw the protected table of a dimension, look it through, put it in place."""
        outbox, clock = self.desk.ways.outbox, self.desk.clock
        if outbox is None:
            return
        form = path.suffix.lower().lstrip(".")
        target = path if form in saved.FORMATS else path.with_name(f"{path.name}.pdf")
        form = target.suffix.lower().lstrip(".")
        options = SummaryOptions(by=(dimension,), language=self.desk.language)

        def prepared(found: PreparedSummary) -> None:
            made = saved.of_scene(drawing_of(found.summary).build, form)
            self.desk.save(
                lambda vault: let_out(vault, outbox, found, made, target),
                lambda _entry: self.desk.notify(exported(target)),
                kinds=["release"],
                owner=self._parent,
            )

        self.desk.ask(lambda vault: prepare_summary(vault, clock, options), prepared, owner=self._parent)


def drawing_of(summary: Summary) -> Drawing:
    """The one table of a summary as bars, with its title, day, unit and what hidden means beside them."""
    table = summary.tables[0]
    bars = [CountBar(label, cells[0].count) for label, cells in zip(table.rows, table.cells, strict=True)]
    title = [table.title, " · ".join(filter(None, (summary.handling, summary.date_line)))]
    if summary.organisation:
        title.append(summary.organisation)
    if summary.sample:
        title.append(_("SAMPLE, invented people"))
    some = any(bar.count is None for bar in bars)
    foot = " ".join(filter(None, (summary.unit, table.note, summary.hidden_note if some else "")))
    return counted.drawing_of(bars, table.heads[0], foot=foot, hidden=summary.hidden_word, title=title)


def let_out(vault: Vault, outbox: Outbox, found: PreparedSummary, made: Rendered, target: Path) -> Record:
    """Look the picture through for names and codes, then enter it and put it in place."""
    look_through_summary(vault, made)
    return release(vault, outbox, found.entry, made, str(target), replace=True)
