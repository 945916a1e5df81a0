"""The table of roles is legible, complete, and the only place colours come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui import icons, theme
from ui.theme import sheet
from ui.theme.roles import DARK, KINDS, LIGHT, Roles
from ui.theme.scale import STYLES
from ui.widgets import Button, Label, set_wrong

UI = Path(theme.__file__).parent.parent
GROUNDS = ("page", "list", "tint", "field", "selected", "hover")
INKS = ("text", "text2", "dim", "head", "link", "gold_text")


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_is_legible_on_every_ground_it_stands_on(roles: Roles) -> None:
    weak = [
        (ink, ground)
        for ink in INKS
        for ground in GROUNDS
        if contrast(getattr(roles, ink), getattr(roles, ground)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_chips_buttons_and_the_sidebar_are_legible(roles: Roles) -> None:
    pairs = [(f"{kind}_ink", kind) for kind in KINDS] + [(f"{kind}_ink", "page") for kind in KINDS]
    pairs += [("primary_text", "primary"), ("sidebar_text", "sidebar"), ("sidebar_dim", "sidebar")]
    pairs += [("sidebar_text", "sidebar_selected"), ("sidebar_gold", "sidebar")]
    pairs += [("head", "segment"), ("text2", "tint")]
    assert [p for p in pairs if contrast(getattr(roles, p[0]), getattr(roles, p[1])) < 4.5] == []


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_rings_are_seen(roles: Roles) -> None:
    for mark in ("gold", "focus", "bar"):
        assert contrast(getattr(roles, mark), roles.page) >= 3.0


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_module_but_the_tables_names_a_colour() -> None:
    found = [
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if path.parent.name != "theme" and re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))
    ]
    assert found == []


def test_small_text_is_for_latin_alone() -> None:
    assert {name for name, style in STYLES.items() if style.size < 12} == {"axis", "key"}


def test_a_change_of_theme_dresses_controls_that_exist(look: theme.Theme, qapp: QApplication) -> None:
    label = Label("x", "heading")
    look.dress(label)
    label.ensurePolished()
    light = label.palette().color(label.foregroundRole()).name().upper()
    look.change(dark=True)
    label.ensurePolished()
    dark = label.palette().color(label.foregroundRole()).name().upper()
    assert (light, dark) == (LIGHT.head, DARK.head)
    assert qapp.palette().window().color().name().upper() == DARK.page


def test_a_change_of_text_size_makes_controls_grow(look: theme.Theme) -> None:
    label, button = Label("Musan", "value"), Button("Unlock", kind="primary")
    for control in (label, button):
        look.dress(control)
        control.ensurePolished()
    before = (label.sizeHint().height(), button.sizeHint().height())
    look.change(scale=1.5)
    label.ensurePolished()
    button.ensurePolished()
    assert label.sizeHint().height() > before[0] * 1.3
    assert button.sizeHint().height() > before[1] * 1.3


def test_the_sheet_has_no_place_left_unfilled() -> None:
    assert "$" not in sheet.build(LIGHT, 1.0)
    assert "$" not in sheet.build(DARK, 1.5)


def test_an_icon_is_kept_by_name_and_colour(look: theme.Theme) -> None:
    assert icons.renderer("lock", "#14304F") is icons.renderer("lock", "#14304F")
    assert icons.renderer("lock", "#14304F") is not icons.renderer("lock", "#FFFFFF")
    one = icons.pixmap("lock", "#14304F", 16, 2.0)
    assert (one.width(), one.devicePixelRatio()) == (32, 2.0)


def test_every_icon_that_is_named_is_there_and_draws(look: theme.Theme) -> None:
    text = "\n".join(p.read_text("utf-8") for p in UI.rglob("*.py"))
    named = set(re.findall(r'(?:Look|Sign|icon=|IconButton)\(?"([a-z0-9-]+)"', text))
    named |= set(re.findall(r'icons\.(?:draw|icon)\((?:p, )?"([a-z0-9-]+)"', text))
    assert named - icons.names() == set()
    assert len(named) > 20
    assert all(icons.renderer(name, "#000000").isValid() for name in icons.names())


@pytest.mark.parametrize("kind", ["", "big", "look"])
def test_a_field_that_is_wrong_has_a_red_edge(qtbot: QtBot, look: theme.Theme, kind: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    if kind:
        field.setProperty(kind, "quiet" if kind == "look" else "true")
    field.resize(200, 60)
    field.show()
    edges = []
    for wrong in (False, True):
        set_wrong(field, wrong)
        edges.append(field.grab().toImage().pixelColor(field.width() // 2, 1).name().upper())
    assert edges[1] == LIGHT.red_ink.upper() != edges[0]
