"""A marker in every field of every record is readable in no file, and no file is made unasked."""

from __future__ import annotations

import base64
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from app.records import ALL, new, row
from app.services.files import new_case_in
from app.services.saving import save_in
from app.values import Text, uncertain
from db.vault import create
from tests.db import samples
from tests.stories import consent
from tests.system.program import CHEAP, PASSPHRASE, Program
from tests.system.tracing import made, needs_strace

MARK = "MARKERLEAK 각하"
SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


def needles() -> list[bytes]:
    """The marker as it could lie on a disk."""
    forms = [MARK, "MARKERLEAK", unicodedata.normalize("NFD", MARK), MARK.casefold()]
    found = [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")]
    plain = MARK.encode()
    return [*found, plain.hex().encode(), *(base64.b64encode(b" " * n + plain)[4:-4] for n in range(3))]


def holding(folder: Path) -> list[str]:
    """The names of files under a folder in which the marker can be read."""
    files = [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
    return sorted(p.name for p in files if any(n in p.read_bytes() for n in needles()))


@pytest.fixture
def marked(bare: Program) -> Program:
    """A vault whose every field holds the marker, and folders of its own for whatever a program writes."""
    vault, _key = create(bare.vault, PASSPHRASE, staff=MARK, terms=CHEAP)
    of = samples.ids()
    with vault.write() as work:
        for record_type in ALL:
            work.keep_draft(record_type.key, samples.full(record_type, samples.ids(), MARK))
            own_name = f"sealed {MARK}" if record_type.sealed else MARK  # else the gate finds it in sources
            work.save(samples.full(record_type, of, own_name))
        for key in ("organisation", "contact"):
            work.set_setting(key, MARK)
        work.log("export", detail={"file": MARK})
        event = save_in(work, new("event", code="E", title=Text(MARK), kind="arrest", date=uncertain("2024")))
        claim = new("claim", event=event.record.id, claimant=Text(MARK), named="yes", wording=Text(MARK))
        save_in(work, claim)
        person = new("person", role="victim", sex="female", names=(row(text=MARK),))
        _person, case = new_case_in(work, person, new("case", narrative=Text(MARK), account=Text(MARK)))
        save_in(work, new("link", case=case.record.id, event=event.record.id, certainty="confirmed"))
        save_in(work, consent("publish_name", contact=MARK).with_values(case=case.record.id))
        work.commit()
    vault.close()
    (bare.folder / "in.csv").write_text("name,sex\n홍길동,여\n", encoding="utf-8")
    own = {}
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        folder = bare.folder / "own" / name
        folder.mkdir(parents=True)
        own[name] = str(folder)
    return Program(bare.folder, environment={**own, "PYTHONDONTWRITEBYTECODE": "1"})


COMMANDS: tuple[tuple[tuple[str, ...], set[str]], ...] = (
    (("list", "vault", "cases"), set()),
    (("list", "vault", "claims", "--json"), set()),
    (("check", "vault"), set()),
    (("brief", "vault", "--event", "E", "-o", "b.pdf"), {"b.pdf"}),
    (("brief", "vault", "--event", "none", "-o", "b.pdf", "--force"), set()),
    (("summary", "vault", "-o", "s.csv"), set()),
    (("import", "vault", "in.csv", "--as", "cases"), set()),
    (("backup", "vault", "-o", "b.ncb"), {"b.ncb"}),
)


def _asked_for(path: Path, program: Program, wanted: set[str]) -> bool:
    inside = path.parent == program.vault or path == program.vault
    part = path.name.startswith(".") and path.suffix == ".part" and bool(wanted)
    anchor = path.is_relative_to(program.environment["XDG_STATE_HOME"])  # digests and a MAC, searched below
    return inside or anchor or path.name in wanted or part or path.parts[1] in ("dev", "proc")


def test_no_command_leaves_the_marker_or_makes_a_file_unasked(marked: Program) -> None:
    """Each command under the eyes of the kernel, so that a file which lived for a moment counts too."""
    needs_strace()
    before = {p for folder in SHARED if folder.exists() for p in folder.iterdir()}
    for words, wanted in COMMANDS:
        done, paths = made(marked, *words)
        assert MARK not in done.err
        assert "MARKERLEAK" not in done.err
        assert [p for p in paths if not _asked_for(Path(p), marked, wanted)] == [], words
    assert "MARKERLEAK" in marked("list", "vault", "cases").out
    (marked.folder / "b.pdf").unlink()
    assert holding(marked.folder) == []
    new_ones = {p for folder in SHARED if folder.exists() for p in folder.iterdir()} - before
    assert [p for p in new_ones if p.is_file() and any(n in p.read_bytes() for n in needles())] == []


@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-be"])
def test_the_search_for_the_marker_finds_it(tmp_path: Path, code: str) -> None:
    (tmp_path / "plain").write_text(f"x{MARK}y", code)
    assert holding(tmp_path) == ["plain"]


@pytest.mark.parametrize("n", range(3))
def test_the_search_finds_it_encoded(tmp_path: Path, n: int) -> None:
    (tmp_path / "b64").write_bytes(base64.b64encode(b"x" * n + MARK.encode() + b"yy"))
    (tmp_path / "hex").write_text((b"x" * n + MARK.encode()).hex())
    (tmp_path / "nfd").write_text(unicodedata.normalize("NFD", MARK))
    assert holding(tmp_path) == ["b64", "hex", "nfd"]


def test_the_watch_sees_a_file_that_lived_for_a_moment(marked: Program) -> None:
    needs_strace()
    log = marked.folder / "log"
    code = "import tempfile; tempfile.TemporaryFile().close()"
    watch = ["strace", "-f", "-o", str(log), "-e", "trace=openat"]
    subprocess.run([*watch, sys.executable, "-c", code], check=True)
    assert "O_TMPFILE" in log.read_text() or "O_CREAT" in log.read_text()
