"""Pages that show the empty state until somebody writes them."""

from __future__ import annotations

from app.i18n import N_, _
from ui.frame.desk import Desk
from ui.frame.page import Page
from ui.widgets import Label, column


class _Empty(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        layout = column(Label(_(self.title), "title"), None)
        layout.setContentsMargins(36, 24, 36, 24)
        self.setLayout(layout)


class Events(_Empty):
    """Reported returns and their claims."""

    key, title, icon = "events", N_("Events"), "calendar-days"
    counts = "event"


class Reports(_Empty):
    """What goes out and what went out."""

    key, title, icon = "reports", N_("Reports"), "file-text"
    counts = "release"
