"""The day, step by step: what is pressed in Casebook, and for the same work in the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.ui.day.words import OCTOBER, Words

Written = Callable[[Words], str]
DUE = "2026-12-01"


@dataclass(frozen=True)
class Step:
    """A piece of work and the keys it takes on either side (as `Typist` reads them)."""

    title: str
    casebook: Written
    workbook: Written


def _consents(w: Words) -> str:
    """One conversation: by whom it was, and a yes to three permissions."""
    return f"[Ctrl+Shift+P]{w.kin}[Tab*2][Right][Tab][Right][Tab][Right][Ctrl+Return]"


DAY = (
    Step(
        "What is due today; the first of it is done",
        lambda w: "[Ctrl+7][Space]",
        lambda w: "[Ctrl+PgDown*4][Ctrl+Down][Down][Ctrl+;][Return]",
    ),
    Step(
        "A call: who, what was said, what is urgent, how to reach back",
        lambda w: f"[Ctrl+Shift+M]{w.said}[Tab]{w.urgent}[Tab]{w.caller}[Tab]{w.reach}",
        lambda w: (
            "[Ctrl+PgUp*4][Ctrl+Down][Down][Ctrl+;]"
            f"[Tab]{w.said}[Tab]{w.urgent}[Tab]{w.caller}[Tab]{w.reach}[Tab]"
        ),
    ),
    Step(
        "It becomes a case; in Casebook with what was said",
        lambda w: f"[Tab*2]{w.name}[Return]",
        # the number after the last one's, in both sheets; what was said stays with the call
        lambda w: f"9[Ctrl+PgDown][Ctrl+Down][Down]9[Tab]{w.name}[Tab]",
    ),
    Step(
        "What became of her, as of when, how sure that is",
        lambda w: f"[F6*2]{w.status}[Tab]{OCTOBER}[Tab]{w.certainty}",
        lambda w: f"{w.status[:1]}[Tab]{OCTOBER}[Tab]{w.certainty[:1]}[Tab]",
    ),
    Step(
        "The name in the other script, sex, home, birth",
        lambda w: f"[Ctrl+Shift+K]{w.other}[Return]{w.sex}[Tab*2]{w.home}[Return][Shift+Tab]{w.birth}",
        lambda w: f"{w.other}[Tab]{w.sex}[Tab]{w.home}[Tab]{w.birth}[Tab]",
    ),
    Step(
        "Who says when she was born, how far that is trusted, in what words",
        lambda w: f"[Ctrl+.][Return]{w.source}[Return][Tab*2]B[Tab]2[Tab]{w.quote}",
        lambda w: f"{w.source}[Tab]B[Tab]2[Tab]{w.quote}[Tab]",
    ),
    Step(
        "The event she belongs to, how sure, through which crossing, why",
        lambda w: f"[Ctrl+Shift+L]{w.event}[Return]{w.certainty}[Tab]{w.found}[Return][Tab]{w.basis}",
        lambda w: f"{OCTOBER[:4]}[Tab]{w.certainty[:1]}[Tab]{w.crossing}[Tab]{w.basis}[Tab]",
    ),
    Step(
        "What the next of kin allows: to keep the file, to count it, to publish it without a name",
        _consents,
        lambda w: f"{w.kin[:1]}[Tab][Ctrl+;][Tab]y[Tab]y[Tab]y[Return]",
    ),
    Step(
        "Where she was seen, when, by whom, how sure",
        lambda w: f"[Ctrl+Shift+S]{w.crossing}[Return]{OCTOBER}[Tab*2]{w.seen_by}[Tab]{w.certainty}",
        lambda w: (
            "[Ctrl+PgDown][Ctrl+Down][Down]"
            f"9[Tab]{w.crossing}[Tab]{OCTOBER}[Tab]{w.seen_by}[Tab]{w.certainty[:1]}[Return]"
        ),
    ),
    Step(
        "What is to be done next, by when, by whom",
        lambda w: f"[Ctrl+Shift+T]{w.task}[Return]{DUE}[Tab]{w.colleague}",
        lambda w: f"[Ctrl+PgDown*2][Right]9[Tab]{w.task}[Tab]{DUE}[Tab]{w.colleague}[Return]",
    ),
    Step(
        "An older case by a part of its name; the answer of a ministry to what was asked",
        lambda w: f"[Ctrl+K]{w.waiting}[Return][Alt+7][Return]{w.answer}[Tab][Ctrl+;]",
        lambda w: f"[Ctrl+PgUp][Ctrl+F]{w.waiting}[Return][Escape][Tab*4]{w.answer}[Tab][Ctrl+;][Return]",
    ),
    Step(
        "The status of all who were held in China becomes another",
        lambda w: (
            f"[Ctrl+Shift+F][Tab*2]{w.held}[Ctrl+Return][Ctrl+A][Ctrl+E][Tab*2]{w.status}[Tab][Ctrl+Return]"
        ),
        lambda w: (
            f"[Ctrl+PgUp*2][Ctrl+Up][Right*2][Alt+Down]{w.china}[Return]"
            f"[Down][Ctrl+Shift+Down]{w.status[:1]}[Ctrl+Return]"
        ),
    ),
    Step(
        "The minors without consent",
        lambda w: f"[Ctrl+K]{w.minors}[Return][Ctrl+Shift+F*2]{w.consent}[Tab][End][Ctrl+Return]",
        lambda w: "[Ctrl+Shift+L*2][Ctrl+Up][Ctrl+Right][Alt+Down]y[Return][Left*3][Alt+Down]n[Return]",
    ),
    Step(
        "A brief on the event, as a PDF",
        lambda w: f"[Ctrl+K]{w.name[: w.known]}[Return][Ctrl+Shift+E][Ctrl+S][Return]",
        # what was claimed about it, as it stands in the sheet: no prose, no look at who may be named
        lambda w: (
            f"[Ctrl+PgDown*4][Ctrl+Up][Alt+Down]{OCTOBER[:7]}[Return][Ctrl+A][Ctrl+C]"
            "[Ctrl+N][Ctrl+V][F12]brief.pdf[Return][Alt+F4]"
        ),
    ),
    Step(
        "A backup, and locked",
        lambda w: "[Ctrl+Shift+B][Ctrl+L]",
        lambda w: "[Ctrl+S][F12]1125[Return][Alt+F4]",
    ),
)
"""The steps in their order."""
MINORS = next(step for step in DAY if step.title.startswith("The minors"))
"""The step at whose end the list shows what was asked for."""
