"""One way in for whoever wants a document as bytes: called in the child, imports writers late."""

from __future__ import annotations

from reports.blocks import Document

FORMATS = ("pdf",)


def render(document: Document, format_: str) -> bytes:
    """The document in a format of `FORMATS`; the same document gives the same bytes.

    Raises `ValueError` for another format. Nothing is written to disk.
    """
    if format_ != "pdf":
        raise ValueError(format_)
    from reports.pdf.writer import write

    return write(document)
