"""A backup file that was cut, turned round, spliced, altered, or is of another kind: each is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.errors import CasebookError, DamagedVault, NewerVault, NotAVault, WrongPassphrase
from app.messages import Msg
from app.records import new
from app.steps import finished
from app.values import Text
from db import slots
from db.backup import opened_file
from db.backup_file import CHUNK, FIXED, MIB, SEALED, Reader, room, whole
from db.contents import LENGTH, Contents, received
from db.making import create
from db.vault import DbVault
from tests.db.conftest import LOW, PASSPHRASE, cheap_terms
from tests.db.test_backup import fill, names, restored, saved

HEADER = FIXED.size + 4096 + 512


@dataclass(frozen=True)
class Saved:
    """A backup as bytes, one made after it, one of another vault; the key and a folder to work in."""

    data: bytes
    later: bytes
    other: bytes
    key: bytes
    folder: Path

    def chunk(self, number: int) -> slice:
        """Where a chunk of the stream lies."""
        return slice(HEADER + number * SEALED, HEADER + (number + 1) * SEALED)

    def read(self, data: bytes) -> Contents:
        """What comes out of a file of these bytes with the right key."""
        (self.folder / "x.ncb").write_bytes(data)
        return self.again()

    def again(self) -> Contents:
        """What comes out of the file as it lies."""
        try:
            with opened_file(self.folder / "x.ncb") as (stream, header):
                reader = Reader(stream, header, self.key)
                return finished(received(reader, self.folder / "copy", None, "reading"))
        finally:
            (self.folder / "copy").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbVault]:
    """A vault of a little more than a MiB."""
    vault, _ = create(tmp_path_factory.mktemp("ours") / "vault", PASSPHRASE, terms=cheap_terms())
    fill(vault, 20)
    with vault.write() as unit:
        unit.save(new("case", code="LONG", narrative=Text("a long story " * 60_000)))
        unit.commit()
    yield vault
    vault.close()


@pytest.fixture(scope="module")
def backups(ours: DbVault, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, bytes]:
    """Two backups of the vault, and one of another."""
    folder = tmp_path_factory.mktemp("backups")
    other, _ = create(folder / "other", PASSPHRASE, recovery=False, terms=cheap_terms())
    paths = [saved(v, folder / "out", n)[0] for v, n in ((ours, "a"), (ours, "b"), (other, "c"))]
    other.close()
    first, later, third = (path.read_bytes() for path in paths)
    return first, later, third


@pytest.fixture
def made(ours: DbVault, backups: tuple[bytes, bytes, bytes], tmp_path: Path) -> Saved:
    """The three, and a folder to work in."""
    work = tmp_path / "work"
    work.mkdir()
    return Saved(*backups, ours.keys.unlocked.vault_key, work)


def test_the_untouched_file_is_read(made: Saved) -> None:
    assert made.read(made.data).facts.counts == {"case": 21, "person": 20}
    assert len(made.data) > MIB
    assert len(made.data) % MIB == 0


def _swapped(s: Saved) -> bytes:
    return s.data[: s.chunk(2).start] + s.data[s.chunk(3)] + s.data[s.chunk(2)] + s.data[s.chunk(3).stop :]


def _doubled(s: Saved) -> bytes:
    data = s.data[: s.chunk(2).stop] + s.data[s.chunk(2)] + s.data[s.chunk(2).stop :]
    return data[: -(len(data) % MIB)] + bytes(MIB)


def _spliced(s: Saved, number: int = 4) -> bytes:
    return s.data[: s.chunk(number).start] + s.later[s.chunk(number)] + s.data[s.chunk(number).stop :]


DAMAGE: tuple[tuple[str, Callable[[Saved], bytes], type[CasebookError], Msg], ...] = (
    ("empty", lambda s: b"", DamagedVault, Msg.BACKUP_EMPTY),
    ("foreign", lambda s: b"PK\x03\x04" + s.data[4:], NotAVault, Msg.BACKUP_FOREIGN),
    ("a database", lambda s: b"SQLite format 3\x00" * 65536, NotAVault, Msg.BACKUP_FOREIGN),
    ("one byte", lambda s: s.data[:1], DamagedVault, Msg.BACKUP_CUT),
    ("cut by a byte", lambda s: s.data[:-1], DamagedVault, Msg.BACKUP_CUT),
    ("cut by a chunk", lambda s: s.data[:-SEALED], DamagedVault, Msg.BACKUP_CUT),
    ("cut in the header", lambda s: s.data[:200], DamagedVault, Msg.BACKUP_CUT),
    ("cut by a MiB", lambda s: s.data[:-MIB], DamagedVault, Msg.BACKUP_CUT),
    ("a MiB too long", lambda s: s.data + bytes(MIB), DamagedVault, Msg.BACKUP_DAMAGED),
    ("two chunks swapped", _swapped, DamagedVault, Msg.BACKUP_DAMAGED),
    ("a chunk twice", _doubled, DamagedVault, Msg.BACKUP_DAMAGED),
    ("a chunk of a later backup", _spliced, DamagedVault, Msg.BACKUP_DAMAGED),
    ("the first chunk of a later backup", lambda s: _spliced(s, 0), DamagedVault, Msg.BACKUP_DAMAGED),
    ("the header of a later", lambda s: s.later[:HEADER] + s.data[HEADER:], DamagedVault, Msg.BACKUP_DAMAGED),
    ("of another vault", lambda s: s.other, DamagedVault, Msg.BACKUP_DAMAGED),
    ("newer", lambda s: s.data[:8] + b"\x00\x02" + s.data[10:], NewerVault, Msg.BACKUP_NEWER),
    ("older", lambda s: s.data[:8] + b"\x00\x00" + s.data[10:], DamagedVault, Msg.BACKUP_OLDER),
)


@pytest.mark.parametrize(("change", "error", "text"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_each_damage_has_its_error(
    made: Saved, change: Callable[[Saved], bytes], error: type[CasebookError], text: Msg
) -> None:
    with pytest.raises(error) as found:
        made.read(change(made))
    assert found.value.message.text is text


def test_each_byte_of_the_header_counts(made: Saved) -> None:
    made.read(made.data)
    with (made.folder / "x.ncb").open("r+b", buffering=0) as stream:
        for at in range(HEADER):
            stream.seek(at)
            stream.write(bytes([made.data[at] ^ 1 << at % 8]))
            with pytest.raises((DamagedVault, NotAVault, NewerVault)):
                made.again()
            stream.seek(at)
            stream.write(made.data[at : at + 1])
    made.again()


def test_each_bit_of_the_stream_counts(made: Saved, request: pytest.FixtureRequest) -> None:
    places = random.Random(7)
    for _ in range(1000 if request.config.getoption("--long") else 60):
        at = places.randrange(HEADER, len(made.data))
        data = bytearray(made.data)
        data[at] ^= 1 << places.randrange(8)
        with pytest.raises(DamagedVault):
            made.read(bytes(data))


def test_nothing_stays_of_a_restore_that_was_refused(made: Saved, tmp_path: Path) -> None:
    before = names(tmp_path)
    for name, change, _error, _text in DAMAGE:
        path = made.folder / "y.ncb"
        path.write_bytes(change(made))
        if name == "of another vault":
            continue
        with pytest.raises(CasebookError):
            restored(path, tmp_path / "new")
        assert names(tmp_path) == before, name


def test_a_backup_of_another_vault_is_no_drill_of_ours(made: Saved, ours: DbVault) -> None:
    path = made.folder / "y.ncb"
    path.write_bytes(made.other)
    with pytest.raises(NotAVault) as found:
        finished(ours.rehearse(path, PASSPHRASE))
    assert found.value.message.text is Msg.BACKUP_OTHER_VAULT


def test_a_copied_id_makes_no_file_ours(made: Saved, ours: DbVault) -> None:
    """Control: the file itself is ours. Only what this vault wrote may be taken away by a rotation."""
    for name, data in (("a.ncb", made.data), ("other.ncb", made.other), ("note.txt", b"mine")):
        (made.folder / name).write_bytes(data)
    forged = bytearray(made.data)
    at = forged.index(b'"generation":') + len(b'"generation":')
    forged[at : at + 1] = b"7"
    (made.folder / "forged.ncb").write_bytes(forged)
    (made.folder / "link.ncb").symlink_to(made.folder / "a.ncb")
    found = ours.backup_files(made.folder)
    assert list(found.values()) == [made.folder / "a.ncb"]
    (backup,) = found
    for name in ("other.ncb", "note.txt", "forged.ncb"):
        ours.remove_backup(made.folder / name, backup)
    assert len(names(made.folder)) == 5
    ours.remove_backup(made.folder / "a.ncb", backup)
    assert "a.ncb" not in names(made.folder)


@pytest.mark.parametrize(
    "name",
    [
        *("../../.ssh/authorized_keys", "/etc/passwd", "evidence/../vault.keys", "vault.keys", ""),
        *("evidence/.hidden", "evidence/a/b/c", "evidence/a\\..\\b", "evidence/a\n", "evidence/" + "a" * 129),
    ],
)
def test_no_file_of_a_backup_leads_out_of_its_folder(made: Saved, name: str) -> None:
    """Whoever has the key could write such a list; control: a plain name is taken."""
    contents = made.read(made.data)
    good = replace(contents, files=(("evidence/" + "ab" * 32, 1),))
    assert Contents.of(good.front[LENGTH.size :]) == good
    with pytest.raises(DamagedVault):
        Contents.of(replace(contents, files=((name, 1),)).front[LENGTH.size :])


def test_the_size_tells_only_the_next_whole_mib() -> None:
    for content in (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, MIB, 15 * CHUNK, 10 * MIB + 17):
        size = whole(HEADER, content)
        assert size % MIB == 0
        assert room(HEADER, size) >= content
        assert size < HEADER + content + (content // CHUNK + 2) * 17 + 2 * MIB


@pytest.mark.parametrize("left", range(40))
def test_the_last_chunk_has_room_for_its_tag(left: int) -> None:
    """Headers of every length near the edge, so that the last chunk is nearly empty or just full."""
    header = (MIB - left) % SEALED
    size = whole(header, 1)
    assert (size - header) % SEALED == 0 or (size - header) % SEALED > 17


def test_a_wrong_key_opens_nothing(made: Saved) -> None:
    wrong = Saved(made.data, made.later, made.other, bytes(32), made.folder)
    with pytest.raises(DamagedVault):
        wrong.read(made.data)
    with opened_file(made.folder / "x.ncb") as (_stream, header), pytest.raises(WrongPassphrase):
        slots.open_file(header.keys, "not this one", LOW)
