"""Every change of an event: which sheet opens, what the worker does, what can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.claims.words import returning_state
from app.i18n import _
from app.records.record import Record, new
from app.services.drafts import forget
from app.services.events import LinkedCase, add_claims, set_status
from app.services.files import link
from app.services.reviewing import NotAsRead, verify
from app.services.saving import Saved, delete, draft_key, save
from app.values import Text
from ui.forms import undo_of
from ui.frame.desk import Desk
from ui.pages.events.lines import ClaimRow, attribution
from ui.pages.events.loading import ShownEvent
from ui.pages.events.sheets import RecordSheet
from ui.pages.events.status import StatusSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ports import Vault


def begun(draft: Record) -> Record:
    """A record as it was before anybody typed into it: only what says whose part it is."""
    return new(draft.type, id=draft.id).with_values(event=draft.ref("event"))


class Changes(QObject):
    """What the events page does to the vault. `made(record)` after a save in a sheet, `gone()` after the
    event shown was deleted."""

    made = Signal(object)
    gone = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self.desk, self._over = desk, over
        self.sheet: RecordSheet | StatusSheet | None = None

    def run(self, what: str, shown: ShownEvent, value: object) -> None:
        """Do what the view asked for."""
        runs: dict[str, Callable[[ShownEvent, object], None]] = {
            "add": self._add,
            "answer": self._answer,
            "silence": self._silence,
            "edit": self._edit,
            "delete": self._delete,
            "copy": self._copy,
            "status": self._set_status,
            "link": self._link,
            "certainty": self._certainty,
            "unlink": self._unlink,
            "brief": self._brief,
        }
        runs[what](shown, value)

    # sheets

    def _add(self, shown: ShownEvent, kind: object) -> None:
        event = shown.page.event.id
        draft = new(str(kind), event=event)
        if kind == "claim":
            draft = draft.with_values(named="yes")
        elif kind == "request":
            draft = draft.with_values(mark="public", position=len(shown.page.requests) + 1)
        self.open(draft, self.title_of(draft))

    def _answer(self, shown: ShownEvent, _value: object) -> None:
        """The sheet of a claim by the returning state."""
        self._open_official(shown, new("claim", event=shown.page.event.id))

    def _silence(self, shown: ShownEvent, _value: object) -> None:
        """The same, filled with what says that the state gave no answer: somebody reads and saves it."""
        state, language = shown.word("state", returning_state(shown.page.event)), shown.language
        wording = Text(_("It gave no answer."), language)
        draft = new("claim", event=shown.page.event.id, claimant=Text(state, language), wording=wording)
        self._open_official(shown, draft.with_values(stance="silent"))

    def _open_official(self, shown: ShownEvent, draft: Record) -> None:
        state = returning_state(shown.page.event)
        draft = draft.with_values(named="yes", claimant_kind="state_body", state=state)
        self.open(begun(draft), self.title_of(draft), draft)

    def _edit(self, _shown: ShownEvent, value: object) -> None:
        titles = {
            "claim": _("Edit the claim"),
            "request": _("Edit the request"),
            "contact": _("Edit the intervention"),
            "event_link": _("Edit the link between events"),
        }
        if isinstance(value, Record):
            record: Record = value
            self.open(record, titles[record.type])

    def add_standing(self) -> None:
        """Open the sheet of a figure that belongs to no event."""
        self.open(new("claim", named="yes", running_total="yes"), _("Add a standing figure"))

    def open(self, record: Record, title: str, draft: Record | None = None) -> None:
        """Open the sheet of a record; a second one waits until the first is closed."""
        if self.sheet is None:
            sheet = RecordSheet(self.desk, record, title, self._over, draft)
            sheet.ready.connect(lambda made: self._save(sheet, made))
            sheet.dropped.connect(lambda typed: self._dropped(record, title, typed))
            self._show(sheet)

    def _dropped(self, record: Record, title: str, typed: Record) -> None:
        self.desk.notify(_("What was typed was given up"), lambda: self.open(record, title, typed))

    def resume(self, draft: Record) -> None:
        """Go on with a record that was begun and never saved."""
        self.open(replace(draft, values=begun(draft).values), self.title_of(draft), draft)

    def title_of(self, draft: Record) -> str:
        """The title of the sheet of a record that is being made."""
        titles = {
            "event": _("New event"),
            "claim": _("Add a claim"),
            "request": _("Add a request"),
            "contact": _("Add an intervention"),
            "event_link": _("Link another event"),
        }
        return titles[draft.type]

    def discard(self, draft: Record) -> None:
        """Give up a record that was begun and never saved."""
        key = draft_key(draft)
        self.desk.save(lambda vault: forget(vault, key), kinds=[draft.type], owner=self)

    def _show(self, sheet: RecordSheet | StatusSheet) -> None:
        self.sheet = sheet
        sheet.finished.connect(self._closed)
        sheet.open()

    def _closed(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

    def _save(self, sheet: RecordSheet, draft: Record) -> None:
        def call(vault: Vault) -> Saved:
            event = draft.ref("event")
            fresh = draft.type == "claim" and draft.version == 0 and event
            return add_claims(vault, event, [draft])[0] if fresh and event else save(vault, draft)[0]

        def then(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            sheet.accept()
            self.made.emit(saved.record)

        self.desk.save(call, then, kinds=[draft.type], owner=self, failed=sheet.refused)

    def _set_status(self, shown: ShownEvent, element: object) -> None:
        if self.sheet is not None:
            return
        sheet = StatusSheet(self.desk, shown, str(element), self._over)
        event = shown.page.event.id

        def then(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            sheet.accept()

        def chosen(status: str, why: Record) -> None:
            self.desk.save(
                lambda vault: set_status(vault, event, str(element), status, why),
                then,
                kinds=["status"],
                owner=self,
                failed=sheet.refused,
            )

        def signed(why: Text | None, passphrase: str) -> None:
            self.desk.save(
                lambda vault: verify(vault, event, str(element), passphrase, shown.seen, why),
                then,
                kinds=["status"],
                owner=self,
                failed=refused,
            )

        def refused(error: Exception) -> None:
            if isinstance(error, NotAsRead):  # what the sheet says is not so any more
                sheet.reject()
                self.desk.changed.emit(frozenset({"event"}))
                self.desk.trouble(error)
            else:
                sheet.refused(error)

        sheet.chosen.connect(chosen)
        sheet.verified.connect(signed)
        self._show(sheet)

    # at once

    def _change(
        self,
        call: Callable[[Vault], Saved],
        kinds: Iterable[str],
        text: str,
        done: Callable[[], object] | None = None,
    ) -> None:
        def then(saved: Saved) -> None:
            undo_of(self.desk).did(saved)
            self.desk.notify(text, undo_of(self.desk).undo)
            if done is not None:
                done()

        self.desk.save(call, then, kinds=kinds, owner=self)

    def _delete(self, shown: ShownEvent, value: object) -> None:
        record = value.record if isinstance(value, ClaimRow) else value
        record = shown.page.event if record == "event" else record
        if not isinstance(record, Record):
            return
        kept: Record = record
        texts = {
            "event": _("Event moved to the trash"),
            "claim": _("Claim moved to the trash"),
            "request": _("Request moved to the trash"),
            "contact": _("Intervention moved to the trash"),
            "event_link": _("Link between events removed"),
        }
        done = self.gone.emit if kept.type == "event" else None
        self._change(lambda vault: delete(vault, kept), [kept.type], texts[kept.type], done)

    def _copy(self, _shown: ShownEvent, value: object) -> None:
        if isinstance(value, ClaimRow):
            QGuiApplication.clipboard().setText(attribution(value))
            self.desk.notify(_("Copied with its attribution"))

    def _link(self, shown: ShownEvent, value: object) -> None:
        if not isinstance(value, UUID):
            return
        case: UUID = value
        if any(c.case.id == case for c in shown.page.cases):
            self.desk.notify(_("This case is linked to the event already"))
            return
        event = shown.page.event.id
        self._change(lambda vault: link(vault, case, event), ["link"], _("Linked, certainty: possible"))

    def _certainty(self, _shown: ShownEvent, value: object) -> None:
        if isinstance(value, Record):
            draft: Record = value
            self._change(lambda vault: save(vault, draft)[0], ["link"], _("Certainty changed"))

    def _unlink(self, _shown: ShownEvent, value: object) -> None:
        if isinstance(value, LinkedCase):
            record = value.link
            self._change(lambda vault: delete(vault, record), ["link"], _("Case unlinked"))

    def _brief(self, shown: ShownEvent, _value: object) -> None:
        self.desk.navigate("reports", f"brief/{shown.page.event.text('code')}")
