"""The words of an anonymised summary: what it is, how to quote it, how it was made, its codebook."""

from __future__ import annotations

from collections.abc import Sequence

from app.dates import display
from app.disclosure.model import TIME
from app.i18n import catalogue
from app.summary import CodebookRow, Headline, Point, SummaryOptions, SummaryTable

COUNT = "count"


class Wording:
    """Every sentence of one summary, in its language; numbers come from what is printed alone."""

    def __init__(self, options: SummaryOptions, threshold: int, total: int) -> None:
        self.options, self.threshold, self.total = options, threshold, total
        words = catalogue(options.language)
        self._, self.ngettext = words.gettext, words.ngettext
        self.who = options.organisation or self._("the organisation that made it")
        self.public = options.audience == "public"

    def handling(self) -> str:
        """The line at the top: what a reader may do with it."""
        _ = self._
        return (
            _("Public: may be quoted with its source")
            if self.public
            else _("For the partner it was made for only; not to be passed on")
        )

    def title(self) -> str:
        """The same for every summary: what it holds is said by its tables."""
        return self._("People in our records of arrests in China and returns to the DPRK")

    def date_line(self) -> str:
        """The day printed, the day of the data, and whether it may be copied."""
        _ = self._
        parts = [display.format(str(self.options.date), self.options.language)] if self.options.date else []
        if self.options.as_of:
            day = display.format(str(self.options.as_of), self.options.language)
            parts.append(_("as of {day}").format(day=day))
        line = ", ".join(parts)
        free = [_("Free to copy with the source.")] if self.public else []
        return " ".join([*([line + "."] if line else []), *free])

    def what_this_is(self) -> str:
        """The box that comes first."""
        return self._(
            "These are people whose files we hold and who may be counted. They are not an estimate of how "
            "many were returned. Whoever quotes a number here should say “in the records of {organisation}”."
        ).format(organisation=self.who)

    def in_our_records(self) -> str:
        """The label of the total."""
        return self._("people in our records")

    def unit(self) -> str:
        """What a number counts."""
        return self._("people")

    def hidden_word(self) -> str:
        """What stands in a hidden cell."""
        return self._("hidden")

    def hidden_note(self) -> str:
        """Under the tables."""
        return self._(
            "“hidden”: not published, to protect people. A hidden number may be small or large; all hidden "
            "cells look alike on purpose."
        )

    def quote(self, headlines: Sequence[Headline]) -> str:
        """A sentence that may be copied."""
        if len(headlines) < 2:
            return self._("“The records of {organisation} hold {total} people who may be counted.”").format(
                organisation=self.who, total=self.total
            )
        return self._(
            "“Of {total} people in the records of {organisation}, {n} are recorded {label}.”"
        ).format(total=self.total, organisation=self.who, n=headlines[1].value, label=headlines[1].label)

    def misquote(self) -> str:
        """What must not be made of it."""
        return self._(
            "“China returned {total} people”, or that people from one place are returned more often. Our "
            "records reach some places and families better than others."
        ).format(total=self.total)

    def method(self) -> tuple[Point, ...]:
        """The numbered points."""
        _, k = self._, self.threshold
        return (
            Point(
                _("Who is counted."),
                _(
                    "People for whom permission to be counted is on record, and of their events those "
                    "recorded with a certain or probable link. Each person once. How many files were left "
                    "out is not published."
                ),
            ),
            Point(
                _("Why cells are hidden."),
                _(
                    "A number under {k} is never printed, nor in a table of two kinds that there is nobody, "
                    "because a few people in one place and of one age can be recognised. Where a hidden "
                    "number could be worked out from a total, other cells are hidden too. Crossings and "
                    "statuses with few people are put together first."
                ).format(k=k),
            ),
            Point(
                _("What was tested."),
                _(
                    "With every printed number in hand, each hidden number may still be any of more than {k}"
                    " numbers, and the hidden numbers of one row or column together never come to fewer than"
                    " {k}. All tables were tested as one problem."
                ).format(k=k),
            ),
            Point(
                _("Why rows may not add up."),
                _(
                    "A person may stand in several events and years. The total counts each person once, so "
                    "the rows of such a table may come to more. Age is that at the latest event."
                ),
            ),
            Point(
                _("What cannot be concluded."),
                _(
                    "No rate, no trend, no total for all returns. A year with more people may be one from "
                    "which more families came to us. Counts claimed for single events by others are not in "
                    "these tables and must not be added."
                ),
            ),
        )

    def codebook(self, tables: Sequence[SummaryTable]) -> tuple[CodebookRow, ...]:
        """A row for each column of the data files."""
        _ = self._
        meanings = {
            "event": _("Event in which the person was returned or arrested: kind, month and year"),
            "crossing": _("Crossing, small ones put together"),
            "sex": _("Sex"),
            "age": _("Completed years at the latest event, in bands"),
            "status": _("Current status, small ones put together"),
            "year": _("Year of the event"),
        }
        values: dict[str, tuple[str, ...]] = {}
        for table in tables:
            for dim, codes in zip(table.dimensions, (table.rows, table.columns), strict=False):
                values[dim] = codes
        rows = [CodebookRow(dim, meanings[dim], "; ".join(codes)) for dim, codes in values.items()]
        number = _("whole number of {k} or more, not rounded; empty: hidden").format(k=self.threshold)
        return (*rows, CodebookRow(COUNT, _("Distinct people"), number))

    def codebook_line(self, tables: int) -> str:
        """The release in one line."""
        _, n = self._, tables
        parts = [
            self.ngettext("{n} person", "{n} people", self.total).format(n=self.total),
            self.ngettext("{n} table", "{n} tables, one problem, one pattern", n).format(n=n),
            _("threshold {k}").format(k=self.threshold),
            _("links certain or probable"),
            _("no rounding"),
        ]
        if self.options.as_of:
            parts.append(_("data as of {day}").format(day=self.options.as_of.isoformat()))
        return "; ".join(parts) + "."

    def cite(self) -> str:
        """How to cite the whole."""
        day = display.format(str(self.options.date), self.options.language) if self.options.date else ""
        cite = ", ".join(filter(None, (self.options.organisation, self.title(), day))) + "."
        if self.options.contact:
            cite += " " + self._("Questions: {contact}.").format(contact=self.options.contact)
        return cite

    def table_title(self, heads: Sequence[str]) -> str:
        """The title of a table."""
        if len(heads) == 1:
            return heads[0]
        column = heads[1][:1].lower() + heads[1][1:]
        return self._("{row} by {column}").format(row=heads[0], column=column)

    def table_note(self, dims: Sequence[str]) -> str:
        """Under a table whose rows may not add up."""
        if not set(dims) & set(TIME):
            return ""
        return self._("A person in several events is counted in each; the total counts each person once.")
