"""What must be there: a plain model of cases that are edited, undone, deleted, locked away and killed."""

from __future__ import annotations

from dataclasses import dataclass, field

Values = dict[str, str]
NO_DATES = ("when the river froze", "강물이 얼었을 때", "the year of the flood")
"""Beginnings of words that no date can be read from: they wait in a draft."""


@dataclass
class Kept:
    """One record: `saved` in the vault, `typed` what must not be lost, `shown` what its form shows.

    `base` is what the form began from, at version `began`; `draft` what the vault keeps besides, from version
    `draft_of`; `stuck` while both versions of it are shown and nobody has chosen.
    """

    saved: Values = field(default_factory=dict)
    version: int = 1
    deleted: bool = False
    typed: Values = field(default_factory=dict)
    shown: Values = field(default_factory=dict)
    base: Values = field(default_factory=dict)
    began: int = 1
    draft: Values | None = None
    draft_of: int = 1
    stuck: bool = False

    @property
    def dirty(self) -> bool:
        """Whether something typed waits."""
        return self.typed != self.base

    @property
    def valid(self) -> bool:
        """Whether it may be saved."""
        return not any(value.startswith(NO_DATES) for value in self.typed.values())

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        if self.dirty or self.stuck:
            self.draft, self.draft_of = dict(self.typed), self.began

    def write(self, values: Values) -> None:
        """The vault holds something else now; a form with nothing typed shows it."""
        clean = not self.dirty and not self.stuck
        self.saved, self.version = dict(values), self.version + 1
        if clean:
            self.settle()

    def settle(self) -> None:
        """The form shows what is saved."""
        self.typed, self.shown, self.base = dict(self.saved), dict(self.saved), dict(self.saved)
        self.began, self.stuck = self.version, False

    def open(self) -> None:
        """A form shows it anew: with its draft, or both where the record moved on below the draft."""
        self.settle()
        if self.draft is not None:
            self.typed = dict(self.draft)
            self.stuck = self.draft_of != self.version
            if self.stuck:
                self.began = self.draft_of
            else:
                self.shown = dict(self.draft)


@dataclass
class Step:
    """One step of undo: for each record what it was and became; None is "not there"."""

    parts: list[tuple[str, Values | None, Values | None]]


class Model:
    """All records by a key of kind and case; `shown` is the case whose file is open."""

    def __init__(self) -> None:
        self.records: dict[str, Kept] = {}
        self.cases: list[str] = []
        self.shown: str | None = None
        self.undone: list[Step] = []
        self.done: list[Step] = []

    def add(self, case: str, person: Values, *, step: bool = False) -> None:
        """A new case; `step` when the window made it, so that it can be undone."""
        self.cases.append(case)
        for kind, values in (("person", person), ("case", {})):
            self.records[f"{kind}:{case}"] = made = Kept(saved=dict(values))
            made.settle()
        if step:
            self._push(Step([(f"{k}:{case}", None, self.records[f"{k}:{case}"].saved) for k in KINDS]))

    def live(self) -> list[str]:
        """The cases that are not in the trash."""
        return [c for c in self.cases if not self.records[f"case:{c}"].deleted]

    def of_shown(self) -> list[Kept]:
        """The two records of the file that is open, in the order in which they are saved."""
        return [self.records[f"{k}:{self.shown}"] for k in KINDS] if self.shown else []

    def _push(self, step: Step) -> None:
        self.done.append(step)
        self.undone.clear()

    # what a person does

    def edit(self, kind: str, key: str, value: str) -> None:
        """Typed into the file that is open."""
        one = self.records[f"{kind}:{self.shown}"]
        one.typed[key] = one.shown[key] = value
        if not value:
            del one.typed[key], one.shown[key]

    def save(self, kinds: tuple[str, ...] = ("person", "case")) -> None:
        """What may be saved is; what may not is kept as a draft."""
        for kind in kinds:
            if self.shown:
                self._save(f"{kind}:{self.shown}")

    def _save(self, name: str) -> None:
        one = self.records[name]
        if one.stuck or (one.dirty and not one.valid):
            one.keep()
        elif not one.dirty:
            one.draft = None
        elif one.began != one.version:
            one.keep()
            one.stuck = True
        else:
            self._push(Step([(name, one.saved, dict(one.typed))]))
            one.saved, one.version, one.draft = dict(one.typed), one.version + 1, None
            one.settle()

    def field_left(self, kind: str) -> None:
        """The cursor left a field: its form is saved where it may be."""
        one = self.records.get(f"{kind}:{self.shown}")
        if one is not None and one.valid and not one.stuck:
            self._save(f"{kind}:{self.shown}")

    def choose_mine(self) -> None:
        """Both versions were shown; what was typed is chosen for each field."""
        for kind in KINDS:
            one = self.records[f"{kind}:{self.shown}"]
            if not one.stuck:
                continue
            base = one.saved if one.base == one.saved else one.base
            changed = {k for k in {*one.typed, *base} if one.typed.get(k) != base.get(k)}
            mine = {k: v for k in {*one.saved, *one.typed}
                    if (v := (one.typed if k in changed else one.saved).get(k)) is not None}  # fmt: skip
            one.settle()
            one.typed, one.shown = mine, dict(mine)
            if one.dirty:
                self._save(f"{kind}:{self.shown}")
            else:
                one.draft = None

    def open(self, case: str | None) -> None:
        """The window shows this file."""
        if case == self.shown:
            return
        self.shown = case
        for one in self.of_shown():
            one.open()

    def leave(self) -> None:
        """Another page, another file, lock: nothing that was typed may be lost."""
        self.save()
        for one in self.of_shown():
            one.settle()
        self.shown = None

    def undo(self) -> None:
        """What is typed is saved first, then the last step is taken back."""
        self.save()
        if self.done:
            step = self.done.pop()
            self._turn(step, back=True)
            self.undone.append(step)

    def redo(self) -> None:
        """What is typed is saved first; else the last step taken back is done again."""
        self.save()
        if self.undone:
            step = self.undone.pop()
            self._turn(step, back=False)
            self.done.append(step)

    def _turn(self, step: Step, *, back: bool) -> None:
        for name, before, after in step.parts:
            one = self.records[name]
            was, becomes = (after, before) if back else (before, after)
            if was is None or becomes is None:
                one.deleted = becomes is None
                one.write(one.saved)
                continue
            keys = {k for k in {*was, *becomes} if was.get(k) != becomes.get(k)}
            values = {k: v for k in {*one.saved, *becomes}
                      if (v := (becomes if k in keys else one.saved).get(k)) is not None}  # fmt: skip
            one.write(values)

    def delete(self, case: str) -> None:
        """Into the trash; what is typed is saved before."""
        self.save()
        one = self.records[f"case:{case}"]
        self._push(Step([(f"case:{case}", one.saved, None)]))
        one.deleted = True
        one.write(one.saved)

    def restore(self, case: str) -> None:
        """Out of the trash."""
        one = self.records[f"case:{case}"]
        self._push(Step([(f"case:{case}", None, one.saved)]))
        one.deleted = False
        one.write(one.saved)

    def kill(self) -> None:
        """Only what is in the vault is left."""
        for one in self.of_shown():
            one.settle()
        self.end()

    def end(self) -> None:
        """The window is gone, and what could be undone with it."""
        self.shown = None
        self.done.clear()
        self.undone.clear()


KINDS = ("person", "case")
