"""What refers to a source or a place: claims and cases, as rows that open them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from app.claims.words import figure_words
from app.i18n import _, ngettext
from app.ports import Condition, ListQuery
from app.records.record import Record
from app.vocabularies import Term
from ui.frame.desk import Desk
from ui.widgets import Block, Label
from ui.widgets.painted import draw_text
from ui.widgets.rows import PaintedRow

if TYPE_CHECKING:
    from app.ports import Reader

MOST = 30


@dataclass(frozen=True)
class Mention:
    """A claim that refers to a record: who, what figure, in which event."""

    claimant: str
    figure: str
    event: UUID | None
    code: str
    title: str


@dataclass(frozen=True)
class Mentions:
    """What refers to a record; `cases` counts the cases, `claims` all claims."""

    shown: tuple[Mention, ...]
    claims: int
    cases: int


def mentions(
    reader: Reader, claims: Iterable[Record], cases: Iterable[tuple[str, Condition]], language: str
) -> Mentions:
    """Claims as rows, and how many cases meet one of the conditions (field of a case)."""
    found = list(claims)
    events = reader.many("event", {e for c in found if (e := c.ref("event"))})
    labels = {(t.vocabulary, t.code): t for t in reader.terms()}
    shown = tuple(_mention(claim, events, labels, language) for claim in found[:MOST])
    number = sum(reader.count(ListQuery(kind, conditions=(condition,))) for kind, condition in cases)
    return Mentions(shown, len(found), number)


def _mention(
    claim: Record, events: dict[UUID, Record], labels: dict[tuple[str, str], Term], language: str
) -> Mention:
    event = events.get(claim.ref("event") or claim.id)
    return Mention(
        claimant=claim.phrase("claimant").in_language(language),
        figure=figure_words(claim, labels, language),
        event=event.id if event else None,
        code=event.text("code") if event else "",
        title=event.phrase("title").in_language(language) if event else "",
    )


class MentionRow(PaintedRow):
    """A claim in one line; opens its event."""

    HEIGHT = 34

    def __init__(self, mention: Mention, desk: Desk) -> None:
        run = partial(desk.navigate, "events", mention.event) if mention.event else lambda: None
        words = (mention.claimant, mention.figure, mention.code, mention.title)
        super().__init__(", ".join(filter(None, words)), run)
        self._mention = mention

    def paintEvent(self, event: QPaintEvent) -> None:
        """Claimant, figure, code, title."""
        super().paintEvent(event)
        found = self._mention
        box, height = self.inside(), self.height() - 1
        left = self.width() * 0.42
        with QPainter(self) as p:
            figure = QRectF(box.left(), 0, left - box.left() - 2, height)
            right = Qt.AlignmentFlag.AlignRight
            taken = draw_text(p, figure.adjusted(left * 0.5, 0, 0, 0), found.figure, "strong", align=right)
            draw_text(p, figure.adjusted(0, 0, -taken - 12, 0), found.claimant, "body")
            rest = QRectF(left + 24, 0, box.right() - left - 24, height)
            code = draw_text(p, rest, found.code, "note")
            draw_text(p, rest.adjusted(code + 12, 0, 0, 0), found.title, "second")
            self._rule(p)


def block_of(found: Mentions, title: str, desk: Desk) -> Block:
    """The block of claims, and a line about cases."""
    note = ngettext("{n} claim", "{n} claims", found.claims).format(n=f"{found.claims:,}")
    block = Block(title, note, spacing=0)
    for mention in found.shown:
        block.body.addWidget(MentionRow(mention, desk))
    if not found.claims:
        block.body.addWidget(Label(_("No claim refers to it."), "dim"))
    if found.cases:
        words = ngettext("{n} case refers to it", "{n} cases refer to it", found.cases)
        block.body.addSpacing(8)
        block.body.addWidget(Label(words.format(n=f"{found.cases:,}"), "second"))
    return block
