"""What is not as the history says stays in: the export refuses, by code and kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import slots
from db.engine import connect
from db.folder import Layout
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook

BRIEF = ("--event", "2023-10-09", "--kind", "full", "--audience", "government", "--recipient", "KR")
EDITS = {
    "UPDATE rec_event SET title = 'x' WHERE code = '2023-10-09'": "Event 2023-10-09",
    "UPDATE rec_claim SET high = 6000 WHERE high = 600": "Claim ",
    "UPDATE row_person_names SET text = 'x'": "Person ",
    "UPDATE rec_consent SET answer = 'given'": "Consent ",
}


def edit(vault: Path, statement: str) -> None:
    """Runs SQL past the program with the key."""
    unlocked = slots.open_with_passphrase(Layout(vault), PASSPHRASE, CHEAP.limits)
    raw = connect(vault / "vault.db", unlocked.database_key)
    raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(("statement", "named"), EDITS.items())
def test_a_brief_with_an_altered_record_is_refused(
    sample: Casebook, tmp_path: Path, statement: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(Path(sample.vault), statement)
    out = tmp_path / "brief.pdf"
    assert sample("brief", sample.vault, *BRIEF, "-o", str(out)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"casebook: {named}")
    assert "is not as the history says" in said
    assert not out.exists()


def test_a_summary_with_an_altered_record_is_refused(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(Path(sample.vault), "UPDATE rec_person SET sex = 'male'")
    assert sample("summary", sample.vault, "-o", str(tmp_path / "summary.csv")) == 1
    assert "casebook: Person " in capsys.readouterr().err
    assert not list(tmp_path.glob("summary*"))


def test_the_same_brief_goes_out_from_a_sound_vault(sample: Casebook, tmp_path: Path) -> None:
    """Control."""
    out = tmp_path / "brief.pdf"
    assert sample("brief", sample.vault, *BRIEF, "-o", str(out)) == 0
    assert out.exists()
