"""Places: names in both languages, where they lie and how sure that is, what names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from app.i18n import N_, _
from app.ports import Condition, ListQuery
from app.records.record import Record
from ui.forms.lookup import capital
from ui.frame.desk import Desk
from ui.frame.page import SEPARATOR
from ui.frame.sample import sample_link
from ui.pages.records.mentions import Mentions, block_of, mentions
from ui.pages.records.page import RecordsPage
from ui.theme import theme
from ui.widgets import BorderMap, Chip, EmptyState, Hint, Label, Look, Mark, column, row

if TYPE_CHECKING:
    from app.ports import Reader

ICONS = {"crossing": "arrow-left-right", "facility": "lock", "province": "map-pin"}
CASE_FIELDS = ("person.home", "arrest_place", "detention_place", "last_known_place")
MAP_WIDTH, MAP_HEIGHT = 300, 190


@dataclass(frozen=True)
class Beside:
    """What is shown with a place: claims and cases that name it, and the place across the border."""

    found: Mentions
    pair: Record | None


class Places(RecordsPage):
    """The list of places and one of them on the map."""

    key, title, icon, counts = "places", N_("Places"), "map-pin", "place"
    kinds: ClassVar[frozenset[str]] = frozenset({"place", "claim", "case", "person", "event"})
    record_type = "place"
    copied = True
    context = ("edit", SEPARATOR, "copy_rows", SEPARATOR, "previous", "next", SEPARATOR, "filter")
    form_keys = (
        "name",
        "kind",
        "country",
        "province",
        "aliases",
        "pair",
        "latitude",
        "longitude",
        "precision",
        "basis",
        "key",
    )
    new_words = N_("New place")
    deleted_words = N_("Place moved to the trash")

    def __init__(self, desk: Desk) -> None:
        self._provinces: dict[str, str] = {}
        super().__init__(desk)

    def load_rows(self, reader: Reader, numbers: Sequence[int]) -> list[Record]:
        """Rows, and what provinces are called in the language of the window: a place names its in English."""
        for place in reader.where("place", "kind", ["province"]):
            self._provinces[place.phrase("name").in_language("en")] = self.name_of(place)
        return super().load_rows(reader, numbers)

    def _province(self, record: Record) -> str:
        return self._provinces.get(record.text("province"), record.text("province"))

    def row_words(self, record: Record) -> tuple[str, str, str]:
        """Name in the language of the window; province and name in the other language; kind."""
        other = "en" if self.desk.language == "ko" else "ko"
        translated = record.phrase("name").in_language(other)
        second = "  ·  ".join(filter(None, (self._province(record), self._country(record), translated)))
        kind = record.text("kind")
        return self.name_of(record), second, capital(self.lookup.label("place_kind", kind)) if kind else ""

    def _country(self, record: Record) -> str:
        return self.lookup.label("state", record.text("country")) if record.text("country") else ""

    def read_beside(self, reader: Reader, record: Record) -> Beside:
        """Claims that name it as crossing or facility, cases that name it anywhere."""
        fields = ("crossings", "facility", "part_place")
        queries = [ListQuery("claim", conditions=(Condition(f, "is", record.id),)) for f in fields]
        claims = {c.id: c for q in queries for c in reader.page("claim", reader.numbers(q)[:200])}
        cases = [("case", Condition(path, "is", record.id)) for path in CASE_FIELDS]
        of = record.ref("pair")
        pair = reader.many("place", [of]).get(of) if of else None
        return Beside(mentions(reader, claims.values(), cases, self.desk.language), pair)

    def show_beside(self, record: Record, beside: Beside) -> None:
        """Kind, names, the map, what names it."""
        chips = row(Label(_("Place"), "code"), 4, spacing=8)
        kind = record.text("kind")
        if kind:
            look = Look(ICONS.get(kind, "map-pin"), "navy")
            chips.addWidget(Chip(capital(self.lookup.label("place_kind", kind)), look))
        where = ", ".join(filter(None, (self._province(record), self._country(record))))
        chips.addWidget(Label(where, "dim"))
        chips.addStretch(1)
        self.head.addLayout(chips)
        self.head.addLayout(self._names(record))
        if beside.pair is not None:
            text = _("Across the border: {place}").format(place=self.name_of(beside.pair))
            self.head.addWidget(Label(text, "sentence", wrap=True))
        marks = [m for m in (mark_of(r, self.name_of(r)) for r in (record, beside.pair) if r) if m]
        if marks:
            drawn = BorderMap(marks)
            drawn.setFixedHeight(theme().px(MAP_HEIGHT))
            drawn.setMinimumWidth(theme().px(MAP_WIDTH))
            self.side.addWidget(drawn)
            self.side.addStretch(1)
        self.beside.addWidget(block_of(beside.found, _("Named by"), self.desk))

    def _names(self, record: Record) -> QHBoxLayout:
        """The name, and beside it those in other languages and scripts."""
        first = self.name_of(record)
        name = record.phrase("name")
        found = [name.text, *(t.text for t in name.translations)]
        found += [str(r.values.get("text", "")) for r in record.rows("aliases")]
        others = [text for text in dict.fromkeys(found) if text and text != first]
        texts = column(Label(first, "title", wrap=True, selectable=True), spacing=0)
        if others:
            texts.addWidget(Label("  ".join(others[:6]), "alias", wrap=True))
        made = row(texts)
        made.setStretch(0, 1)
        return made

    def empty(self) -> EmptyState:
        """How places come to be."""
        return EmptyState(
            "map-pin",
            _("No place yet."),
            [
                Hint(
                    _("Enter a place"),
                    _("A crossing, a county, a prison: its name in English and Korean."),
                    _("New place"),
                    self.start_new,
                )
            ],
            sample_link(self.desk),
        )


def mark_of(record: Record, name: str) -> Mark | None:
    """A place as a mark on the map, None where its position is not known."""
    try:
        lat, lon = float(record.text("latitude")), float(record.text("longitude"))
    except ValueError:
        return None
    return Mark(name, lat, lon, 0, float(record.number_of("precision") or 0))
