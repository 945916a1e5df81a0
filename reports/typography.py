"""What must stay on one line: dates, articles, short counts, a number and its noun."""

from __future__ import annotations

import re

NBSP = "\N{NO-BREAK SPACE}"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)"
)
_TIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<=\d)[ ](?={_MONTH}\b)",  # 13 October
        r"(?<=\bart\.)[ ](?=\d|[IVX])",
        r"(?<=\barts)[ ](?=\d|[IVX])",
        r"(?<=\barticle)[ ](?=\d)",
        r"(?<=\barticles)[ ](?=\d)",
        r"(?<=\bparas)[ ](?=\d)",
        r"(?<=독립)[ ](?=출처)",
        r"(?<=출처)[ ](?=\d)",
        r"(?<=\d년)[ ](?=\d+월)",
        r"(?<=\d월)[ ](?=\d+일)",
        r"(?<=\d\.)[ ](?=\d)",  # 2023. 10. 9.
        r"(?<=제\d조)[ ](?=제\d)",
        r"(?<=제\d\d조)[ ](?=제\d)",
        r"(?<=\b[A-Z]\.)[ ](?=\w)",
        r"(?<=\bAnnex)[ ](?=[A-Z]\b)",
        r"(?<=부록)[ ](?=[가-하]\b)",
        r"(?<=\bNo\.)[ ](?=\d)",
        r"(?<=\d)[ ](?=per\b)",
        r"(?<=\d)[ ](?=km)",
        r"(?<=\bper)[ ](?=cent\b)",
        r"(?<=약)[ ](?=\d)",
        r"(?<=\babout)[ ](?=\d)",
        r"(?<=\bState)[ ](?=[A-Z]\b)",
        r"(?<=\bno)[ ](?=figure\b)",
    )
)
_YEAR = re.compile(rf"({_MONTH})[ ](?=\d{{4}}\b)")
_COUNT = re.compile(r"\((\d+)[ ](?=independent\b)")


def tie(text: str) -> str:
    """A text with no-break spaces where a line must not end."""
    text = _YEAR.sub(rf"\1{NBSP}", text)
    text = _COUNT.sub(rf"(\1{NBSP}", text)
    for pattern in _TIES:
        text = pattern.sub(NBSP, text)
    return text
