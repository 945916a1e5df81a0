"""Lines out of runs: words, fallback fonts, no-break spaces, long words; left aligned, never hyphenated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.printable import clean
from reports.blocks import Run, Text, Tone
from reports.pdf import fonts
from reports.pdf.faces import Face
from reports.pdf.palette import TONES

_WORDS = re.compile(r"(?:[^ \n·]|(?<![가-힣])·|·(?![가-힣]))+·?|·| +|\n")
"""Words, spaces and line feeds; a middle dot between two Korean words ends the first of them."""
_NOT_FIRST = "，。、；：！？）】》」』”’%,.;:!?)]}"
NOTE_SIZE, NOTE_RISE = 5.6, 3.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one font on a line; `width` in points."""

    text: str
    font: str
    size: float
    colour: str
    width: float
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its segments and width in points; `soft` where the text runs on in the next one."""

    segments: tuple[Segment, ...]
    width: float
    soft: bool = False

    @property
    def notes(self) -> tuple[int, ...]:
        """The footnotes whose numbers stand on it."""
        return tuple(int(segment.text) for segment in self.segments if segment.rise)


@dataclass(frozen=True)
class Setting:
    """How a text is set: its face and the language that chooses the fonts."""

    face: Face
    language: str

    def segments(self, run: Run, text: str) -> tuple[Segment, ...]:
        """The segments of a part of a run."""
        colour = TONES[run.tone or self.face.tone]
        return _set(text, self.face.family, self.language, run.bold or self.face.bold, self.face.size, colour)

    def note(self, number: int) -> Segment:
        """The raised number of a footnote."""
        [(font, part)] = fonts.split(str(number), "sans", "en", False)
        width = fonts.width(font, part) * NOTE_SIZE
        return Segment(part, font, NOTE_SIZE, TONES[Tone.LINK], width, NOTE_RISE)


@lru_cache(maxsize=60_000)
def _set(text: str, family: str, language: str, bold: bool, size: float, colour: str) -> tuple[Segment, ...]:
    return tuple(
        Segment(part, font, size, colour, fonts.width(font, part) * size)
        for font, part in fonts.split(text, family, language, bold)
    )


def lay(text: Text, setting: Setting, width: float) -> Iterator[Line]:
    """The lines of a text that is `width` points wide; a line feed begins a new line."""
    line: list[Segment] = []
    used = 0.0
    gap: Sequence[Segment] = ()
    for word in _words(text, setting):
        if word is None:
            yield _line(line, soft=False)
            line, used, gap = [], 0.0, ()
            continue
        if word[0].text.isspace():
            gap = word if line else ()
            continue
        space, length = _length(gap), _length(word)
        if line and used + space + length > width + 0.01:
            yield _line(line, soft=True)
            line, used, gap, space = [], 0.0, (), 0.0
        if length > width + 0.01:
            *full, word = _broken(word, width)
            yield from (_line(part, soft=True) for part in full)
            length = _length(word)
        line += [*gap, *word]
        used, gap = used + space + length, ()
    if line:
        yield _line(line, soft=False)


def _length(segments: Iterable[Segment]) -> float:
    return sum(segment.width for segment in segments)


def _words(text: Text, setting: Setting) -> Iterator[Sequence[Segment] | None]:
    """Words and spaces in turn (a word may be made of several runs); None for a line feed."""
    word: list[Segment] = []
    for run in text:
        for match in _WORDS.finditer(clean(run.text)):
            part = match.group()
            if part == "\n" or part[0] == " ":
                if word:
                    yield word
                    word = []
                yield None if part == "\n" else setting.segments(run, " ")
            else:
                word += setting.segments(run, part)
        if run.note:
            word.append(setting.note(run.note))
    if word:
        yield word


def _broken(word: Sequence[Segment], width: float) -> list[list[Segment]]:
    """A word wider than the line, cut at a no-break space or after "/", else after "-", else anywhere."""
    out: list[list[Segment]] = [[]]
    used = 0.0
    for segment in _atoms(word, width):
        if out[-1] and used + segment.width > width + 0.01 and segment.text[0] not in _NOT_FIRST:
            out.append([])
            used = 0.0
        out[-1].append(segment)
        used += segment.width
    return out


def _atoms(word: Sequence[Segment], width: float) -> Iterator[Segment]:
    for segment in word:
        for part in re.findall(r"[^/\u00a0]*[/\u00a0]|[^/\u00a0]+", segment.text):
            atom = _part(segment, part)
            if atom.width <= width:
                yield atom
                continue
            for smaller in re.findall(r"[^-]*-|[^-]+", part):
                piece = _part(segment, smaller)
                if piece.width <= width:
                    yield piece
                else:
                    yield from (_part(segment, char) for char in smaller)


def _part(segment: Segment, text: str) -> Segment:
    width = fonts.width(segment.font, text) * segment.size
    return Segment(text, segment.font, segment.size, segment.colour, width, segment.rise)


def _line(segments: list[Segment], *, soft: bool) -> Line:
    """Neighbours of one font become one segment: fewer operators, and words that extract as words."""
    out: list[Segment] = []
    for segment in segments:
        last = out[-1] if out else None
        if last and (last.font, last.size, last.colour, last.rise) == (
            segment.font,
            segment.size,
            segment.colour,
            segment.rise,
        ):
            together = last.width + segment.width
            out[-1] = Segment(
                last.text + segment.text, last.font, last.size, last.colour, together, last.rise
            )
        else:
            out.append(segment)
    return Line(tuple(out), sum(segment.width for segment in segments), soft)
