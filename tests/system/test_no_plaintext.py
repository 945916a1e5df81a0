"""A marker in every field of every record is readable in no file, and no file is made unasked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.records import ALL, new, row
from app.services.files import new_case_in
from app.services.saving import save_in
from app.values import Text, uncertain
from db.making import create
from tests.db import samples
from tests.leaks import MARK, holding, holds
from tests.stories import consent
from tests.system.program import CHEAP, PASSPHRASE, ROOT, Program
from tests.system.tracing import FILES, made, needs_strace, reaches, written

SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


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
    inside = path.is_relative_to(program.vault)
    part = path.name.startswith(".") and path.suffix == ".part" and bool(wanted)
    anchor = path.is_relative_to(program.environment["XDG_STATE_HOME"])  # digests and a MAC, searched below
    return inside or anchor or path.name in wanted or part or path.parts[1] in ("dev", "proc")


def test_no_command_leaves_the_marker_or_makes_a_file_unasked(marked: Program) -> None:
    """Each command under the eyes of the kernel, so that a file which lived for a moment counts too."""
    needs_strace()
    before = _shared()
    for words, wanted in COMMANDS:
        done, paths = made(marked, *words)
        assert MARK not in done.err
        assert "MARKERLEAK" not in done.err
        assert [p for p in paths if not _asked_for(Path(p), marked, wanted)] == [], words
    assert "MARKERLEAK" in marked("list", "vault", "cases").out
    (marked.folder / "b.pdf").unlink()
    assert holding(marked.folder) == []
    assert _fresh(before) == []


def _shared() -> set[Path]:
    return {p for folder in SHARED if folder.exists() for p in folder.iterdir()}


def _fresh(before: set[Path]) -> list[Path]:
    """The files that came into the folders all share, and hold the marker."""
    return [p for p in _shared() - before if p.is_file() and holds(p.read_bytes())]


def test_the_watch_sees_a_file_that_lived_for_a_moment(marked: Program) -> None:
    needs_strace()
    log = marked.folder / "log"
    code = "import tempfile; tempfile.TemporaryFile().close()"
    watch = ["strace", "-f", "-o", str(log), "-e", "trace=openat"]
    subprocess.run([*watch, sys.executable, "-c", code], check=True)
    made = [line for line in log.read_text().splitlines() if f'"{tempfile.gettempdir()}' in line]
    assert [line for line in made if "O_TMPFILE" in line or "O_CREAT" in line]


def test_an_attachment_and_its_copy_leave_nothing_but_the_copy(marked: Program) -> None:
    needs_strace()
    source, copy = marked.folder / f"{MARK}.txt", marked.folder / "copy.txt"
    source.write_text(f"a statement {MARK} " * 20_000, "utf-8")
    code = json.loads(marked("list", "vault", "cases", "--json").out)[0]["code"]
    done, paths = made(marked, "attach", "vault", code, str(source))
    assert done.status == 0
    assert [p for p in paths if not _asked_for(Path(p), marked, set())] == []
    item = done.out.strip()
    done, paths = made(marked, "evidence", "vault", code, item, "-o", str(copy))
    assert done.status == 0
    assert [p for p in paths if not _asked_for(Path(p), marked, {copy.name})] == []
    assert copy.read_bytes() == source.read_bytes()
    source.unlink()
    copy.unlink()
    assert holding(marked.folder) == []


@pytest.mark.slow
def test_a_day_in_the_window_makes_no_file_and_opens_no_socket_unasked(marked: Program) -> None:
    """The same day under the eyes of the kernel; what Qt itself keeps lies in folders of its own."""
    needs_strace()
    (marked.folder / MARK).mkdir()
    log = marked.folder / "trace.log"
    watch = ("strace", "-f", "-qq", "-s", "400", "-e", f"trace={FILES},network", "-o", str(log))
    quiet = {"PYTHONPATH": Program.path(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*watch, sys.executable, "-m", "tests.system.journey", str(marked.vault), "lock"],
        cwd=ROOT,
        env={**os.environ, **marked.environment, **quiet},
        capture_output=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 75, done.stderr.decode()
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if " = -1 " not in line]
    assert [line for line in lines if reaches(line)] == []
    unasked = [p for p in written(marked.folder, lines) if not _asked_for(Path(p), marked, set())]
    settings = Path(marked.environment["XDG_CONFIG_HOME"])
    kept = {settings, settings / "casebook"}
    kept |= {settings / "casebook" / name for name in ("window.json", "window.json.new")}
    assert [p for p in map(Path, unasked) if p not in kept and not _qt(p, settings)] == []


def _qt(path: Path, settings: Path) -> bool:
    """What Qt's file dialog keeps of its own accord; that nothing of a case stays in it is tested below."""
    return path.parent == settings and path.name.startswith("QtProject.conf")


def _cut_off(end: str) -> list[str]:
    """One of the days has no network at all, where the machine allows that."""
    if end != "lock" or shutil.which("unshare") is None:
        return []
    allowed = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["unshare", "-n"] if allowed else []


@pytest.mark.slow
@pytest.mark.parametrize(
    "end", ["lock", "kill", *(pytest.param(end, marks=pytest.mark.long) for end in ("close", "bug"))]
)
def test_a_day_in_the_window_leaves_nothing_behind(marked: Program, end: str) -> None:
    """Every page, searching, typing, copying, an export given up; then lock, close, kill -9, or a bug.

    The recent folders of Qt's dialog are among what is searched and must not be kept.
    """
    before = _shared()
    (marked.folder / MARK).mkdir()
    quiet = {"PYTHONPATH": Program.path(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*_cut_off(end), sys.executable, "-m", "tests.system.journey", str(marked.vault), end],
        cwd=ROOT,
        env={**os.environ, **marked.environment, **quiet},
        capture_output=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == {"lock": 75, "close": 0, "kill": -9, "bug": 75}[end], done.stderr.decode()
    assert not holds(done.stdout)
    assert not holds(done.stderr)
    assert ("KeyError" in done.stderr.decode()) is (end == "bug")
    assert holding(marked.folder) == []
    assert _fresh(before) == []
    written = [p for p in (marked.folder / "own").rglob("*.conf") if end != "kill"]
    assert [p for p in written if "FileDialog" in p.read_text("utf-8")] == []
    with marked.open().read() as reader:
        assert reader.setting("organisation") == MARK
