"""The way from an empty page to the sample vault, and the way to be rid of it."""

from __future__ import annotations

from app.i18n import _
from ui.frame.desk import Desk
from ui.process import REMOVE, SHOW
from ui.widgets import Button


def sample_link(desk: Desk) -> Button | None:
    """A link for the foot of an empty page; none where the sample is what stands open."""
    if desk.sample:
        return None
    return Button(
        _("Lock this vault and look around in the sample"),
        lambda: desk.sample_asked.emit(SHOW),
        kind="link",
        icon="flask-conical",
    )


def removal(desk: Desk) -> Button:
    """A button that locks the sample and asks whether it is to be removed."""
    return Button(_("Remove the sample…"), lambda: desk.sample_asked.emit(REMOVE), icon="trash-2")
