"""The full brief, pages of text: numbered sections, footnotes, tables."""

from __future__ import annotations

from app.dossier import ClaimLine, Dossier, ElementLine, EventPart, LegalLine, Mark
from app.i18n import in_brackets
from reports import blocks as b
from reports import sections
from reports.blocks import Run, Style
from reports.brief_one_page import counted, returned, told_name
from reports.notes import Notes, cite
from reports.phrases import (
    Phrases,
    age_words,
    article,
    citation,
    legend,
    marks_of,
    only_you,
    running_totals,
    version,
)
from reports.typography import tie


class Full:
    """Builds the text of a full brief; the number of a section is given when it is begun."""

    def __init__(self, dossier: Dossier, p: Phrases, notes: Notes) -> None:
        self.dossier, self.p, self.notes = dossier, p, notes
        self.number = 0

    def part(self) -> b.Part:
        """The pages of text as a part."""
        body = [
            *self._reported(),
            *self._unknown(),
            *self._chronology(),
            *self._individuals(),
            *self._law_and_record(),
            *self._asked(),
            *self._method(),
        ]
        top: list[b.Block] = [b.Title(tie(self.dossier.title)), b.Facts(self._facts())]
        explained = legend(self.dossier, self.p, marks_of(body), short=True)
        if explained:
            top.append(explained)
        return b.Part("brief", (*top, sections.bottom_line(self.dossier, self.p), *body))

    def _section(self, title: str) -> b.Heading:
        self.number += 1
        return b.Heading(title, f"{self.number}")

    def _facts(self) -> tuple[tuple[str, str], ...]:
        d, p = self.dossier, self.p
        date = p.gettext("{date}, as of {as_of}", date=d.date, as_of=d.as_of)
        number = version(d, p).removeprefix(p.gettext("Version {n}", n="")).strip()
        pairs = [
            (p.gettext("Prepared for"), d.recipient or self._readers()),
            (p.gettext("Date"), date),
            (p.gettext("Occasion"), d.options.occasion),
            (p.gettext("Version"), number),
        ]
        return tuple((label, tie(value)) for label, value in pairs if value)

    def _readers(self) -> str:
        gettext = self.p.catalogue.gettext
        return {
            "public": gettext("the public"),
            "government": gettext("governments"),
            "un": gettext("United Nations human rights mechanisms"),
        }[self.dossier.options.audience]

    # 1 what is reported

    def _reported(self) -> list[b.Block]:
        blocks: list[b.Block] = [self._section(self.p.gettext("What is reported"))]
        several = len(self.dossier.events) > 1
        for event in self.dossier.events:
            if several:
                blocks.append(b.Heading(tie(f"{event.date}: {event.title}"), level=2))
            blocks += self._event(event)
        return [*blocks, *self._apart()]

    def _event(self, event: EventPart) -> list[b.Block]:
        p = self.p
        sign = p.sign(Mark.PUBLIC)
        blocks: list[b.Block] = [b.Lead(event.line.head, self._line(event), sign)]
        if event.elements:
            columns = (
                b.Column(p.gettext("Element"), 84),
                b.Column(p.gettext("What is claimed"), 329),
                b.Column(p.gettext("Status"), 62),
            )
            rows = tuple(self._element(element, event) for element in event.elements)
            blocks.append(b.Table(columns, rows, roomy=True))
        if event.statuses_set:
            text = p.gettext("Statuses were set by a reviewer; each has a history.")
            blocks.append(b.Paragraph(b.plain(text), Style.NOTE))
        official = sorted(
            (c for c in event.claims if c.group == "official"),
            key=lambda c: (str(c.said_on_day or "9999"), int(c.label[1:] or 0)),
        )
        if official:
            blocks.append(b.Heading(p.gettext("Official responses"), level=2, sign=sign))
            blocks.append(self._responses(official))
        return blocks

    def _line(self, event: EventPart) -> b.Text:
        """The rest of the summary line with a note for the origins and one a state."""
        line = event.line
        by_label = {claim.label: claim for claim in event.claims}
        runs: list[Run] = []
        if line.rest:
            note = self.notes.add(self._origins_note(event))
            runs.append(Run(tie(line.rest) + (";" if line.clauses else ""), bold=True, note=note))
        for number, clause in enumerate(line.clauses):
            last = number == len(line.clauses) - 1
            claim = by_label.get(clause.claim)
            note = self.notes.add(cite([claim])) if claim else 0
            space = " " if runs else ""
            runs.append(Run(space + tie(clause.text) + ("" if last else ";"), note=note))
        return tuple(runs)

    def _origins_note(self, event: EventPart) -> str:
        p = self.p
        origins = [c for c in event.claims if c.is_origin]
        others = [c for c in event.claims if c.group == "figure" and not c.is_origin]
        text = cite(origins, address=False)
        if others:
            listed = ", ".join(in_brackets(c.label, _reason(c.origin), p.language) for c in others)
            text += " " + p.gettext("Not origins of the count: {claims}.", claims=listed)
        every = p.ngettext("The claim: annex A.", "All {n} claims: annex A.", len(event.claims))
        return f"{text} {every}".strip()

    def _element(self, element: ElementLine, event: EventPart) -> b.Row:
        by_label = {claim.label: claim for claim in event.claims}
        claims = [by_label[label] for label in element.claims if label in by_label]
        note = 0
        if element.element in ("hour", "place", "composition", "happened") and claims:
            note = self.notes.add(", ".join(c.label for c in claims) + ": " + self.p.gettext("annex A") + ".")
        claimed = (Run(tie(sections.capital(element.claimed)), note=note),)
        return b.Row((b.plain(element.name), claimed, b.bold(element.status)))

    def _responses(self, official: list[ClaimLine]) -> b.Table:
        narrow = 58 if self.p.language == "ko" else 40
        columns = (b.Column("", 26), b.Column("", narrow), b.Column("", 172), b.Column("", 237))
        years = {c.said_on_day.year for c in official if c.said_on_day}
        rows = []
        for claim in official:
            said: b.Text = (Run(claim.stance, bold=True),)
            if claim.wording:
                said = (Run(claim.stance + ": ", bold=True), Run(tie(claim.wording)))
            date = claim.said_on if len(years) > 1 else _without_year(claim)
            rows.append(b.Row((b.bold(claim.label), b.plain(tie(date)), b.plain(tie(claim.claimant)), said)))
        return b.Table(columns, tuple(rows), roomy=True)

    def _apart(self) -> list[b.Block]:
        """Running totals and standing figures, and voluntary returns: named, never added."""
        p = self.p
        totals = [c for event in self.dossier.events for c in event.claims if c.group == "running_total"]
        standing = [c for c in self.dossier.standing if c.group == "running_total"]
        said = running_totals([*totals, *standing], p)
        voluntary = [line for line in self.dossier.chronology if line.kind == "voluntary"]
        if not said and not voluntary:
            return []
        runs = [Run(p.gettext("Kept apart, never added.") + " ", bold=True)]
        if said:
            note = self.notes.add(cite([*totals, *standing]))
            runs.append(Run(p.gettext("Running totals: {totals}.", totals=said), note=note))
        for line in voluntary:
            text = p.gettext("The voluntary return of {date} is an event of its own.", date=line.date)
            runs.append(Run((" " if said else "") + text))
        return [b.Paragraph(tuple(runs), Style.NOTE)]

    # 2 to 4

    def _unknown(self) -> list[b.Block]:
        several = len(self.dossier.events) > 1
        lists = [sections.unknowns(event, self.p, dated=several) for event in self.dossier.events]
        return [self._section(self.p.gettext("What is not known")), *lists]

    def _chronology(self) -> list[b.Block]:
        lines = self.dossier.chronology
        if not lines:
            return []
        width = 100 if self.p.language == "ko" else 92
        rows = []
        for number, line in enumerate(lines):
            this = line.kind == "this"
            note = self.notes.add(line.note.rstrip(".") + "." if line.note else "")
            rows.append(
                b.Row(
                    (
                        (Run(tie(line.date), bold=this),),
                        (Run(tie(sections.capital(line.text)), bold=this, note=note),),
                    ),
                    self.p.sign(Mark.PUBLIC) if number == 0 else None,
                )
            )
        table = b.Table((b.Column("", width), b.Column("", 475 - width)), tuple(rows))
        return [self._section(self.p.gettext("Chronology")), table]

    def _individuals(self) -> list[b.Block]:
        people, p = self.dossier.people, self.p
        if not people.countable and not people.named and not people.told:
            return []
        blocks: list[b.Block] = [self._section(p.gettext("Individuals"))]
        if people.countable:
            mark = Mark.YOU_ONLY if people.split else Mark.PUBLIC
            blocks.append(b.Paragraph(self._split(), sign=p.sign(mark)))
        if people.named:
            blocks.append(self._named())
        if people.told:
            blocks.append(self._told())
        warning = only_you(self.dossier, p)
        if warning:
            blocks.append(b.Paragraph(b.plain(warning), Style.WARNING))
        return blocks

    def _split(self) -> b.Text:
        """The number of those that may be counted, and how it splits where that may be said."""
        text, split, p = counted(self.dossier, self.p), self.dossier.people.split, self.p
        if not split:
            return text
        parts = (
            p.ngettext("{n} is named below", "{n} are named below", split[0]) if split[0] else "",
            p.ngettext("{n} is told under a pseudonym", "{n} are told under a pseudonym", split[1])
            if split[1]
            else "",
            p.ngettext("{n} is only counted", "{n} are only counted", split[2]) if split[2] else "",
        )
        said = ", ".join(part for part in parts if part)
        return (*text, Run(" " + p.gettext("Of them: {parts}.", parts=said))) if said else text

    def _named(self) -> b.Table:
        p = self.p
        heads = (
            p.gettext("Named to you"),
            p.gettext("Born"),
            p.gettext("Arrested"),
            p.gettext("Last known place"),
            p.gettext("Return"),
        )
        columns = tuple(
            b.Column(head, share) for head, share in zip(heads, (138, 84, 122, 80, 51), strict=True)
        )
        rows = tuple(
            b.Row(
                (
                    (
                        Run(person.name, bold=True),
                        Run(" " + ", ".join(t for t in (person.name_other, person.sex.lower()) if t)),
                    ),
                    b.plain(tie(person.birth)),
                    b.plain(tie(person.arrest)),
                    b.plain(tie(person.last_known)),
                    b.plain(tie(person.link.lower())),
                ),
                p.sign(person.mark),
            )
            for person in self.dossier.people.named
        )
        return b.Table(columns, rows, roomy=True)

    def _told(self) -> b.Table:
        p = self.p
        columns = (
            b.Column(p.gettext("Under a pseudonym, new in each release"), 162),
            b.Column(p.gettext("Account, written for this purpose"), 313),
        )
        rows = []
        for person in self.dossier.people.told:
            origin = p.gettext("from {province}", province=person.province) if person.province else ""
            rest = "".join(f", {part}" for part in (age_words(person.age_band, p), origin) if part)
            account = f"{returned(person, p)} {person.account}".strip()
            rows.append(
                b.Row(
                    ((Run(told_name(person, p), bold=True), Run(rest)), b.plain(tie(account))),
                    p.sign(Mark.PUBLIC),
                )
            )
        return b.Table(columns, tuple(rows), roomy=True)

    # 5 and 6, side by side

    def _law_and_record(self) -> list[b.Block]:
        d, p = self.dossier, self.p
        left: list[b.Block] = [self._section(sections.legal_heading(d, p)), self._law()]
        record = [tie(text) for text in (*d.own_record, d.likely_answer) if text]
        right: list[b.Block] = []
        if record and d.state:
            right.append(self._section(sections.record_heading(d, p)))
            right.append(b.Paragraph(b.plain(" ".join(record)), Style.SIDE))
        elif d.findings:
            right.append(self._section(p.gettext("Findings to cite")))
        if d.findings:
            head = () if not (record and d.state) else (Run(p.gettext("Findings to cite:") + " ", bold=True),)
            right.append(b.Paragraph((*head, Run(tie("; ".join(d.findings) + "."))), Style.SIDE))
        return [b.Columns(tuple(left), tuple(right), 300 / 459, 16.0)]

    def _law(self) -> b.Table:
        widths = (126, 76, 98) if self.p.language == "ko" else (160, 66, 78)
        columns = tuple(b.Column("", width) for width in widths)
        pleaded = [line for line in self.dossier.legal if line.pleaded]
        rows = [self._pleaded(line, first=number == 0) for number, line in enumerate(pleaded)]
        rows += [self._barred(line) for line in sections.not_pleaded(self.dossier)]
        return b.Table(columns, tuple(rows))

    def _pleaded(self, line: LegalLine, *, first: bool) -> b.Row:
        numbers = article(line, self.p, bare=True)
        cells = (b.plain(tie(line.instrument)), b.plain(numbers), b.plain(tie(line.note)))
        return b.Row(cells, self.p.sign(Mark.PUBLIC) if first else None)

    def _barred(self, line: LegalLine) -> b.Row:
        name = (Run(self.p.gettext("Not to be pleaded:") + " ", bold=True), Run(tie(line.instrument)))
        return b.Row((name, b.plain("–"), b.bold(tie(line.note))))

    # 7 and 8

    def _asked(self) -> list[b.Block]:
        p = self.p
        if not self.dossier.requests:
            return []
        columns = (
            b.Column("", 14),
            b.Column(p.gettext("Request"), 194),
            b.Column(p.gettext("Actor"), 62),
            b.Column(p.gettext("Forum"), 130),
            b.Column(p.gettext("By"), 75),
        )
        rows = tuple(
            b.Row(
                (
                    (Run(f"{number}", bold=True, tone=b.Tone.GOLD),),
                    b.plain(tie(request.text)),
                    b.plain(tie(request.actor)),
                    b.plain(tie(request.forum)),
                    b.plain(tie(request.by)),
                ),
                p.sign(request.mark),
            )
            for number, request in enumerate(self.dossier.requests, 1)
        )
        return [self._section(p.gettext("What we ask")), b.Table(columns, rows, roomy=True)]

    def _method(self) -> list[b.Block]:
        d, p = self.dossier, self.p
        left = tuple(b.Paragraph(text, Style.SIDE) for text in sections.method(d, p))
        right: list[b.Block] = [
            b.Paragraph((Run(p.gettext("Cite as:") + " ", bold=True), Run(citation(d, p))), Style.SIDE)
        ]
        if d.contact:
            text = p.gettext("before any use beyond the marks: {contact}.", contact=d.contact)
            right.append(b.Paragraph((Run(p.gettext("Contact") + " ", bold=True), Run(text)), Style.SIDE))
        return [self._section(p.gettext("Method and confidence")), b.Columns(left, tuple(right), 0.5, 18.0)]


def _reason(origin: str) -> str:
    """ "no: unnamed" without the "no:" that stands in a column."""
    return origin.split(": ", 1)[-1]


def _without_year(claim: ClaimLine) -> str:
    if claim.said_on_day is None:
        return claim.said_on
    year = claim.said_on_day.year
    short = claim.said_on.removesuffix(f" {year}").removeprefix(f"{year}년 ")
    words = short.split(" ")
    return f"{words[0]} {words[1][:3]}" if len(words) == 2 and words[0].isdigit() else short
