"""`attach` and `evidence`: one id on stdout, the original back byte for byte, nothing overwritten unasked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from app.filenames import safe_name
from app.records.evidence import LARGEST_FILE
from tests.commands.conftest import Casebook

DATA = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3000


@pytest.fixture
def case(casebook: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The code of the one case of a new vault."""
    assert casebook("new", casebook.vault) == 0
    table = tmp_path / "cases.csv"
    table.write_text("name\n홍길동\n", encoding="utf-8")
    assert casebook("import", casebook.vault, str(table), "--as", "cases") == 0
    capsys.readouterr()
    assert casebook("list", casebook.vault, "cases") == 0
    return capsys.readouterr().out.split("\t")[0]


@pytest.fixture
def attached(casebook: Casebook, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of a file that was attached."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(DATA)
    assert casebook("attach", casebook.vault, case, str(file)) == 0
    out, err = capsys.readouterr()
    assert (out.count("\n"), err.count("\n")) == (1, 1)
    assert f"What you attached still lies in {tmp_path} as well, not encrypted" in err
    return out.strip()


def test_the_original_comes_back_and_is_entered(
    casebook: Casebook, case: str, attached: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jpg"
    assert casebook("evidence", casebook.vault, case, attached, "-o", str(out)) == 0
    assert out.read_bytes() == DATA
    assert (out.stat().st_mode & 0o777, list(tmp_path.glob(".*"))) == (0o600, [])
    capsys.readouterr()
    assert casebook("history", casebook.vault, attached, "--json") == 0
    assert [e["action"] for e in json.loads(capsys.readouterr().out)] == ["exported", "create"]
    assert casebook("show", casebook.vault, attached, "--json") == 0
    custody = json.loads(capsys.readouterr().out)["custody"]
    assert [e["values"]["action"] for e in custody] == ["received", "exported"]
    assert casebook("show", casebook.vault, case, "--json") == 0
    assert [e["id"] for e in json.loads(capsys.readouterr().out)["evidence"]] == [attached]
    assert casebook("check", casebook.vault) == 0


def test_nothing_is_overwritten_unasked(casebook: Casebook, case: str, attached: str, tmp_path: Path) -> None:
    """A link that points nowhere is something too, and what it points to is never written."""
    out, link, elsewhere = tmp_path / "out.jpg", tmp_path / "link.jpg", tmp_path / "elsewhere"
    out.write_bytes(b"before")
    link.symlink_to(elsewhere)
    for place in (out, link):
        assert casebook("evidence", casebook.vault, case, attached, "-o", str(place)) == 1
    assert (out.read_bytes(), elsewhere.exists()) == (b"before", False)
    for place in (out, link):
        assert casebook("evidence", casebook.vault, case, attached, "-o", str(place), "--replace") == 0
    assert (out.read_bytes(), link.read_bytes(), elsewhere.exists()) == (DATA, DATA, False)


def test_the_list(casebook: Casebook, case: str, attached: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert casebook("evidence", casebook.vault, case, "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["id"], row["type"], row["size"], row["name"]) == (
        attached,
        "image/jpeg",
        len(DATA),
        "photo.jpg",
    )
    assert casebook("evidence", casebook.vault, case) == 0
    assert capsys.readouterr().out.startswith(f"{attached}\timage/jpeg\t{len(DATA)}\t")


def test_what_is_refused(
    casebook: Casebook, case: str, attached: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, empty = casebook.vault, tmp_path / "empty"
    empty.touch()
    huge = tmp_path / "huge"  # of no size on the disk, and not read before it is refused
    huge.touch()
    os.truncate(huge, LARGEST_FILE + 1)
    (tmp_path / "door").symlink_to(vault)
    refused = [
        ("evidence", vault, case, attached, "-o", f"{vault}/out.jpg"),
        ("evidence", vault, case, attached, "-o", str(tmp_path / "door" / "out.jpg")),
        ("evidence", vault, case, attached, "-o", vault),
        ("evidence", vault, case, attached, "-o", str(tmp_path / "no" / "folder.jpg")),
        ("evidence", vault, case, "no id", "-o", str(tmp_path / "x")),
        ("evidence", vault, case, "00" * 16, "-o", str(tmp_path / "x")),
        ("evidence", vault, "no case", attached, "-o", str(tmp_path / "x")),
        ("attach", vault, "no case", str(tmp_path / "photo.jpg")),
        ("attach", vault, attached, str(tmp_path / "photo.jpg")),
        ("attach", vault, case, str(tmp_path / "gone")),
        ("attach", vault, case, str(tmp_path)),
        ("attach", vault, case, str(empty)),
        ("attach", vault, case, str(huge)),
    ]
    before = sorted(os.listdir(Path(vault) / "evidence"))
    for words in refused:
        assert casebook(*words) == 1, words
        out, err = capsys.readouterr()
        assert (out, err.count("\n"), err.startswith("casebook: ")) == ("", 1, True)
    for words in (("evidence", vault, case, attached), ("evidence", vault, case, "-o", "x")):
        assert casebook(*words) == 2
    assert sorted(os.listdir(Path(vault) / "evidence")) == before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("COM¹", "_COM¹"),
        ("photo.jpg. .", "photo.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("..\\..\\x.txt", "x.txt"),
        ("a\nb.txt", "ab.txt"),
        ("-rf", "rf"),
        ("a:b.txt", "a_b.txt"),
        ("~", "file"),
        ("...", "file"),
        ("", "file"),
        ("사진 1.jpg", "사진 1.jpg"),
        ("가" * 200 + ".jpg", "가" * 38 + ".jpg"),
    ],
)
def test_a_copy_goes_into_a_folder_under_a_safe_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_hostile_name_is_kept_and_never_written(
    casebook: Casebook, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "a\nb\u202egpj. .exe", tmp_path / "out"
    file.write_bytes(DATA)
    folder.mkdir()
    assert casebook("attach", casebook.vault, case, str(file)) == 0
    made = capsys.readouterr().out.strip()
    assert casebook("evidence", casebook.vault, case, made, "-o", str(folder)) == 0
    assert os.listdir(folder) == ["abgpj.exe"]
    capsys.readouterr()
    assert casebook("evidence", casebook.vault, case) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_an_event_has_evidence_too(
    sample: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "statement.txt"
    file.write_bytes(b"as reported")
    assert sample("attach", sample.vault, "2023-10-09", str(file)) == 0
    made = capsys.readouterr().out.strip()
    assert sample("evidence", sample.vault, "2023-10-09", made, "-o", str(tmp_path / "out.txt")) == 0
    assert (tmp_path / "out.txt").read_bytes() == b"as reported"


def test_a_backup_holds_it(casebook: Casebook, case: str, attached: str, tmp_path: Path) -> None:
    backup, restored, out = tmp_path / "b.ncb", tmp_path / "restored", tmp_path / "out.jpg"
    assert casebook("backup", casebook.vault, "-o", str(backup)) == 0
    assert casebook("restore", str(backup), str(restored)) == 0
    assert casebook("evidence", str(restored), case, attached, "-o", str(out)) == 0
    assert out.read_bytes() == DATA
    assert casebook("check", str(restored)) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes and /dev/zero are POSIX")
def test_what_is_no_file_is_not_waited_for(
    casebook: Casebook, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A named pipe that nobody writes to, a device without an end, a folder, a link to nothing."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "nowhere")
    for what in (pipe, Path("/dev/zero"), tmp_path, link):
        assert casebook("attach", casebook.vault, case, str(what)) == 1
        assert capsys.readouterr().err == "casebook: This file cannot be read. Nothing was taken in.\n"
