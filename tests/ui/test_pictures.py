"""Pictures: painted in both palettes, the same in words, every part reached by the keyboard."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.kinship import layers
from app.records.record import Record, new, row
from app.relations import inverses
from app.services.circle import Circle
from app.timeline import Moment, timeline
from app.values import uncertain
from app.vocabularies import seed
from tests.ui.keys import press
from ui.accessibility import tree
from ui.pictures import kin, times
from ui.pictures.picture import Picture
from ui.pictures.scene import Box, Diamond, Drawing, Line, Scene, Spot, Words, paint
from ui.pictures.times import Told
from ui.theme import Theme, theme

ME, MOTHER, SON, BROKER = (UUID(int=n) for n in range(11, 15))


def moment(edtf: str, kind: str = "step") -> Moment:
    return Moment(new("step", kind="arrest", date=uncertain(edtf) if edtf else None), "date", kind)


def told(moment: Moment) -> Told:
    return Told(f"T{moment.record.id.hex[:4]}", "Step")


def drawn(scene: Scene) -> QImage:
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    image.fill(theme().color("page"))
    with QPainter(image) as p:
        paint(p, scene)
    return image


@pytest.mark.parametrize("dark", [False, True])
def test_each_certainty_of_a_date_is_drawn_differently(look: Theme, dark: bool) -> None:
    if dark:
        look.change(dark=True)
    moments = [moment("2021-01-01/2021-06-30"), moment("2022"), moment("2023-01-01/..")]
    moments.append(moment("2024-05-05", "event"))
    scene = times.drawing_of(timeline(moments), told, "en").build(900.0)
    bars = [s for s in scene.shapes if isinstance(s, Box)]
    known, month, since = ((b.edge != "", b.dashed, b.fade) for b in bars)
    assert (known, month, since) == ((False, False, 0), (True, True, 0), (False, False, 1))
    assert len([s for s in scene.shapes if isinstance(s, Diamond)]) == 1
    image = drawn(scene)
    centres = [image.pixelColor(round(b.rect.left()) + 6, round(b.rect.center().y())) for b in bars]
    assert centres[0] == QColor(look.roles.bar)
    assert centres[1] == QColor(look.roles.page)
    end = image.pixelColor(round(bars[2].rect.right()) - 2, round(bars[2].rect.center().y()))
    assert abs(end.lightness() - QColor(look.roles.page).lightness()) < 6


def test_what_has_no_date_stands_in_a_list_of_its_own_and_in_the_table(look: Theme) -> None:
    drawing = times.drawing_of(timeline([moment("2021-08-01"), moment("")]), told, "en")
    assert "Date not recorded" in drawing.build(800.0).texts
    assert [r[2] for r in drawing.rows] == ["1 Aug 2021", "Date not recorded"]
    assert drawing.say == "1 dated entry, from 1 Aug 2021 to 1 Aug 2021; 1 without a date"


@pytest.mark.parametrize("width", [300.0, 700.0, 1400.0])
def test_no_shape_of_a_timeline_leaves_its_width(look: Theme, width: float) -> None:
    look.change(scale=1.5)
    line = timeline([moment("../2021"), moment("2021-08~"), moment("2030/.."), moment("")])
    scene = times.drawing_of(line, told, "ko").build(width)
    assert {type(shape) for shape in scene.shapes} >= {Line, Box}
    for shape in scene.shapes:
        points = shape.points if isinstance(shape, Line) else ()
        assert all(-1 <= p.x() <= width + 1 for p in points)
        if isinstance(shape, Box):
            assert -1 <= shape.rect.left() <= shape.rect.right() <= width + 6


def family() -> Circle:
    names = {ME: "리영희", MOTHER: "어머니", SON: "아들", BROKER: "도운이"}
    people: dict[UUID, Record] = {i: new("person", id=i, names=(row(text=n),)) for i, n in names.items()}
    links = [
        new("relation", person=ME, kind="parent", other=MOTHER, certainty="confirmed"),
        new("relation", person=ME, kind="child", other=SON, certainty="possible"),
        new("relation", person=ME, kind="helper", other=BROKER),
    ]
    case = new("case", code="AAAA-BBBB", person=SON)
    return Circle(layers(ME, links, inverses(seed(), "relation")), people, {SON: case}, 0)


def word(vocabulary: str, code: str) -> str:
    found = next(t.en for t in seed() if (t.vocabulary, t.code) == (vocabulary, code))
    return found[:1].upper() + found[1:]


def test_kin_stand_in_layers_others_at_the_side_and_a_card_opens_its_file(look: Theme) -> None:
    opened: list[UUID] = []
    circle = family()
    drawing = kin.drawing_of(circle, word, opened.append)
    scene = drawing.build(900.0)
    by_name = {s.say.split(",")[0]: s for s in scene.spots}
    tops = [by_name[n].rect.top() for n in ("어머니", "리영희", "아들")]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3
    assert by_name["도운이"].rect.left() > by_name["리영희"].rect.right()
    assert drawing.rows[1][0] == "아들"
    assert by_name["아들"].say == "아들, Child, Children’s generation, Possible, case AAAA-BBBB"
    run = by_name["아들"].opens
    assert run is not None
    run()
    assert opened == [circle.cases[SON].id]
    assert by_name["어머니"].opens is None
    dashed = [s.dashed for s in scene.shapes if isinstance(s, Line)]
    assert dashed == [False, True, False]


def test_the_parts_are_reached_by_arrows_opened_by_enter_and_named(qtbot: QtBot, look: Theme) -> None:
    opened: list[str] = []
    runs = [lambda n=n: opened.append(f"{n}") for n in range(3)]
    spots = tuple(Spot(QRectF(10, 10 + 40 * n, 80, 30), f"part {n}", run) for n, run in enumerate(runs))
    words = Words(QRectF(10, 10, 80, 30), "part")
    scene = Scene(200, 140, (words, Line((QPointF(0, 0), QPointF(9, 9)))), spots)
    rows = tuple((f"part {n}",) for n in range(3))
    picture = Picture("Picture", save=lambda: None)
    qtbot.addWidget(picture)
    picture.show_drawing(Drawing(lambda _width: scene, "three parts", ("What",), rows, tuple(runs)))
    picture.show()
    picture.activateWindow()
    qtbot.waitUntil(picture.isActiveWindow)
    names = [node.name for node in tree(picture).flat()]
    assert [n for n in names if n.startswith("part")] == ["part 0", "part 1", "part 2"]
    assert "Picture. three parts" in names
    first = picture.canvas.spots[0]
    first.setFocus()
    press(first, Qt.Key.Key_Down)
    assert picture.canvas.spots[1].hasFocus()
    press(picture.canvas.spots[1], Qt.Key.Key_Return)
    assert opened == ["1"]
    takes = [bool(s.focusPolicy() & Qt.FocusPolicy.TabFocus) for s in picture.canvas.spots]
    assert takes == [False, True, False]
    picture.toggle.click()
    assert picture.table.isVisible()
    assert not picture.canvas.isVisible()
    picture.table.setCurrentIndex(picture.table.words.index(2, 0))
    press(picture.table, Qt.Key.Key_Return)
    assert opened == ["1", "2"]
