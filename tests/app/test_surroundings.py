"""Where a vault lies: what is synced, what is encrypted, and what nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.messages import Msg
from app.surroundings import disks_of, mount_of, on_linux, same_disk, service_of, synced, warnings

MOUNTS = r"""
22 1 254:2 / / rw,relatime shared:1 - ext4 /dev/mapper/root rw
23 22 8:1 / /media/A\040stick rw - vfat /dev/sda1 rw
24 22 0:30 / /data rw - btrfs /dev/mapper/pool rw
25 22 0:31 / /mnt/safe rw - fuse.gocryptfs /somewhere rw
26 22 0:32 / /dev/shm rw - tmpfs tmpfs rw
27 22 8:3 / /plain rw - ext4 /dev/sda3 rw
28 27 254:3 / /plain rw - ext4 /dev/mapper/later rw
broken line
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """/sys of a machine: root is LVM on LUKS; a stick and a partition are plain; the rest is sealed."""

    def device(name: str, uuid: str = "", under: tuple[str, ...] = ()) -> None:
        folder = tmp_path / "devices" / name
        (folder / "slaves").mkdir(parents=True)
        if uuid:
            (folder / "dm").mkdir()
            (folder / "dm" / "uuid").write_text(uuid + "\n", "ascii")
        for other in under:
            (folder / "slaves" / other).symlink_to(tmp_path / "devices" / other)

    device("sda1")
    device("sda3")
    device("dm-0", "CRYPT-LUKS2-0000-luks")
    device("dm-2", "LVM-xyz", ("dm-0",))
    device("dm-3", "CRYPT-PLAIN-later")
    device("pool", "CRYPT-LUKS2-1111-pool")
    device("half", "LVM-abc", ("dm-0", "sda3"))
    block, names = tmp_path / "dev" / "block", tmp_path / "class" / "block"
    block.mkdir(parents=True)
    names.mkdir(parents=True)
    for number, name in (("254:2", "dm-2"), ("8:1", "sda1"), ("8:3", "sda3"), ("254:3", "dm-3")):
        (block / number).symlink_to(tmp_path / "devices" / name)
    (block / "254:9").symlink_to(tmp_path / "devices" / "half")
    (names / "pool").symlink_to(tmp_path / "devices" / "pool")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/someone/vault", True),
        ("/media/A stick/vault", False),
        ("/media/A stick", False),
        ("/media/A sticky", True),
        ("/data/vault", True),
        ("/mnt/safe/vault", True),
        ("/dev/shm/vault", None),
        ("/plain/vault", True),
    ],
)
def test_what_lies_under_a_folder(system: Path, path: str, found: bool | None) -> None:
    assert on_linux(path, MOUNTS, system) is found


def test_the_disks_under_a_folder(system: Path) -> None:
    """Two partitions are one disk; a volume over two disks is both."""
    for part in ("sdb1", "sdb2"):
        (system / "devices" / "sdb" / part).mkdir(parents=True)
        (system / "devices" / "sdb" / part / "partition").touch()
        (system / "class" / "block" / part).symlink_to(system / "devices" / "sdb" / part)
        (system / "devices" / "dm-0" / "slaves" / part).symlink_to(system / "devices" / "sdb" / part)
    mounts = MOUNTS + "40 22 9:7 / /two rw - ext4 /dev/sdb2 rw"
    assert disks_of("/home/someone", mounts, system) == disks_of("/two", mounts, system) == {"sdb"}
    assert disks_of("/media/A stick", mounts, system) == {"sda1"}
    assert disks_of("/dev/shm", mounts, system) == frozenset()


def test_one_file_system_is_one_disk(tmp_path: Path) -> None:
    assert same_disk(tmp_path / "vault", tmp_path / "backups" / "of" / "it")


def test_a_disk_of_which_half_is_plain_is_not_encrypted(system: Path) -> None:
    assert on_linux("/x", "1 0 254:9 / / rw - ext4 /dev/mapper/half rw", system) is False


def test_what_is_not_mounted_or_not_known_is_not_told(system: Path) -> None:
    assert on_linux("/x", "", system) is None
    assert on_linux("/x", "1 0 9:9 / / rw - ext4 /dev/none rw", system) is None
    assert mount_of("/x", "1 0 9:9 / /y rw - ext4 a rw") is None


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Someone’s Office", "OneDrive"),
        ("Dropbox (Office)", "Dropbox"),
        ("Dropbox", "Dropbox"),
        ("My Drive", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("GoogleDrive-name", "Google Drive"),
        ("Dropboxes", ""),
        ("Megan", ""),
        ("Casebook vault", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(name: str, service: str) -> None:
    assert service_of(["home", name, "vault"]) == service


def test_a_synced_folder_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    assert synced(tmp_path / "shared" / "vault") == ""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert synced(tmp_path / "shared" / "vault") == "Syncthing"


def test_only_what_is_known_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for known, said in ((True, []), (None, []), (False, [Msg.DISK_PLAIN])):
        monkeypatch.setattr("app.surroundings.encrypted", lambda _folder, known=known: known)
        assert [word.text for word in warnings(tmp_path / "vault")] == said
    both = warnings(tmp_path / "Dropbox" / "vault")
    assert [word.text for word in both] == [Msg.FOLDER_SYNCED, Msg.DISK_PLAIN]
    assert "Dropbox" in both[0].render()


def test_asking_the_machine_that_runs_this_ends_well(tmp_path: Path) -> None:
    assert all(word.render() for word in warnings(tmp_path / "vault"))
