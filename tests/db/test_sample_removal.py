"""A sample is taken off the disk whole; nothing that is no sample, and nothing of somebody else's, goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import Refused, WrongPassphrase
from db.making import create
from db.sample import remove_sample
from tests.db.conftest import PASSPHRASE, cheap_terms


def test_only_a_sample_is_removed_and_only_what_is_ours(folder: Path) -> None:
    vault, _key = create(folder, PASSPHRASE, sample=True, recovery=False, terms=cheap_terms())
    vault.close()
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence" / "0123").write_bytes(b"encrypted")
    (folder / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(WrongPassphrase):
        remove_sample(folder, "not the one", terms=cheap_terms())
    remove_sample(folder, PASSPHRASE, terms=cheap_terms())
    assert [p.name for p in folder.iterdir()] == ["notes.txt"]


def test_a_vault_that_is_no_sample_stays(folder: Path) -> None:
    vault, _key = create(folder, PASSPHRASE, recovery=False, terms=cheap_terms())
    vault.close()
    before = sorted(p.name for p in folder.iterdir())
    with pytest.raises(Refused):
        remove_sample(folder, PASSPHRASE, terms=cheap_terms())
    assert sorted(p.name for p in folder.iterdir()) == before
