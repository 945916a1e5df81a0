"""The icons (lucide-static 1.62.0, ISC, licence beside them), drawn in any colour and kept."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import theme

STROKE = "1.75"


@cache
def names() -> frozenset[str]:
    """The icons that are bundled."""
    folder = resources.files(__name__).joinpath("svg")
    return frozenset(item.name[:-4] for item in folder.iterdir() if item.name.endswith(".svg"))


@cache
def _source(name: str) -> str:
    return resources.files(__name__).joinpath("svg", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def renderer(name: str, colour: str) -> QSvgRenderer:
    """A renderer for an icon in a colour (#RRGGBB); one is kept for each pair."""
    text = (
        _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    )
    return QSvgRenderer(QByteArray(text.encode()))


def draw(painter: QPainter, name: str, role: str, box: QRectF) -> None:
    """Paint an icon into a box, in the colour of a role of the theme in force."""
    renderer(name, str(getattr(theme().roles, role))).render(painter, box)


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture of `size` logical pixels for a screen of that ratio."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    with QPainter(made) as painter:
        renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    return made


def icon(name: str, role: str = "text2", gap: int = 0) -> QIcon:
    """An icon for a control, in the colour of a role now; ask again when the theme changes.

    `gap` leaves room behind it: the distance of icon and text in a button is not ours to set.
    """
    made = QIcon()
    colour = str(getattr(theme().roles, role))
    for ratio in (1.0, 2.0):
        plain = pixmap(name, colour, theme().px(16), ratio)
        if gap:
            wide = QPixmap(round((theme().px(16) + gap) * ratio), plain.height())
            wide.fill(Qt.GlobalColor.transparent)
            wide.setDevicePixelRatio(ratio)
            with QPainter(wide) as painter:
                painter.drawPixmap(0, 0, plain)
            plain = wide
        made.addPixmap(plain)
    return made
