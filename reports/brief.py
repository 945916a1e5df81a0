"""A dossier to a document: which parts each kind of brief has, and what stands on every page."""

from __future__ import annotations

from app.dossier import Dossier
from reports import brief_one_page
from reports.blocks import Document
from reports.phrases import Phrases, foot_line
from reports.typography import tie


def build(dossier: Dossier) -> Document:
    """The document of a brief, in the language of the dossier."""
    p = Phrases(dossier.options.language)
    number = dossier.options.version
    running = p("Version {n}, {date}", n=number, date=dossier.date) if number else dossier.date
    parts, notes = ((brief_one_page.part(dossier, p),), ())
    kind = p("One-page brief")
    return Document(
        language=dossier.options.language,
        title=tie(dossier.title),
        handling=tie(dossier.handling),
        handling_public=dossier.handling_public,
        organisation=dossier.organisation,
        kind=kind,
        running=(tie(dossier.title), running),
        foot=foot_line(dossier, p),
        page=p.catalogue.gettext("Page {page} of {pages}"),
        parts=parts,
        notes=notes,
        sample=p("invented people and recipient") if dossier.sample else None,
    )
