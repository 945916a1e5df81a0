"""Evidence files: whole or not there, unreadable without their key, each kind of damage found by name."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import pytest

from app.errors import DamagedVault, DiskTrouble, Invalid, NotFound
from app.messages import Msg
from app.ports import Finding, Taken
from app.records import Record, new
from app.steps import finished
from db import sealed
from db.folder import Layout
from db.making import create
from db.vault import DbVault
from tests.db import blob_kills
from tests.db.conftest import PASSPHRASE, cheap_terms, reopened

R = TypeVar("R")
ONE_CHUNK, SIZES = 300_000, (1, 1024, 4088, 4089, sealed.CHUNK - 8, sealed.CHUNK, sealed.CHUNK + 1, 700_000)
MARK = b"Kim Chol Su was seen at the crossing. "


def keep(vault: DbVault, data: bytes) -> Record:
    """A record of evidence with its file."""
    taken = finished(vault.take_in(BytesIO(data)))
    draft = new("evidence", sha256=taken.sha256, size=taken.size, file_name="photo.jpg")
    with vault.write() as unit:
        unit.keep_blob(taken)
        saved = unit.save(draft)
        unit.commit()
    return saved


def given(vault: DbVault, record: Record) -> bytes:
    """What the vault gives out for a record."""
    return b"".join(vault.give_out(record.text("sha256"), record.number_of("size") or 0))


def files(folder: Path) -> list[Path]:
    """The files of the evidence folder."""
    return sorted(Layout(folder).evidence.iterdir())


def found(folder: Path) -> list[tuple[str, str]]:
    """What `check` finds, by kind and record."""
    vault = reopened(folder, read_only=True)
    findings = [(f.kind, f.record) for f in vault.check() if isinstance(f, Finding)]
    vault.close()
    return findings


def text(size: int) -> bytes:
    """Content that would be noticed on the disk."""
    return (MARK * (size // len(MARK) + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(vault: DbVault, folder: Path, size: int) -> None:
    record = keep(vault, text(size))
    assert (record.number_of("size"), record.text("sha256")) == (size, hashlib.sha256(text(size)).hexdigest())
    assert given(vault, record) == text(size)
    (file,) = files(folder)
    assert file.stat().st_size == sealed.file_size(size)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    vault.close()
    assert found(folder) == []


def test_nothing_of_it_stands_in_the_folder(vault: DbVault, folder: Path) -> None:
    """Neither the content nor its digest; control: the content itself is noticed."""
    record = keep(vault, text(ONE_CHUNK))
    vault.close()
    every = b"".join(p.read_bytes() + p.name.encode() for p in folder.rglob("*") if p.is_file())
    digest = record.text("sha256")
    assert not any(mark in every for mark in (MARK, digest.encode(), bytes.fromhex(digest), b"photo"))
    assert MARK in every + text(100)


def test_two_vaults_name_the_same_content_differently(vault: DbVault, tmp_path: Path) -> None:
    other, _ = create(tmp_path / "other", PASSPHRASE, recovery=False, terms=cheap_terms())
    keep(vault, text(10))
    keep(other, text(10))
    other.close()
    (one,), (two,) = files(tmp_path / "vault"), files(tmp_path / "other")
    assert one.name != two.name


def test_the_same_content_is_stored_once(vault: DbVault, folder: Path) -> None:
    first = keep(vault, text(ONE_CHUNK))
    before = files(folder)[0].read_bytes()
    second = keep(vault, text(ONE_CHUNK))
    (file,) = files(folder)
    assert file.read_bytes() == before
    assert given(vault, first) == given(vault, second)


def test_taking_it_in_again_mends_a_damaged_file(vault: DbVault, folder: Path) -> None:
    first = keep(vault, text(ONE_CHUNK))
    (file,) = files(folder)
    file.write_bytes(file.read_bytes()[:-1])
    keep(vault, text(ONE_CHUNK))
    assert given(vault, first) == text(ONE_CHUNK)


@pytest.mark.parametrize("size", [1, 1000, 4088, 5000, 10**6, 123_456_789, 2 * 2**30])
def test_the_length_tells_little(size: int) -> None:
    """Never more than 12 per cent over, many sizes to one length, the length of the content fits."""
    length = sealed.padded(size)
    assert max(size + 8, 4096) <= length <= max((size + 8) * 1.12, 4096)
    assert sealed.padded(length - 8) == length
    same = sum(sealed.padded(n) == length for n in range(max(1, length - 8 - 100), length - 8))
    assert size > 1_000_000 or same > 50


def test_an_empty_file_is_refused_and_leaves_nothing(vault: DbVault, folder: Path) -> None:
    with pytest.raises(Invalid) as e:
        finished(vault.take_in(BytesIO(b"")))
    assert e.value.message.text is Msg.EVIDENCE_EMPTY
    assert files(folder) == []


def test_a_source_that_fails_leaves_nothing(vault: DbVault, folder: Path) -> None:
    class Torn(RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "secret name")

    with pytest.raises(Invalid) as e:
        finished(vault.take_in(cast("BinaryIO", Torn())))
    assert (e.value.message.text, "secret" in str(e.value)) == (Msg.EVIDENCE_UNREADABLE, False)
    assert files(folder) == []


def test_giving_up_leaves_nothing(vault: DbVault, folder: Path) -> None:
    slices = vault.take_in(BytesIO(bytes(9 * 2**20)))
    assert next(slices) == 4 * 2**20
    assert len(files(folder)) == 1
    slices.close()
    assert files(folder) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    vault: DbVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: sealed.Sealer, _chunk: bytes) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(sealed.Sealer, "add", full)
    with pytest.raises(DiskTrouble) as e:
        finished(vault.take_in(BytesIO(bytes(2**20))))
    assert e.value.message.text is Msg.DISK_FULL
    assert files(folder) == []


def test_what_a_crash_left_is_swept_at_the_next_opening(vault: DbVault, folder: Path) -> None:
    """Between the renaming and the transaction, and in the middle of a file; what is not ours stays."""
    record = keep(vault, text(10))
    finished(vault.take_in(BytesIO(text(20))))
    part, foreign = Layout(folder).evidence / ("ab" * 16 + ".part"), Layout(folder).evidence / "note.txt"
    part.write_bytes(b"half")
    foreign.write_bytes(b"theirs")
    assert len(files(folder)) == 5
    vault.close()
    again = reopened(folder)
    assert given(again, record) == text(10)
    again.close()
    assert [p.name for p in files(folder) if len(p.name) != 64] == ["note.txt"]
    assert len(files(folder)) == 2


def test_what_is_not_kept_can_be_dropped(vault: DbVault, folder: Path) -> None:
    """Not where the same content is kept already."""
    taken = finished(vault.take_in(BytesIO(text(10))))
    vault.drop(taken)
    assert files(folder) == []
    keep(vault, text(10))
    vault.drop(finished(vault.take_in(BytesIO(text(10)))))
    assert len(files(folder)) == 1


def test_a_unit_that_is_not_committed_keeps_no_key(vault: DbVault) -> None:
    taken = finished(vault.take_in(BytesIO(text(10))))
    with vault.write() as unit:
        unit.keep_blob(taken)
    vault.drop(taken)
    with pytest.raises(NotFound):
        list(vault.give_out(taken.sha256, taken.size))
    with vault.write() as unit, pytest.raises(LookupError):
        unit.keep_blob(Taken("00" * 32, 1))


def test_erasing_makes_it_unreadable(vault: DbVault, folder: Path) -> None:
    """The key goes, the file goes; an old copy of the file cannot be opened."""
    record = keep(vault, text(ONE_CHUNK))
    (file,) = files(folder)
    copy = file.read_bytes()
    with vault.write() as unit:
        assert unit.forget_blob(record)
        assert file.exists()
        unit.commit()
    assert files(folder) == []
    file.write_bytes(copy)
    with pytest.raises(NotFound):
        given(vault, record)


def test_what_another_record_holds_is_not_erased(vault: DbVault, folder: Path) -> None:
    one, other = keep(vault, text(10)), keep(vault, text(10))
    with vault.write() as unit:
        assert not unit.forget_blob(one)
        assert not unit.forget_blob(new("evidence"))
        unit.commit()
    assert given(vault, other) == text(10)


# what `check` finds


def test_each_kind_of_damage_has_a_name(vault: DbVault, folder: Path) -> None:
    names = ("damaged", "cut", "longer", "missing", "swapped", "other", "whole")
    records = {name: keep(vault, name.encode() * 60_000) for name in names}
    place = {n: Layout(folder).evidence / vault._blobs.name(r.text("sha256")) for n, r in records.items()}
    vault.close()
    for name, change in (("damaged", _flip), ("cut", lambda b: b[:-1]), ("longer", lambda b: b + b"x")):
        place[name].write_bytes(change(place[name].read_bytes()))
    place["missing"].unlink()
    place["swapped"].write_bytes(place["other"].read_bytes())
    (Layout(folder).evidence / ("cd" * 32)).write_bytes(b"put there")
    ids = {name: str(record.id) for name, record in records.items()}
    assert found(folder) == [
        ("evidence_damaged", ids["damaged"]),
        ("evidence_cut", ids["cut"]),
        ("evidence_damaged", ids["longer"]),
        ("evidence_missing", ids["missing"]),
        ("evidence_swapped", ids["swapped"]),
        ("evidence_unknown", "cd" * 32),
    ]
    again = reopened(folder)
    for name, said in (
        ("damaged", Msg.EVIDENCE_DAMAGED),
        ("cut", Msg.EVIDENCE_CUT),
        ("missing", Msg.EVIDENCE_MISSING),
        ("swapped", Msg.EVIDENCE_DAMAGED),
    ):
        with pytest.raises(DamagedVault) as e:
            given(again, records[name])
        assert e.value.message.text is said
    again.close()


def test_a_file_whose_key_was_not_noted_yet_is_no_finding_and_swept(vault: DbVault, folder: Path) -> None:
    finished(vault.take_in(BytesIO(text(10))))
    assert [f for f in vault.check() if isinstance(f, Finding)] == []  # beside an intake that goes on
    killed = {p.name: p.read_bytes() for p in Layout(folder).evidence.iterdir()}
    vault.close()
    for name, data in killed.items():  # as a kill before the row of the database leaves it
        (Layout(folder).evidence / name).write_bytes(data)
    unknown = Layout(folder).evidence / ("cd" * 32)
    unknown.write_bytes(b"put there")
    assert found(folder) == [("evidence_unknown", "cd" * 32)]
    (mark,) = Layout(folder).evidence.glob("*.part")
    mark.unlink()
    assert len(found(folder)) == 2
    reopened(folder).close()
    assert files(folder) == []


def test_a_file_that_is_kept_has_no_mark_left(vault: DbVault, folder: Path) -> None:
    record = keep(vault, text(10))
    assert [p.name for p in files(folder)] == [_name(vault, record)]


def test_a_key_that_is_gone_or_came_back_is_found(vault: DbVault, folder: Path) -> None:
    record, erased = keep(vault, text(10)), keep(vault, text(20))
    with vault.write() as unit:
        table = "INSERT INTO blob VALUES ('{}', '{}')"
        unit.connection.exec_driver_sql(f"DELETE FROM blob WHERE name = '{_name(vault, record)}'")
        unit.connection.exec_driver_sql(table.format("ef" * 32, "01" * 32))
        unit.commit()
    assert given(vault, erased) == text(20)
    kinds = [(f.kind, f.record) for f in vault.check() if isinstance(f, Finding)]
    assert kinds == [("evidence_key", str(record.id)), ("evidence_unknown", "ef" * 32)]


def _name(vault: DbVault, record: Record) -> str:
    return vault._blobs.name(record.text("sha256"))


def _flip(data: bytes, bit: int = 1_000_001) -> bytes:
    made = bytearray(data)
    made[bit // 8 % len(made)] ^= 1 << bit % 8
    return bytes(made)


def _flips(size: int, how_many: int) -> Iterator[int]:
    """Every bit of the header, then others at random over the whole file."""
    drawn = random.Random(7)
    yield from range(0, 8 * sealed.HEADER, max(1, 8 * sealed.HEADER * 4 // how_many))
    for _ in range(how_many):
        yield drawn.randrange(8 * size)


def _masked(data: bytes) -> bytes:
    """A stream cipher without authentication, both ways."""
    stream = hashlib.shake_256(b"key").digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def flipped(how_many: int) -> tuple[int, int, int]:
    """How many bits of a file were flipped, how many of it `opened` noticed, and how many wrong contents a
    stream without authentication gives out instead (the control: all)."""
    key, content = bytes(range(32)), text(ONE_CHUNK)
    target = BytesIO()
    sealer = sealed.Sealer(target, key)
    sealer.add(content[: sealed.CHUNK])
    list(sealer.finish(content[sealed.CHUNK :]))
    whole, plain = target.getvalue(), _masked(content)
    tried = noticed = control = 0
    for bit in _flips(len(whole), how_many):
        tried += 1
        try:
            list(sealed.opened(BytesIO(_flip(whole, bit)), key, len(content)))
        except sealed.Broken:
            noticed += 1
        control += _masked(_flip(plain, bit)) != content
    return tried, noticed, control


def test_every_flipped_bit_is_noticed() -> None:
    """The long form is `python -m tests.db.test_blobs 1000`."""
    tried, noticed, control = flipped(100)
    assert tried >= 100
    assert (noticed, control) == (tried, tried)


def test_chunks_cannot_change_places() -> None:
    key, size = bytes(32), 3 * sealed.CHUNK
    target = BytesIO()
    sealer = sealed.Sealer(target, key)
    for n in range(3):
        sealer.add(bytes([n]) * sealed.CHUNK)
    list(sealer.finish(b""))
    whole, step = target.getvalue(), sealed.CHUNK + sealed.EXTRA
    first, second = whole[sealed.HEADER :][:step], whole[sealed.HEADER + step :][:step]
    swapped = whole[: sealed.HEADER] + second + first + whole[sealed.HEADER + 2 * step :]
    assert b"".join(sealed.opened(BytesIO(whole), key, size)) == b"".join(
        bytes([n]) * sealed.CHUNK for n in range(3)
    )
    with pytest.raises(sealed.Broken):
        list(sealed.opened(BytesIO(swapped), key, size))
    with pytest.raises(sealed.Broken):
        list(sealed.opened(BytesIO(whole), key, size - 1))
    assert not sealed.opens(BytesIO(b"short"), key)


MEMORY = """
import sys
from pathlib import Path
from io import BytesIO, RawIOBase
from db.blobs import Blobs
from db.folder import Layout
class Zeros(RawIOBase):
    left = int(sys.argv[2])
    def read(self, n=-1):
        n = min(n, self.left) if n >= 0 else self.left
        self.left -= n
        return b"x" * n
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
blobs = Blobs(Layout(Path(sys.argv[1])), None, lambda d: d)
blobs._key = lambda name: bytes.fromhex(blobs._taken[name]) if name in blobs._taken else None
before = peak()
source = Zeros() if sys.argv[3] == "streamed" else BytesIO(Zeros().read())
slices = blobs.take_in(source)
try:
    while True:
        next(slices)
except StopIteration as end:
    taken = end.value
for piece in blobs.give_out(taken.sha256, taken.size):
    pass
print(peak() - before)
"""


def grown(folder: Path, size: int, how: str) -> int:
    """Bytes by which the highest use of memory grows while `size` bytes go in and out, in a process of its
    own. (`ru_maxrss` would not do: it remembers the process that started this one.)"""
    folder.mkdir()
    run = [sys.executable, "-c", MEMORY, str(folder), str(size), how]
    return int(subprocess.run(run, check=True, capture_output=True, text=True).stdout) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory from /proc")
def test_memory_stays_flat_for_a_large_file(tmp_path: Path) -> None:
    """200 MB in and out take no more than 40; control: held in memory they take 200 at least."""
    size = 200 * 2**20
    assert grown(tmp_path / "streamed", size, "streamed") < 40 * 2**20
    assert grown(tmp_path / "whole", size, "whole") > size


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """The long form is `python -m tests.db.blob_kills 100`."""
    outcome = blob_kills.run(tmp_path / "vault", 4)
    assert outcome.wrong == []
    assert outcome.kept >= 4


def test_with_the_key_the_same_file_opens(vault: DbVault, folder: Path) -> None:
    """The control of the erasure."""
    record = keep(vault, text(10))
    with vault.read() as reader:
        key = reader.connection.exec_driver_sql("SELECT key FROM blob").scalar_one()
    with files(folder)[0].open("rb") as source:
        assert b"".join(sealed.opened(source, bytes.fromhex(key), 10)) == given(vault, record)


if __name__ == "__main__":
    tried, noticed, control = flipped(int(sys.argv[1]))
    sys.stdout.write(f"{tried} flips, {noticed} noticed; without authentication {control} given out wrong\n")
