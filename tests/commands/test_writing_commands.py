"""brief, summary: one command each from the sample vault, right against the input, nobody beyond consent."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pypdfium2
import pytest

from db.opening import open_vault
from tests.commands.conftest import CHEAP, PASSPHRASE, Casebook

OCTOBER = ("--event", "2023-10-09")
FULL_KR = (*OCTOBER, "--kind", "full", "--audience", "government", "--recipient", "KR", "--state", "CN")


def text_of(path: Path) -> str:
    """Everything a reader can select in a PDF."""
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return "\n".join(pages).replace("\r\n", "\n").replace("\xa0", " ")


def joined(text: str) -> str:
    """A text without its line ends and spaces."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_full_brief_holds_every_claim_with_its_attribution(
    sample: Casebook, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.pdf"
    assert sample("brief", sample.vault, *FULL_KR, "--language", language, "-o", str(out)) == 0
    text = joined(text_of(out))
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        event = reader.by_text("event", "code", "2023-10-09")
        assert event is not None
        for number, claim in enumerate(reader.where("claim", "event", [event.id]), start=1):
            assert f"C{number}" in text
            assert joined(claim.phrase("claimant").in_language(language)) in text
            assert joined(claim.phrase("wording").in_language(language)) in text
    vault.close()
    line = {
        "en": "more than 500 to about 600 reported handed over (4 independent origins)",
        "ko": "500명이 넘는 수에서 약 600명까지 인계된 것으로 보도됨(독립 출처 4곳)",
    }[language]
    assert joined(line) in text
    assert "SAMPLE" in text


@pytest.mark.parametrize(
    ("audience", "recipient"),
    [("public", ""), ("government", "KR"), ("government", "US"), ("government", "CN"), ("un", "un_wgeid")],
)
def test_nobody_stands_in_a_brief_beyond_consent(
    sample: Casebook, tmp_path: Path, audience: str, recipient: str
) -> None:
    from app.consent import judge
    from app.protection import NameSearch
    from app.services.bearers import bearers

    out = tmp_path / "brief.pdf"
    to = ("--recipient", recipient) if recipient else ()
    words = (*OCTOBER, "--kind", "full", "--audience", audience, *to, "-o", str(out))
    assert sample("brief", sample.vault, *words) == 0
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        allowed = set()
        for case in reader.all("case"):
            consents = reader.where("consent", "case", [case.id])
            if judge(consents, audience, recipient, CHEAP.clock.now().date()).named:
                allowed.add(case.ref("person"))
        found = [b for hit in NameSearch(bearers(reader)).hits(text_of(out)) for b in hit]
    vault.close()
    assert {b.id for b in found} <= allowed
    if recipient == "KR":
        assert len({b.id for b in found}) >= 5
    if recipient == "CN":
        assert not found


def test_the_same_release_has_the_same_bytes(sample: Casebook, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for out in (first, second):
        assert sample("brief", sample.vault, *FULL_KR, "--date", "2026-11-20", "-o", str(out)) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_brief_is_entered_in_the_ledger_with_its_hash(sample: Casebook, tmp_path: Path) -> None:
    out = tmp_path / "brief.pdf"
    assert sample("brief", sample.vault, *FULL_KR, "-o", str(out)) == 0
    vault = open_vault(Path(sample.vault), PASSPHRASE, terms=CHEAP)
    with vault.read() as reader:
        (entry,) = reader.all("release")
    vault.close()
    assert entry.text("state") == "done"
    assert entry.text("sha256") == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (entry.text("audience"), entry.text("recipient"), entry.text("addressed")) == (
        "government",
        "KR",
        "CN",
    )
    assert entry.refs("named")
    assert entry.refs("consents")


def test_a_file_that_exists_needs_force(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.pdf"
    out.write_text("mine")
    assert sample("brief", sample.vault, *OCTOBER, "-o", str(out)) == 1
    assert out.read_text() == "mine"
    assert sample("brief", sample.vault, *OCTOBER, "-o", str(out), "--force") == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_reductions_are_told_by_code_and_never_by_name(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert sample("brief", sample.vault, *FULL_KR, "-o", str(tmp_path / "b.pdf")) == 0
    err = capsys.readouterr().err
    assert err.count(": ") >= 5
    assert err.isascii()


@pytest.mark.parametrize(
    "words",
    [("--audience", "public", "--recipient", "KR"), ("--audience", "government", "--recipient", "ZZ")],
)
def test_a_recipient_that_does_not_go_is_wrong_usage(
    sample: Casebook, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "b.pdf"
    assert sample("brief", sample.vault, *OCTOBER, *words, "-o", str(out)) == 2
    assert not out.exists()


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
def test_a_public_summary_in_each_form(sample: Casebook, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"summary.{suffix}"
    assert sample("summary", sample.vault, "-o", str(out)) == 0
    assert out.stat().st_size > 500
    if suffix == "csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
        counts = [row["count"] for row in rows]
        assert all(count == "" or int(count) >= 10 for count in counts)
        shown = sum(1 for count in counts if count)
        assert shown * 2 >= len(counts)


def test_too_few_people_are_refused(casebook: Casebook, tmp_path: Path) -> None:
    assert casebook("new", casebook.vault) == 0
    out = tmp_path / "s.csv"
    assert casebook("summary", casebook.vault, "-o", str(out)) == 1
    assert not out.exists()


def test_a_form_that_there_is_not_is_wrong_usage(sample: Casebook, tmp_path: Path) -> None:
    assert sample("summary", sample.vault, "-o", str(tmp_path / "s.doc")) == 2
    assert sample("brief", sample.vault, *OCTOBER, "-o", str(tmp_path / "s.docx")) == 2
