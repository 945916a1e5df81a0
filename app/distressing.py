"""What is shown only when it is asked for: content that somebody marked, or that is of a kind that weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.fields import Field, FieldType
from app.records.record import Record

KINDS = frozenset(
    {
        "torture",
        "invasive_search",
        "sexual_violence",
        "forced_abortion",
        "infanticide",
        "public_execution",
        "secret_execution",
    }
)
"""Violations whose account is folded unless somebody says that it need not be."""
TEXTS: Mapping[str, frozenset[str]] = {
    "case": frozenset(
        {"narrative", "account", "note"}
        | {"forces_reason", "family_actions", "detention_reasons", "why_arbitrary", "remedies"}
    ),
    "person": frozenset({"note"}),
    "act": frozenset({"method", "account"}),
    "sighting": frozenset({"seen_by", "note"}),
    "contact": frozenset({"what", "answer"}),
    "citation": frozenset({"quote"}),
    "comment": frozenset({"text"}),
    "claim": frozenset({"wording", "note"}),
    "task": frozenset({"what", "note"}),
    "relation": frozenset({"note"}),
    "evidence": frozenset({"what", "file_name", "note"}),
}
"""The texts that tell it, by kind of record."""


def texts_of(kind: str, own: Iterable[Field] = ()) -> frozenset[str]:
    """The fields of a kind of record that tell it; of those that staff added, every long text."""
    return TEXTS.get(kind, frozenset()) | {f.key for f in own if f.type is FieldType.LONG_TEXT}


def distressing(record: Record, of: Record | None = None) -> bool:
    """Whether a record is marked, or the case that it is part of (`of`).

    An act of one of `KINDS` is where nobody said otherwise.
    """
    if of is not None and distressing(of):
        return True
    said = record.text("distressing")
    if said in ("yes", "no"):
        return said == "yes"
    return record.type == "act" and record.text("type") in KINDS
