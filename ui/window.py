"""The window: the start page, then the frame of an open vault; lock ends the process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QByteArray, QEvent, QLibraryInfo, QLocale, QTimer, QTranslator, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from app import i18n
from app.errors import DamagedVault, DiskTrouble
from app.messages import Msg
from ui import settings as kept
from ui.capture import Capture
from ui.checker import checker_of
from ui.clipboard import Clipboard
from ui.frame.desk import Bridge, Desk
from ui.frame.sidebar import sample_words
from ui.frame.ways import Ways
from ui.ime import commit_input
from ui.notices import Notices
from ui.process import LOCKED, OTHER, REMOVE, SHOW
from ui.start.opener import VaultOpener
from ui.start.page import StartPage
from ui.theme import is_dark, theme
from ui.watch import Watch
from ui.worker import Worker

if TYPE_CHECKING:
    from app.ports import Vault
    from ui.closing import Closing
    from ui.frame.frame import Frame
    from ui.frame.page import Page

REST_S = 2.0
Pages: TypeAlias = "Sequence[type[Page]] | Callable[[], Sequence[type[Page]]]"

FIRST_SIZE = (1440, 900)
"""Pixels of a window that nobody has sized yet."""


class Window(QMainWindow):
    """One window, one vault. `ended(status)` tells how the process should end."""

    ended = Signal(int)

    def __init__(
        self,
        opener: VaultOpener,
        pages: Pages,
        *,
        vault: Path | None = None,
        locked: bool = False,
        folder: Path | None = None,
        settings: kept.Settings | None = None,
        version: str = "",
        keep: bool = True,
        ways: Ways | None = None,
    ) -> None:
        super().__init__()
        theme().dress(self)
        self._ways = ways
        self._opener, self._get_pages, self._version = opener, pages, version
        self._folder, self._keep = folder, keep
        self.settings = settings or kept.load(folder)
        self._first = vault or (Path(self.settings.vault) if self.settings.vault else None)
        self._locked = locked
        self.bridge = Bridge(Worker(lambda open_vault: open_vault.close()))
        self.frame: Frame | None = None
        self.start: StartPage | None = None
        self._vault: Vault | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.notices = Notices(self)
        self._ending = False
        self._closing: Closing | None = None
        self._checks = False
        self._watch = Watch(self)
        self.clipboard = Clipboard(self)
        self._capture = Capture(self, self.settings.hide_from_capture)
        self._watch.due.connect(lambda _reason: self.lock())
        self._watch.left.connect(self._show_left)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._qt_words = QTranslator(self)
        self.setMinimumSize(760, 520)
        self._stand()
        self._speak(self.settings.language)
        self.show_start()

    def _stand(self) -> None:
        """Where and as large as it was left; on a screen that is gone, on another."""
        self.resize(*FIRST_SIZE)
        with suppress(ValueError):  # no hex digits
            self.restoreGeometry(QByteArray(bytes.fromhex(self.settings.place)))

    # language

    def _speak(self, language: str) -> None:
        i18n.use(language)
        app = QApplication.instance()
        if app is not None:
            app.removeTranslator(self._qt_words)
            where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._qt_words.load(QLocale("ko_KR" if language == "ko" else "en_GB"), "qtbase", "_", where):
                app.installTranslator(self._qt_words)
        QLocale.setDefault(QLocale("ko_KR" if language == "ko" else "en_GB"))

    def set_language(self, language: str) -> None:
        """Speak another language: what is shown is made anew, what was typed is kept before."""
        if language == self.settings.language:
            return
        if self.frame is None or self._vault is None:
            self._remember(language=language, language_chosen=True)
            self._speak(language)
            self.show_start()
            return
        self._leave_frame(self.frame, language)

    def _leave_frame(self, before: Frame, language: str) -> None:
        """Save what is typed, then go on; of what could not be saved the frame keeps a draft."""
        failed = before.desk.saves_failed
        before.leave()
        before.desk.when_saved(lambda: self._change_frame(language, failed))

    def _change_frame(self, language: str, failed: int) -> None:
        """Once what was typed is saved: open records, the way back and what can be undone go on.

        `failed`: how many saves had failed before these. One that fails would fail again and again.
        """
        before, vault = self.frame, self._vault
        if before is None or vault is None or self._ending or language == self.settings.language:
            return
        if before.desk.saves_failed == failed:
            before.leave()  # something may have been typed meanwhile
            if before.desk.saving_now:
                self._leave_frame(before, language)
                return
        self._remember(language=language, language_chosen=True)
        self._speak(language)
        after = self.show_frame(vault, before.desk)
        after.take_over(before)

    def go_on(self, asked: int) -> None:
        """At the start page: open the sample, ask whether to remove it, or ask for another vault."""
        if self.start is None:
            return
        if asked == OTHER:
            QTimer.singleShot(0, self.start, self.start.choose_other)  # once it is shown: below its row
        elif asked == SHOW:
            self.start.sample.show()
        elif asked == REMOVE:
            self.start.sample.ask_removal(Path(self.settings.vault) if self.settings.vault else None)

    # start page and frame

    @property
    def pages(self) -> Sequence[type[Page]]:
        """The pages of the frame, loaded when a vault is open."""
        if callable(self._get_pages):
            self._get_pages = self._get_pages()
        return self._get_pages

    def _put(self, widget: StartPage | Frame) -> None:
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        while self._stack.count() > 1:
            old = self._stack.widget(0)
            if old is not None:
                self._stack.removeWidget(old)
                old.deleteLater()

    def show_start(self) -> None:
        """Unlock, new, sample."""
        self.frame = None
        start = self.start = StartPage(
            self.bridge,
            self._opener,
            vault=self._first,
            language=self.settings.language,
            locked=self._locked,
            version=self._version,
            ways=self._ways,
            recent=tuple(Path(v) for v in self.settings.recent),
        )
        start.opened.connect(self.on_opened)
        start.forget.connect(self._forget)
        start.removed.connect(self._forget_one)
        start.language.connect(self.set_language)
        start.quit.connect(self.close)
        start.said.connect(self.notices.say)
        start.troubled.connect(self.notices.trouble)
        self._put(start)
        self.setWindowTitle("Casebook")

    def open_with(self, opener: Callable[[], Vault], failed: Callable[[Exception], object]) -> None:
        """Open a vault without the start page (pictures, tests)."""
        job = self.bridge.worker.open(opener, self.bridge.report)
        self.bridge.expect(job, self, self._open_for_pictures, failed, lambda _: None)

    def _open_for_pictures(self, vault: Vault) -> None:
        self._vault = vault
        self.show_frame(vault)

    def on_opened(self, vault: Vault, folder: Path) -> None:
        """A vault was opened on the worker's thread: show it."""
        self.settings = self.settings.with_vault(folder, sample=vault.sample)
        self._remember()
        self._vault = vault
        self._first = folder
        self._checks = True
        self.show_frame(vault)
        if self.frame is not None:
            self.frame.go("passphrase" if vault.recovered else self.pages[0].key)
        if vault.alarms:
            self.notices.trouble(DamagedVault(Msg.VAULT_SUSPECT))
        elif vault.reading_only:
            self.notices.trouble(DiskTrouble(Msg.DISK_FOR_READING))

    def show_frame(self, vault: Vault, before: Desk | None = None) -> Frame:
        """The frame around an open vault, in the language in use; it goes on with what `before` holds."""
        from ui.frame.frame import Frame  # late: the start page needs nothing of it

        self.start = None
        desk = self._desk(vault)
        if before is not None:
            before.hand_over(desk)
        frame = self.frame = Frame(desk, self.pages)
        desk.setParent(frame)
        self._listen(desk, frame)
        self._put(frame)
        self.setWindowTitle(f"Casebook · {sample_words()}" if vault.sample else "Casebook")
        self._watch.start(self.settings.lock_after)
        if self._checks:
            self._look_after(desk, first=before is None)
        return frame

    def _desk(self, vault: Vault) -> Desk:
        desk = Desk(
            self.bridge,
            language=self.settings.language,
            sample=vault.sample,
            staff=vault.staff.name,
            ways=self._ways,
            preferences=self.settings,
        )
        desk.version = self._version
        desk.place = self._first if self._checks else None  # pictures show no folder of this computer
        desk.prefer.connect(self.prefer)
        return desk

    def _listen(self, desk: Desk, frame: Frame) -> None:
        desk.said.connect(self.notices.say)
        desk.troubled.connect(self.notices.trouble)
        desk.saving.connect(lambda saving: self.notices.withdraw() if saving else None)
        for key in ("undo", "redo"):
            frame.actions_by_key[key].triggered.connect(lambda _on=False: self.notices.withdraw())
        frame.lock.connect(self.lock)
        frame.quit.connect(self.close)
        frame.other_vault.connect(lambda: self._end(OTHER))
        desk.sample_asked.connect(self._end)
        frame.language.connect(self.set_language)
        frame.looked.connect(self._looked)
        frame.fullscreen.connect(self.toggle_fullscreen)

    def _look_after(self, desk: Desk, *, first: bool) -> None:
        """What a vault wants while somebody works in it; a change of language is not its `first` frame."""
        from ui.closing import Closing  # late, as above
        from ui.purging import Purger

        self._closing = Closing(desk)
        checker_of(desk).start()
        if first:
            Purger(desk)

    def prefer(self, name: str, value: object) -> None:
        """Change a setting of the window, show it at once, remember it."""
        if name == "language":
            QTimer.singleShot(0, lambda: self.set_language(str(value)))  # the page that asks will be gone
            return
        self._remember(**{name: value})
        if name in ("remember", "recent"):
            self._forget()
            if self.settings.remember and self._first:
                self._remember(vault=str(self._first.absolute()))
        elif name == "lock_after":
            self._watch.start(self.settings.lock_after)
        elif name == "hide_from_capture":
            self._capture.switch(self.settings.hide_from_capture)
        elif name in ("colours", "scale"):
            self._wear()
        if self.frame is not None:
            self.frame.desk.preferences = self.settings
            self.frame.fit()

    def _forget(self) -> None:
        """No vault is remembered any more."""
        self.settings = self.settings.forgetting()
        self._remember()

    def _forget_one(self, folder: Path) -> None:
        """A sample that is gone is not offered at the next start."""
        if self._first == folder:
            self._first = None
        if self.settings.vault == str(folder.absolute()):
            self._remember(vault="")

    def _wear(self) -> None:
        """Put the colours and the size of text on."""
        theme().change(dark=is_dark(self.settings.colours), scale=self.settings.scale)

    def _follow(self) -> None:
        """The system turned light or dark: so does the window, where nobody chose."""
        if not self.settings.colours:
            self._wear()

    def _looked(self) -> None:
        """The palette or the text was changed from the menu: what differs from before is a choice."""
        if theme().dark != is_dark(self.settings.colours):
            self._remember(colours="dark" if theme().dark else "light")
        self._remember(scale=theme().scale)

    def toggle_fullscreen(self) -> None:
        """F11."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _remember(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if self._keep:
            kept.save(self.settings, self._folder)

    def _show_left(self, minutes: int) -> None:
        if self.frame is not None:
            self.frame.foot.set_lock(minutes)

    def rests(self) -> bool:
        """Whether nobody has touched it for a moment: time for what would hold up the hands."""
        return self._watch.still > REST_S

    # the end

    def lock(self) -> None:
        """Keep what is typed, close the vault, end the process so that nothing stays in memory."""
        self._end(LOCKED if self._vault is not None else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Minimised, it locks where somebody chose so."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.WindowStateChange or not self.isMinimized():
            return
        if self.settings.lock_minimised and self._vault is not None:
            self.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing keeps everything, as locking does; a backup that is due is made before. Twice closes."""
        folder = self._closing.due if self._closing and not self._ending else None
        if folder is None or self.frame is None:
            event.accept()
            self._end(0)
            return
        event.ignore()
        self._back_up_first(folder, self.frame)

    def _back_up_first(self, folder: Path, frame: Frame) -> None:
        from ui.closing import ClosingSheet  # late, as above

        closing, self._closing = self._closing, None  # closed again meanwhile, it closes
        commit_input()
        frame.leave()
        sheet = ClosingSheet(frame.desk, folder, self)
        sheet.over.connect(lambda: self._end(0))
        sheet.rejected.connect(lambda: self._stay(closing))
        sheet.finished.connect(lambda _result: sheet.deleteLater())
        sheet.open()
        sheet.wait()

    def _stay(self, closing: Closing | None) -> None:
        self._closing = closing

    def _end(self, status: int) -> None:
        if self._ending:
            return
        self._ending = True
        commit_input()
        if self.frame is not None:
            self.frame.leave()
        self._remember(place=self.saveGeometry().data().hex())
        for shown in QApplication.topLevelWidgets():
            shown.hide()  # dialogs and menus too: nothing stays on the screen while the vault closes
        self.clipboard.forget()
        self.bridge.stop()
        self.ended.emit(status)
