"""A new recovery key on paper: the steps that show and prove it, with a sheet to be printed or saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.paper import RecoverySheet
from app.ports import Rendered, Renderer
from ui.frame.desk import Bridge
from ui.frame.ways import Ways
from ui.papers import Papers
from ui.start.recovery import RecoverySteps


def key_papers(
    bridge: Bridge,
    ways: Ways,
    parent: QWidget,
    *,
    failed: Callable[[Exception], object],
    done: Callable[[str], object],
) -> Papers | None:
    """What prints and saves sheets of keys; None where nothing makes documents."""
    if ways.renderer is None or ways.outbox is None:
        return None
    return Papers(bridge, ways.renderer, ways.outbox, parent, failed=failed, done=done, keys=True)


def recovery_steps(sheet: RecoverySheet, go: str, papers: Papers | None) -> RecoverySteps:
    """The steps of the key of a sheet; `go` is what the last button says."""
    name = _("Recovery sheet")

    def make(renderer: Renderer) -> Rendered:
        return renderer.recovery_sheet(sheet)

    return RecoverySteps(
        sheet.key,
        go,
        on_print=(lambda _key: papers.print(name, make)) if papers else None,
        on_save=(lambda _key: papers.save(name, make)) if papers else None,
    )
