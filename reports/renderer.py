"""Makes finished documents in the child, and opens them again to see what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import child
from app.dossier import Dossier
from app.paper import ConsentForm, IntakeForm, RecoverySheet, ShareSheet
from app.ports import Rendered
from app.summary import Summary

if TYPE_CHECKING:
    from reports.blocks import Document


class ChildRenderer:
    """The renderer of the program: every document is made in a child without key or vault."""

    def brief(self, dossier: Dossier) -> Rendered:
        """A brief as PDF. Raises ChildFailed."""
        return child.run(render_brief, dossier)

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        """A summary as `pdf`, `xlsx` or `csv` (with its codebook beside it). Raises ChildFailed."""
        return child.run(render_summary, summary, file_format)

    def recovery_sheet(self, sheet: RecoverySheet) -> Rendered:
        """The printed sheet of a recovery key as PDF, proved to hold the key. Raises ChildFailed."""
        return child.run(render_recovery_sheet, sheet)

    def share_sheets(self, sheets: Sequence[ShareSheet]) -> Rendered:
        """The printed sheets of shares of a recovery key as one PDF, a page each. Raises ChildFailed."""
        return child.run(render_share_sheets, tuple(sheets))

    def quick_card(self, language: str) -> Rendered:
        """The card beside the laptop: unlock, lock, passphrase lost, laptop taken. Raises ChildFailed."""
        return child.run(render_quick_card, language)

    def blank_form(self, form: IntakeForm | ConsentForm) -> Rendered:
        """A blank form as PDF. Raises ChildFailed."""
        return child.run(render_blank_form, form)

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        """The pages of a PDF as width, height and RGB bytes. Raises ChildFailed."""
        return child.run(page_pictures, pdf, dots_per_inch)


def render_brief(dossier: Dossier) -> Rendered:
    """A brief: its file, the characters that could not be shown, the texts found on opening it again."""
    from reports.brief import build

    return _pdf(build(dossier))


def render_summary(summary: Summary, file_format: str) -> Rendered:
    """A summary in one of its formats, likewise."""
    if file_format != "pdf":
        from reports.summary_files import data_files

        return data_files(summary, file_format)
    from reports.summary_pdf import build

    return _pdf(build(summary))


class KeyUnreadable(Exception):
    """A sheet from which its key cannot be read: a fault of the writer."""


def render_recovery_sheet(sheet: RecoverySheet) -> Rendered:
    """A recovery sheet; its key must be found on opening it again, else the sheet would be worthless."""
    from reports.key_sheets import build_recovery

    return proved(_pdf(build_recovery(sheet)), [sheet.key])


def render_share_sheets(sheets: tuple[ShareSheet, ...]) -> Rendered:
    """The sheets of shares, likewise."""
    from reports.key_sheets import build_shares

    return proved(_pdf(build_shares(sheets)), [sheet.share for sheet in sheets])


def render_quick_card(language: str) -> Rendered:
    """The quick card."""
    from reports.quick_card import build

    return _pdf(build(language))


def render_blank_form(form: IntakeForm | ConsentForm) -> Rendered:
    """A blank intake or consent form."""
    from reports.blank_forms import build_consent, build_intake

    return _pdf(build_consent(form) if isinstance(form, ConsentForm) else build_intake(form))


def _pdf(document: Document) -> Rendered:
    from reports.phrases import texts_of
    from reports.render import render
    from reports.reopen import texts

    files = {"": render(document, "pdf")}
    return Rendered(files, lost(texts_of(document)), texts(files, "pdf"))


def proved(rendered: Rendered, keys: Sequence[str]) -> Rendered:
    """The rendered sheets, if the characters of each key stand in one of their texts in order.

    Raises KeyUnreadable.
    """
    from reports.key_sheets import groups_of

    seen = ["".join(text.split()) for text in rendered.texts]
    for key in keys:
        groups, check = groups_of(key)
        wanted = "".join(f"{number}{group}" for number, group in enumerate(groups, 1))
        if not any(wanted in text and check in text.partition(wanted)[2] for text in seen):
            raise KeyUnreadable
    return rendered


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
