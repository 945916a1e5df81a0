"""Makes an anonymised summary of people who may be counted: protects the tables, then words what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from app.disclosure.attack import attack
from app.disclosure.counting import PROVINCE
from app.disclosure.model import (
    DIMENSIONS,
    OTHER,
    OTHER_OR_UNKNOWN,
    THRESHOLDS,
    TIME,
    UNDATED,
    UNKNOWN,
    Cell,
    Layout,
    Person,
    Published,
    Table,
)
from app.disclosure.suppress import release
from app.errors import Refused, UsageError
from app.i18n import catalogue
from app.messages import Msg
from app.summary import Headline, Summary, SummaryCell, SummaryOptions, SummaryTable
from app.summary_text import Wording

HEADLINES = ("year", "crossing", "event", "sex", "age", "status")
"""The dimensions whose largest printed total may stand above the tables, first ones first."""


@dataclass(frozen=True)
class Labels:
    """How codes read in the language of the document: by dimension, in the order of print; provinces apart.

    Labels say nothing that a table must not: of an event its kind, month and year, not its title or code.
    """

    of: Mapping[str, Mapping[str, str]]
    provinces: Mapping[str, str]


def check_options(options: SummaryOptions) -> None:
    """Raise UsageError for an audience or dimensions that there are not."""
    if options.audience not in THRESHOLDS:
        raise UsageError(Msg.SUMMARY_AUDIENCE, audience=options.audience)
    known = set(options.by) <= set(DIMENSIONS) and len(set(options.by)) == len(options.by)
    if not known or len(options.by) > 2:
        raise UsageError(Msg.SUMMARY_DIMENSIONS, dimensions=", ".join(DIMENSIONS))


def summarise(
    people: Sequence[Person], layout: Layout, labels: Labels, options: SummaryOptions
) -> tuple[Summary, Published]:
    """The summary and the cells it prints, which the ledger keeps.

    `people` may all be counted (consent was judged before) and stand only in events of certain or probable
    links. Raises UsageError, or Refused: too few people, nothing to print, or tables that an attack with
    their print alone can break (which no choice of ours should ever be).
    """
    check_options(options)
    published = release(people, layout, THRESHOLDS[options.audience], options.by)
    refuse_unsafe(published)
    return _document(published, labels, options), published


def refuse_unsafe(published: Published) -> None:
    """The last gate: raise Refused where an attack with nothing but the print gives somebody away."""
    if not attack(published).safe:
        raise Refused(Msg.SUMMARY_NOT_SAFE)


def _document(published: Published, labels: Labels, options: SummaryOptions) -> Summary:
    names = Names(published, labels, catalogue(options.language))
    wording = Wording(options, published.threshold, published.total)
    tables = tuple(
        _table(number, table, published, names, wording) for number, table in enumerate(published.tables, 1)
    )
    headlines = _headlines(published, names, wording)
    return Summary(
        language=options.language,
        audience=options.audience,
        threshold=published.threshold,
        sample=options.sample,
        organisation=options.organisation,
        handling=wording.handling(),
        title=wording.title(),
        date_line=wording.date_line(),
        what_this_is=wording.what_this_is(),
        total=published.total,
        headlines=headlines,
        unit=wording.unit(),
        hidden_word=wording.hidden_word(),
        hidden_note=wording.hidden_note(),
        tables=tables,
        quote=wording.quote(headlines),
        misquote=wording.misquote(),
        method=wording.method(),
        codebook=wording.codebook(tables),
        codebook_line=wording.codebook_line(len(tables)),
        cite=wording.cite(),
    )


class Names:
    """Codes as they are printed, and the order they are printed in."""

    def __init__(self, published: Published, labels: Labels, words: NullTranslations) -> None:
        self.labels = labels
        self.listed = {d: set(c) for t in published.tables for d, c in zip(t.dims, t.codes, strict=True)}
        _ = words.gettext
        self.fixed = {
            OTHER: _("Other"),
            OTHER_OR_UNKNOWN: _("Other or not recorded"),
            UNKNOWN: _("Not recorded"),
            UNDATED: _("Year not known"),
        }
        self.no_event = _("No event recorded")
        self.elsewhere = _("Elsewhere in {province}")
        self.phrases = {
            "event": _("in the event ‘{value}’"),
            "sex": _("as {value}"),
            "year": _("in events of {value}"),
            "crossing": _("by way of {value}"),
            "age": _("aged {value} at the latest event"),
            "status": _("with the status ‘{value}’"),
        }
        self.dimensions: dict[str, str] = {
            "event": _("Event"),
            "crossing": _("Crossing"),
            "sex": _("Sex"),
            "age": _("Age at the latest event"),
            "status": _("Status"),
            "year": _("Year"),
        }

    def phrase(self, dim: str, code: str) -> str:
        """How a headline and a quotation call the people of a code."""
        label = self.label(dim, code)
        if dim in ("event", "sex"):
            label = label[:1].lower() + label[1:]
        return self.phrases[dim].format(value=label)

    def label(self, dim: str, code: str) -> str:
        """A code as a reader sees it."""
        if code == UNKNOWN and dim in TIME:
            return self.no_event
        if code.startswith(PROVINCE) and dim == "crossing":
            return self._province(code.removeprefix(PROVINCE))
        label = self.fixed.get(code) or self.labels.of.get(dim, {}).get(code, code)
        label = label.replace("-", "–") if dim == "age" else label
        return label[:1].upper() + label[1:]

    def _province(self, province: str) -> str:
        return self.elsewhere.format(province=self.labels.provinces.get(province, province))

    def order(self, dim: str) -> Callable[[str], tuple[int, int, str]]:
        """A sort key: codes as the labels have them, then folded ones, then what is not recorded."""
        places = {code: place for place, code in enumerate(self.labels.of.get(dim, {}))}
        last = {UNDATED: 2, OTHER: 3, OTHER_OR_UNKNOWN: 4, UNKNOWN: 5}
        return lambda code: (
            last.get(code, int(code.startswith(PROVINCE))),
            places.get(code, len(places)),
            code,
        )


def _table(number: int, table: Table, published: Published, names: Names, wording: Wording) -> SummaryTable:
    codes = [sorted(c, key=names.order(d)) for d, c in zip(table.dims, table.codes, strict=True)]
    rows, columns = codes[0], codes[1] if len(codes) > 1 else []
    first = table.dims[0]

    def margin(dim: str, code: str) -> SummaryCell:
        return _cell(published, ((dim, code),))

    if columns:
        second = table.dims[1]
        cells = tuple(
            tuple(_cell(published, ((first, row), (second, column))) for column in columns) for row in rows
        )
    else:
        cells = tuple((margin(first, row),) for row in rows)
    heads = tuple(names.dimensions[d] for d in table.dims)
    return SummaryTable(
        number=number,
        dimensions=table.dims,
        title=wording.table_title(heads),
        heads=heads,
        rows=tuple(names.label(first, row) for row in rows),
        columns=tuple(names.label(table.dims[1], column) for column in columns),
        cells=cells,
        row_totals=tuple(margin(first, row) for row in rows) if columns else (),
        column_totals=tuple(margin(table.dims[1], column) for column in columns),
        total=published.total,
        note=wording.table_note(table.dims),
    )


def _cell(published: Published, cell: Cell) -> SummaryCell:
    return SummaryCell(published.shown.get(cell), cell not in published.impossible)


def _headlines(published: Published, names: Names, wording: Wording) -> tuple[Headline, ...]:
    """Everybody, and the largest printed totals of the first two dimensions that have one."""
    found = [Headline(published.total, None, wording.in_our_records())]
    plain = {UNKNOWN, UNDATED, OTHER, OTHER_OR_UNKNOWN}
    for dim in HEADLINES:
        totals = [
            (-n, cell[0][1])
            for cell, n in published.shown.items()
            if len(cell) == 1 and cell[0][0] == dim and cell[0][1] not in plain
        ]
        if totals and len(found) < 3:
            n, code = min(totals)
            found.append(Headline(-n, published.total, names.phrase(dim, code)))
    return tuple(found)
