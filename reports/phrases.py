"""Phrases that several documents share: marks, date line, citation, articles; in the document's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from app.dossier import ClaimLine, Dossier, EventPart, LegalLine, Mark
from app.i18n import N_, catalogue, in_brackets
from reports.blocks import Paragraph, Run, Sign, Style, Text, join, plain
from reports.typography import tie

CLAIM = re.compile(r"\bC\d+\b")
_DATE_TAIL = re.compile(r",\s*(?:\d|c\.|about|[A-Z][a-z]{2,8} \d{4}|약).*$")


_AGES = {
    "0-17": N_("under 18"),
    "18-29": N_("aged 18–29"),
    "30-39": N_("aged 30–39"),
    "40-49": N_("aged 40–49"),
    "50+": N_("aged 50 or over"),
}
"""The bands of app.ages in words."""


class Phrases:
    """The catalogue of a language, and what is built from it alone."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.catalogue = catalogue(language)

    def gettext(self, text: str, **values: object) -> str:
        """A text of the catalogue, its places filled (left open without values), tied for lines."""
        found = self.catalogue.gettext(text)
        return tie(found.format(**values) if values else found)

    def ngettext(self, one: str, more: str, n: int, **values: object) -> str:
        """The form for `n` things."""
        return tie(self.catalogue.ngettext(one, more, n).format(n=n, **values))

    def sign(self, mark: Mark) -> Sign:
        """The sign of a mark with its word."""
        return Sign(mark, self.mark(mark))

    def mark(self, mark: Mark) -> str:
        """The word of a mark."""
        gettext = self.catalogue.gettext
        return {
            Mark.PUBLIC: gettext("Public"),
            Mark.BILATERAL: gettext("Bilateral"),
            Mark.YOU_ONLY: gettext("You only"),
        }[mark]


def date_line(dossier: Dossier, p: Phrases) -> Text:
    """Date, as of when, version and what it supersedes."""
    options = dossier.options
    parts = [p.gettext(", as of {as_of}.", as_of=dossier.as_of)]
    if options.version:
        parts.append(version(dossier, p) + ".")
    return (Run(tie(dossier.date), bold=True), Run(" ".join(parts)))


def version(dossier: Dossier, p: Phrases) -> str:
    """The version that staff set, with what it supersedes; "" where they set none."""
    options = dossier.options
    if not options.version:
        return ""
    if options.supersedes:
        return p.gettext("Version {n}, supersedes {earlier}", n=options.version, earlier=options.supersedes)
    return p.gettext("Version {n}", n=options.version)


def legend(dossier: Dossier, p: Phrases, marks: Iterable[Mark], *, short: bool = False) -> Paragraph | None:
    """What each mark means, for those that occur; nothing where all is public."""
    used = set(marks)
    if used <= {Mark.PUBLIC}:
        return None
    gettext = p.catalogue.gettext
    only = (
        gettext("your Government, never China or the DPRK.")
        if dossier.options.audience == "government"
        else gettext("the recipient, never China or the DPRK.")
    )
    meaning = {
        Mark.PUBLIC: gettext("quote with attribution.")
        if short
        else gettext("may be quoted with its attribution."),
        Mark.BILATERAL: gettext("only in talks with the State addressed."),
        Mark.YOU_ONLY: only,
    }
    parts: list[Text] = [
        (Run(p.mark(mark), bold=True), Run(": " + meaning[mark])) for mark in Mark if mark in used
    ]
    return Paragraph(join(parts), Style.LEGEND)


def marks_of(value: object) -> set[Mark]:
    """All marks that stand in a tree of blocks."""
    if isinstance(value, Sign):
        return {value.mark}
    if isinstance(value, tuple | list):
        return set().union(*(marks_of(item) for item in value)) if value else set()
    if is_dataclass(value) and not isinstance(value, type):
        return set().union(*(marks_of(getattr(value, field.name)) for field in fields(value)))
    return set()


def texts_of(value: object) -> list[str]:
    """All texts that stand in a tree of blocks."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts_of(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in texts_of(getattr(value, field.name))]
    return []


def cited_labels(blocks: object) -> list[str]:
    """The claim numbers that some blocks name, in order of number."""
    found = {label for text in texts_of(blocks) for label in CLAIM.findall(text)}
    return sorted(found, key=lambda label: int(label[1:]))


def summary_text(event: EventPart) -> Text:
    """The summary line after its first words: bold to the origins, then a clause a state."""
    line = event.line
    clauses = "; ".join(clause.text for clause in line.clauses)
    if not line.rest:
        return plain(tie(clauses))
    between = "; " if clauses else ""
    return (Run(tie(line.rest) + between.rstrip(), bold=True), Run((" " if clauses else "") + tie(clauses)))


def relay_name(claim: ClaimLine) -> str:
    """The relay without its date."""
    return _DATE_TAIL.sub("", claim.relay)


def cited_as(claim: ClaimLine) -> str:
    """Claimant and relay, without a full stop at the end."""
    return ", ".join(part for part in (claim.claimant, claim.relay) if part).rstrip(".")


def sample_figure(dossier: Dossier, p: Phrases) -> str:
    """An example of a figure quoted with its attribution, "" where no claim gives one."""
    for event in dossier.events:
        for claim in sorted(event.claims, key=lambda c: not c.is_origin):
            if claim.figure and claim.group == "figure":
                relay = relay_name(claim)
                if not relay or relay == claim.claimant:
                    return p.gettext("“{figure} ({claimant})”", figure=claim.figure, claimant=claim.claimant)
                return p.gettext(
                    "“{figure} ({claimant}, relayed by {relay})”",
                    figure=claim.figure,
                    claimant=claim.claimant,
                    relay=relay,
                )
    return ""


def citation(dossier: Dossier, p: Phrases) -> str:
    """How to cite the document, ready made."""
    subject = p.gettext("brief on {subject}", subject=", ".join(event.date for event in dossier.events))
    number = p.gettext("version {n}", n=dossier.options.version) if dossier.options.version else ""
    parts = [part for part in (dossier.organisation, subject, number, dossier.date) if part]
    sample = sample_figure(dossier, p)
    text = tie(", ".join(parts).rstrip(".")) + "."
    if not sample:
        return text
    return text + " " + p.gettext("Each figure with its claimant: {sample}.", sample=sample)


def article(line: LegalLine, p: Phrases, *, bare: bool = False) -> str:
    """An article as the language writes it: "art. 3(1)" (`bare`: "3(1)"), "제3조 제1항"."""
    if p.language != "ko" and bare:
        return line.article
    if p.language != "ko":
        several = "," in line.article
        return tie(("arts " if several else "art. ") + line.article)
    return tie(", ".join(_korean_article(part.strip()) for part in line.article.split(",")))


def _korean_article(text: str) -> str:
    text = {"I": "1", "II": "2"}.get(text, text)
    number, _, paragraph = text.partition("(")
    return f"제{number}조 제{paragraph.rstrip(')')}항" if paragraph else f"제{number}조"


def only_you(dossier: Dossier, p: Phrases) -> str:
    """The red sentence under names that must not be passed on; "" where none is printed."""
    count = sum(person.mark is Mark.YOU_ONLY for person in dossier.people.named)
    if not count:
        return ""
    if dossier.options.audience == "government":
        text = p.ngettext(
            "This name: consent covers your Government only, not the authorities of China or the DPRK.",
            "All {n} names: consent covers your Government only, not the authorities of China or the DPRK.",
            count,
        )
        if count == 2:
            text = p.gettext(
                "Both names: consent covers your Government only, not the authorities of China or the DPRK."
            )
    else:
        text = p.ngettext(
            "This name: consent covers the recipient only, not the authorities of China or the DPRK.",
            "All {n} names: consent covers the recipient only, not the authorities of China or the DPRK.",
            count,
        )
    return text + " " + p.gettext("Nothing that became known after a return is stated here.")


def age_words(band: str, p: Phrases) -> str:
    """An age band as a document prints it, "" for none."""
    return p.gettext(_AGES[band]) if band in _AGES else band


def foot_line(dossier: Dossier, p: Phrases) -> str:
    """The line at the foot of every page."""
    sample = p.gettext(
        "Sample: people, recipient, requests and contact are invented; events and claims are public reports."
    )
    parts = [f"{dossier.organisation}." if dossier.organisation else "", sample if dossier.sample else ""]
    return " ".join(part for part in parts if part)


def grouped_statuses(event: EventPart, p: Phrases) -> Text:
    """What the elements are worth, in one line: the event first, then by status."""
    by_status: dict[str, list[str]] = {}
    parts: list[Text] = []
    space = "" if p.language == "ko" else " "
    for element in event.elements:
        if element.element == "happened":
            origins = p.ngettext("({n} independent origin)", "({n} independent origins)", element.origins)
            parts.append(
                (Run(f"{element.name}: "), Run(element.status, bold=True), Run(f"{space}{origins}."))
            )
        else:
            by_status.setdefault(element.status, []).append(element.name)
    for status, names in by_status.items():
        parts.append((Run(", ".join(names) + ": "), Run(status, bold=True), Run(".")))
    return join(parts)


def running_totals(claims: Iterable[ClaimLine], p: Phrases) -> str:
    """Running totals with claimant and start, "" where there is none."""
    said = []
    for claim in claims:
        start = (
            p.gettext("since {start}", start=claim.since) if claim.since else p.gettext("start not stated")
        )
        who = ", ".join(part for part in (claim.claimant, claim.label) if part)
        said.append(in_brackets(f"{claim.figure}, {start}", who, p.language))
    return "; ".join(said)


def judgement(event: EventPart, p: Phrases) -> str:
    """Staff's judgement: likelihood with its band in one sentence, confidence in the next."""
    found = event.judgement
    if found is None:
        return ""
    band = found.band
    if band[-1:].isdigit():
        band = p.gettext("{band} per cent", band=band)
    text = p.gettext(
        "We judge it {likelihood} that {what}.",
        likelihood=in_brackets(found.likelihood, band, p.language) if band else found.likelihood,
        what=found.what,
    )
    if found.confidence:
        text += " " + p.gettext("Our confidence in the number is {confidence}.", confidence=found.confidence)
        if found.reason:
            text = text.rstrip(".") + ": " + found.reason.rstrip(".") + "."
    return text


def not_judged(dossier: Dossier) -> bool:
    """Whether neither sources nor information of any claim have a grade."""
    return not any(c.reliability or c.credibility for event in dossier.events for c in event.claims)
