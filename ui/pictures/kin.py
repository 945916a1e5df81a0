"""The relations of a person as a scene: a layer a generation, others at the side, a line a relation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF

from app.i18n import _, ngettext
from app.kinship import Bond
from app.services.circle import Circle
from app.services.files import primary_name
from ui.pictures.scene import Box, Drawing, Line, Scene, Shape, Spot, Words
from ui.theme import theme

WIDE, HIGH, GAP, FLOOR = 176, 48, 22, 52
Word = Callable[[str, str], str]
DOUBTED = frozenset({"possible", "unconfirmed"})


def drawing_of(circle: Circle, word: Word, open_case: Callable[[UUID], object]) -> Drawing:
    """The circle around a person; a card opens the file there is on somebody.

    `word(vocabulary, code)` gives the label of a term as it stands by itself.
    """
    tree = _Tree(circle, word, open_case)
    return Drawing(
        tree.build,
        tree.say(),
        (_("Who"), _("Relation"), _("Where they stand"), _("Certainty"), _("Case")),
        tuple(tree.row(person) for person in tree.others),
        tuple(tree.opens(person) for person in tree.others),
    )


class _Tree:
    """Lays cards and lines out."""

    def __init__(self, circle: Circle, word: Word, open_case: Callable[[UUID], object]) -> None:
        self._circle, self._word, self._open = circle, word, open_case
        self._centre = circle.layers.centre
        self._bonds: dict[UUID, Bond] = {}
        for bond in circle.layers.bonds:
            self._bonds.setdefault(bond.other, bond)
        ordered = [p for _n, layer in sorted(circle.layers.generations.items()) for p in layer]
        self.others = [p for p in (*ordered, *circle.layers.beside) if p != self._centre]

    # words

    def name(self, person: UUID) -> str:
        """The name somebody's file goes by."""
        record = self._circle.people.get(person)
        return (primary_name(record.rows("names")) if record else "") or _("Somebody")

    def relation(self, person: UUID) -> str:
        """What somebody is to the person in the middle, or to whoever leads to them."""
        if person == self._centre:
            return _("This person")
        bond = self._bonds.get(person)
        if bond is None:
            return ""
        kind = self._word("relation", bond.kind)
        if bond.person == self._centre:
            return kind
        return _("{kind} of {name}").format(kind=kind, name=self.name(bond.person))

    def generation(self, number: int) -> str:
        """A layer in words."""
        known = {
            -2: _("Grandparents’ generation"),
            -1: _("Parents’ generation"),
            0: _("Same generation"),
            1: _("Children’s generation"),
            2: _("Grandchildren’s generation"),
        }
        if number in known:
            return known[number]
        n = abs(number)
        if number < 0:
            return ngettext("{n} generation before", "{n} generations before", n).format(n=n)
        return ngettext("{n} generation after", "{n} generations after", n).format(n=n)

    def row(self, person: UUID) -> tuple[str, ...]:
        """A row of the table."""
        layers, bond = self._circle.layers, self._bonds.get(person)
        at = next((n for n, layer in layers.generations.items() if person in layer), None)
        stands = self.generation(at) if at is not None else _("Generation not known")
        sure = bond.link.text("certainty") if bond else ""
        word = self._word("certainty", sure) if sure else _("Not judged")
        case = self._circle.cases.get(person)
        return (self.name(person), self.relation(person), stands, word, case.text("code") if case else "")

    def opens(self, person: UUID) -> Callable[[], object] | None:
        """Opens the file there is on somebody."""
        case = self._circle.cases.get(person)
        return partial(self._open, case.id) if case and person != self._centre else None

    def say(self) -> str:
        """The whole in a sentence."""
        n = len(self.others)
        said = ngettext("{n} person around this one", "{n} people around this one", n).format(n=n)
        if self._circle.left_out:
            left = self._circle.left_out
            said += "; " + ngettext("{n} more not shown", "{n} more not shown", left).format(n=left)
        return said

    # shapes

    def build(self, width: float) -> Scene:
        """The scene; wider than `width` where a layer needs it."""
        look, layers = theme(), self._circle.layers
        wide, high, gap = float(look.px(WIDE)), float(look.px(HIGH)), float(look.px(GAP))
        floor, head = float(look.px(FLOOR)), float(look.px(20))
        most = max((len(layer) for layer in layers.generations.values()), default=1)
        kin = max(most * (wide + gap) - gap, wide)
        side = wide + 2 * gap if layers.beside else 0.0
        kin = max(kin, min(width - side - 4, kin * 2) if side else width - 4)
        cards: dict[UUID, QRectF] = {}
        shapes: list[Shape] = []
        top = 2.0
        for number, layer in sorted(layers.generations.items()):
            shapes.append(Words(QRectF(2, top, kin, head), self.generation(number), "dim"))
            used = len(layer) * (wide + gap) - gap
            left = max(2.0, (kin - used) / 2)
            for place, person in enumerate(layer):
                cards[person] = QRectF(left + place * (wide + gap), top + head, wide, high)
            top += head + high + floor
        bottom = top - floor
        if layers.beside:
            left = kin + gap
            shapes.append(Words(QRectF(left + gap, 2, wide, head), _("Generation not known"), "dim"))
            for place, person in enumerate(layers.beside):
                cards[person] = QRectF(left + gap, 2 + head + place * (high + 12), wide, high)
            bottom = max(bottom, 2 + head + len(layers.beside) * (high + 12) - 12)
        bottom += 8
        if self._circle.left_out:
            shapes.append(Words(QRectF(2, bottom, kin, head), self.say(), "dim"))
            bottom += head
        lines = [line for bond in layers.bonds for line in self._bond(bond, cards, kin + gap)]
        shapes = [*lines, *shapes]
        for person, box in cards.items():
            shapes += self._card(person, box)
        spots = tuple(Spot(box, self._spoken(p), self.opens(p)) for p, box in cards.items())
        return Scene(max(width, kin + side + 4 if side else kin + 4), bottom, tuple(shapes), spots)

    def _spoken(self, person: UUID) -> str:
        if person == self._centre:
            return f"{self.name(person)}, {self.relation(person)}"
        name, relation, stands, sure, code = self.row(person)
        case = _("case {code}").format(code=code) if code else ""
        return ", ".join(filter(None, (name, relation, stands, sure, case)))

    def _card(self, person: UUID, box: QRectF) -> Sequence[Shape]:
        centre = person == self._centre
        known = person in self._circle.cases
        upper = QRectF(box.left() + 12, box.top() + 3, box.width() - 20, box.height() / 2 - 2)
        lower = upper.translated(0, box.height() / 2 - 4)
        made: list[Shape] = [Box(box, "tint" if centre else "page", "line2", radius=6)]
        if centre:
            made.append(Box(QRectF(box.left(), box.top() + 6, 4, box.height() - 12), "gold"))
        role = "head" if centre else "link" if known else "text"
        made.append(Words(upper, self.name(person), "medium", role))
        made.append(Words(lower, self.relation(person), "dim"))
        return made

    def _bond(self, bond: Bond, cards: Mapping[UUID, QRectF], gutter: float) -> list[Shape]:
        one, other = cards.get(bond.person), cards.get(bond.other)
        if one is None or other is None:
            return []
        doubted = bond.link.text("certainty") in DOUBTED
        role, width = ("bar", 1.6) if bond.kin else ("dim", 1.0)
        return [Line(tuple(_way(one, other, gutter)), role, width, doubted)]


def _way(one: QRectF, other: QRectF, gutter: float) -> list[QPointF]:
    """From card to card: down through the middle of the floor, along a row, or through the gutter."""
    if other.left() >= gutter > one.left():
        lane = one.bottom() + 8
        y = other.center().y()
        here = QPointF(one.center().x(), one.bottom())
        down = [here, QPointF(here.x(), lane)]
        return [*down, QPointF(gutter, lane), QPointF(gutter, y), QPointF(other.left(), y)]
    if one.left() >= gutter > other.left():
        return _way(other, one, gutter)
    upper, lower = (one, other) if one.top() < other.top() else (other, one)
    if upper.top() < lower.top():
        middle = lower.top() - 34 * theme().scale
        start, end = QPointF(upper.center().x(), upper.bottom()), QPointF(lower.center().x(), lower.top())
        return [start, QPointF(start.x(), middle), QPointF(end.x(), middle), end]
    left, right = (one, other) if one.left() < other.left() else (other, one)
    if right.left() - left.right() < 2 * GAP * theme().scale:
        return [QPointF(left.right(), left.center().y()), QPointF(right.left(), right.center().y())]
    over = left.top() - 7
    start, end = QPointF(left.center().x(), left.top()), QPointF(right.center().x(), right.top())
    return [start, QPointF(start.x(), over), QPointF(end.x(), over), end]
