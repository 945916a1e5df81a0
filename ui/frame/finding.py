"""What the find field finds: records on the worker's thread, commands, filters; and their rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QAction

from app.i18n import N_, _
from app.names import fold
from app.services.files import case_rows
from app.services.filters import every
from ui.frame.page import BESIDE, FILTER, PAGE_OF
from ui.shortcuts import written
from ui.worker import Progress, Slices

if TYPE_CHECKING:
    from app.ports import Reader, Vault
    from app.records.record import Record

EACH = 5
ICONS = {"case": "folders", "event": "calendar-days", "source": "quote", "place": "map-pin"}
KINDS = {
    "event": ("event_kind", "kind"),
    "source": ("source_type", "type"),
    "place": ("place_kind", "kind"),
}
"""The vocabulary and the field that say what kind of thing a record is."""
COMMANDS, FILTERS = "command", "filter"
HEADINGS = {
    "case": N_("Cases"),
    "event": N_("Events"),
    "source": N_("Sources"),
    "place": N_("Places"),
    FILTERS: N_("Saved filters"),
    COMMANDS: N_("Commands"),
}
"""What stands above the hits of a kind (msgids), in this order."""
CHANGING = frozenset({"undo", "redo", "set_value", "bin"})
"""General commands that change records or delete them."""


@dataclass(frozen=True)
class Hit:
    """Something found: its words, and where it leads (a page and record, or an action).

    `kind` is a key of HEADINGS; `also` are further texts that it may have been found by, `called` words that
    people use for it.
    """

    title: str
    second: str
    code: str
    icon: str
    page: str = ""
    record: UUID | str | None = None
    action: QAction | None = None
    kind: str = COMMANDS
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What stands behind the title: more about it, or the other words it was found by."""
        return self.second or " ".join(self.called)

    @property
    def changes(self) -> bool:
        """Whether it is a command that may change or delete records: of CHANGING, or of the page in front."""
        return self.action is not None and (not self.key or self.key in CHANGING)

    @property
    def key(self) -> str:
        """The key of a general command, else ""."""
        return self.action.objectName() if self.action is not None else ""

    def meant(self, text: str) -> bool:
        """Whether it is a harmless command and all of its title was typed, or whole other words for it."""
        whole = (fold(self.title), fold(" ".join(self.called)))
        return self.kind == COMMANDS and not self.changes and fold(text) in whole

    def beside(self) -> UUID | str | None:
        """The same record on a tab of its own, where its page has tabs."""
        if self.kind == "case" and isinstance(self.record, UUID):
            return BESIDE + self.record.hex
        return self.record


def rank(hit: Hit, text: str) -> int:
    """How well a hit fits: 0 is what was typed, 1 begins with it, 2 has a word that does, 3 holds it."""
    wanted = fold(text)
    texts = [t for t in (hit.title, hit.second, hit.code, *hit.also) if t]
    if any(fold(t) == wanted for t in texts):
        return 0
    if any(fold(t).startswith(wanted) for t in texts):
        return 1
    words = (*(word for t in texts for word in t.split()), *hit.called)
    return 2 if any(fold(word).startswith(wanted) for word in words) else 3


def ranked(hits: Iterable[Hit], text: str) -> list[Hit]:
    """By kind in the order of HEADINGS, within it the best first; the order they came in breaks ties."""
    order = list(HEADINGS)
    return sorted(hits, key=lambda hit: (order.index(hit.kind), rank(hit, text)))


def best(hits: Sequence[Hit], text: str) -> int:
    """The place of the hit that Enter opens: the best of all, the first of several that are as good.

    A harmless command whose title or other word was typed whole goes first. Else a command or filter that is
    not quite what was typed stands behind a record that fits as well, one that changes records behind all.
    """

    def weight(place: int) -> int:
        hit = hits[place]
        found = rank(hit, text)
        if hit.changes:
            return 5
        return -1 if hit.meant(text) else found + (found > 0 and hit.kind in (COMMANDS, FILTERS))

    return min(range(len(hits)), key=weight)


def find(vault: Vault, text: str, language: str, today: Any) -> Slices[list[Hit]]:
    """Records that a few letters find, a kind a slice, and the saved filters."""
    found: list[Hit] = []
    with vault.read() as reader:
        found += _cases(reader, text, today)
    yield Progress(1, 3)
    with vault.read() as reader:
        labels = {(t.vocabulary, t.code): t.label(language) for t in reader.terms()}
    for kind in ("event", "source", "place"):
        with vault.read() as reader:
            found += [_hit(record, language, labels) for record in reader.find(text, [kind], EACH)]
        yield Progress(2, 3)
    with vault.read() as reader:
        filters = [(f, _(f.name) if f.brought else f.name) for f in every(reader, today)]
    named = [(f, name) for f, name in filters if fold(text) in fold(name)]
    found += [
        Hit(name, "", "", "list-filter", PAGE_OF[f.type], FILTER + f.key, kind=FILTERS)
        for f, name in named[:EACH]
    ]
    return found


def _cases(reader: Reader, text: str, today: Any) -> list[Hit]:
    cases = reader.find(text, ["case"], EACH)
    return [
        Hit(
            row.name,
            "  ".join(filter(None, (row.latin, row.han))),
            row.case.text("code"),
            ICONS["case"],
            "cases",
            row.case.id,
            kind="case",
            also=tuple(str(n.values.get("text", "")) for n in row.person.rows("names")) if row.person else (),
        )
        for row in case_rows(reader, [c.number for c in cases], today)
    ]


def _hit(record: Record, language: str, labels: Mapping[tuple[str, str], str]) -> Hit:
    key = "title" if record.type == "event" else "name"
    title = record.phrase(key).in_language(language) or record.text("code") or record.text("key")
    code = record.text("code") if record.type == "event" else ""
    vocabulary, field = KINDS[record.type]
    words = (labels.get((vocabulary, record.text(field)), ""), record.text("province"))
    second = "  ·  ".join(filter(None, words))
    phrase = record.phrase(key)
    also = (phrase.text, *(t.text for t in phrase.translations)) if phrase else ()
    icon, page = ICONS[record.type], PAGE_OF[record.type]
    return Hit(title, second, code, icon, page, record.id, kind=record.type, also=also)


def commands(actions: Iterable[QAction], text: str) -> list[Hit]:
    """The commands that can be run now, no choice that is in force, found by what is typed, the best first.

    Each word of it stands in those of the command, or begins another that people use for it; that is shown.
    """
    open_now = (action for action in actions if action.isEnabled() and not action.isChecked())
    found = [hit for action in open_now if (hit := _command(action, text)) is not None]
    own = fold(text)  # of several with one word, the command that is called so in the source
    return sorted(found, key=lambda hit: (rank(hit, text), hit.key != own))[:EACH]


def _command(action: QAction, text: str) -> Hit | None:
    title, called = plain_words(action), []
    for wanted in (fold(word) for word in text.split()):
        if wanted in fold(title):
            continue
        begin = (word for word in action.property("also") or () if fold(word).startswith(wanted))
        word = min(begin, key=len, default=None)
        if word is None:
            return None
        called.append(word)
    keys = written(action.shortcut())
    return Hit(title, "", keys, "chevron-right", action=action, called=tuple(called))


def plain_words(action: QAction) -> str:
    """The words of a command without the mark of its access key and the keys behind them."""
    return action.text().partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")
