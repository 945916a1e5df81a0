"""What the day leaves behind, against what it should."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from main import Vaults
from tests.ui.day.words import OCTOBER, Words
from tests.ui.day.yesterday import PASSPHRASE
from tests.ui.journeys.held import KINDS, held


@dataclass(frozen=True)
class Left:
    """What came into the vault (+) and what is there no longer (-), a line a record; the files beside it."""

    records: tuple[str, ...]
    documents: tuple[str, ...]
    backups: int


def kept(vaults: Vaults, folder: Path) -> Counter[str]:
    """What the vault holds, a line a record."""
    with closing(vaults.open(folder, PASSPHRASE)) as vault, vault.read() as reader:
        return Counter(held(reader, (*KINDS, "source", "contact", "quick_note")))


def left(vaults: Vaults, folder: Path, before: Counter[str]) -> Left:
    """What is there in the evening, beside what was there `before`."""
    after = kept(vaults, folder)
    told = [f"+ {line}" for line in sorted((after - before).elements())]
    told += [f"- {line}" for line in sorted((before - after).elements())]
    documents = tuple(found.name for found in folder.parent.glob("*.pdf"))
    return Left(tuple(told), documents, len(list(folder.with_name("copies").glob("*.ncb"))))


def meant(words: Words) -> Left:
    """What should be there."""
    told = Path(__file__).with_name(f"held-{words.language}.txt").read_text("utf-8").splitlines()
    return Left(tuple(told), (f"one-page-{OCTOBER}-{words.language}.pdf",), 1)
