"""A brief against the same text drawn line by line on a bare ReportLab canvas."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path

import main
from app import assets, child
from app.clock import SystemClock
from app.dossier import BriefOptions, Dossier
from app.services.releases import prepare_brief
from measure import Row, compare
from reports.renderer import render_brief

EVENT = "2023-10-09"
LATIN, KOREAN = "SourceSerif4-Regular", "NotoSerifKR-Regular"
LEADING, TOP, BOTTOM, LEFT = 12, 790, 50, 50


def rows() -> list[Row]:
    """One page and the full brief, each in the child as the program makes it, and warm in one process."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        vaults = main.Vaults()
        place = Path(folder) / "vault"
        vaults.make_sample(place, "six random words are better", lambda *_: None)
        vault = vaults.open(place, "six random words are better")
        try:
            for kind, words in (("one_page", "one-page brief"), ("full", "full brief")):
                options = BriefOptions(events=(EVENT,), kind=kind, audience="government", state="CN")
                found += _pair(words, prepare_brief(vault, SystemClock(), options).dossier)
        finally:
            vault.close()
    return found


def _pair(words: str, dossier: Dossier) -> list[Row]:
    lines = [line for text in render_brief(dossier).texts for line in text.splitlines()]
    against = "bare canvas, same text"
    return [
        compare(
            f"{words}, warm",
            "sample",
            against,
            lambda _: render_brief(dossier),
            lambda _: draw(lines),
            times=7,
        ),
        compare(
            f"{words}, in a fresh child",
            "sample",
            against,
            lambda _: child.run(render_brief, dossier),
            lambda _: child.run(draw, lines),
            times=5,
        ),
    ]


@cache
def _load(name: str) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(f"bare-{name}", io.BytesIO(assets.font(name))))
    return f"bare-{name}"


def draw(lines: list[str]) -> bytes:
    """The lines one under the other, in the fonts of the brief."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    y = TOP
    for line in lines:
        if y < BOTTOM:
            canvas.showPage()
            y = TOP
        canvas.setFont(_load(LATIN if line.isascii() else KOREAN), 9)
        canvas.drawString(LEFT, y, line)
        y -= LEADING
    canvas.save()
    return out.getvalue()
