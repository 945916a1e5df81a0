"""The vocabularies a new vault begins with: stable codes, labels in English, Korean and Chinese.

Own labels; the notes of `violation` are reference codes of HURIDOCS list 4. Names of states follow
Unicode CLDR, but for those this field of work calls otherwise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FIXED = frozenset(
    {
        "audience", "certainty", "confidence", "consent_answer", "consent_field", "credibility", "element",
        "element_status", "event_kind", "likelihood", "mark", "measure", "permission", "qualifier",
        "recipient", "release_kind", "reliability", "script", "sex", "stance", "yes_no",
    }
)  # fmt: skip
"""Vocabularies whose codes the rules of protection and the wording of documents know one by one: their
labels may be changed and terms retired, but none added and none merged."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `zh` and `note` may be empty; `position` orders the terms of a vocabulary, from 1.

    The note holds a reference code (violation), the per cent of a band (likelihood), the code of the inverse
    (relation, event_relation), other names parted by `|` (state, recipient), else a word of explanation. A
    retired term is no longer offered, never reused.
    """

    vocabulary: str
    code: str
    en: str
    ko: str
    zh: str = ""
    note: str = ""
    position: int = 0
    retired: bool = False

    def label(self, language: str) -> str:
        """The label a reader of `language` sees; the English one where there is no other."""
        return {"ko": self.ko, "zh": self.zh}.get(language, "") or self.en


@cache
def seed() -> tuple[Term, ...]:
    """Every term of every vocabulary a new vault begins with, by vocabulary and position."""
    data: dict[str, list[list[str]]] = json.loads(
        files("app.data").joinpath("vocabularies.json").read_text(encoding="utf-8")
    )
    return tuple(
        _term(vocabulary, position, *texts)
        for vocabulary, rows in data.items()
        for position, texts in enumerate(rows, start=1)
    )


def _term(vocabulary: str, position: int, code: str, en: str, ko: str, zh: str = "", note: str = "") -> Term:
    return Term(vocabulary, code, en, ko, zh, note, position)


@cache
def _by_code() -> MappingProxyType[str, dict[str, Term]]:
    found: dict[str, dict[str, Term]] = {}
    for term in seed():
        found.setdefault(term.vocabulary, {})[term.code] = term
    return MappingProxyType(found)


def vocabularies() -> tuple[str, ...]:
    """The keys of all vocabularies."""
    return tuple(_by_code())


def terms(vocabulary: str) -> tuple[Term, ...]:
    """The seed terms of a vocabulary in their order; KeyError where there is none of that key."""
    return tuple(_by_code()[vocabulary].values())


def term(vocabulary: str, code: str) -> Term:
    """One seed term; KeyError where there is none."""
    return _by_code()[vocabulary][code]
