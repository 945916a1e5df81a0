"""The archive form: PDF/A-3b with tags, one identity for one content, nothing of machine, time or person."""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import pdfa

from reports.pdf import tags


class NotArchivable(Exception):
    """The validator did not pass our own output: a fault of the writer, never of what was written."""


def finish(data: bytes, root: tags.Node, language: str) -> bytes:
    """ReportLab's output as PDF/A-3b; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page.obj:
                del page.obj.Trans
        tags.write(pdf, root)
        pdf.Root.Lang = pikepdf.String("ko-KR" if language == "ko" else "en-GB")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _plain_info(pdf)
        pdfa.prepare(pdf, "3b")
        pdf.Root.Metadata.write(_plain_metadata(pdf.Root.Metadata.read_bytes()))
        _plain_info(pdf)
        out = io.BytesIO()
        # Not pdfa.save: it writes the document to a temporary file of its own.
        settings = pdfa.resolve_save_kwargs("3b", deterministic_id=True)
        pdf.save(out, **settings)
    report = pdfa.validate_written(io.BytesIO(out.getvalue()), "3b", settings)
    if not report.passed:
        raise NotArchivable("; ".join(sorted({finding.rule for finding in report.findings})))
    return out.getvalue()


def _plain_info(pdf: pikepdf.Pdf) -> None:
    """Only the title stays in the document information."""
    for key in list(pdf.docinfo.keys()):
        if key != "/Title":
            del pdf.docinfo[key]


def _plain_metadata(xmp: bytes) -> bytes:
    """XMP without the moment and the tool of its making."""
    text = xmp.decode()
    for name in ("xmp:MetadataDate", "xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool", "pdf:Producer"):
        text = re.sub(rf"\s*<{name}>[^<]*</{name}>", "", text)
        text = re.sub(rf'\s{name}="[^"]*"', "", text)
    return text.encode()
