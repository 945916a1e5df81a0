"""The fields of an event on its page, saved as they are typed, each with who says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.records.events import EVENT
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.frame.desk import Desk
from ui.pages.events.loading import ShownEvent
from ui.parts.grounds import Grounds
from ui.parts.own import OwnFields
from ui.widgets import Block

FACTS = ("title", "kind", "date", "time_note", "returning_state", "origin", "code")
JUDGEMENT = ("likelihood", "judgement", "confidence", "confidence_reason")
LABELS = 170


class About(QWidget):
    """What is recorded of the event itself, apart from what is claimed of it."""

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__()
        self.form = Form(EVENT, lookup, apart=True, label_width=LABELS, parent=self)
        self.keeper = Keeper(self.form, desk)
        facts, judged = Block(_("What happened"), rule=False), Block(_("Judgement"))
        facts.body.addWidget(self.form.panel(*FACTS))
        facts.body.addWidget(self.form.panel("note"))
        judged.body.addWidget(self.form.panel(*JUDGEMENT))
        self.own = OwnFields(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for block in (facts, judged, self.own):
            layout.addWidget(block)
        self.grounds = Grounds(self.form, desk)

    def show_event(self, shown: ShownEvent) -> None:
        """Show an event; what is being typed into the same event stays."""
        event, page = shown.page.event, shown.page
        self.form.lookup.learn([*page.places.values(), *page.sources.values()])
        if self.form.has_record and self.form.base.id == event.id:
            self.keeper.update(event)
        else:
            self.grounds.close()
            self.keeper.open(event, shown.draft)
        self.grounds.load()

    def edit(self) -> None:
        """Put the cursor into the title, without selecting what stands there."""
        self.form.editors["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def keepers(self) -> list[Keeper]:
        """Its keeper, and that of a citation that stands open."""
        return [*([self.keeper] if self.form.has_record else []), *self.grounds.keepers()]
