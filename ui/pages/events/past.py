"""An event on a past day: how each element stood at its end, and which claims had been made by then."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.briefs.parts import ELEMENTS
from app.claims.words import figure_words
from app.dates.display import format as format_date
from app.distressing import distressing
from app.fields import Field, FieldType
from app.i18n import N_, _, ngettext
from app.records.record import Record
from app.verification import Made, made_by, proposed, said_when, status_on
from ui import saying
from ui.forms.dates import DateEditor
from ui.forms.lookup import Lookup
from ui.pages.events.loading import ShownEvent
from ui.theme import theme
from ui.widgets import Block, Chip, Label, column, folded_text, row
from ui.widgets.signs import ELEMENT, look_of

DAY = Field("day", FieldType.DATE, N_("At the end of"))
NAME, FIELD = 150, 320


class OverTime(QWidget):
    """A date, and the event as it stood then, in words. A month or a year is asked for at its end."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self._shown: ShownEvent | None = None
        self.day = DateEditor(DAY, lookup)
        self.day.set_quiet(False)
        self.day.setMaximumWidth(theme().px(FIELD))
        self.day.changed.connect(self._show)
        label = Label(self.day.label, "label")
        label.setBuddy(self.day.control)
        self.statuses = Block(_("Status of each element"))
        self.claims = Block(_("Claims made by then"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(column(label, self.day, spacing=2))
        self.hint = Label(
            _("Type a date: how each element stood at the end of that day, and who had said what by then."),
            "second",
            wrap=True,
        )
        for part in (self.hint, self.statuses, self.claims):
            layout.addWidget(part)
        self._show()

    def show_event(self, shown: ShownEvent) -> None:
        """Show an event; the day that was asked for stays with the same one."""
        if self._shown is not None and self._shown.page.event.id != shown.page.event.id:
            self.day.show_value(None)
        self._shown = shown
        self._show()

    def _asked(self) -> date | None:
        value = None if self.day.problem else self.day.value()
        return getattr(value, "latest", None) or getattr(value, "earliest", None)

    def _show(self) -> None:
        day, shown = self._asked(), self._shown
        for block in (self.statuses, self.claims):
            block.clear()
            block.setVisible(day is not None and shown is not None)
        self.hint.setVisible(day is None)
        if day is None or shown is None:
            return
        made = made_by(shown.page.claims, shown.page.sources, day)
        self.statuses.heading.set_note(saying.day(day, shown.language))
        self._show_statuses(shown, day, made)
        self._show_claims(shown, day, made)

    # statuses

    def _show_statuses(self, shown: ShownEvent, day: date, made: Made) -> None:
        stood = status_on(shown.page.statuses, day)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, theme().px(NAME))
        grid.setColumnStretch(2, 1)
        for place, element in enumerate(ELEMENTS):
            status = stood.get(element)
            rule = proposed(element, made.by_then, shown.chains)
            code = status.text("status") if status else ""
            word = shown.word("element_status", code) if code else _("Not set")
            chip = row(Chip(word, look_of(ELEMENT, code)), None)
            grid.addWidget(Label(shown.word("element", element), "label"), place, 0)
            grid.addLayout(chip, place, 1)
            said = Label(self._grounds(shown, status, rule.status), "note", wrap=True)
            grid.addWidget(said, place, 2, Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.statuses.body.addWidget(holder)

    @staticmethod
    def _grounds(shown: ShownEvent, status: Record | None, rule: str) -> str:
        """Who set it when; what the rules make of the claims made by then."""
        by_rules = (
            _("by the rules, from the claims made by then: {status}").format(
                status=shown.term("element_status", rule)
            )
            if rule
            else _("no claim made by then speaks of it")
        )
        if status is None or status.created_at is None:
            return by_rules
        by = status.created_by
        who = status.text("reviewer") or (shown.staff.get(by, "") if by else "")
        when = saying.day(status.created_at.date(), shown.language)
        set_by = _("set by {who}, {date}") if who else _("set on {date}")
        return "; ".join((set_by.format(who=who, date=when), by_rules))

    # claims

    def _show_claims(self, shown: ShownEvent, day: date, made: Made) -> None:
        entered = sum(_entered(claim, day) for claim in shown.page.claims)
        counts = _("{n} of {all} claims").format(n=len(made.by_then), all=len(shown.page.claims))
        here = ngettext(
            "{n} was entered in this vault by then", "{n} were entered in this vault by then", entered
        ).format(n=entered)
        self.claims.heading.set_note(f"{counts}; {here}")
        groups = (
            ("", made.by_then),
            (_("May have been made by then: the day is not known exactly"), made.perhaps),
            (_("No day is known"), made.undated),
        )
        for title, claims in groups:
            if title and claims:
                self.claims.body.addWidget(Label(title, "strong"))
            for claim in sorted(claims, key=lambda c: self._order(shown, c)):
                self.claims.body.addWidget(self._line(shown, claim))
        if not made.by_then:
            none = Label(_("Nobody had said anything by then that is recorded with a day."), "dim", wrap=True)
            self.claims.body.insertWidget(1, none)

    @staticmethod
    def _order(shown: ShownEvent, claim: Record) -> tuple[date, int]:
        when = said_when(claim, shown.page.sources)
        return (when.latest or when.earliest if when else None) or date.max, claim.number

    @staticmethod
    def _line(shown: ShownEvent, claim: Record) -> QWidget:
        when = said_when(claim, shown.page.sources)
        day = Label(format_date(when.edtf, shown.language, short=True) if when else "", "dim")
        day.setFixedWidth(theme().px(NAME))
        figure = figure_words(claim, shown.labels, shown.language)
        measure = shown.term("measure", claim.text("measure"))
        stance = shown.term("stance", claim.text("stance"))
        said = "; ".join(t for t in (f"{figure} {measure}".strip(), stance) if t)
        told = folded_text() if distressing(claim) else claim.phrase("wording").in_language(shown.language)
        said = said or told
        who = Label(claim.phrase("claimant").in_language(shown.language), "medium", wrap=True)
        text = column(who, Label(said, "note", wrap=True), spacing=0)
        holder = QWidget()
        line = row(column(day, None), text, spacing=12)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 3, 0, 3)
        holder.setLayout(line)
        return holder


def _entered(claim: Record, day: date) -> bool:
    return claim.created_at is not None and claim.created_at.date() <= day
