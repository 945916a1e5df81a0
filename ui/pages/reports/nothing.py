"""What stands on a report that counts cases while there is none: the next step."""

from __future__ import annotations

from functools import partial

from app.i18n import _
from ui.frame.desk import Desk
from ui.frame.sample import sample_link
from ui.widgets import EmptyState, Hint


def no_cases(desk: Desk, icon: str, sentence: str) -> EmptyState:
    """A file is opened, or a spreadsheet taken in."""
    return EmptyState(
        icon,
        sentence,
        [
            Hint(
                _("Open a file"),
                _("A name is enough to begin."),
                _("New case"),
                partial(desk.navigate, "cases", "new"),
            ),
            Hint(
                _("Bring what you have"),
                _("A spreadsheet with a column of names: all rows or none."),
                _("Import a spreadsheet"),
                partial(desk.navigate, "import"),
            ),
        ],
        sample_link(desk),
    )
