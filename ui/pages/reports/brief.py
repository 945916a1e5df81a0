"""The brief: options, the pages as the reader will see them, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.clock import Clock
from app.consent import Reach
from app.dossier import Dossier
from app.errors import CasebookError
from app.i18n import _, ngettext
from app.ports import Outbox, Reader, Rendered, Renderer
from app.records.record import Record
from app.services.releases import Prepared, look_through, prepare_brief, release
from app.vocabularies import Term
from ui.files import ask_save, exported
from ui.frame.desk import Desk
from ui.pages.reports.gate import Gate
from ui.pages.reports.options import BriefForm, EventChoice
from ui.pages.reports.people import Outlook, lack_words, look_ahead, lost_words, unanswered
from ui.pages.reports.preview import DPI, Pixels, Preview
from ui.proving import proved
from ui.theme import theme
from ui.widgets import Button
from ui.worker import Job

if TYPE_CHECKING:
    from app.ports import Vault

WAIT_MS = 350
OPTIONS, GATE, DRAWER_BELOW = 304, 372, 1250


@dataclass(frozen=True)
class Pages:
    """A document made: its files, and its pages as pixels."""

    rendered: Rendered
    pixels: tuple[Pixels, ...]


class BriefView(QWidget):
    """Every change of an option shows the pages anew; what refuses is shown before anything is let out.

    `told()` when what the status bar says of it has changed.
    """

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = BriefForm(desk.language)
        self.preview = Preview()
        self.gate = Gate()
        self.outlook: Outlook | None = None
        self._serial = self._known = 0
        """Which look was begun last, and which the outlook is of."""
        self._pressed = self._here = False
        self._making: Job | None = None
        self._wanted: tuple[str, ...] | None = None
        self._drawer = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.who = Button(_("Who is in it"), self._toggle, icon="users")
        self.preview.bar.addWidget(self.who)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.gate)
        self.form.changed.connect(self._wait.start)
        self.form.new_event.connect(lambda: desk.navigate("events", "new"))
        self.gate.changed.connect(self.look)
        self.gate.export.connect(self.ask_where)
        self.preview.enter.clicked.connect(lambda _checked=False: self._to_unanswered())
        self.gate.mend.connect(lambda: desk.navigate("security"))
        self.gate.go.connect(lambda case: desk.navigate("cases", case))
        self._fit()

    # what can be chosen

    def refresh(self) -> None:
        """Read the events and recipients again, then look ahead."""
        language = self.desk.language
        self.desk.ask(lambda vault: load_choices(vault, language), self._show_choices, owner=self)

    def _show_choices(self, choices: tuple[tuple[EventChoice, ...], tuple[Term, ...]]) -> None:
        events, terms = choices
        self.form.show_events(events)
        self.form.learn(terms)
        if self._wanted is not None:
            self.form.tick(self._wanted)
            self._wanted = None
        elif not self.form.chosen_events and events:
            self.form.tick([events[0].code])
        self.look()

    def choose(self, codes: tuple[str, ...]) -> None:
        """Make a brief on these events."""
        self._wanted = codes
        self.refresh()

    @property
    def status(self) -> str:
        """Pages and people, for the status bar."""
        n = len(self.preview.pages)
        pages = ngettext("{n} page", "{n} pages", n).format(n=n)
        people = self.gate.number.text()
        return "  ·  ".join(part for part in (_("Brief"), pages if n else "", people) if part)

    # the preview

    def look(self) -> None:
        """Judge and prepare with the options as they are; then make the pages."""
        self._wait.stop()
        self._serial += 1
        serial, clock, language = self._serial, self.desk.clock, self.desk.language
        options = self.form.options(self.gate.cases())
        if not options.events:
            self.outlook, self._known, self._pressed = None, serial, False
            self.preview.clear(_("No event is chosen"))
            self.preview.say_lack("")
            self.gate.show_nothing(_("Choose the events the brief is about."))
            return
        self.preview.say(_("Making the pages…"))
        self.desk.ask(
            lambda vault: look_ahead(vault, clock, options, language),
            lambda outlook: self._looked(serial, outlook),
            owner=self,
            failed=lambda error: self._failed(serial, error),
        )

    def _looked(self, serial: int, outlook: Outlook) -> None:
        if serial != self._serial:
            return
        self.outlook, self._known = outlook, serial
        self.gate.show_outlook(outlook)
        self.preview.say_lack(lack_words(unanswered(outlook)))
        self._fit()
        renderer, prepared = self.desk.ways.renderer, outlook.prepared
        if prepared is None:
            self.preview.clear(_("No page: the export is refused"))
        elif renderer is None:
            self.preview.clear(_("No preview here"))
        else:
            if self._making is not None:
                self._making.cancel()
            self._making = self.desk.aside(
                lambda: make_pages(renderer, prepared.dossier),
                lambda pages: self._made(serial, prepared, pages),
                owner=self,
                failed=lambda error: self._failed(serial, error),
            )
        if self._pressed:
            self._pressed = False
            if self.gate.button.isEnabled():
                self.ask_where()

    def _made(self, serial: int, prepared: Prepared, pages: Pages) -> None:
        if serial != self._serial:
            return
        lost = lost_words(pages.rendered.lost)
        self.preview.warn(
            _("Left out or without a glyph, printed as a code: {signs}.").format(signs=lost) if lost else ""
        )
        self.preview.show_pages(pages.pixels)
        self.told.emit()
        clock = self.desk.clock
        self.desk.ask(
            lambda vault: look_through(vault, clock, prepared, pages.rendered),
            owner=self,
            failed=lambda error: self._failed(serial, error),
        )

    def _failed(self, serial: int, error: Exception) -> None:
        if serial != self._serial:
            return
        self._known, self._pressed = serial, False
        if isinstance(error, CasebookError):
            self.preview.clear(_("No page: the export is refused"))
            self.gate.refuse(error)
            self._fit()
        else:
            self.desk.trouble(error)

    def _to_unanswered(self) -> None:
        """To the first event whose returning state has no answer, where it is entered."""
        missing = unanswered(self.outlook) if self.outlook else ()
        if missing:
            found = partial(_event_of, code=missing[0].code)
            self.desk.ask(found, partial(self.desk.navigate, "events"), owner=self)

    # the export

    def ask_where(self) -> None:
        """Ask for the passphrase where somebody is named, then for the file.

        Whom it names is known once the options as they stand were looked at: until then it waits.
        """
        if self._wait.isActive():
            self.look()
        if self._known != self._serial:
            self._pressed = True
            return
        named = sum(p.reach is Reach.NAMED for p in self.outlook.people) if self.outlook else 0
        if not named:
            self._ask_file()
            return
        words = ngettext("This brief names {n} person.", "This brief names {n} people.", named)
        proved(self.desk, self, words.format(n=f"{named:,}"), self._ask_file)

    def _ask_file(self) -> None:
        """Qt's dialog forgets where it looked."""
        codes = "-".join(self.form.chosen_events[:3])
        kind = str(self.form.kind.current()).replace("_", "-")
        start = Path.home() / f"{kind}-{codes}-{self.form.language.current()}.pdf"
        ask_save(self, _("Export the brief"), start, "PDF (*.pdf)", self.export_to)

    def export_to(self, path: Path) -> None:
        """Prepare afresh, render, look through, enter in the ledger, put in place."""
        renderer, outbox, clock = self.desk.ways.renderer, self.desk.ways.outbox, self.desk.clock
        if renderer is None or outbox is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        options = self.form.options(self.gate.cases())
        self._here = self.window().focusWidget() is self.gate.button
        self.gate.button.setEnabled(False)
        self.desk.saving.emit(True)

        def rendered(prepared: Prepared, made: Rendered) -> None:
            self.desk.save(
                lambda vault: let_out(vault, outbox, clock, prepared, made, target),
                lambda _entry: self._exported(target),
                kinds=["release"],
                owner=self,
                failed=self._not_exported,
            )

        def prepared(found: Prepared) -> None:
            self.desk.aside(
                lambda: renderer.brief(found.dossier),
                lambda made: rendered(found, made),
                owner=self,
                failed=self._not_exported,
            )

        self.desk.ask(
            lambda vault: prepare_brief(vault, clock, options),
            prepared,
            owner=self,
            failed=self._not_exported,
        )

    def _exported(self, target: Path) -> None:
        self._over()
        self.desk.notify(exported(target))

    def _not_exported(self, error: Exception) -> None:
        self.desk.saving.emit(False)
        self._over()
        self.desk.trouble(error)

    def _over(self) -> None:
        """The button may be pressed again, and has the keyboard where it had it: off, it lost it."""
        self.gate.button.setEnabled(True)
        if self._here:
            self.gate.button.setFocus()

    # the drawer

    def _toggle(self) -> None:
        self._drawer = not self._drawer
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the gate is a drawer, open while something refuses."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < theme().px(DRAWER_BELOW)
        refuses = self.outlook is not None and self.outlook.refused is not None
        self.gate.setVisible(not narrow or self._drawer or refuses)
        self.who.setVisible(narrow)
        self.preview.set_narrow(narrow)
        self.form.setFixedWidth(theme().px(OPTIONS))
        self.gate.setFixedWidth(theme().px(GATE))


def make_pages(renderer: Renderer, dossier: Dossier) -> Pages:
    """The document and its pages as pixels, both made in the child."""
    made = renderer.brief(dossier)
    return Pages(made, renderer.pictures(made.files[""], DPI))


def let_out(
    vault: Vault, outbox: Outbox, clock: Clock, prepared: Prepared, made: Rendered, target: Path
) -> Record:
    """Look the finished file through, then enter it and put it in place. The dialog asked about replacing."""
    look_through(vault, clock, prepared, made)
    return release(vault, outbox, prepared.entry, made, str(target), replace=True)


def load_choices(vault: Vault, language: str) -> tuple[tuple[EventChoice, ...], tuple[Term, ...]]:
    """The events a brief can be about, newest first, and the terms of the vault."""
    with vault.read() as reader:
        return tuple(_choice(e, language) for e in _newest_first(reader)), reader.terms()


def _newest_first(reader: Reader) -> list[Record]:
    def day(event: Record) -> str:
        when = event.date("date")
        return (when.latest or when.earliest).isoformat() if when and (when.latest or when.earliest) else ""  # type: ignore[union-attr]

    return sorted(reader.glance.all("event"), key=day, reverse=True)


def _choice(event: Record, language: str) -> EventChoice:
    code = event.text("code")
    return EventChoice(code, f"{code}  {event.phrase('title').in_language(language)}")


def _event_of(vault: Vault, code: str) -> UUID | None:
    with vault.read() as reader:
        found = reader.by_text("event", "code", code)
    return found.id if found else None
