"""A renderer and an outbox in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from app.dossier import Dossier
from app.paper import ConsentForm, IntakeForm, RecoverySheet, ShareSheet
from app.ports import Rendered
from app.summary import Summary


class FakeRenderer:
    """Sheets of keys and the quick card as their words."""

    def brief(self, dossier: Dossier) -> Rendered:
        raise NotImplementedError

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        raise NotImplementedError

    def recovery_sheet(self, sheet: RecoverySheet) -> Rendered:
        return _rendered(sheet.key)

    def share_sheets(self, sheets: Sequence[ShareSheet]) -> Rendered:
        return _rendered(" ".join(sheet.share for sheet in sheets))

    def quick_card(self, language: str) -> Rendered:
        return _rendered(f"card in {language}")

    def blank_form(self, form: IntakeForm | ConsentForm) -> Rendered:
        raise NotImplementedError

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        return ((2, 2, bytes(12)),)


def _rendered(text: str) -> Rendered:
    return Rendered({"": text.encode()}, (), (text,))


class FakeOutbox:
    """Remembers what was put where."""

    def __init__(self) -> None:
        self.placed: dict[str, bytes] = {}

    def place(self, files: Mapping[str, bytes], path: str, *, replace: bool) -> None:
        self.placed |= {path + suffix: data for suffix, data in files.items()}

    @contextmanager
    def stream(self, path: str, *, replace: bool) -> Iterator[BinaryIO]:
        target = BytesIO()
        yield target
        self.placed[path] = target.getvalue()

    def digest(self, path: str) -> str:
        return ""

    def sweep(self, path: str) -> None:
        return None
