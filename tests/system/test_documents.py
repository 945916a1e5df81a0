"""Documents from outside: the same bytes anywhere, nothing of the machine, and sense with next to no data."""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from pathlib import Path

import pikepdf
import pytest

from app.dossier import BriefOptions
from app.errors import DiskTrouble
from app.records.record import new
from app.services.releases import look_through, prepare_brief
from app.services.saving import save
from app.values import Text, uncertain
from reports import outbox
from reports.renderer import render_brief
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, public_vault
from tests.system.program import Program

FULL = BriefOptions(events=(OCTOBER,), kind="full", audience="government", recipient="KR")


def test_the_same_brief_has_the_same_bytes_anywhere(sample: Program) -> None:
    """Another seed, zone, locale, home, folder and file name. Control: another date gives other bytes."""
    words = ("--event", OCTOBER, "--kind", "full", "--audience", "government", "--recipient", "KR")
    elsewhere = sample.folder / "elsewhere"
    elsewhere.mkdir()
    here = {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul"}
    there = {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C", "HOME": str(elsewhere)}
    for name, more, day in (("a", here, "20"), ("elsewhere/b", there, "20"), ("c", here, "21")):
        out = ("-o", f"{name}.pdf", "--date", f"2026-11-{day}")
        assert sample("brief", "vault", *words, *out, more=more).status == 0
    a, b, c = (sample.folder / f"{name}.pdf" for name in ("a", "elsewhere/b", "c"))
    assert a.read_bytes() == b.read_bytes()
    assert a.read_bytes() != c.read_bytes()
    _holds_nothing_of_the_machine(a, sample.folder)


def _holds_nothing_of_the_machine(path: Path, folder: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert set(pdf.docinfo) == {"/Title"}
        metadata = str(pdf.open_metadata())
        streams = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    assert set(re.findall(r"<(?!/|\?|rdf:|x:)([\w:]+)", metadata)) <= {
        "dc:title",
        "pdfaid:part",
        "pdfaid:conformance",
    }
    for needle in (str(folder), "casebook", "ReportLab", "pikepdf", "Asia/Seoul", "Staff 1"):
        assert needle.encode() not in path.read_bytes()
        assert all(needle.encode() not in stream for stream in streams)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_a_vault_with_events_and_nothing_else_gives_a_brief(kind: str, language: str) -> None:
    """No claims, no people, no requests, a title of a thousand words, a date that is hardly known."""
    vault, clock = FakeVault(), FixedClock()
    for code, title, date in (
        ("E", "x", "2023-10-09"),
        ("F", "긴 제목 " * 500, "2023"),
        ("G", "g", "../2020"),
    ):
        save(vault, new("event", code=code, title=Text(title), kind="arrest", date=uncertain(date)))
    for events in (("E",), ("F",), ("G",), ("E", "F", "G")):
        for state in ("", "CN"):
            options = BriefOptions(events=events, kind=kind, language=language, state=state)
            prepared = prepare_brief(vault, clock, options)
            rendered = render_brief(prepared.dossier)
            look_through(vault, clock, prepared, rendered)
            assert rendered.files[""].startswith(b"%PDF")


def test_the_state_addressed_changes_the_law_and_nothing_of_people() -> None:
    vault, clock = public_vault(), FixedClock()
    plain = prepare_brief(vault, clock, FULL).dossier
    assert [line.instrument for line in plain.legal] == ["Universal Declaration of Human Rights (1948)"]
    about_state = {"options", "state", "legal", "findings", "own_record", "requests", "likely_answer"}
    for state in ("CN", "KP"):
        addressed = prepare_brief(vault, clock, replace(FULL, state=state)).dossier
        changed = {f.name for f in fields(plain) if getattr(plain, f.name) != getattr(addressed, f.name)}
        assert {"state", "legal"} <= changed <= about_state


def test_of_two_files_both_are_placed_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: without the trouble both stand there."""
    files = {"": b"main", ".codebook.csv": b"beside"}
    target = tmp_path / "s.csv"
    write = outbox._write

    def full(path: Path, data: bytes) -> None:
        write(path, data)
        if data == b"beside":
            raise OSError(28, "no space left")

    monkeypatch.setattr(outbox, "_write", full)
    with pytest.raises(DiskTrouble):
        outbox.FileOutbox().place(files, str(target), replace=False)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    outbox.FileOutbox().place(files, str(target), replace=False)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s.csv", "s.csv.codebook.csv"]


def test_what_killed_exports_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    """Beside the same name at once; of other names once nobody can be writing it; only our form of name."""
    box, target = outbox.FileOutbox(), tmp_path / "brief.pdf"
    token = outbox._token(target)
    same, old, fresh = (f".{name}-0.part" for name in (token, "ab" * 8, "cd" * 8))
    theirs, elsewhere = ".film.mkv.part", f"{'ab' * 8}-0.part"
    for name in (same, old, fresh, theirs, elsewhere):
        (tmp_path / name).write_bytes(b"a part")
        if name != fresh:
            os.utime(tmp_path / name, (1e9, 1e9))
    (tmp_path / f".{'ef' * 8}-0.part").symlink_to(theirs)
    box.place({"": b"whole"}, str(target), replace=False)
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {"brief.pdf", fresh, theirs, elsewhere, f".{'ef' * 8}-0.part"}
