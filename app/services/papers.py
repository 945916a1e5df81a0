"""Saves printed papers that hold no case: key sheets, the quick card, blank forms. They are no releases."""

from __future__ import annotations

from app.ports import Outbox, Rendered


def save_paper(outbox: Outbox, rendered: Rendered, path: str, *, replace: bool) -> None:
    """Write a paper where the user asked for it; a sheet of a key is never written otherwise.

    Raises Refused where the file exists and `replace` is false, DiskTrouble where it cannot be written.
    """
    outbox.place(rendered.files, path, replace=replace)
