"""Nothing typed is lost: random days in the real window over a real vault, against a model of what must be
there. The long form: `python -m tests.ui.edits --runs 1000`; with `--without drafts` it has to fail."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.records.record import Record
from app.services.files import named_person, new_case
from app.values import Text, UncertainDate, Value
from db.making import create
from db.opening import open_vault
from db.vault import DbVault
from tests.db.conftest import PASSPHRASE, cheap_terms
from tests.ui.kept import KINDS, NO_DATES, Model
from tests.ui.keys import type_hangul
from tests.ui.windows import FakeOpener
from ui.forms import keeper
from ui.forms.conflict import ConflictPanel
from ui.forms.form import Form
from ui.forms.keeper import Keeper
from ui.pages import PAGES
from ui.pages.cases import Cases
from ui.pages.trash import Trash
from ui.settings import Settings
from ui.window import Window

NEVER = 10_000_000
"""Milliseconds: the campaign itself says when a pause of the typing was long enough."""
OPERATIONS = 24
PATIENCE = 60.0
FIELDS = (
    ("person", "birth"),
    ("person", "birth"),
    ("person", "occupation"),
    ("person", "note"),
    ("case", "exit"),
    ("case", "exit"),
    ("case", "note"),
    ("case", "narrative"),
)
DATES = ("birth", "exit")
WORDS = ("miner", "광부", "cook", "함경북도 무산", "at night", "\t두 줄\nsecond line", "=1+1", "<b>x</b>")
ELSEWHERE = ("home", "events", "tasks", "trash", "settings")


class Lost(AssertionError):
    """The window or the vault says something else than the model."""


class Day:
    """One run: a vault with three cases, a window, and the model; `log` is what was done, in order."""

    def __init__(self, place: Path, seed: int, chances: Mapping[str, int] | None = None) -> None:
        self.chances = chances or CHANCES
        self.random, self.place, self.model = random.Random(seed), place, Model()
        self.log: list[str] = []
        self.typed, self.rushing = 0, False
        self.last: str | None = None
        self.ids: dict[str, UUID] = {}
        for folder in ("vault", "state"):
            shutil.copytree(place.parent / "begun" / folder, place / folder)
        vault = open_vault(place / "vault", PASSPHRASE, terms=cheap_terms())
        with vault.read() as reader:
            for case in sorted(reader.all("case"), key=lambda c: c.number):
                self._learn(case)
                self.model.add(str(case.id), {"role": "victim"})
        vault.close()
        self.window = self.start()

    def _learn(self, case: Record) -> None:
        person = case.ref("person")
        assert person is not None
        self.ids |= {f"case:{case.id}": case.id, f"person:{case.id}": person}

    # the window

    def start(self) -> Window:
        """A window with the vault open at the cases."""
        window = Window(FakeOpener(), PAGES, settings=Settings(), keep=False)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        self.window, self.last = window, None
        window.open_with(lambda: open_vault(self.place / "vault", PASSPHRASE, terms=cheap_terms()), _raise)
        self.settle()
        assert window.frame is not None
        window.frame.go("cases")
        self.settle()
        self._follow()
        return window

    @property
    def page(self) -> Cases:
        """The Cases page in front."""
        assert self.window.frame is not None
        page = self.window.frame.current
        assert isinstance(page, Cases)
        return page

    @property
    def vault(self) -> DbVault:
        """The open vault; only looked into while the worker rests."""
        vault = self.window._vault
        assert isinstance(vault, DbVault)
        return vault

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        end, quiet = time.monotonic() + PATIENCE, 0
        while quiet < 3:
            QApplication.processEvents()
            quiet = 0 if self.window.bridge.waiting else quiet + 1
            if self.window.bridge.waiting:
                time.sleep(0.001)
            if time.monotonic() > end:
                raise TimeoutError

    def close(self) -> None:
        """End without looking."""
        self.window.close()
        self._gone()

    def trigger(self, key: str) -> None:
        """A command of the menu."""
        assert self.window.frame is not None
        self.window.frame.actions_by_key[key].trigger()

    def form(self, kind: str) -> Form:
        """The form of a kind in the file that is open."""
        return self.page.record.person if kind == "person" else self.page.record.case

    # what is done

    def go_on(self) -> None:
        """One more thing that a person does, or that happens."""
        names = list(self.chances)
        name = self.random.choices(names, [self.chances[n] for n in names])[0]
        self.log.append(name)
        getattr(self, name)()
        self.settle()
        self._follow()

    def _follow(self) -> None:
        """The model learns which file the window shows, where the window may choose."""
        frame = self.window.frame
        page = frame.current if frame is not None else None
        if isinstance(page, Cases):
            now = page.current_record()
            self.model.open(str(now) if now else None)

    def edit(self) -> None:
        """Type into a field of the file that is shown."""
        if self.model.shown is None:
            return
        kind, key = self.random.choice(FIELDS)
        self._type(kind, key, self._words(key))

    def revert(self) -> None:
        """Type again what is saved."""
        kind, key = self.random.choice(FIELDS)
        one = self.model.records.get(f"{kind}:{self.model.shown}")
        if one is not None and one.began == one.version and not one.stuck:
            self._type(kind, key, one.saved.get(key, ""))

    def _words(self, key: str) -> str:
        self.typed += 1
        if key not in DATES:
            return f"{self.random.choice(WORDS)} {self.typed}"
        if self.random.random() < 0.5:
            return f"{self.random.choice(NO_DATES)} {1900 + self.typed}"
        return self.random.choice(["", "about "]) + str(1900 + self.typed)

    def _type(self, kind: str, key: str, words: str) -> None:
        record = self.page.record
        editor = self.form(kind).editors[key]
        place = next(i for i, s in enumerate(record.sections.values()) if s.isAncestorOf(editor))
        control = _input(editor)
        if self.last is not None and self.last != f"{self.model.shown} {kind} {key}":
            self.model.field_left(self.last.split()[1])
        self.last = f"{self.model.shown} {kind} {key}"
        record.tabs.setCurrentIndex(place)
        control.setFocus()
        if not self.rushing:
            self.settle()
        shown = words if isinstance(control, QPlainTextEdit) else " ".join(words.split())
        _replace(control, shown)
        self.model.edit(kind, key, shown.strip() if key in DATES else shown)
        self.log[-1] += f" {kind}.{key} {shown!r}"

    def save(self) -> None:
        """Ctrl+S."""
        self.trigger("save")
        self.model.save()

    def pause(self) -> None:
        """Nobody types for some seconds: what waits is saved, or kept as a draft."""
        for one in self.page.record.findChildren(Keeper):
            for timer in (one._save_timer, one._draft_timer):
                if timer.isActive():
                    timer.stop()
                    timer.timeout.emit()
        self.model.save()

    def choose(self) -> None:
        """Where both versions are shown, the own one is chosen."""
        panels = [p for p in self.page.record.findChildren(ConflictPanel) if p.isVisible()]
        for panel in panels:
            for choice in panel.choices.values():
                choice.buttons()[0].click()
            panel.keep.click()
            self.settle()
        if panels:
            self.model.choose_mine()

    def switch(self) -> None:
        """Another file."""
        if self.model.live():
            case = self.random.choice(self.model.live())
            self.page.open_record(UUID(case))
            if case != self.model.shown:
                self.model.leave()
                self.last = None

    def elsewhere(self) -> None:
        """Another page, and back."""
        assert self.window.frame is not None
        self.window.frame.go(self.random.choice(ELSEWHERE))
        self.model.save()
        self.last = None
        self.settle()
        self.trigger("back")

    def undo(self) -> None:
        """Ctrl+Z."""
        self.trigger("undo")
        self.model.undo()

    def redo(self) -> None:
        """Ctrl+Y."""
        self.trigger("redo")
        self.model.redo()

    def delete(self) -> None:
        """Into the trash."""
        if self.model.shown and len(self.model.live()) > 1:
            self.page.remove()
            self.last = None
            self.model.delete(self.model.shown)

    def restore(self) -> None:
        """Out of the trash, on the page of it."""
        gone = [c for c in self.model.cases if c not in self.model.live() and self._alone(c)]
        if not gone:
            return
        case = self.random.choice(gone)
        frame = self.window.frame
        assert frame is not None
        frame.go("trash")
        self.model.save()
        self.last = None
        self.settle()
        page = frame.current
        assert isinstance(page, Trash)
        with self.vault.read() as reader:
            record = reader.get("case", UUID(case))
        page.bring_back(record)
        self.settle()
        self.model.restore(case)
        self.trigger("back")

    def _alone(self, case: str) -> bool:
        """Whether only the case went: a new one that was undone is brought back by Redo."""
        return not self.model.records[f"person:{case}"].deleted

    def new(self) -> None:
        """Another case: a name and Enter."""
        self.page._named(f"새 사람 {self.typed}")
        self.model.save()
        self.last = None
        self.settle()
        made = self.page.current_record()
        assert isinstance(made, UUID)
        with self.vault.read() as reader:
            self._learn(reader.get("case", made))
        self.model.leave()
        self.model.add(str(made), {"role": "victim"}, step=True)

    def rush(self) -> None:
        """Faster than the worker, and then a lock."""
        self.rushing = True
        for _ in range(self.random.randint(2, 5)):
            self.random.choice([self.edit, self.edit, self.save, self.switch])()
            self._follow_at_once()
        self.rushing = False
        self.lock()

    def _follow_at_once(self) -> None:
        opened = self.page.record.opened
        if opened is not None and self.page._shown == opened.file.case.id:
            self.model.open(str(opened.file.case.id))

    def lock(self) -> None:
        """Ctrl+L: the window ends and another one opens."""
        self.window.lock()
        self.model.leave()
        self.model.end()
        self._again()

    def end(self) -> None:
        """Lock for the last time, and look into the vault."""
        self.log.append("end")
        self.window.lock()
        self.model.leave()
        vault = open_vault(self.place / "vault", PASSPHRASE, terms=cheap_terms())
        try:
            self.compare_vault(vault)
        finally:
            vault.close()

    def kill(self) -> None:
        """The process dies; only what the vault holds is left."""
        self.window._ending = True
        self.window.bridge.stop()
        self.model.kill()
        self._again()

    def _again(self) -> None:
        self._gone()
        self.start()

    def _gone(self) -> None:
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def language(self) -> None:
        """Every widget is made anew."""
        self.window.set_language("ko" if self.window.settings.language == "en" else "en")
        self.settle()
        self.model.leave()
        self.last = None

    # what must be there

    def compare(self) -> None:
        """Raise Lost where vault or window say something else than the model."""
        self.compare_vault(self.vault)
        if self.model.shown:
            for kind, one in zip(KINDS, self.model.of_shown(), strict=True):
                _same(f"{kind} shown", self._shown(kind), _of(one.shown))

    def compare_vault(self, vault: DbVault) -> None:
        """Every record and every draft."""
        with vault.read() as reader:
            drafts = dict(reader.drafts())
            for name, one in self.model.records.items():
                kind = name.split(":")[0]
                record = reader.get(kind, self.ids[name])
                _same(f"{name} saved", plain(record), one.saved)
                _same(f"{name} in the trash", bool(record.deleted_at), one.deleted)
                kept = drafts.pop(f"{kind}:{self.ids[name].hex}", None)
                _same(f"{name} draft", None if kept is None else plain(kept), one.draft)
        _same("drafts", drafts, {})

    def _shown(self, kind: str) -> dict[str, str]:
        editors = self.form(kind).editors
        return {k: said for of, k in FIELDS if of == kind and (said := say(editors[k].value()))}


CHANCES = {
    "edit": 40,
    "revert": 4,
    "save": 8,
    "pause": 8,
    "choose": 8,
    "switch": 10,
    "elsewhere": 4,
    "undo": 10,
    "redo": 6,
    "delete": 4,
    "restore": 4,
    "new": 2,
    "rush": 2,
    "lock": 2,
    "kill": 3,
    "language": 1,
}


def _raise(error: Exception) -> None:
    raise error


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Lost(f"{what}: {found!r}, must be {expected!r}")


def _of(values: dict[str, str]) -> dict[str, str]:
    keys = {key for _kind, key in FIELDS}
    return {k: v for k, v in values.items() if k in keys}


def say(value: Value | None) -> str:
    """A value as it was typed."""
    if isinstance(value, UncertainDate):
        return value.words or value.edtf
    return value.text if isinstance(value, Text) else value if isinstance(value, str) else ""


def plain(record: Record) -> dict[str, str]:
    """The fields of the campaign, as typed, and the role."""
    keys = {*(key for kind, key in FIELDS if kind == record.type), "role"}
    return {k: said for k, v in record.values.items() if k in keys and (said := say(v))}


def _input(editor: QWidget) -> QLineEdit | QPlainTextEdit:
    found = editor.findChild(QPlainTextEdit) or editor.findChild(QLineEdit)
    assert isinstance(found, (QLineEdit, QPlainTextEdit))
    return found


def _replace(control: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Select all and type; Hangul as an input method sends it."""
    control.selectAll()
    if not words:
        control.clear() if isinstance(control, QLineEdit) else control.setPlainText("")
    elif "\n" in words or "\t" in words:
        control.insertPlainText(words) if isinstance(control, QPlainTextEdit) else control.insert(words)
    else:
        for character in words:
            if "가" <= character <= "힣":
                type_hangul(control, character)
            else:
                QTest.keyClicks(control, character)


def without(part: str) -> Callable[[], None]:
    """Take a part of the protection out (the control); returns what puts it back."""
    name = {"drafts": "keep_draft", "leave": "leave"}[part]
    before = getattr(Keeper, name)
    setattr(Keeper, name, Keeper._stop)
    return lambda: setattr(Keeper, name, before)


@contextmanager
def day(seed: int, place: Path, chances: Mapping[str, int] | None = None) -> Iterator[Day]:
    """A window over a fresh vault in a folder of its own below `place`; both are gone afterwards."""
    before = os.environ.get("XDG_STATE_HOME")
    begin(place / "begun")
    folder = Path(tempfile.mkdtemp(dir=place))
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    keeper.SAVE_MS = keeper.DRAFT_MS = keeper.SAVE_LONG_MS = NEVER
    made = Day(folder, seed, chances)
    try:
        yield made
    finally:
        made.close()
        if before is not None:
            os.environ["XDG_STATE_HOME"] = before
        shutil.rmtree(folder, ignore_errors=True)


def begin(place: Path) -> None:
    """The vault from which each day begins, and what this computer remembers of it."""
    if place.exists():
        return
    os.environ["XDG_STATE_HOME"] = str(place / "state")
    vault, _key = create(place / "vault", PASSPHRASE, staff="Han", recovery=False, terms=cheap_terms())
    for name in ("홍길동", "Ri Yong Hui", "최명철"):
        new_case(vault, named_person(name))
    vault.close()


def run(seed: int, place: Path, operations: int = OPERATIONS) -> list[str]:
    """One day; raises Lost with what was done. Returns what was done."""
    with day(seed, place) as one:
        try:
            for _ in range(operations):
                one.go_on()
                one.compare()
            one.end()
        except Lost as lost:
            raise Lost(f"seed {seed}: {lost}\n  " + "\n  ".join(one.log)) from None
        return one.log


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """The long form."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.edits")
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", choices=("drafts", "leave"))
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.application import make_application

    app = make_application()
    if given.without:
        without(given.without)
    lost: list[str] = []
    begun, steps = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="casebook-edits-") as place:
        for seed in range(given.seed, given.seed + given.runs):
            try:
                steps += len(run(seed, Path(place)))
            except Lost as one:
                lost.append(str(one))
                _say(str(one))
    took = time.monotonic() - begun
    _say(f"{given.runs} days, {steps} operations, {took:.0f} s: {len(lost)} with something lost")
    app.quit()
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
