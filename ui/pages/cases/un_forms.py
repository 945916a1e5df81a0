"""What the UN forms still ask of a case: a meter beside the identity, and a tab with every form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.completeness import FORMS, Answer, File, Meter, Question, meters, urgent_until
from app.i18n import _, ngettext
from app.services.files import CaseFile
from ui import saying
from ui.forms.form import Form
from ui.forms.lookup import Lookup
from ui.widgets import Block, Button, Fold, IconWord, Label, bars, row
from ui.widgets.buttons import RING
from ui.widgets.signs import Look

FIELDS = ("submitter", "submitter_confidential", "arrest_warrant")
TOLD = ("forces_reason", "family_actions", "detention_reasons", "why_arbitrary", "remedies")
"""Fields of a case that only these forms ask for; those that tell what happened, which may be distressing."""

SIGNS = {
    Answer.FULL: Look("circle-check", "green"),
    Answer.PART: Look("circle-alert", "amber"),
    Answer.NONE: Look("circle", "red"),
}
MOST_OPEN = 3
"""Open questions that stand beside the identity; the tab has all."""

Go = Callable[[str], None]
"""Goes to the field that answers a question; "" is the consents."""


class MeterBlock(Block):
    """One form: how many of its questions are answered, and which are not."""

    def __init__(self, title: str, go: Go, *, whole: bool = False) -> None:
        super().__init__(title, rule=whole, spacing=6)
        self._go, self._whole = go, whole
        self._shown: tuple[Meter, date | None, date] | None = None

    def show_meter(self, meter: Meter, until: date | None, on: date, language: str) -> None:
        """Show a form; drawn anew only when something about it changed."""
        if self._shown == (meter, until, on):
            return
        self._shown = (meter, until, on)
        self.clear()
        of = len(meter.questions)
        said = _("of {n} required answers").format(n=of)
        self.body.addLayout(row(Label(str(meter.full), "figure"), Label(said, "body"), None))
        spoken = _("{title}: {n} of {of} required answers").format(title=_(meter.title), n=meter.full, of=of)
        self.body.addWidget(bars.Meter(meter.full, meter.part, of, spoken))
        for question in meter.questions if self._whole else meter.open[:MOST_OPEN]:
            self.body.addLayout(self._line(question))
        more = len(meter.open) - MOST_OPEN
        if more > 0 and not self._whole:
            text = ngettext("{n} more question", "{n} more questions", more).format(n=more)
            self.body.addWidget(Label(text, "dim"))
        if until is not None:
            self.body.addWidget(_urgency(until, on, language))

    def _line(self, question: Question) -> QVBoxLayout:
        said = {
            Answer.FULL: _("Answered"),
            Answer.PART: _("Answered in part"),
            Answer.NONE: _("Not answered"),
        }[question.answer]
        link = Button(_(question.label), lambda: self._go(question.field), kind="link")
        link.setAccessibleName(f"{_(question.label)}: {said}")
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addLayout(row(link, None))
        answer = row(IconWord(said, SIGNS[question.answer]), None)
        answer.setContentsMargins(RING, 0, 0, 0)
        line.addLayout(answer)
        return line


def _urgency(until: date, on: date, language: str) -> QWidget:
    day = saying.short_day(until, language) if until.year == on.year else saying.day(until, language)
    if until < on:
        return IconWord(_("Urgent procedure closed {day}").format(day=day), Look("clock", "grey"))
    near = Look("alarm-clock", "red" if (until - on).days <= 7 else "amber")
    return IconWord(_("Urgent procedure open until {day}").format(day=day), near)


class UnFormsTab(QWidget):
    """Every form with all its questions, and the fields that only they ask for."""

    def __init__(self, case: Form, go: Go) -> None:
        super().__init__()
        self.blocks = [MeterBlock(_(title), go, whole=True) for _key, title, _asked in FORMS]
        answers = Block(_("Answers for the UN forms"), rule=False)
        self.told = Fold(case.panel(*TOLD))
        answers.body.addWidget(self.told)
        answers.body.addWidget(case.panel(*FIELDS))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(16)
        body.addWidget(answers)
        for block in self.blocks:
            body.addWidget(block)


class Completeness:
    """Keeps the meters of one pane true while the file is typed."""

    def __init__(self, person: Form, case: Form, lookup: Lookup, beside: MeterBlock, tab: UnFormsTab) -> None:
        self._person, self._case, self._lookup = person, case, lookup
        self._beside, self._tab = beside, tab
        self._file: CaseFile | None = None
        for form in (person, case):
            form.edited.connect(lambda _draft: self._refresh())

    def show_file(self, file: CaseFile) -> None:
        """Show how far a file answers."""
        self._file = file
        self._refresh()

    def _refresh(self) -> None:
        if self._file is None or not (self._person.has_record and self._case.has_record):
            return
        on = self._lookup.today
        file = File(
            self._case.draft,
            self._person.draft,
            self._file.steps,
            self._file.consents,
            on,
            self._file.sightings,
        )
        found, until = meters(file), urgent_until(file)
        self._beside.show_meter(found[0], until, on, self._lookup.language)
        for block, meter in zip(self._tab.blocks, found, strict=True):
            urgent = until if meter.key == "wgeid" else None
            block.show_meter(meter, urgent, on, self._lookup.language)
