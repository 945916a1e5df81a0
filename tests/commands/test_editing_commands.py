"""edit, vocabulary, field: values, words and fields changed from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Casebook


def _shown(casebook: Casebook, capsys: pytest.CaptureFixture[str], code: str) -> dict[str, Any]:
    capsys.readouterr()
    assert casebook("show", casebook.vault, code, "--json") == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    return shown


def _first_case(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert casebook("list", casebook.vault, "cases", "--json") == 0
    return str(json.loads(capsys.readouterr().out)[0]["code"])


def test_values_of_a_case_and_its_person_are_changed_together(
    sample: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _first_case(sample, capsys)
    words = ("status=released", "status_as_of=about 2024", "arrest_place=Helong", "person.birth=1998년 여름")
    assert sample("edit", sample.vault, code, *words) == 0
    said = capsys.readouterr().out.split()
    assert said == ["person.birth", "case.arrest_place", "case.status", "case.status_as_of"]
    values = _shown(sample, capsys, code)
    assert values["values"]["status"] == "released"
    assert values["person"]["values"]["birth"]["edtf"] == "1998-22"
    assert sample("edit", sample.vault, code, "person.birth=1876", "status_as_of=") == 0
    told = capsys.readouterr()
    assert told.out.split() == ["person.birth", "case.status_as_of"]
    assert told.err.startswith("casebook: Born: Born then, this person would be ")
    assert "status_as_of" not in _shown(sample, capsys, code)["values"]
    assert sample("history", sample.vault, code, "--json") == 0
    newest = next(e for e in json.loads(capsys.readouterr().out) if e["action"] == "update")
    assert [c["field"] for c in newest["changes"]] == ["status_as_of"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("status=nowhere",), 1),
        (("nothing=1",), 1),
        (("code=Kim Yong",), 1),
        (("status=released", "person.birth=not a day"), 1),
        (("person.names=Kim",), 1),
        (("person=00000000-0000-0000-0000-000000000000",), 1),
        (("status",), 2),
        (("status=released", "status=arrested"), 2),
        (("=x",), 2),
    ],
)
def test_an_edit_that_cannot_be_read_changes_nothing(
    sample: Casebook, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int
) -> None:
    code = _first_case(sample, capsys)
    before = _shown(sample, capsys, code)
    assert sample("edit", sample.vault, code, *words) == status
    assert capsys.readouterr().err.count("\n") == 1
    assert _shown(sample, capsys, code) == before


def test_terms_of_one_s_own(sample: Casebook, capsys: pytest.CaptureFixture[str]) -> None:
    run = sample
    assert run("vocabulary", run.vault, "add", "risk_factor", "barn", "--en", "hid", "--ko", "숨음") == 0
    assert run("vocabulary", run.vault, "rename", "risk_factor", "barn", "--en", "hid in a barn") == 0
    code = _first_case(run, capsys)
    assert run("edit", run.vault, code, "risk_factors=barn;illness") == 0
    assert run("vocabulary", run.vault, "merge", "risk_factor", "barn", "long_stay") == 0
    assert "1 record changed" in capsys.readouterr().out
    values = _shown(run, capsys, code)["values"]
    assert values["risk_factors"] == ["illness", "long_stay"]
    assert run("vocabulary", run.vault, "list", "risk_factor", "--json") == 0
    terms = {t["code"]: t for t in json.loads(capsys.readouterr().out)}
    assert (terms["barn"]["en"], terms["barn"]["ko"], terms["barn"]["retired"]) == (
        "hid in a barn",
        "숨음",
        True,
    )
    assert run("vocabulary", run.vault, "undo", "risk_factor", "barn", "long_stay") == 0
    assert "1 record changed" in capsys.readouterr().out
    assert _shown(run, capsys, code)["values"]["risk_factors"] == ["barn", "illness"]
    assert run("vocabulary", run.vault, "undo", "risk_factor", "barn", "long_stay") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run("vocabulary", run.vault, "add", "stance", "x", "--en", "x") == 1
    assert run("check", run.vault) == 0


def test_fields_of_one_s_own_go_from_vault_to_vault(
    sample: Casebook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run, file = sample, str(tmp_path / "fields.json")
    labels = ("--label", "Church", "--label-ko", "교회")
    assert run("field", run.vault, "add", "case", "church", "--kind", "text", "--searched", *labels) == 0
    code = _first_case(run, capsys)
    assert run("edit", run.vault, code, "church=느티나무 교회") == 0
    assert run("field", run.vault, "export", "-o", file) == 0
    assert run("field", run.vault, "export", "-o", file) == 1
    other = str(tmp_path / "other")
    assert run("new", other) == 0
    assert run("field", other, "import", file) == 0
    capsys.readouterr()
    assert run("field", other, "list", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert [found[k] for k in ("type", "key", "kind", "label_ko")] == ["case", "church", "text", "교회"]
    assert run("field", run.vault, "retire", "case", "church") == 0
    assert run("edit", run.vault, code, "church=") == 1
    assert _shown(run, capsys, code)["values"]["church"]["text"] == "느티나무 교회"
    assert run("field", run.vault, "add", "case", "status", "--label", "x") == 1
    assert run("field", run.vault, "add", "case", "x", "--kind", "term", "--label", "x") == 1
    assert run("field", run.vault, "import", str(tmp_path / "passphrase")) == 1
    assert run("check", run.vault) == 0


def test_an_own_field_is_where_built_in_ones_are(
    sample: Casebook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Show, list, history, import; the list of events too. The window's form, table and search: tests/ui."""
    run, table = sample, tmp_path / "people.csv"
    for kind in ("case", "person", "event"):
        words = ("--kind", "text", "--label", "Church", "--label-ko", "교회", "--searched")
        assert run("field", run.vault, "add", kind, "church", *words) == 0
    assert run("field", run.vault, "add", "act", "weather", "--kind", "text", "--label", "Weather") == 0
    table.write_text("이름,교회,person.church\n홍길동,느티나무,버드나무\n", encoding="utf-8")
    assert run("import", run.vault, "--as", "cases", str(table)) == 0
    assert run("edit", run.vault, "2023-10-09", "church=Elm") == 0
    capsys.readouterr()
    assert run("list", run.vault, "cases", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    (row,) = (r for r in rows if r["name"] == "홍길동")
    assert row["church"] == "느티나무"
    assert {r["church"] for r in rows if r is not row} == {""}
    assert run("list", run.vault, "events", "--json") == 0
    events = {r["code"]: r["church"] for r in json.loads(capsys.readouterr().out)}
    assert events["2023-10-09"] == "Elm"
    shown = _shown(run, capsys, row["code"])
    assert shown["values"]["church"]["text"] == "느티나무"
    assert shown["person"]["values"]["church"]["text"] == "버드나무"
    assert run("history", run.vault, "2023-10-09", "--json") == 0
    newest = next(e for e in json.loads(capsys.readouterr().out) if e["action"] == "update")
    assert [c["field"] for c in newest["changes"]] == ["church"]
    assert run("field", run.vault, "retire", "case", "church") == 0
    assert run("list", run.vault, "cases", "--json") == 0
    assert "church" not in json.loads(capsys.readouterr().out)[0]
    assert run("check", run.vault) == 0
