"""A dossier to a document: which parts each kind of brief has, and what stands on every page."""

from __future__ import annotations

from app.dossier import Dossier
from reports import brief_annex, brief_one_page
from reports.blocks import Document, Part
from reports.brief_figures import Figures
from reports.brief_full import Full
from reports.notes import Notes
from reports.phrases import Phrases, foot_line
from reports.typography import tie


def build(dossier: Dossier) -> Document:
    """The document of a brief, in the language of the dossier."""
    p = Phrases(dossier.options.language)
    number = dossier.options.version
    running = p.gettext("Version {n}, {date}", n=number, date=dossier.date) if number else dossier.date
    notes = Notes()
    full = dossier.options.kind == "full"
    parts = _full(dossier, p, notes) if full else (brief_one_page.part(dossier, p),)
    return Document(
        language=dossier.options.language,
        title=tie(dossier.title),
        handling=tie(dossier.handling),
        handling_public=dossier.handling_public,
        organisation=dossier.organisation,
        kind=p.gettext("Brief") if full else p.gettext("One-page brief"),
        running=(tie(dossier.title), running),
        foot=foot_line(dossier, p),
        page=p.catalogue.gettext("Page {page} of {pages}"),
        parts=parts,
        notes=notes.all,
        sample=p.gettext("invented people and recipient") if dossier.sample else None,
    )


def _full(dossier: Dossier, p: Phrases, notes: Notes) -> tuple[Part, ...]:
    """Text, figures, annex A; notes are numbered through."""
    parts = (Full(dossier, p, notes).part(), Figures(dossier, p).part(), brief_annex.part(dossier, p))
    return tuple(part for part in parts if part)
