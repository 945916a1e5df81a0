"""The sheet that makes a travel vault: what comes, what stays, a checklist, keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from app.i18n import N_, _, in_brackets, ngettext
from app.paper import RecoverySheet
from app.records import TYPES
from app.services.packing import chosen, evidence_of, pack
from app.services.travel import leave
from app.travel import Luggage
from ui.files import ask_new_folder
from ui.frame.sheet import WIDE
from ui.pages.security.paper_sheets import papers_of
from ui.pages.security.parts import Fact
from ui.pages.security.sheets import KeySheet
from ui.parts.working import Working
from ui.proving import proved
from ui.slices import slices
from ui.start.fresh import NewPassphrase
from ui.start.recovery import KeyPanel
from ui.theme import theme
from ui.widgets import Block, Button, CheckBox, Label, Segmented, Sign, column, row
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.ports import ListQuery, Renderer, Vault
    from app.ports import Rendered as Made
    from ui.frame.desk import Desk

LISTED = 30
"""Codes that are named before the rest is only counted."""
CHECKLIST = (
    N_("Tried at home: it opens with its own passphrase."),
    N_("The vault itself, its backups and its sheets stay at home; nothing of them is on the laptop."),
    N_("No other files of cases on the laptop, the telephone or a stick: exports, mails, pictures."),
    N_("The office knows what comes along, and when to expect you back."),
    N_("At the border the computer is off, not asleep."),
)


class TravelSheet(KeySheet):
    """Packs some cases into a vault for the road. `front` tells the code of the case that is shown."""

    def __init__(self, desk: Desk, query: ListQuery, front: Callable[[], str], parent: QWidget) -> None:
        words = _(
            "A vault of its own with some cases, to be carried instead of yours. Whoever is made to open it "
            "opens only this: it holds nothing of what stays, and nothing that leads there."
        )
        super().__init__(desk, _("Travel vault"), words, _("Make the travel vault…"), parent, 760)
        self.resize(min(theme().px(WIDE), parent.window().width() - 40), self.height())
        self._query, self._front, self._current = query, front, ""
        self.luggage: Luggage | None = None
        self._made = False
        items: list[tuple[str, object]] = [(_("The cases of the list"), "list"), ("", "one")]
        self.which = Segmented(_("Which cases"), items, "list")
        self.look_in_front()
        for button in self.which.buttons():
            button.clicked.connect(lambda _on=False: self.pack())
        self.evidence = CheckBox(_("Take the evidence of these cases along"))
        self.evidence.clicked.connect(lambda _on=False: self.pack())
        self.facts = column(spacing=0)
        self.fresh = NewPassphrase(_("Its passphrase"), _("Its passphrase again"))
        self.fresh.entered.connect(self.save)
        self.recovery = CheckBox(_("Make a recovery key for it too"))
        self.working = Working(desk, lambda _given_up: self.show_busy(False))
        self._lay_out()
        self.pack()

    def look_in_front(self, _shown: object = None) -> None:
        """A case in front may be packed alone; its page may be read only while the sheet is open already."""
        self._current = code = self._current or self._front()
        one, words = self.which.buttons()[1], _("Only {code}").format(code=code)
        one.setText(words)
        one.setAccessibleName(f"{self.which.accessibleName()}: {words}")
        one.setVisible(bool(code))

    def _lay_out(self) -> None:
        body = self.scroller.body
        keys = Block(_("Keys of its own"), rule=False, spacing=8)
        another = _("Another one than that of your vault: it may have to be given away.")
        keys.body.addWidget(Label(another, "dim", wrap=True))
        keys.body.addWidget(self.fresh)
        keys.body.addWidget(self.recovery)
        self.keys = keys
        self.checks = Block(_("Before you leave"), self._card(), spacing=6)
        for text in CHECKLIST:
            sign = column(2, Sign("circle", "text2", size=14), None)
            line = row(sign, Label(_(text), wrap=True), spacing=10)
            line.setStretch(1, 1)
            self.checks.body.addLayout(line)
        for widget in (self.which, self.evidence, self.keys, self.checks):
            body.addWidget(widget)
        body.insertLayout(body.indexOf(self.keys), self.facts)
        body.addWidget(self.working)
        body.addStretch(1)

    def _card(self) -> QWidget | str:
        """The quick card beside the checklist, where papers can be made."""
        papers, language = papers_of(self.desk, self), self.desk.language
        if papers is None:
            return ""

        def make(renderer: Renderer) -> Made:
            return renderer.quick_card(language)

        return Button(
            _("Print the quick card…"),
            lambda: papers.print(_("Quick card"), make),
            kind="link",
            icon="printer",
        )

    # what comes, what stays

    def pack(self) -> None:
        """Ask what would come and what would stay."""
        one = self.which.current() == "one"
        query, codes = (None, [self._current]) if one else (self._query, [])
        along = self.evidence.isChecked()
        self.luggage = None
        self.done_button.setEnabled(False)
        self.wrong.hide()

        def packed(vault: Vault) -> Luggage:
            with vault.read() as reader:
                cases = chosen(reader, codes, query)
                return pack(reader, cases, evidence_of(reader, cases) if along else ())

        self.desk.ask(packed, self._show, owner=self, failed=self._unpacked)

    def _unpacked(self, error: Exception) -> None:
        clear(self.facts)
        self.refused(error)
        self.done_button.setEnabled(False)

    def _show(self, luggage: Luggage) -> None:
        self.luggage = luggage
        self.done_button.setEnabled(True)
        clear(self.facts)
        comes = ngettext("{n} case comes along", "{n} cases come along", len(luggage.cases))
        told = _codes(luggage.cases) + "\n" + _counts(luggage.taken, but="case")
        self.facts.addWidget(Fact("door-open", comes.format(n=f"{len(luggage.cases):,}"), told))
        stays = ngettext("{n} case stays at home", "{n} cases stay at home", len(luggage.cases_left))
        never = _("Never packed: history, trash, drafts, releases, sealed identities, other staff.")
        lines = (_counts(luggage.stays, but="case"), _codes(luggage.cases_left), never)
        told = "\n".join(filter(None, lines))
        self.facts.addWidget(Fact("house", stays.format(n=f"{len(luggage.cases_left):,}"), told))
        for fact in self._warnings(luggage):
            self.facts.addWidget(fact)

    def _warnings(self, luggage: Luggage) -> list[Fact]:
        found = []
        if luggage.naming:
            title = _("Read before you pack: texts that name somebody who stays")
            found.append(Fact("circle-alert", title, _codes(luggage.naming), state="warn"))
        if luggage.cuts:
            n = len(luggage.cuts)
            title = ngettext(
                "{n} reference to what stays is taken off", "{n} references to what stays are taken off", n
            )
            told = sorted({in_brackets(cut.code, _(cut.label), self.desk.language) for cut in luggage.cuts})
            found.append(Fact("unlink", title.format(n=n), ", ".join(told[:LISTED])))
        return found

    # making it

    def save(self) -> None:
        """Ask where, then make it; once it is made: close."""
        if self._made:
            self.close_well()
            return
        if self.luggage is None or not self.done_button.isEnabled():
            return
        problem = self.fresh.problem()
        if problem:
            self.say_wrong(problem)
            return
        self.wrong.hide()
        words = _("What is listed here leaves this vault and opens with the passphrase of the travel vault.")
        proved(self.desk, self, words, self._ask_where)

    def _ask_where(self) -> None:
        home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        ask_new_folder(self, _("Where the travel vault goes"), home / _("Travel"), self.make_at)

    def make_at(self, target: Path) -> None:
        """Make it in a new folder."""
        luggage, make = self.luggage, self.desk.ways.make_vault
        passphrase, recovery = self.fresh.text, self.recovery.isChecked()
        if luggage is None or make is None or self.working.busy:
            return
        self.show_busy(True)
        self.working.start(
            lambda vault: slices(leave(vault, luggage, target, passphrase, make, recovery=recovery)),
            lambda printed: self._done(target, printed),
            self.refused,
        )

    def _done(self, target: Path, printed: str) -> None:
        self._made, self._go = True, _("Done")
        self.show_busy(False)
        self.fresh.clear()
        self.cancel_button.hide()
        for widget in (self.which, self.evidence, self.keys):
            widget.hide()
        clear(self.facts)
        self.heading.setText(_("The travel vault is made"))
        words = _(
            "It lies in the folder “{folder}”. Your vault noted which cases are in it, should the laptop "
            "be lost."
        )
        self.lead.setText(words.format(folder=target.name))
        if printed:
            self._show_recovery(printed)
        self.scroller.verticalScrollBar().setValue(0)

    def _show_recovery(self, printed: str) -> None:
        self.facts.addWidget(Label(_("Its recovery key, shown once. It stays at home."), "medium", wrap=True))
        self.facts.addSpacing(8)
        self.facts.addWidget(KeyPanel(printed))
        papers = papers_of(self.desk, self)
        if papers is None:
            return
        sheet = RecoverySheet(self.desk.language, printed, self.desk.clock.now().date())

        def render(renderer: Renderer) -> Made:
            return renderer.recovery_sheet(sheet)

        name = _("Recovery sheet")
        self.facts.addSpacing(8)
        self.facts.addLayout(
            row(
                Button(_("Print the sheet…"), lambda: papers.print(name, render), icon="printer"),
                Button(_("Save as PDF…"), lambda: papers.save(name, render), icon="download"),
                None,
            )
        )

    def reject(self) -> None:
        """Escape gives up what is being made; a vault that is made stays."""
        if self.working.busy:
            self.working.give_up()
        elif self._made:
            self.close_well()
        else:
            super().reject()


def _codes(codes: tuple[str, ...]) -> str:
    more = len(codes) - LISTED
    told = ", ".join(code.replace("-", "\N{NON-BREAKING HYPHEN}") for code in codes[:LISTED])
    return (
        told
        if more <= 0
        else ngettext("{codes} and {n} more", "{codes} and {n} more", more).format(codes=told, n=f"{more:,}")
    )


def _counts(counts: Mapping[str, int], *, but: str) -> str:
    """How many of each kind, but for one that is told by its codes."""
    return "  ·  ".join(f"{_(TYPES[key].plural)} {n:,}" for key, n in counts.items() if key != but)
