"""Numbered footnotes: collected in the order they are mentioned, the number runs through the document."""

from __future__ import annotations

from collections.abc import Iterable

from app.dossier import ClaimLine
from reports.blocks import Text, plain
from reports.typography import tie


class Notes:
    """The footnotes of a document while it is built; the same text twice is one note."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}

    def add(self, text: str) -> int:
        """The number of a note; 0 for an empty text."""
        if not text:
            return 0
        return self._texts.setdefault(text, len(self._texts) + 1)

    @property
    def all(self) -> tuple[Text, ...]:
        """The notes in order."""
        return tuple(plain(tie(text)) for text in self._texts)


def cite(claims: Iterable[ClaimLine], *, address: bool = True) -> str:
    """Claims as a note prints them: number, claimant, relay, date, address."""
    parts = []
    for claim in claims:
        told = [claim.label, f"{claim.claimant}," if claim.relay else claim.claimant, claim.relay]
        text = " ".join(part for part in told if part).rstrip(".")
        parts.append(f"{text}, {claim.address}" if address and claim.address else text)
    return "; ".join(parts) + "." if parts else ""
