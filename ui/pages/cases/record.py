"""The file on one individual: head, tabs, identity, where the person is now, chain, events, consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ages import ages, counted, minor
from app.completeness import FORMS
from app.distressing import distressing
from app.i18n import _
from app.records.cases import CASE, JOURNEY, NOW, PERSON
from app.records.record import Record
from app.services.files import CaseFile, name_in, primary_name
from app.services.reviewing import Seen
from app.services.saving import draft_key
from app.values import UncertainDate
from ui.forms.dates import DateEditor
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.forms.rows import RowsEditor
from ui.frame.desk import Desk
from ui.frame.turns import Step
from ui.history import HistoryPanel
from ui.pages.cases.around import RelationsPanel
from ui.pages.cases.chain import ChainBlock
from ui.pages.cases.consents import ConsentBlock
from ui.pages.cases.drawn import CaseTimeline, FamilyPicture
from ui.pages.cases.happened import ActsPanel, LastKnownLine, SightingsPanel
from ui.pages.cases.head import Head
from ui.pages.cases.links import LinksBlock
from ui.pages.cases.notes import NotesBlock
from ui.pages.cases.sentence import reckoned_at
from ui.pages.cases.un_forms import Completeness, MeterBlock, UnFormsTab
from ui.pages.cases.waiting import WaitingParts
from ui.parts.comments import Comments
from ui.parts.evidence import EvidenceBlock
from ui.parts.evidence_taking import Drops
from ui.parts.grounds import Grounds
from ui.parts.own import OwnFields, stacked
from ui.parts.panels import PartsPanel
from ui.parts.reviewing import ReviewLine
from ui.parts.roles import RolesPanel
from ui.parts.work import ContactsPanel, TasksPanel
from ui.theme import theme
from ui.widgets import Block, Button, Fold, Label, Panel, Scroller, row
from ui.widgets.polish import repolish
from ui.widgets.sections import Sections

ADDED = ("name", "link", "step", "consent", "act", "sighting", "contact", "task")
"""What `add` adds."""
ROOMY = 900
"""Width of the pane from which the tabs stand apart."""
WIDE = 760
"""Width of the pane from which blocks stand side by side."""


@dataclass(frozen=True)
class Opened:
    """A file as it was read, with drafts an earlier session left, and, while it waits for a signature, the
    state it is shown in."""

    file: CaseFile
    drafts: Mapping[str, Record]
    seen: Seen | None = None


class RecordPane(Scroller):
    """Shows and edits one case. Signals: `wanted_gone()`, `back()` (to the list, in a narrow
    window), `wanted_back()` (out of the trash)."""

    wanted_gone = Signal()
    back = Signal()
    wanted_back = Signal()

    def __init__(self, desk: Desk, lookup: Lookup) -> None:
        super().__init__(margins=(36, 16, 36, 36), spacing=10)
        self.setAccessibleName(_("Case"))
        self.desk, self.lookup = desk, lookup
        self.opened: Opened | None = None
        self._begun: tuple[Record, ...] = ()
        self._cursor: QWidget | None = None
        self.head = Head(desk, lookup, self.wanted_gone.emit)
        self.review = ReviewLine(desk)
        self.waiting = WaitingParts(lookup)
        self.to_list = Button(_("Back to the list"), self.back.emit, kind="link", icon="arrow-left")
        self.to_list.hide()
        self.gone = Panel("amber")
        self.gone.body.addLayout(
            row(
                Label(_("This case is in the trash."), "strong"),
                None,
                Button(_("Bring it back"), self.wanted_back.emit),
            )
        )
        self.gone.hide()
        self.pairs: list[QBoxLayout] = []
        self.person = Form(PERSON, lookup, apart=True, parent=self)
        self.case = Form(CASE, lookup, apart=True, parent=self)
        self.keepers = {"person": Keeper(self.person, desk), "case": Keeper(self.case, desk)}
        self.chain = ChainBlock(desk, lookup)
        self.links = LinksBlock(desk, lookup)
        self.consent = ConsentBlock(desk, lookup)
        self.evidence = EvidenceBlock(desk, lookup)
        self.drops = Drops(self.viewport())
        self.acts, self.sightings = ActsPanel(desk, lookup), SightingsPanel(desk, lookup)
        self.relations, self.roles = RelationsPanel(desk, lookup), RolesPanel(desk, lookup)
        self.notes = NotesBlock(desk)
        self.contacts, self.tasks = ContactsPanel(desk, lookup), TasksPanel(desk, lookup)
        self.panels: tuple[PartsPanel, ...] = (
            self.acts,
            self.sightings,
            self.relations,
            self.roles,
            self.contacts,
            self.tasks,
        )
        self.last_known = LastKnownLine(lookup)
        self.timeline, self.family = CaseTimeline(desk, lookup, self.go_to_part), FamilyPicture(desk, lookup)
        self._of_file = (
            *(self.chain, self.links, self.consent, self.notes, self.timeline, self.family),
            *self.panels,
        )
        self.comments = Comments(desk, lookup)
        self.history = HistoryPanel(desk, lookup)
        self._lay_out()
        self.grounds = {name: Grounds(k.form, desk) for name, k in self.keepers.items()}
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.head)
        self.body.addWidget(self.gone)
        self.body.addWidget(self.review)
        self.body.addWidget(self.waiting)
        self.body.addLayout(self.person.above)
        self.body.addLayout(self.case.above)
        self.un_forms = UnFormsTab(self.case, self.go_to)
        self.told = Fold(self.case.panel("narrative", "account", "note"))
        self.sections = {
            _("Overview"): self._overview(),
            _("Narrative"): self.told,
            _("Acts"): stacked(self.acts, self.sightings),
            _("Timeline"): self.timeline,
            _("Evidence"): self.evidence,
            _("People"): stacked(self.family, self.relations, self.roles),
            _("Advocacy"): self.contacts,
            _("Tasks"): stacked(self.tasks, self.notes),
            _("UN forms"): self.un_forms,
            _("Comments"): self.comments,
            _("History"): self.history,
        }
        self.tabs = Sections(_("Parts of the file"), self.body, self.sections)
        self.body.addStretch(1)
        self.completeness = Completeness(self.person, self.case, self.lookup, self.meter, self.un_forms)

    def _overview(self) -> QWidget:
        identity = Block(_("Identity"), rule=False)
        identity.body.addWidget(self.person.panel("names", "sex", "birth", "home", "occupation"))
        identity.body.addWidget(self.case.panel("risk_factors", "risks"))
        now = Block(_("Where the person is now"), rule=False)
        now.body.addWidget(self.case.panel(*NOW))
        now.body.addWidget(self.last_known)
        journey = Block(_("Journey"))
        journey.body.addWidget(self.case.panel(*JOURNEY))
        grade = Block(_("Source and grade"))
        grade.body.addWidget(self.case.panel("source", "reliability", "credibility", "distressing"))
        self.meter = MeterBlock(_(FORMS[0][1]), self.go_to)
        beside = QWidget()
        beside_layout = QVBoxLayout(beside)
        beside_layout.setContentsMargins(0, 0, 0, 0)
        beside_layout.setSpacing(16)
        beside_layout.addWidget(self.meter)
        beside_layout.addWidget(now)
        self.own = OwnFields(self.person, self.case)
        person = Block(_("About the person"))
        person.body.addWidget(self.person.panel("role"))
        self.of_person = Fold(self.person.panel("note"))
        person.body.addWidget(self.of_person)
        grade.body.addWidget(person)
        grade.body.addWidget(self.own)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._pair(identity, beside, 5, 4))
        layout.addWidget(self.chain)
        layout.addLayout(self._pair(self.links, self.consent, 1, 1))
        layout.addLayout(self._pair(journey, grade, 1, 1))
        return holder

    def _pair(self, left: QWidget, right: QWidget, share: int, other: int) -> QHBoxLayout:
        pair = QHBoxLayout()
        pair.setSpacing(44)
        for part, stretch in ((left, share), (right, other)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            pair.addWidget(part, stretch)
        pair.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        pair.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        self.pairs.append(pair)
        return pair

    def _connect(self) -> None:
        for keeper in self.keepers.values():
            keeper.conflicted.connect(self._to_top)
            keeper.waits.connect(self._waits)
        self.drops.dropped.connect(self._dropped)
        self.tabs.leaving.connect(self._fill)
        self.comments.counted.connect(lambda n: self.tabs.say_count(self.comments, n))
        self.comments.led.connect(self._lead)
        self.waiting.led.connect(self._lead)
        self.person.edited.connect(self._person_edited)
        birth = self.person.editors["birth"]
        if isinstance(birth, DateEditor):
            birth.explain = self._age

    def _dropped(self, files: list[Path]) -> None:
        if self.opened is not None and self.opened.file.case.deleted_at is None:
            self._fill()
            self.tabs.show_part_of(self.evidence)
            self.evidence.take(files)

    # what is shown

    def show_opened(self, opened: Opened) -> None:
        """Show a file as it was read; what is being typed into the same file stays."""
        if (now := self.window().focusWidget()) is not None and self.isAncestorOf(now):
            self._cursor = now
        same = self.opened is not None and self.opened.file.case.id == opened.file.case.id
        self.opened = opened
        file = opened.file
        named = (file.places, file.sources, file.events, file.people, file.releases)
        self.lookup.learn([file.person, *(r for found in named for r in found.values())])
        for name, record in (("person", file.person), ("case", file.case)):
            if same:
                self.keepers[name].update(record)
            else:
                self.keepers[name].open(record, opened.drafts.get(draft_key(record)))
        for ground in self.grounds.values():
            if not same:
                ground.close()
            ground.load()
        if not same:
            self._begun = tuple(opened.drafts.values())
            self.verticalScrollBar().setValue(0)
        live = file.case.deleted_at is None
        self.gone.setVisible(not live)
        for section in self.sections.values():
            section.setEnabled(live)
        self._fold(file)
        self.head.show_file(file)
        self._waits(False)
        title = primary_name(file.person.rows("names")) or file.case.text("code")
        self.review.show_record(file.case, title, opened.seen)
        every = (self.chain.one, self.links.one, *(panel.one for panel in self.panels))
        self.waiting.show_file(file, opened.drafts, [one.id for one in every] if same else ())
        self.completeness.show_file(file)
        self._show_parts(file, same=same)

    def _show_parts(self, file: CaseFile, *, same: bool) -> None:
        """Each part in a turn of its own, those on the tab in front first, all before another is opened.

        Below the new name nothing of somebody else may stand: until what is in front is there, the file
        before stays painted as it was.
        """
        shows: list[tuple[QWidget, Step]] = [(p, partial(p.show_file, file)) for p in self._of_file]
        shows.append((self.consent, self._resume))
        shows.append((self.last_known, partial(self.last_known.show_place, file.last_known)))
        shows.append((self.evidence, partial(self.evidence.show_owner, file.case)))
        shows.append((self.comments, partial(self._show_comments, file)))
        shows.append((self.history, partial(self.history.show_records, file.records)))
        front = self.tabs.current
        seen = [show for part, show in shows if part is front or front.isAncestorOf(part)]
        unseen = [show for part, show in shows if not (part is front or front.isAncestorOf(part))]
        if not same:
            self.viewport().setUpdatesEnabled(False)
        self.desk.bridge.turns.plan(self, [*seen, self._paint, *unseen, self._say_counts])

    def _resume(self) -> None:
        """Once for each file, also where it is read again before its parts are shown."""
        begun, self._begun = self._begun, ()
        self.consent.resume(begun)

    def _paint(self) -> bool:
        """Now, before what is not seen is filled."""
        self.viewport().setUpdatesEnabled(True)
        self._keep_cursor()
        return True

    def _keep_cursor(self) -> None:
        """What had it may have gone with the file before: Qt gave it to the navigation."""
        before, self._cursor = self._cursor, None
        now = self.window().focusWidget()
        inside = now is not None and self.isAncestorOf(now)
        if before is not None and not inside and not (shiboken6.isValid(before) and before.isVisible()):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_comments(self, file: CaseFile) -> None:
        self.comments.show_owner(file.case, file.person, parts=file.records[2:])

    def _fill(self) -> None:
        """Now: something is about to be seen or added, and a part may still hold the file before."""
        self.desk.bridge.turns.finish(self)

    def _fold(self, file: CaseFile) -> None:
        """What a marked case tells waits until it is asked for."""
        marked = distressing(file.case)
        self.keepers["person"].of = file.case
        for fold in (self.told, self.un_forms.told, self.of_person):
            fold.show_of(file.case.id, marked)
        self.own.show_of(file.case.id, folded=marked)
        for ground in self.grounds.values():
            ground.fold(marked)

    def folds(self) -> tuple[Fold, ...]:
        """Fields that tell what happened."""
        return self.told, self.un_forms.told, self.of_person, *self.own.folds

    def _say_counts(self) -> None:
        """How many stand behind each tab."""
        for section in self.sections.values():
            inside = [p for p in self.panels if section is p or section.isAncestorOf(p)]
            if inside:
                self.tabs.say_count(section, sum(p.count for p in inside))

    def _person_edited(self, draft: Record) -> None:
        rows = draft.rows("names")
        self.head.show_names(primary_name(rows), name_in(rows, "latin"), name_in(rows, "hanja"))

    def _age(self, birth: UncertainDate) -> str:
        if self.opened is None:
            return ""
        file = self.opened.file
        when = reckoned_at(file)
        found = ages(birth, when)
        if found is None or when is None:
            return ""
        said = _("aged {age} on {date}, {counted} by Korean counting").format(
            age=found, date=say_date(when, self.lookup.language), counted=counted(birth, when)
        )
        grown = {"yes": _("minor"), "no": _("adult")}.get(minor(found), _("minor or adult"))
        return f"{said}, {grown}"

    def _to_top(self, *_versions: Record) -> None:
        """A conflict is shown above everything."""
        self.verticalScrollBar().setValue(0)

    def _waits(self, _waits: bool) -> None:
        forms = (self.person, self.case)
        self.head.say_draft(any(f.has_record and f.dirty and not f.valid for f in forms))

    # saving

    def save_now(self) -> None:
        """Save what is typed."""
        for keeper in self.every_keeper():
            keeper.save_now()

    def leave(self) -> None:
        """Before another file, another page, lock."""
        self.comments.leave()
        self.consent.leave()
        for keeper in self.every_keeper():
            keeper.leave()

    def every_keeper(self) -> list[Keeper]:
        """Those of the parts too."""
        found = [k for k in self.keepers.values() if k.form.has_record]
        cited = [k for ground in self.grounds.values() for k in ground.keepers()]
        parts = [*self.chain.keepers(), *self.links.keepers(), *self.evidence.keepers()]
        parts += [k for panel in self.panels for k in panel.keepers()]
        return [*found, *parts, *cited]

    def edit(self) -> None:
        """Put the cursor into the first field, without selecting what stands there."""
        self.tabs.setCurrentIndex(0)
        self.person.editors["names"].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """After a new case got its name: the field after it."""
        self.tabs.setCurrentIndex(0)
        self.person.editors["sex"].setFocus(Qt.FocusReason.TabFocusReason)

    def add(self, kind: str) -> None:
        """Add one more of what a file holds (ADDED): the cursor stands where it is typed or chosen."""
        self._fill()
        part, begin = self._adders()[kind]
        self.tabs.show_part_of(part)
        begin()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)

    def _adders(self) -> dict[str, tuple[QWidget, Callable[[], object]]]:
        """The part of the page, and what begins there."""
        names = self.person.editors["names"]
        assert isinstance(names, RowsEditor)
        return {
            "name": (names, names.add_row),
            "link": (self.links, self.links.line.setFocus),
            "step": (self.chain, self.chain.begin),
            "consent": (self.consent, self.consent.begin),
            "act": (self.acts, self.acts.add.click),
            "sighting": (self.sightings, self.sightings.line.setFocus),
            "contact": (self.contacts, self.contacts.begin),
            "task": (self.tasks, self.tasks.line.setFocus),
        }

    def go_to_part(self, kind: str) -> None:
        """Go to where the records of a kind stand (from the timeline)."""
        self._fill()
        parts: dict[str, QWidget] = {"act": self.acts, "sighting": self.sightings, "contact": self.contacts}
        parts |= {"step": self.chain, "consent": self.consent}
        parts |= {"relation": self.relations, "role": self.roles, "task": self.tasks}
        target = parts.get(kind, self.links)
        self.tabs.show_part_of(target)
        QTimer.singleShot(0, target, lambda: self.ensureWidgetVisible(target))
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, about: UUID, field: str) -> None:
        """To what a comment is about."""
        file = self.opened.file if self.opened is not None else None
        record = next((r for r in file.records if r.id == about), None) if file else None
        if record is None:
            return
        if record.type in ("case", "person"):
            self.go_to(f"person.{field}" if record.type == "person" else field)
            return
        self.go_to_part(record.type)
        lists = {panel.type.key: panel.open for panel in self.panels}
        lists |= {"step": self.chain.one.open, "link": self.links.one.open}
        if record.type in lists:
            lists[record.type](record)

    def go_to(self, field: str) -> None:
        """Go to the field of a question, whichever tab it stands on; "" is the consents."""
        self._fill()
        form, key = (self.person, field[7:]) if field.startswith("person.") else (self.case, field)
        target: QWidget = form.editors[key] if key else self.consent.record
        self.tabs.show_part_of(target)
        for fold in self.folds():
            if fold.isAncestorOf(target):
                fold.unfold()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(target)

    # width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Blocks stand side by side where there is room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Measure again."""
        wide = self.width() >= theme().px(WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for pair in self.pairs:
            pair.setDirection(way)
            pair.setSpacing(44 if wide else 16)
        self.head.narrow(not wide)
        tight = "false" if self.width() >= theme().px(ROOMY) else "true"
        if self.tabs.property("tight") != tight:
            self.tabs.setProperty("tight", tight)
            repolish(self.tabs)

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(320, 200)
