"""The start page: cover at the left, one form at the right, and the way from a form to an open vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import CasebookError, Invalid, WrongPassphrase
from app.i18n import _
from app.messages import Msg
from app.surroundings import warnings
from ui.files import ask_folder, ask_new_folder
from ui.frame.desk import Bridge
from ui.frame.ways import Ways
from ui.ime import commit_input
from ui.shortcuts import sequences
from ui.start.cover import Cover
from ui.start.new import NewForm
from ui.start.opener import VaultOpener
from ui.start.places import documents, free
from ui.start.recent import RecentMenu
from ui.start.recovery import RecoverySteps
from ui.start.restoring import Form, Page, RestoreFlow
from ui.start.sampling import SampleFlow
from ui.start.secrets import PASSPHRASE, PIN, RECOVERY, SHARES
from ui.start.unlock import UnlockForm
from ui.start.unmaking import RemoveSampleForm
from ui.theme import theme
from ui.widgets import Button, Scroller, Segmented, row
from ui.worker import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ports import Vault

COVER_FROM = 1100
FORM = 432


class StartPage(QWidget):
    """Everything before a vault is open. Signals: `opened(vault, folder)`, `language(code)`, `quit`, `forget`
    the vaults that were opened before, `removed(folder)` of a sample; and for notices `said(text, undo)` and
    `troubled(error)`."""

    opened = Signal(object, object)
    said = Signal(str, object)
    troubled = Signal(object)
    language = Signal(str)
    quit = Signal()
    forget = Signal()
    removed = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        opener: VaultOpener,
        *,
        vault: Path | None,
        language: str,
        locked: bool = False,
        version: str = "",
        ways: Ways | None = None,
        recent: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self._recent = tuple(recent)
        self.setObjectName("page")
        self._bridge, self._opener = bridge, opener
        self._ways = ways or Ways()
        self._proved = False
        self._language = language
        self._vault, self._locked = vault, locked
        self._secret: tuple[Path, str] | None = None
        self.sample = SampleFlow(
            self,
            bridge,
            opener,
            put=self._put,
            back=self.show_unlock,
            go_on=self._open,
            failed=self._failed,
        )
        self.sample.removed.connect(self._sample_gone)
        self.cover = Cover(version)
        self.switch = Segmented(_("Language"), [("English", "en"), ("한국어", "ko")], language)
        self.switch.chosen.connect(lambda code: self.language.emit(str(code)))
        self.forms = QStackedWidget()
        self._build()
        keyed = (("new_case", self.show_new), ("open", self.choose_other), ("quit", self.quit.emit))
        for key, run in keyed:
            for keys in sequences(key):
                QShortcut(keys, self, run)
        self.show_unlock()

    def _build(self) -> None:
        self.forms.setFixedWidth(theme().px(FORM))
        self._scroller = Scroller((24, 0, 24, 24), 0)
        middle = row(None, self.forms, None, spacing=0)  # which asks how high it is in its own width
        self._scroller.body.addLayout(middle, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 30, 0, 0)
        right.setSpacing(0)
        right.addLayout(row(None, self.switch, 36, spacing=0))
        right.addWidget(self._scroller, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.cover)
        layout.addLayout(right, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Typing begins at the form, not at the language."""
        super().showEvent(event)
        form = self.form
        if isinstance(form, UnlockForm | NewForm | RecoverySteps):
            form.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cover goes when the window is narrow; wordmark and title keep one baseline."""
        super().resizeEvent(event)
        self.cover.setVisible(self.width() >= theme().px(COVER_FROM))
        top = max(64, min(round(self.height() * 0.19), self.height() - theme().px(672)))
        self._scroller.body.setContentsMargins(24, max(8, top - 62), 24, 24)
        self.cover.set_top(max(40, top - 25))

    @property
    def form(self) -> QWidget | None:
        """The form that is shown."""
        return self.forms.currentWidget()

    def _put(self, form: QWidget) -> None:
        before = self.forms.currentWidget()
        self.forms.addWidget(form)
        self.forms.setCurrentWidget(form)
        if before is not None:
            self.forms.removeWidget(before)
            before.deleteLater()
        self._scroller.verticalScrollBar().setValue(0)

    # unlock

    def show_unlock(self) -> None:
        """The form that opens the vault we know, or only the rows."""
        form = UnlockForm(self._vault, locked=self._locked, sample_there=self.sample.there)
        form.wanted.connect(self._unlock)
        form.new.connect(self.show_new)
        form.sample.connect(self.sample.show)
        form.unsample.connect(lambda: self.sample.ask_removal())
        form.other.connect(self.choose_other)
        form.restore.connect(self.show_restore)
        self._put(form)
        form.focus_first()
        self._ask_for_ways(form)

    def _ask_for_ways(self, form: UnlockForm) -> None:
        """What opens the vault: looked up beside the window, whose first picture must not wait."""
        folder, opener = self._vault, self._opener
        if folder is None:
            return
        job = self._bridge.worker.run_aside(
            lambda: opener.ways(folder), self._bridge.report, Priority.SHOWING
        )
        self._bridge.expect(job, form, form.secrets.offer, _nothing, _nothing)

    def _unlock(self, way: str, typed: tuple[str, ...]) -> None:
        folder, opener = self._vault, self._opener
        if folder is None:
            return
        ways: dict[str, Callable[..., Vault]] = {
            PASSPHRASE: opener.open_to_look,
            PIN: opener.open_with_pin,
            RECOVERY: opener.open_with_recovery,
            SHARES: opener.open_with_shares,
        }
        self._open_by(lambda: ways[way](folder, *typed), folder)

    def _open(self, folder: Path, passphrase: str) -> None:
        self._open_by(lambda: self._opener.open_to_look(folder, passphrase), folder)

    def _open_by(self, call: Callable[[], Vault], folder: Path) -> None:
        self._busy(True)
        job = self._bridge.worker.open(call, self._bridge.report)
        self._bridge.expect(job, self, lambda v: self._opened(v, folder), self._failed, _nothing)

    def _opened(self, vault: Vault, folder: Path) -> None:
        self._secret = None
        if self._proved:
            from app.services.safety import note_trial  # late: nothing of the records is needed to unlock

            today = self._ways.clock.now().date()
            job = self._bridge.worker.submit(lambda v: note_trial(v, today), self._bridge.report)
            self._bridge.expect(job, self, _nothing, self._failed, _nothing)
        self.opened.emit(vault, folder)

    def choose_other(self) -> None:
        """Offer those opened before, where there are others; else ask for the folder."""
        others = [folder for folder in self._recent if folder != self._vault]
        if not others:
            self._choose_folder()
            return
        menu = RecentMenu(others, self)
        menu.picked.connect(self.use)
        menu.choose.connect(self._choose_folder)
        menu.forget.connect(self._forget)
        form, asked = self.form, self.focusWidget()
        if not isinstance(asked, Button) and isinstance(form, UnlockForm):
            asked = form.another  # the keys were pressed in a field
        at = asked or self
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _forget(self) -> None:
        """Of the vaults opened before nothing is kept; the one that is shown stays shown."""
        self._recent = ()
        self.forget.emit()
        self.said.emit(_("The vaults opened before are forgotten"), None)

    def _choose_folder(self) -> None:
        ask_folder(self, _("Open a vault"), self._vault.parent if self._vault else documents(), self.use)

    def use(self, folder: Path) -> None:
        """Show the form for the vault in a folder."""
        self._vault, self._locked = folder, False
        self.show_unlock()

    # new

    def show_new(self) -> None:
        """The form that makes a vault."""
        form = NewForm(free(documents() / _("Casebook vault")))
        form.wanted.connect(self._create)
        form.back.connect(self.show_unlock)
        form.choose.connect(lambda: ask_new_folder(self, _("A new vault"), form.folder, form.set_folder))
        form.moved.connect(lambda folder: self._look_around(form, folder))
        self._put(form)
        self._look_around(form, form.folder)
        form.focus_first()

    def _look_around(self, form: NewForm, folder: Path) -> None:
        """Say what is to be said of the place; the disk is asked on the worker's thread."""
        job = self._bridge.worker.run_aside(lambda: warnings(folder), self._bridge.report, Priority.SHOWING)
        self._bridge.expect(job, form, form.warn, _nothing, _nothing)

    def _create(self, folder: Path, staff: str, passphrase: str) -> None:
        commit_input()
        self._busy(True)
        self._secret = (folder, passphrase)
        opener = self._opener
        who = staff or _("Staff {n}").format(n=1)
        job = self._bridge.worker.run_aside(
            lambda: opener.create(folder, who, passphrase), self._bridge.report, Priority.TYPING
        )
        self._bridge.expect(job, self, self.show_recovery, self._failed, _nothing)

    def show_recovery(self, recovery: str) -> None:
        """The steps of a new recovery key."""
        from app.paper import RecoverySheet  # late, both: nothing of documents is needed to unlock
        from ui.start.on_paper import key_papers, recovery_steps

        said = self.said.emit
        papers = key_papers(
            self._bridge, self._ways, self, failed=self.troubled.emit, done=lambda text: said(text, None)
        )
        sheet = RecoverySheet(self._language, recovery, self._ways.clock.now().date())
        form = recovery_steps(sheet, _("Open the vault"), papers)
        form.done.connect(self._open_new)
        self._put(form)
        form.focus_first()

    def _open_new(self, proved: bool) -> None:
        self._proved = proved
        if self._secret is not None:
            self._open(*self._secret)

    # restore

    def show_restore(self) -> None:
        """The form that makes a vault out of a backup."""
        page = Page(self._show, self.show_unlock, self._go_on)
        flow = RestoreFlow(self, self._bridge, self._opener, page, self._language)
        flow.begin(free(documents() / _("Casebook vault")))

    def _show(self, form: Form) -> None:
        self._put(form)
        form.focus_first()

    def _go_on(self, folder: Path, passphrase: str, recovery: str) -> None:
        """A sample has no recovery key: it opens at once."""
        self._secret = (folder, passphrase)
        if recovery:
            self.show_recovery(recovery)
        else:
            self._open(folder, passphrase)

    def _sample_gone(self, folder: Path) -> None:
        if self._vault == folder:
            self._vault, self._locked = None, False
        self.removed.emit(folder)
        self.show_unlock()
        self.said.emit(_("The sample is removed"), None)

    def _busy(self, busy: bool) -> None:
        form = self.form
        if isinstance(form, UnlockForm | NewForm | RecoverySteps):
            form.set_busy(busy)

    def _failed(self, error: Exception) -> None:
        """Typed errors are told at the form; anything else is a bug and told as one."""
        if isinstance(error, CasebookError):
            text = error.message.render()
        else:
            text = _("Something went wrong inside Casebook. What was saved before is safe.")
        if not isinstance(self.form, UnlockForm | NewForm | RemoveSampleForm):
            self.show_unlock()
        form = self.form
        if isinstance(form, UnlockForm):
            form.show_trouble(text, _place(error), typed_wrong=isinstance(error, WrongPassphrase | Invalid))
        elif isinstance(form, NewForm | RemoveSampleForm):
            form.show_trouble(text)


def _place(error: Exception) -> int:
    """Which of two shares has a typing mistake, 0 where that is not what is wrong."""
    if isinstance(error, CasebookError) and error.message.text is Msg.SHARE_MISTYPED:
        return int(str(error.message.values["n"]))
    return 0


def _nothing(_: Any) -> None:
    return
