"""form: blank papers of a vault, written once, without a release and without a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.opening import open_vault
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook
from tests.commands.test_writing_commands import joined, text_of


@pytest.mark.parametrize("kind", ["intake", "consent"])
def test_a_form_is_written_and_the_vault_stays_as_it_was(
    sample: Casebook, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "form.pdf"
    before = (Path(sample.vault) / "vault.db").read_bytes()
    assert sample("form", sample.vault, kind, "--language", "ko", "-o", str(out)) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert (Path(sample.vault) / "vault.db").read_bytes() == before
    text = joined(text_of(out))
    assert "SAMPLE" in text
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        codes = [case.text("code") for case in reader.all("case")]
        names = [str(row.values["text"]) for person in reader.all("person") for row in person.rows("names")]
        assert not list(reader.all("release"))
    vault.close()
    assert codes
    assert not [code for code in codes if code in text]
    assert not [name for name in names if joined(name) in text]


def test_a_form_replaces_nothing_unasked(sample: Casebook, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    out.write_bytes(b"mine")
    words = ("form", sample.vault, "consent", "-o", str(out))
    assert sample(*words) == 1
    assert out.read_bytes() == b"mine"
    assert sample(*words, "--force") == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_form_is_a_pdf(sample: Casebook, tmp_path: Path) -> None:
    assert sample("form", sample.vault, "intake", "-o", str(tmp_path / "form.docx")) == 2
