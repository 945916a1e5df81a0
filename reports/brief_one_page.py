"""The one-page brief: a desk officer with three minutes, block by block."""

from __future__ import annotations

from app.dossier import ChronologyLine, Dossier, EventPart, Mark, NamedPerson, ToldPerson
from reports import blocks as b
from reports import sections
from reports.blocks import Run, Style
from reports.phrases import (
    Phrases,
    age_words,
    citation,
    cited_as,
    cited_labels,
    date_line,
    grouped_statuses,
    legend,
    marks_of,
    only_you,
    running_totals,
    summary_text,
)
from reports.typography import tie

MOST_GAPS = 4
MOST_REQUESTS = 3


def part(dossier: Dossier, p: Phrases) -> b.Part:
    """The page as a part of a document."""
    main, side = _main(dossier, p), _side(dossier, p)
    top: list[b.Block] = [b.Title(tie(dossier.title)), b.Paragraph(date_line(dossier, p), Style.DATELINE)]
    explained = legend(dossier, p, marks_of(main))
    if explained:
        top.append(explained)
    box = sections.bottom_line(dossier, p)
    body = b.Narrow(tuple(main), tuple(side))
    return b.Part("one_page", (*top, box, body), _foot(dossier, p, (body, box)), fit=True)


def _main(dossier: Dossier, p: Phrases) -> list[b.Block]:
    blocks: list[b.Block] = [b.Heading(p.gettext("What is reported"))]
    single = len(dossier.events) == 1
    for event in dossier.events:
        blocks += _event(event, dossier, p, single=single)
    blocks.append(b.Heading(p.gettext("What is not known")))
    few = MOST_GAPS if single else 2
    blocks += [sections.unknowns(event, p, few=few, dated=not single) for event in dossier.events]
    blocks += _individuals(dossier, p)
    if dossier.requests:
        blocks += [b.Heading(p.gettext("What we ask")), sections.requests(dossier, p, few=MOST_REQUESTS)]
    return blocks


def _event(event: EventPart, dossier: Dossier, p: Phrases, *, single: bool) -> list[b.Block]:
    blocks: list[b.Block] = []
    if not single:
        blocks.append(b.Heading(tie(f"{event.date}: {event.title}"), level=2))
    blocks.append(b.Lead(event.line.head, summary_text(event), p.sign(Mark.PUBLIC)))
    picture = sections.range_picture(event, dossier, p, compact=True) if single else None
    if picture:
        blocks.append(picture)
    notes: list[b.Text] = [grouped_statuses(event, p)]
    totals = running_totals([c for c in event.claims if c.group == "running_total"], p)
    if totals:
        notes.append(
            (
                Run(p.gettext("Running total,") + " "),
                Run(p.gettext("kept apart and never added"), bold=True),
                Run(": " + tie(totals) + "."),
            )
        )
    text = b.join(note for note in notes if note)
    return [*blocks, b.Paragraph(text, Style.NOTE)] if text else blocks


def _individuals(dossier: Dossier, p: Phrases) -> list[b.Block]:
    people = dossier.people
    if not people.countable and not people.named and not people.told:
        return []
    blocks: list[b.Block] = [b.Heading(p.gettext("Individuals"))]
    if people.countable:
        blocks.append(b.Paragraph(counted(dossier, p), sign=p.sign(Mark.PUBLIC)))
    blocks += [b.Paragraph(named(person, p), sign=p.sign(person.mark)) for person in people.named]
    blocks += [b.Paragraph(told(person, p), sign=p.sign(Mark.PUBLIC)) for person in people.told]
    warning = only_you(dossier, p)
    if warning:
        blocks.append(b.Paragraph(b.plain(warning), Style.WARNING))
    return blocks


def counted(dossier: Dossier, p: Phrases) -> b.Text:
    """How many of our own files may be counted, never beside a claimed figure."""
    count = dossier.people.countable
    if p.language == "ko" and count[-1:].isdigit():
        count += "명"
    text = (
        p.gettext("Individuals we can name: {count}, with confirmed or probable links to these events.")
        if len(dossier.events) > 1
        else p.gettext("Individuals we can name: {count}, with confirmed or probable links to this event.")
    )
    before, _, after = text.format(count="\n").partition("\n")
    never = p.gettext("Never added to a claimed figure, never taken from one.")
    return Run(before), Run(count, bold=True), Run(f"{after} {never}")


def named(person: NamedPerson, p: Phrases) -> b.Text:
    """A person who may be named here: nothing known after a return."""
    birth = p.gettext("born {birth}", birth=person.birth) if person.birth else ""
    head = ", ".join(part for part in (person.sex.lower(), birth) if part)
    facts = [
        p.gettext("arrested: {arrest}", arrest=person.arrest) if person.arrest else "",
        p.gettext("last known place: {place}", place=person.last_known) if person.last_known else "",
        p.gettext("return: {link}", link=person.link.lower()) if person.link else "",
    ]
    said = "; ".join(fact for fact in facts if fact)
    text = (f", {head}" if head else "") + "." + (f" {said[:1].upper()}{said[1:]}." if said else "")
    other = f" {person.name_other}" if person.name_other else ""
    return (Run(person.name, bold=True), Run(other + tie(text)))


def told_name(person: ToldPerson, p: Phrases) -> str:
    """The number that stands for a person in this release alone."""
    return p.gettext("Person {n}", n=person.number)


def told(person: ToldPerson, p: Phrases) -> b.Text:
    """A pseudonymous account: what generalisation leaves, then the text written for it."""
    origin = p.gettext("from {province}", province=person.province) if person.province else ""
    head = ", ".join(part for part in (age_words(person.age_band, p), origin) if part)
    name = ("" if p.language == "ko" else " ") + p.gettext("(pseudonym)")
    text = name + (f", {head}" if head else "") + ". " + returned(person, p)
    return (Run(told_name(person, p), bold=True), Run(tie(f"{text} {person.account}".rstrip())))


def returned(person: ToldPerson, p: Phrases) -> str:
    """From which Chinese province and in which half-year, as far as known."""
    if person.left_from and person.half_year:
        return p.gettext("Returned from {place}, {when}.", place=person.left_from, when=person.half_year)
    if person.half_year:
        return p.gettext("Returned: {when}.", when=person.half_year)
    return p.gettext("Returned from {place}.", place=person.left_from) if person.left_from else ""


def _side(dossier: Dossier, p: Phrases) -> list[b.Block]:
    lines = tuple(
        (tie(date), b.plain(tie(line.text)))
        for date, line in zip(short_dates(dossier.chronology), dossier.chronology, strict=True)
    )
    blocks: list[b.Block] = []
    if lines:
        blocks += [b.Heading(p.gettext("Chronology")), b.Dated(lines)]
    blocks += _legal(dossier, p)
    record = [tie(text) for text in (*dossier.own_record, dossier.likely_answer) if text]
    if record and dossier.state:
        blocks.append(b.Heading(sections.record_heading(dossier, p)))
        blocks.append(b.Paragraph(b.plain(" ".join(record)), Style.SIDE))
    blocks.append(b.Heading(p.gettext("Method and confidence")))
    blocks += [b.Paragraph(text, Style.SIDE) for text in sections.method(dossier, p)]
    return blocks


def short_dates(lines: tuple[ChronologyLine, ...]) -> list[str]:
    """Short dates, the year only where it differs from that of the line before."""
    out: list[str] = []
    year = ""
    for line in lines:
        own = str(line.earliest.year) if line.earliest else ""
        short = line.date_short
        if own and own == year:
            short = short.removesuffix(f" {own}").removeprefix(f"{own}. ")
        out.append(short)
        year = own
    return out


def _legal(dossier: Dossier, p: Phrases) -> list[b.Block]:
    first = [line for line in dossier.legal if line.first and line.pleaded]
    blocks: list[b.Block] = [b.Heading(sections.legal_heading(dossier, p))]
    items = tuple(b.Item(sections.legal_line(line, p)) for line in first)
    blocks.append(b.Items(items, b.Bullet.DASH, Style.SIDE))
    barred = sections.not_pleaded(dossier)[:1]
    for line in barred:
        text = f" {line.instrument}, {line.note}."
        blocks.append(
            b.Paragraph((Run(p.gettext("Not to be pleaded:"), bold=True), Run(tie(text))), Style.SIDE)
        )
    return blocks


def _foot(dossier: Dossier, p: Phrases, printed: object) -> tuple[b.Block, ...]:
    labels = set(cited_labels(printed))
    claims = [c for event in dossier.events for c in event.claims if c.label in labels]
    cited = b.join((Run(c.label, bold=True), Run(" " + tie(cited_as(c)) + ".")) for c in claims)
    left: list[b.Block] = []
    if cited:
        left = [b.Heading(p.gettext("Claims cited"), level=2), b.Paragraph(cited, Style.CITED)]
    right: list[b.Block] = [
        b.Heading(p.gettext("Cite and contact"), level=2),
        b.Paragraph(b.plain(citation(dossier, p)), Style.CITED),
    ]
    if dossier.contact:
        text = p.gettext("Before any use beyond the marks: {contact}", contact=dossier.contact)
        right.append(b.Paragraph(b.plain(text), Style.CITED))
    return (b.Columns(tuple(left), tuple(right), 308 / 485),)
