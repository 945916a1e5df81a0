"""A picture as a file, in memory: PDF, SVG or PNG, always on white with text at 100 per cent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from app.ports import Rendered
from ui.pictures.scene import Scene, paint
from ui.theme import theme

WIDTH, MARGIN = 720.0, 20.0
RATIO = 2
_TIME = re.compile(rb"(D:\d{8})\d{6}")
"""Qt notes the second a PDF is made: the day is enough."""
PAINT = Callable[[QPainter], None]
FORMATS = {"pdf": "PDF (*.pdf)", "svg": "SVG (*.svg)", "png": "PNG (*.png)"}


@contextmanager
def on_paper() -> Iterator[None]:
    """The light palette at 100 per cent for whoever paints inside; the window is not touched."""
    look = theme()
    had = look.dark, look.scale
    look.dark, look.scale = False, 1.0
    try:
        yield
    finally:
        look.dark, look.scale = had


def of_scene(build: Callable[[float], Scene], form: str) -> Rendered:
    """The scene at the width of a page column, with everything that stands in it as `texts`."""
    with on_paper():
        scene = build(WIDTH)
        size = QSizeF(scene.width, scene.height)
        return Rendered({"": of_painting(lambda p: paint(p, scene), size, form)}, (), scene.texts)


def of_painting(draw: PAINT, size: QSizeF, form: str) -> bytes:
    """What `draw` paints within `size` pixels, with a margin, as a file of a format."""
    whole = QSize(round(size.width() + 2 * MARGIN), round(size.height() + 2 * MARGIN))
    if form == "png":
        return _png(draw, whole)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if form == "svg":
        _svg(draw, whole, buffer)
        return bytes(buffer.data().data())
    _pdf(draw, whole, buffer)
    return _TIME.sub(rb"\g<1>000000", bytes(buffer.data().data()))


def _png(draw: PAINT, whole: QSize) -> bytes:
    image = QImage(whole * RATIO, QImage.Format.Format_RGB32)
    image.fill(QColor(theme().roles.page))
    with QPainter(image) as p:
        p.scale(RATIO, RATIO)
        p.translate(MARGIN, MARGIN)
        draw(p)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _svg(draw: PAINT, whole: QSize, buffer: QBuffer) -> None:
    device = QSvgGenerator()
    device.setOutputDevice(buffer)
    device.setSize(whole)
    device.setViewBox(device.viewBox().adjusted(0, 0, whole.width(), whole.height()))
    device.setTitle("")
    device.setDescription("")
    with QPainter(device) as p:
        p.fillRect(0, 0, whole.width(), whole.height(), theme().color("page"))
        p.translate(MARGIN, MARGIN)
        draw(p)


def _pdf(draw: PAINT, whole: QSize, buffer: QBuffer) -> None:
    device = QPdfWriter(buffer)
    device.setCreator("")
    device.setTitle("")
    device.setResolution(96)
    points = QSizeF(whole) * 72 / 96
    device.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    with QPainter(device) as p:
        p.translate(MARGIN, MARGIN)
        draw(p)
