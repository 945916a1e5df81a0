"""What is shown only when it is asked for: content that somebody marked, or that is of a kind that weighs."""

from __future__ import annotations

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
TEXTS = {"case": frozenset({"narrative", "account", "note"}), "act": frozenset({"method", "account"})}
"""The texts that tell it, by kind of record."""


def distressing(record: Record) -> bool:
    """Whether a record is marked; an act of one of `KINDS` is where nobody said otherwise."""
    said = record.text("distressing")
    if said in ("yes", "no"):
        return said == "yes"
    return record.type == "act" and record.text("type") in KINDS
