"""What makes, shows and puts in place the documents that leave the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from app.dossier import Dossier
from app.paper import ConsentForm, IntakeForm, RecoverySheet, ShareSheet
from app.pictures import Preview
from app.summary import Summary


@dataclass(frozen=True)
class Rendered:
    """A finished document: the files by suffix ("" the main one), and characters that could not be shown.

    `lost` lists each as "[U+XXXX]" and how often; `texts` is everything found on opening the files again.
    """

    files: Mapping[str, bytes]
    lost: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]


class Renderer(Protocol):
    """Makes finished documents, in the child, and opens them again to see what they hold."""

    def brief(self, dossier: Dossier) -> Rendered:
        """A brief as PDF. Raises ChildFailed."""
        ...

    def summary(self, summary: Summary, file_format: str) -> Rendered:
        """A summary as `pdf`, `xlsx` or `csv` (with its codebook beside it). Raises ChildFailed."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet) -> Rendered:
        """The printed sheet of a recovery key as PDF, proved to hold the key. Raises ChildFailed."""
        ...

    def share_sheets(self, sheets: Sequence[ShareSheet]) -> Rendered:
        """The printed sheets of shares of a recovery key as one PDF, a page each. Raises ChildFailed."""
        ...

    def quick_card(self, language: str) -> Rendered:
        """The card beside the laptop: unlock, lock, passphrase lost, laptop taken. Raises ChildFailed."""
        ...

    def blank_form(self, form: IntakeForm | ConsentForm) -> Rendered:
        """A blank form as PDF. Raises ChildFailed."""
        ...

    def pictures(self, pdf: bytes, dots_per_inch: int) -> tuple[tuple[int, int, bytes], ...]:
        """The pages of a PDF as width, height and RGB bytes."""
        ...


class Previewer(Protocol):
    """Decodes files of others, in the child."""

    def preview(self, data: bytes, kind: str, page: int = 0) -> Preview:
        """The pixels of a picture or a page (from 0) of a PDF, by media type. Raises Invalid, ChildFailed."""
        ...

    def without_metadata(self, data: bytes, kind: str) -> bytes:
        """A JPEG, PNG, WebP or TIFF again from its pixels, without anything else. Raises Invalid,
        ChildFailed."""
        ...


class Outbox(Protocol):
    """Puts finished files in place."""

    def place(self, files: Mapping[str, bytes], path: str, *, replace: bool) -> None:
        """Write each file atomically as `path` + suffix. Refused where one exists, unless `replace`."""
        ...

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, "" where there is none."""
        ...

    def sweep(self, path: str) -> None:
        """Remove what a placing at `path` left beside it when it was cut off."""
        ...

    def stream(self, path: str, *, replace: bool) -> AbstractContextManager[BinaryIO]:
        """A file to be written in pieces; it gets its name when the context ends without an error.

        Raises Refused where one exists and `replace` is false, DiskTrouble.
        """
        ...
