"""A workbook as staff keep one: sheets, a cursor, and the keys of a spreadsheet that the day needs.

The keys are those that Excel and LibreOffice Calc share, and both complete a word that begins only one other
entry of its column, and go with Enter to the next row, below where the run of Tabs began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.ui.day.strokes import SWITCH, Chord, Stroke

TODAY = "2026-11-25"


@dataclass
class Sheet:
    """Rows under headings; the first row are the headings."""

    rows: list[list[str]]
    row: int = 1
    column: int = 0
    begun: int = 0
    shown: list[int] | None = None
    """The rows a filter leaves, None without one."""

    def cell(self) -> str:
        """What stands under the cursor."""
        return self.at(self.row, self.column)

    def at(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return self.rows[row][column] if row < len(self.rows) else ""

    def put(self, row: int, column: int, text: str) -> None:
        """Write a cell."""
        while row >= len(self.rows):
            self.rows.append([""] * len(self.rows[0]))
        self.rows[row][column] = text

    def last(self) -> int:
        """The last row of the block in the column of the cursor."""
        row = self.row
        while self.at(row + 1, self.column):
            row += 1
        return row

    def completed(self, text: str) -> str:
        """What the program makes of the beginning of a word."""
        cells = [r[self.column] for r in self.rows[1:]]
        entries = {c for c in cells if c.casefold().startswith(text.casefold())}
        return entries.pop() if len(entries) == 1 and text else text


@dataclass
class Workbook:
    """The sheets by name, in their order; `document` is the letter in front."""

    sheets: dict[str, Sheet]
    place: int = 0
    entry: str | None = None
    asked: str = ""
    """The dialog that is open: find, filter or save."""
    words: str = ""
    clip: list[list[str]] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    whole: bool = False
    document: list[list[str]] | None = None
    letters: list[list[list[str]]] = field(default_factory=list)
    closed: bool = False
    files: list[str] = field(default_factory=list)
    saved: bool = False

    @property
    def sheet(self) -> Sheet:
        """The sheet in front."""
        return list(self.sheets.values())[self.place]

    def do(self, strokes: Iterable[Stroke]) -> int:
        """Press keys; how many those were."""
        count = 0
        for stroke in strokes:
            count += stroke.presses
            if isinstance(stroke, Chord):
                for _time in range(stroke.times):
                    self._press(stroke.keys)
            elif self.asked:
                self.words += stroke.text
            else:
                self.entry = (self.entry or "") + stroke.text
        return count

    def _press(self, keys: str) -> None:
        if keys == SWITCH:
            return
        answers: dict[str, Callable[[], None]] = self._dialog() if self.asked else self._keys()
        assert keys in answers, keys
        answers[keys]()

    def _keys(self) -> dict[str, Callable[[], None]]:
        return {
            "Tab": lambda: self._move(0, 1),
            "Right": lambda: self._go(0, 1),
            "Left": lambda: self._go(0, -1),
            "Down": lambda: self._go(1, 0),
            "Return": self._enter,
            "Ctrl+Down": lambda: self._jump(self.sheet.last(), self.sheet.column),
            "Ctrl+Up": lambda: self._jump(0, self.sheet.column),
            "Ctrl+PgDown": lambda: self._turn(1),
            "Ctrl+PgUp": lambda: self._turn(-1),
            "Ctrl+;": self._today,
            "Ctrl+F": lambda: self._ask("find"),
            "Alt+Down": lambda: self._ask("filter"),
            "F12": lambda: self._ask("save"),
            "Ctrl+C": self._copy,
            "Ctrl+V": self._paste,
            "Ctrl+Shift+Down": self._choose,
            "Ctrl+Return": self._fill,
            "Ctrl+S": self._save,
            "Ctrl+N": self._letter,
            "Ctrl+A": self._choose_all,
            "Ctrl+Right": lambda: self._jump(self.sheet.row, len(self.sheet.rows[0]) - 1),
            "Ctrl+Shift+L": self._filters,
            "Alt+F4": self._close,
        }

    def _dialog(self) -> dict[str, Callable[[], None]]:
        return {"Return": self._answer, "Escape": lambda: self._ask("")}

    # moving and typing

    def _commit(self) -> None:
        if self.entry is not None:
            sheet = self.sheet
            sheet.put(sheet.row, sheet.column, sheet.completed(self.entry))
            self.entry = None

    def _move(self, down: int, right: int) -> None:
        self._commit()
        self.sheet.row += down
        self.sheet.column += right

    def _go(self, down: int, right: int) -> None:
        """Arrows end a run of Tabs; they pass over rows that a filter hides."""
        self._move(down, right)
        sheet = self.sheet
        while sheet.shown is not None and sheet.row not in (0, *sheet.shown):
            sheet.row += 1
        sheet.begun = sheet.column

    def _enter(self) -> None:
        self._commit()
        self._jump(self.sheet.row + 1, self.sheet.begun)

    def _jump(self, row: int, column: int) -> None:
        self._commit()
        self.sheet.row, self.sheet.column = row, column
        self.sheet.begun = column

    def _turn(self, by: int) -> None:
        self._commit()
        self.place = min(max(0, self.place + by), len(self.sheets) - 1)

    def _today(self) -> None:
        self.entry = TODAY

    # dialogs

    def _ask(self, what: str) -> None:
        self._commit()
        self.asked, self.words = what, ""

    def _answer(self) -> None:
        what, words = self.asked, self.words
        if what == "find":
            self._find(words)
            return
        self._ask("")
        if what == "save":
            self.files.append(words)
        else:
            sheet = self.sheet
            among = sheet.shown or range(1, len(sheet.rows))
            fits = words.casefold()
            sheet.shown = [n for n in among if fits in sheet.rows[n][sheet.column].casefold()]
            assert sheet.shown, words

    def _find(self, words: str) -> None:
        """The next cell of the sheet that holds the words; the dialog stays."""
        sheet = self.sheet
        wide = len(sheet.rows[0])
        cells = [(r, c) for r in range(len(sheet.rows)) for c in range(wide)]
        start = cells.index((min(sheet.row, len(sheet.rows) - 1), sheet.column)) + 1
        found = next((at for at in cells[start:] + cells[:start] if words in sheet.at(*at)), None)
        assert found is not None, words
        self._jump(*found)

    # several cells, other files

    def _choose(self) -> None:
        sheet = self.sheet
        among = sheet.shown or range(1, len(sheet.rows))
        self.chosen = [n for n in among if n >= sheet.row]

    def _choose_all(self) -> None:
        sheet = self.sheet
        self.chosen = list(sheet.shown or range(1, len(sheet.rows)))
        self.whole = True

    def _filters(self) -> None:
        """Off, and on again without any."""
        self.sheet.shown = None

    def _fill(self) -> None:
        sheet, text = self.sheet, self.entry or ""
        self.entry = None
        for row in self.chosen:
            sheet.put(row, sheet.column, sheet.completed(text))
        self.chosen = []

    def _copy(self) -> None:
        sheet = self.sheet
        rows = self.chosen or [sheet.row]
        self.clip = [sheet.rows[n] if self.whole else [sheet.at(n, sheet.column)] for n in rows]
        self.chosen, self.whole = [], False

    def _paste(self) -> None:
        if self.document is not None:
            self.document += self.clip
        else:
            self.entry = self.clip[0][0]

    def _letter(self) -> None:
        self._commit()
        self.document = []

    def _close(self) -> None:
        """The letter, else the workbook."""
        if self.document is None:
            self.closed = True
        else:
            self.letters.append(self.document)
            self.document = None

    def _save(self) -> None:
        self._commit()
        self.saved = True
