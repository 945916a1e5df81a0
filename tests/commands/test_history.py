"""history: who changed what of a record, newest first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.records import new
from app.values import Text
from db.opening import open_vault
from tests.commands.conftest import PASSPHRASE, Casebook
from tests.db.conftest import cheap_terms


def test_changes_of_a_record_are_told_field_by_field(
    sample: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=cheap_terms())
    with vault.write() as unit:
        event = unit.by_text("event", "code", "2023-10-09")
        assert event is not None
        changed = unit.save(event.with_values(code="2023-10-09-B", title=Text("Handed\nover", "en")))
        unit.delete(changed)
        unit.commit()
    vault.close()
    assert sample("history", sample.vault, event.id.hex, "--json") == 0
    entries = json.loads(capsys.readouterr().out)
    assert [(e["action"], e["version"], e["by"]) for e in entries] == [
        ("delete", 3, "Staff 1"),
        ("update", 2, "Staff 1"),
        ("create", 1, "Staff 1"),
    ]
    told = {c["field"]: (c["old"], c["new"]) for c in entries[1]["changes"]}
    assert told["code"] == ("2023-10-09", "2023-10-09-B")
    assert sorted(told) == ["code", "title"]
    assert entries[0]["changes"] == []
    assert sample("history", sample.vault, event.id.hex) == 0
    lines = capsys.readouterr().out.splitlines()
    assert '  code: "2023-10-09" -> "2023-10-09-B"' in lines


def test_a_code_names_a_record_too(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    assert sample("history", sample.vault, "2023-08-29", "--json") == 0
    assert [e["action"] for e in json.loads(capsys.readouterr().out)] == ["create"]


@pytest.mark.parametrize("code", ["1999-01-01", "0" * 32])
def test_what_the_journal_does_not_know_is_said(
    sample: Casebook, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sample("history", sample.vault, code) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_sealed_record_is_not_told(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=cheap_terms())
    with vault.write() as unit:
        sealed = unit.save(new("identity", source=next(unit.all("source")).id, name="MARKERSEALED"))
        unit.commit()
    vault.close()
    assert sample("history", sample.vault, sealed.id.hex) == 1
    told = capsys.readouterr()
    assert "MARKERSEALED" not in told.out + told.err


def test_what_belongs_to_a_case_is_told_with_it(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=cheap_terms())
    with vault.write() as unit:
        case = next(unit.all("case"))
        consent = unit.where("consent", "case", [case.id])[0]
        unit.delete(consent)
        unit.commit()
    vault.close()
    code = case.text("code")
    assert sample("history", sample.vault, code, "--all", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [told[0][key] for key in ("type", "id", "action")] == ["consent", consent.id.hex, "delete"]
    assert {"case", "person", "consent", "link"} <= {e["type"] for e in told}
    assert sample("history", sample.vault, code) == 0
    told_of = capsys.readouterr()
    assert all("consent" not in line for line in told_of.out.splitlines())
    assert "--all" in told_of.err
    assert sample("history", sample.vault, "1999-01-01", "--all") == 1
