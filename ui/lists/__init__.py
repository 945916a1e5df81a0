"""The list pane and its rows, and the shell that puts a list beside a record; import from here.

pane = ListPane(desk, _("Sources"), query, load, paint_row, say_row, id_of)
pane.picked.connect(open_record)     a row was chosen, by mouse or keys
pane.reload()                        after a change; keeps the row that is shown
RowsView(name, model, height)         rows of any length, one column
shell = ListAndRecord(desk, pane, record)  side by side; one of them when the window is narrow
"""

from ui.lists.pane import ListPane
from ui.lists.rows import RowPainter, RowState
from ui.lists.shell import ListAndRecord
from ui.lists.view import RowsView

__all__ = ["ListAndRecord", "ListPane", "RowPainter", "RowState", "RowsView"]
