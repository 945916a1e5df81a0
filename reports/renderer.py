"""Makes finished documents in the child, and opens them again to see what they hold."""

from __future__ import annotations

from app import child
from app.dossier import Dossier
from app.ports import Rendered
from app.summary import Summary


class ChildRenderer:
    """The renderer of the program: every document is made in a child without key or vault."""

    def brief(self, dossier: Dossier) -> Rendered:
        """A brief as PDF. Raises ChildFailed."""
        return child.run(render_brief, dossier)

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        """A summary as `pdf`, `xlsx` or `csv` (with its codebook beside it). Raises ChildFailed."""
        return child.run(render_summary, summary, file_format)

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        """The pages of a PDF as width, height and RGB bytes. Raises ChildFailed."""
        return child.run(page_pictures, pdf, dots_per_inch)


def render_brief(dossier: Dossier) -> Rendered:
    """A brief: its file, the characters that could not be shown, the texts found on opening it again."""
    from reports.brief import build
    from reports.phrases import texts_of
    from reports.render import render
    from reports.reopen import texts

    document = build(dossier)
    files = {"": render(document, "pdf")}
    return Rendered(files, lost(texts_of(document)), texts(files, "pdf"))


def render_summary(summary: Summary, file_format: str) -> Rendered:
    """A summary in one of its formats, likewise."""
    if file_format != "pdf":
        from reports.summary_files import data_files

        return data_files(summary, file_format)
    from reports.phrases import texts_of
    from reports.render import render
    from reports.reopen import texts
    from reports.summary_pdf import build

    document = build(summary)
    files = {"": render(document, "pdf")}
    return Rendered(files, lost(texts_of(document)), texts(files, "pdf"))


def lost(texts: list[str]) -> tuple[tuple[str, int], ...]:
    """What a document leaves out or prints as a code point: each with how often it occurs."""
    from app.printable import code_point, unprintable

    found = unprintable(texts)
    return tuple((code_point(chr(point)), times) for point, times in (*found.left_out, *found.no_glyph))


def page_pictures(pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
    """The pages of a PDF, each as width, height and RGB bytes, on white."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            bitmap = page.render(scale=dots_per_inch / 72, rev_byteorder=True)
            image = bitmap.to_pil().convert("RGB")
            pages.append((image.width, image.height, image.tobytes()))
            page.close()
        return tuple(pages)
    finally:
        document.close()
