"""Sources: who told it, how reliable they are judged, what they said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.i18n import N_, _
from app.ports import Condition
from app.records.record import Record
from ui.forms.lookup import capital
from ui.frame.page import SEPARATOR
from ui.frame.sample import sample_link
from ui.pages.records.mentions import Mentions, block_of, mentions
from ui.pages.records.page import RecordsPage
from ui.widgets import Chip, EmptyState, Hint, Label, Look, row

if TYPE_CHECKING:
    from app.ports import Reader


@dataclass(frozen=True)
class Beside:
    """What is shown with a source: its claims, and the name of the source it repeats."""

    found: Mentions
    repeats: str


class Sources(RecordsPage):
    """The list of sources and one of them."""

    key, title, icon, counts = "sources", N_("Sources"), "quote", "source"
    kinds: ClassVar[frozenset[str]] = frozenset({"source", "claim", "case", "event"})
    record_type = "source"
    copied = True
    context = ("edit", SEPARATOR, "copy_rows", SEPARATOR, "previous", "next", SEPARATOR, "filter")
    form_keys = ("name", "type", "address", "published", "repeats", "reliability", "note", "key")
    new_words = N_("New source")
    deleted_words = N_("Source moved to the trash")

    def row_words(self, record: Record) -> tuple[str, str, str]:
        """Name; type; the letter of its reliability."""
        kind = record.text("type")
        letter = record.text("reliability").upper()
        return self.name_of(record), capital(self.lookup.label("source_type", kind)) if kind else "", letter

    def read_beside(self, reader: Reader, record: Record) -> Beside:
        """The claims it relayed, the cases that rest on it, whom it repeats."""
        claims = reader.where("claim", "relayed_by", [record.id])
        cases = [("case", Condition("source", "is", record.id))]
        of = record.ref("repeats")
        other = reader.many("source", [of]).get(of) if of else None
        name = self.name_of(other) if other else ""
        return Beside(mentions(reader, claims, cases, self.desk.language), name)

    def show_beside(self, record: Record, beside: Beside) -> None:
        """Type and reliability as chips, the name, what it said."""
        chips = row(Label(_("Source"), "code"), 4, spacing=8)
        kind, letter = record.text("type"), record.text("reliability")
        if kind:
            chips.addWidget(Chip(capital(self.lookup.label("source_type", kind)), Look("quote", "navy")))
        judged = self.lookup.label("reliability", letter) if letter else _("not judged")
        chips.addWidget(Chip(capital(judged), Look("scale" if letter else "circle-dashed", "grey")))
        chips.addStretch(1)
        self.head.addLayout(chips)
        self.head.addWidget(Label(self.name_of(record), "title", wrap=True, selectable=True))
        if beside.repeats:
            text = _("Rests on {source}").format(source=beside.repeats)
            self.head.addWidget(Label(text, "sentence", wrap=True))
        self.beside.addWidget(block_of(beside.found, _("What it told"), self.desk))

    def empty(self) -> EmptyState:
        """How sources come to be."""
        return EmptyState(
            "quote",
            _("No source yet. A source is whoever told or printed it."),
            [
                Hint(
                    _("Enter a source"),
                    _("A newspaper, an interview, an organisation: its name is enough."),
                    _("New source"),
                    self.start_new,
                ),
                Hint(
                    _("Begin with an event"),
                    _("Each claim names who relayed it; sources can be made there."),
                    _("New event"),
                    lambda: self.desk.navigate("events", "new"),
                ),
            ],
            sample_link(self.desk),
        )
