"""The frame around every page of an open vault: navigation, bars, page stack, commands, lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui.frame import menus
from ui.frame.bars import StatusBar, TopBar
from ui.frame.counting import Counting
from ui.frame.desk import Desk
from ui.frame.finder import Finder
from ui.frame.follow import Follow
from ui.frame.helped import SECTIONS
from ui.frame.history import History, Place
from ui.frame.page import BUILD, FILTER, PAGE_OF, Page
from ui.frame.sidebar import Sidebar
from ui.frame.sought import Sought
from ui.ime import commit_input, put_away_offers
from ui.shortcuts import ADDING
from ui.theme import theme
from ui.theme.scale import FACTORS
from ui.widgets.tabbing import move_part

if TYPE_CHECKING:
    from app.clock import Clock
    from app.ports import Vault

OF_PAGES = (
    *("conditions", "table", "columns", "set_value", "copy_rows", "beside", "close_tab", "bin"),
    *ADDING,
)
"""Commands that only some pages carry out."""
RAIL_BELOW = 1200
PASSING_MS = 700
"""A record that was shown for less than this was passed over, not visited."""


class Frame(QWidget):
    """Everything of the window while a vault is open. The shell makes it anew on a change of language.

    Signals: `lock`, `quit`, `other_vault`, `fullscreen` (somebody asked for it), `language(code)`,
    `looked()` when palette or text size were changed (to be remembered).
    """

    lock = Signal()
    quit = Signal()
    other_vault = Signal()
    fullscreen = Signal()
    language = Signal(str)
    looked = Signal()

    def __init__(self, desk: Desk, pages: Sequence[type[Page]], extra: menus.Runs | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._types = {page.key: page for page in pages}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self.history = History()
        self._since = QElapsedTimer()
        self._follow = Follow(lambda: self.current, lambda: desk.bridge.waiting, self)
        self.passing_ms = PASSING_MS
        self._build(extra or {})
        self.finder = Finder(self.top.field, desk, self.actions_by_key, self._of_page, self)
        self.finder.left.connect(lambda: self.current and self.current.focus_start())
        desk.changed.connect(self._on_changed)
        desk.asked_for.connect(self.go)
        desk.saving.connect(self.foot.set_saving)
        desk.drafted.connect(self.foot.set_drafted)
        desk.unsaved.connect(self.foot.set_unsaved)
        self.foot.sought.connect(Sought(desk, self).seek)
        desk.counted.connect(self.counting.count)
        self.counting.count()
        self._look_after()

    def _build(self, extra: menus.Runs) -> None:
        shown = [(p.key, _(p.title), p.icon) for p in self._types.values() if p.in_sidebar]
        below = [(p.key, _(p.title), p.icon) for p in self._types.values() if p.below]
        self.side = Sidebar(shown, sample=self.desk.sample, staff=self.desk.staff, below=below)
        self.side.picked.connect(self.go)
        self.counting = Counting(self.desk, self.side, self._types, self)
        self.side.filtered.connect(lambda key: self.go(self._page_of(key), FILTER + key))
        self.side.built.connect(lambda key: self.go(self._page_of(key), BUILD + key))
        self.side.lock.connect(self.lock)
        bar, self.actions_by_key = menus.build(self, {**self._runs(), **extra})
        self._tick()
        theme().changed.connect(self._tick)
        self.top = TopBar(bar, self.desk.language, self.lock.emit)
        self.top.language.chosen.connect(lambda code: self.language.emit(str(code)))
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.foot = StatusBar()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        right.addWidget(self.foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addLayout(right, 1)

    def _runs(self) -> dict[str, Callable[[], object]]:
        shown = self._types.values()
        numbered = [p.key for p in (*(p for p in shown if p.in_sidebar), *(p for p in shown if p.below))]
        runs: dict[str, Callable[[], object]] = {
            f"page{n}": lambda key=key: self.go(key)  # type: ignore[misc]
            for n, key in enumerate(numbered[:9], start=1)
        }
        return runs | {
            "new_case": lambda: self.desk.navigate("cases", "new"),
            "new_event": lambda: self.desk.navigate("events", "new"),
            "new_note": lambda: self.desk.navigate("notes", "new"),
            "import": lambda: self.desk.navigate("import"),
            "brief": self._brief,
            "open": self.other_vault.emit,
            "lock": self.lock.emit,
            "quit": self.quit.emit,
            "undo": lambda: self._on_page(lambda page: page.undo()),
            "redo": lambda: self._on_page(lambda page: page.redo()),
            "save": lambda: self._on_page(lambda page: page.save_now()),
            "filter": lambda: self._on_page(lambda page: page.focus_filter()),
            **{key: lambda key=key: self._run(key) for key in OF_PAGES},  # type: ignore[misc]  # bound as it is now
            "part": lambda: self._on_page(lambda page: move_part(page, True)),
            "part_back": lambda: self._on_page(lambda page: move_part(page, False)),
            "next": lambda: self._on_page(lambda page: page.step(1)),
            "previous": lambda: self._on_page(lambda page: page.step(-1)),
            "edit": lambda: self._on_page(lambda page: page.edit()),
            "wrong": lambda: self.foot.seek(),
            "find": self.focus_find,
            "back": lambda: self._return_to(self.history.back()),
            "forward": lambda: self._return_to(self.history.forward()),
            "light": lambda: self._set_dark(False),
            "dark": lambda: self._set_dark(not theme().dark),
            **{
                name: lambda code=code: self.desk.prefer.emit("language", code)  # type: ignore[misc]  # bound as it is now
                for name, code in (("english", "en"), ("korean", "ko"))
            },
            "trash": lambda: self.desk.navigate("trash"),
            **{
                part: lambda part=part: self.desk.navigate("reports", part)  # type: ignore[misc]  # bound as it is now
                for part in ("summary", "releases", "counts")
            },
            "larger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "normal": lambda: self._set_text(1.0),
            "fullscreen": self.fullscreen.emit,
            "settings": lambda: self.desk.navigate("settings"),
            "manual": self.open_manual,
            "shortcuts": lambda: self.desk.navigate("shortcuts"),
            "about": lambda: self.desk.navigate("about"),
            "security": lambda: self.desk.navigate("security"),
            "backup": self._back_up,
            "travel": lambda: self.desk.navigate("cases", "travel"),
            "office": lambda: self.desk.navigate("office"),
            "words": lambda: self.desk.navigate("words"),
            "passphrase": lambda: self.desk.navigate("passphrase"),
        }

    # pages

    def page(self, key: str) -> Page:
        """The page of a key, made when it is first wanted."""
        if key not in self._pages:
            page = self._pages[key] = self._types[key](self.desk)
            page.status_changed.connect(self._show_status)
            page.visited.connect(partial(self._visited, key))
            self._stale[key] = frozenset()
            self.stack.addWidget(page)
        return self._pages[key]

    def take_over(self, before: Frame) -> None:
        """Go on where the frame in another language was: what was visited, what stood open, where one is."""
        before._remember()
        self.history = before.history
        for key, page in before._pages.items():
            state = page.hand_over()
            if state is not None:
                self.page(key).take_over(state)
        self._return_to(self.history.current)

    def keys(self) -> list[str]:
        """Every page, in order."""
        return list(self._types)

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def go(self, key: str, record: UUID | str | None = None) -> None:
        """Show a page, and a record on it; back leads here."""
        if key not in self._types:
            return
        self._remember()
        self.history.went(Place(key, record))
        self._show(Place(key, record))

    def _visited(self, key: str, record: UUID) -> None:
        if self.current is not None and self.current.key == key:
            passing = self._since.isValid() and self._since.elapsed() < self.passing_ms
            self._since.start()
            self.history.saw(Place(key, record), passing=passing)
            self._grey()

    def _remember(self) -> None:
        if self.current is not None:
            self.history.here(Place(self.current.key, self.current.current_record()))

    def _return_to(self, place: Place | None) -> None:
        if place is not None:
            self._show(place)

    def _show(self, place: Place) -> None:
        commit_input()
        put_away_offers()
        fresh = place.page not in self._pages
        page = self.page(place.page)
        if self.current is not None and self.current is not page:
            self.current.leave()
        self.stack.setCurrentWidget(page)
        given = QApplication.focusWidget() if fresh else None  # by Qt, to whatever stands first
        self.side.show_page(place.page)
        if place.page in self._stale:
            page.refresh(self._stale.pop(place.page))
        if place.record is not None:
            page.open_record(place.record)
        self._show_status()
        self._grey()
        self._follow.begin(given)

    def _grey(self) -> None:
        """Commands that the page in front does not know are greyed."""
        known = self.current.does() if self.current is not None else {}
        back, forward = self.history.can_go
        self.actions_by_key["back"].setEnabled(back)
        self.actions_by_key["forward"].setEnabled(forward)
        for key in OF_PAGES:
            self.actions_by_key[key].setEnabled(key in known or key == "conditions")

    def _of_page(self, parent: QObject) -> list[QAction]:
        return self.current.commands(parent) if self.current is not None else []

    def _on_page(self, run: Callable[[Page], object]) -> None:
        commit_input()
        put_away_offers()
        if self.current is not None:
            run(self.current)

    def leave(self) -> None:
        """Commit what is composed and hand every draft to the worker: before lock, close, language."""
        commit_input()
        for page in self._pages.values():
            page.leave()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        for key, page in self._pages.items():
            if not (page.kinds & kinds):
                continue
            if page is self.current:
                page.refresh(kinds)
            else:
                self._stale[key] = self._stale.get(key, frozenset()) | kinds
        self.counting.count()
        if "safety" in kinds:
            self._look_after()

    def _show_status(self) -> None:
        self.foot.middle.setText(self.current.status if self.current is not None else "")

    # navigation

    def _page_of(self, key: str) -> str:
        """The page whose list a saved filter narrows; a fresh one the list that is shown, else the cases."""
        page = self.counting.page_of(key)
        if page is None and self.current is not None and "conditions" in self.current.does():
            return self.current.key
        return page or PAGE_OF["case"]

    def _look_after(self) -> None:
        """Ask how safe the vault is kept, for the foot of the navigation."""
        if "security" in self._types:
            clock = self.desk.clock
            self.desk.ask(lambda vault: _foot(vault, clock), self._show_safe, owner=self)

    def _show_safe(self, told: tuple[str, str, bool]) -> None:
        words, state, travel = told
        self.side.safe.tell(words, state)
        self.side.show_travel(travel)
        self.fit()

    def _back_up(self) -> None:
        """On the security page. It is no place: back and forward lead to the page and make no other one."""
        self.go("security")
        begin = self.current.does().get("backup") if self.current is not None else None
        if begin is not None:
            begin()

    def _brief(self) -> None:
        """A brief on the events that are in front, else on the newest."""
        commit_input()
        codes = self.current.events_in_front() if self.current is not None else ()
        self.desk.navigate("reports", "/".join(filter(None, ("brief", ",".join(codes)))))

    # look

    def open_manual(self) -> None:
        """F1: the manual at what it says of the page one is on; on the manual itself nothing moves."""
        if self.current is not None and self.current.key != "manual":
            self.desk.navigate("manual", SECTIONS.get(self.current.key))

    def focus_find(self) -> None:
        """Ctrl+K."""
        self.finder.begin()

    def _run(self, key: str) -> None:
        """A command that only some pages know; a filter is built on that of the cases from everywhere."""
        commit_input()
        put_away_offers()
        known = self.current.does() if self.current is not None else {}
        if key in known:
            known[key]()
        elif key == "conditions":
            self.desk.navigate("cases", BUILD)

    def _set_dark(self, dark: bool) -> None:
        theme().change(dark=dark)
        self.looked.emit()

    def _tick(self) -> None:
        """The commands that choose one of two tell what is in force."""
        self.actions_by_key["dark"].setChecked(theme().dark)
        self.actions_by_key["light"].setEnabled(theme().dark)
        for key, code in (("english", "en"), ("korean", "ko")):
            self.actions_by_key[key].setEnabled(self.desk.language != code)

    def _resize_text(self, by: int) -> None:
        place = min(range(len(FACTORS)), key=lambda i: abs(FACTORS[i] - theme().scale))
        self._set_text(FACTORS[max(0, min(len(FACTORS) - 1, place + by))])

    def _set_text(self, factor: float) -> None:
        theme().change(scale=factor)
        self.fit()
        self.looked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A right click on a row, or the menu key: commands of the menu bar."""
        under = self.childAt(event.pos())
        while under is not None and not isinstance(under, QAbstractItemView):
            under = under.parentWidget()
        if under is not None and self.current is not None and self.current.isAncestorOf(under):
            self._grey()
            menus.context(self, self.current.context, self.actions_by_key).popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward."""
        keys = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
        if event.button() in keys:
            self.actions_by_key[keys[event.button()]].trigger()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sidebar becomes a rail of icons when the window is narrow for its text."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Rail or full navigation, by the width there is for the text."""
        rail = self.width() < theme().px(RAIL_BELOW)
        self.side.set_rail(rail)
        self.foot.sample.setVisible(rail and self.desk.sample)
        self.foot.travel.setVisible(rail and self.side.is_travel)


def _foot(vault: Vault, clock: Clock) -> tuple[str, str, bool]:
    from app.services.safety import safety  # late: nothing of the records is needed to paint the first window
    from ui.keeping import foot

    found = safety(vault, clock)
    told = foot(found)
    return told.words, told.state, found.travel
