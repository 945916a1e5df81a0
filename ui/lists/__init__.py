"""Lists of any length: the order in memory, the rows a page at a time; import from here.

source = Source(numbers, page)       two functions of the vault: the order, and some rows of it
pane = ListPane(desk, _("Sources"), source, paint_row, say_row, id_of)
pane.picked.connect(open_record)     a row was chosen, by mouse or keys
pane.reload()                        after a change; keeps the row that is shown
shell = ListAndRecord(pane, record)  side by side; one of them when the window is narrow
"""

from ui.lists.model import Source, WindowedModel
from ui.lists.pane import ListPane
from ui.lists.rows import RowPainter, RowState
from ui.lists.shell import ListAndRecord

__all__ = ["ListAndRecord", "ListPane", "RowPainter", "RowState", "Source", "WindowedModel"]
