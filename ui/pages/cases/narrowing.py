"""What narrows the list of cases at hand: status, sex, event, consent, the trash."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.ports import Condition
from app.records.record import Record
from ui.forms.lookup import Lookup
from ui.lists.conditions import Conditions
from ui.pages.cases.columns import CASES


class CaseConditions(Conditions):
    """The conditions of the list of cases; `events` are those that are offered by name."""

    def __init__(self, lookup: Lookup) -> None:
        self.events: Sequence[Record] = ()
        super().__init__(CASES, lookup)

    def quick(self, menu: QMenu) -> None:
        """Status, sex, event, consent, the trash."""
        self.offer_terms(menu, _("Status"), "status", "status")
        self.offer_terms(menu, _("Sex"), "person.sex", "sex")
        self._event_menu(menu.addMenu(_("Event")))
        consent = menu.addMenu(_("Consent"))
        for text, op in ((_("Consent on file"), "not_empty"), (_("No consent"), "empty")):
            self.offer(consent, Condition("consent/permission", op), text)
        menu.addSeparator()
        menu.addAction(_("In the trash")).triggered.connect(partial(self.show_trash, True))

    def _event_menu(self, menu: QMenu) -> None:
        for event in self.events:
            title = event.phrase("title").in_language(self._lookup.language) or event.text("code")
            self.offer(menu, Condition("link/event", "is", event.id), title)
        self.offer(menu, Condition("link/event", "empty"), _("No event"))
