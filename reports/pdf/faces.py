"""Sizes and leadings of documents, by look of the part, language and role."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.blocks import Style, Tone


@dataclass(frozen=True)
class Face:
    """How a role is set: family (serif | sans), size and leading in points, weight and tone."""

    family: str
    size: float
    leading: float
    bold: bool = False
    tone: Tone = Tone.TEXT

    def scaled(self, factor: float) -> Face:
        """A little smaller, never under 6.2 points."""
        size = self.size if self.size <= 6.2 else max(6.2, self.size * factor)
        return replace(self, size=size, leading=self.leading * factor)


def _serif(size: float, leading: float, *, bold: bool = False, tone: Tone = Tone.TEXT) -> Face:
    return Face("serif", size, leading, bold, tone)


def _sans(size: float, leading: float, *, bold: bool = False, tone: Tone = Tone.TEXT) -> Face:
    return Face("sans", size, leading, bold, tone)


_NAVY = Tone.NAVY
_ONE_EN = {
    "title": _serif(17.8, 21.5, bold=True, tone=_NAVY),
    "callout": _serif(9.6, 12.7, tone=_NAVY),
    "lead": _serif(15.5, 18.0, bold=True, tone=_NAVY),
    "heading": _sans(8.6, 11.4, bold=True, tone=_NAVY),
    "heading2": _sans(6.8, 10.0, bold=True, tone=_NAVY),
    "label": _sans(7.6, 10.8, bold=True, tone=Tone.GOLD),
    "table": _sans(7.1, 9.6),
    "body": _serif(8.8, 11.35),
    "side": _sans(7.1, 9.3),
    "under": _sans(6.8, 9.2, tone=Tone.SECOND),
    "dateline": _sans(7.3, 11.2, tone=Tone.SECOND),
    "legend": _sans(7.1, 11.2, tone=Tone.SECOND),
    "note": _sans(6.8, 8.6, tone=Tone.SECOND),
    "cited": _sans(6.3, 8.05, tone=Tone.SECOND),
    "warning": _sans(6.8, 9.2, tone=Tone.RED),
    "caption": _sans(7.0, 9.4, tone=Tone.SECOND),
    "date": _sans(6.8, 9.3, bold=True, tone=Tone.GOLD),
    "number": _serif(9.6, 11.35, bold=True, tone=Tone.GOLD),
}
_ONE_KO = _ONE_EN | {
    "title": _serif(17.0, 23.0, bold=True, tone=_NAVY),
    "callout": _serif(9.6, 14.6, tone=_NAVY),
    "lead": _serif(14.5, 19.0, bold=True, tone=_NAVY),
    "body": _serif(8.9, 13.3),
    "side": _sans(7.3, 11.1),
    "table": _sans(7.3, 10.6),
    "under": _sans(6.8, 10.6, tone=Tone.SECOND),
    "note": _sans(6.5, 9.3, tone=Tone.SECOND),
    "cited": _sans(6.2, 8.6, tone=Tone.SECOND),
    "warning": _sans(6.6, 9.6, tone=Tone.RED),
    "date": _sans(7.1, 11.1, bold=True, tone=Tone.GOLD),
    "number": _serif(9.6, 13.3, bold=True, tone=Tone.GOLD),
}
_FULL_EN = {
    "title": _serif(20.5, 25.0, bold=True, tone=_NAVY),
    "title2": _serif(15.0, 19.0, bold=True, tone=_NAVY),
    "callout": _serif(10.2, 13.6, tone=_NAVY),
    "lead": _serif(17.5, 20.5, bold=True, tone=_NAVY),
    "heading": _sans(11.0, 14.4, bold=True, tone=_NAVY),
    "heading2": _sans(7.7, 10.8, bold=True, tone=_NAVY),
    "label": _sans(7.5, 10.8, bold=True, tone=Tone.GOLD),
    "table": _sans(7.4, 9.7),
    "body": _serif(9.7, 13.4),
    "side": _sans(7.4, 9.9),
    "under": _sans(6.8, 9.2, tone=Tone.SECOND),
    "dateline": _sans(7.3, 11.2, tone=Tone.SECOND),
    "legend": _sans(7.0, 11.0, tone=Tone.SECOND),
    "note": _sans(7.0, 9.7, tone=Tone.SECOND),
    "cited": _sans(6.4, 8.6, tone=Tone.SECOND),
    "warning": _sans(7.1, 10.4, tone=Tone.RED),
    "caption": _sans(7.3, 9.9, tone=Tone.SECOND),
    "date": _sans(7.1, 9.9, bold=True, tone=Tone.GOLD),
    "number": _serif(9.7, 13.4, bold=True, tone=Tone.GOLD),
}
_FULL_KO = _FULL_EN | {
    "title": _serif(19.5, 27.0, bold=True, tone=_NAVY),
    "title2": _serif(14.5, 20.0, bold=True, tone=_NAVY),
    "callout": _serif(10.0, 15.4, tone=_NAVY),
    "lead": _serif(16.5, 21.0, bold=True, tone=_NAVY),
    "table": _sans(7.5, 11.2),
    "body": _serif(9.3, 14.5),
    "side": _sans(7.5, 11.2),
    "note": _sans(6.9, 10.2, tone=Tone.SECOND),
    "cited": _sans(6.4, 9.2, tone=Tone.SECOND),
    "warning": _sans(7.1, 10.8, tone=Tone.RED),
    "caption": _sans(7.2, 10.6, tone=Tone.SECOND),
    "number": _serif(9.5, 14.5, bold=True, tone=Tone.GOLD),
}
_ANNEX_EN = _FULL_EN | {"table": _sans(7.0, 8.95), "note": _sans(7.4, 9.9, tone=Tone.SECOND)}
_ANNEX_KO = _FULL_KO | {"table": _sans(7.1, 10.2), "note": _sans(7.4, 10.6, tone=Tone.SECOND)}
_SUMMARY_EN = _FULL_EN | {
    "title": _serif(21.0, 25.7, bold=True, tone=_NAVY),
    "callout": _serif(10.8, 15.6, tone=_NAVY),
    "heading": _sans(9.4, 13.0, bold=True, tone=_NAVY),
    "body": _serif(10.2, 14.2),
    "table": _sans(8.2, 10.6),
    "number": _sans(9.0, 14.2, bold=True, tone=Tone.GOLD),
    "figure": _serif(18.5, 22.0, bold=True, tone=_NAVY),
    "dateline": _sans(7.4, 11.2, tone=Tone.SECOND),
    "side": _sans(7.7, 10.8),
}
_SUMMARY_KO = _FULL_KO | {
    "callout": _serif(10.4, 16.2, tone=_NAVY),
    "heading": _sans(9.4, 13.6, bold=True, tone=_NAVY),
    "body": _serif(9.8, 15.0),
    "table": _sans(8.0, 11.4),
    "number": _sans(9.0, 15.0, bold=True, tone=Tone.GOLD),
    "figure": _serif(17.5, 22.5, bold=True, tone=_NAVY),
    "side": _sans(7.7, 11.6),
}
_SHEET_EN = _FULL_EN | {
    "title": _serif(24.0, 29.0, bold=True, tone=_NAVY),
    "intro": _serif(10.9, 15.2, tone=_NAVY),
    "heading": _sans(10.0, 14.4, bold=True, tone=_NAVY),
    "body": _serif(10.75, 16.2),
    "number": _serif(10.75, 16.2, bold=True, tone=Tone.GOLD),
    "side": _sans(7.8, 11.2, tone=Tone.SECOND),
    "blank": _sans(7.5, 11.0, tone=Tone.SECOND),
    "filled": _sans(8.8, 12.4),
}
_SHEET_KO = _SHEET_EN | {
    "title": _serif(23.0, 30.0, bold=True, tone=_NAVY),
    "intro": _serif(10.4, 15.6, tone=_NAVY),
    "body": _serif(10.4, 15.8),
    "number": _serif(10.4, 15.8, bold=True, tone=Tone.GOLD),
    "side": _sans(7.8, 11.8, tone=Tone.SECOND),
}
_FORM_EN = _SHEET_EN | {
    "title": _serif(25.0, 32.0, bold=True, tone=_NAVY),
    "intro": _sans(10.2, 15.2),
    "label": _sans(8.8, 13.0, bold=True, tone=Tone.GOLD),
    "heading": _sans(10.8, 15.0, bold=True, tone=_NAVY),
    "body": _sans(9.6, 14.6),
    "ask": _sans(9.8, 14.0, bold=True),
    "part": _sans(9.8, 14.0),
    "under": _sans(8.4, 12.2, tone=Tone.SECOND),
    "choice": _sans(8.6, 13.4),
    "entry": _sans(9.0, 13.0),
    "number": _sans(10.4, 14.0, bold=True, tone=Tone.GOLD),
}
_FORM_KO = _FORM_EN | {
    "title": _serif(26.0, 34.0, bold=True, tone=_NAVY),
    "intro": _sans(10.8, 17.0),
    "body": _sans(10.0, 16.0),
    "ask": _sans(10.0, 14.6, bold=True),
    "part": _sans(10.0, 14.6),
    "under": _sans(8.6, 12.8, tone=Tone.SECOND),
    "entry": _sans(9.2, 13.6),
}
_CARD_EN = _SHEET_EN | {
    "heading": _serif(18.0, 25.0, bold=True, tone=_NAVY),
    "body": _serif(12.4, 17.2),
    "number": _serif(12.4, 17.2, bold=True, tone=Tone.GOLD),
}
_CARD_KO = _SHEET_KO | {
    "heading": _serif(16.5, 25.0, bold=True, tone=_NAVY),
    "body": _serif(11.8, 17.6),
    "number": _serif(11.8, 17.6, bold=True, tone=Tone.GOLD),
}

_LOOKS = {
    "one_page": (_ONE_EN, _ONE_KO),
    "brief": (_FULL_EN, _FULL_KO),
    "figures": (_FULL_EN, _FULL_KO),
    "annex": (_ANNEX_EN, _ANNEX_KO),
    "summary": (_SUMMARY_EN, _SUMMARY_KO),
    "sheet": (_SHEET_EN, _SHEET_KO),
    "form": (_FORM_EN, _FORM_KO),
    "card": (_CARD_EN, _CARD_KO),
}


@dataclass(frozen=True)
class Faces:
    """The faces of one part; `scale` below 1 sets it a little smaller."""

    look: str
    language: str
    scale: float = 1.0

    def __getitem__(self, role: str) -> Face:
        english, korean = _LOOKS[self.look]
        chosen = korean if self.language == "ko" else english
        return (chosen.get(role) or chosen["body"]).scaled(self.scale)

    def of(self, style: Style) -> Face:
        """The face of a paragraph's style."""
        return self[style.value]
