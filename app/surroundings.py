"""Where a vault or a document lies, and what is to be said once: a disk not encrypted, a synced folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from app.messages import Message, Msg

_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "cloudstorage": "a cloud folder",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
}
"""Names that the programs give their folders; what follows a blank or hyphen is an account."""
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".megaignore": "MEGA",
}
"""What they leave in the folder they sync."""
_PLAIN = ("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "vfat", "exfat", "ntfs3", "fuseblk")
_SEALED = ("fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs", "ecryptfs")
_LINUX = sys.platform.startswith("linux")
_FS_IOC_GETFLAGS, _FS_ENCRYPT_FL = 0x80086601, 0x800


@dataclass(frozen=True)
class Mount:
    """A line of /proc/self/mountinfo: the device, where it is mounted, the type, what is mounted."""

    device: str
    place: str
    kind: str
    source: str


def warnings(folder: Path) -> tuple[Message, ...]:
    """What is to be said of a vault in `folder`, which may not exist yet; nothing that is not known."""
    found = []
    service = synced(folder)
    if service:
        found.append(Message(Msg.FOLDER_SYNCED, {"service": service}))
    if encrypted(folder) is False:
        found.append(Message(Msg.DISK_PLAIN))
    return tuple(found)


def said_of_document(file: Path) -> Message | None:
    """What is to be said once of a document that was put at `file`: its folder is synced."""
    service = synced(file.parent)
    return Message(Msg.DOCUMENT_SYNCED, {"file": file.name, "service": service}) if service else None


def synced(folder: Path) -> str:
    """The program that copies this folder to other computers, by its name or its marks; "" for none."""
    lies = Path(os.path.abspath(folder))
    by_name = service_of(lies.parts)
    if by_name:
        return by_name
    for above in (lies, *lies.parents):
        for marker, service in _MARKERS.items():
            if (above / marker).exists():
                return service
    return ""


def service_of(parts: Iterable[str]) -> str:
    """The program whose folder has one of these names."""
    for part in parts:
        name = part.casefold()
        for known, service in _SERVICES.items():
            if name == known or re.match(rf"{re.escape(known)}( -|-| \()", name):
                return service
    return ""


def encrypted(folder: Path) -> bool | None:
    """Whether the disk on which a folder lies is encrypted as a whole; None where that cannot be told."""
    lies = _existing(folder)
    if _LINUX:
        with suppress(OSError):
            mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
            return _folder_is_sealed(lies) or on_linux(os.path.realpath(lies), mounts, Path("/sys"))
        return None
    return _elsewhere(lies)


def _existing(folder: Path) -> Path:
    lies = Path(os.path.abspath(folder))
    return next((place for place in (lies, *lies.parents) if place.exists()), lies)


def on_linux(path: str, mountinfo: str, system: Path) -> bool | None:
    """The same from the list of mounts and the folder /sys: whether dm-crypt lies under every device."""
    mount = mount_of(path, mountinfo)
    if mount is None or mount.kind in _SEALED:
        return None if mount is None else True
    if mount.kind not in _PLAIN:
        return None
    device = _device(mount, system)
    return None if device is None else _under_crypt(device, 8)


def same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one disk, as far as the system tells: one file system, or (Linux) two on the
    same disk. Either may not exist yet."""
    places = [_existing(place) for place in (one, other)]
    try:
        if places[0].stat().st_dev == places[1].stat().st_dev:
            return True
        if not _LINUX:
            return False
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        return False
    first, second = (disks_of(os.path.realpath(place), mounts, Path("/sys")) for place in places)
    return bool(first & second)


def disks_of(path: str, mountinfo: str, system: Path) -> frozenset[str]:
    """The disks under the file system that holds a path, by their names; none where that cannot be told."""
    mount = mount_of(path, mountinfo)
    device = _device(mount, system) if mount is not None else None
    return frozenset(_disks(device, 8)) if device is not None else frozenset()


def _device(mount: Mount, system: Path) -> Path | None:
    device = system / "dev" / "block" / mount.device
    if not device.exists():  # btrfs has a device of its own making
        device = system / "class" / "block" / PurePath(os.path.realpath(mount.source)).name
    return device if device.exists() else None


def _disks(device: Path, depth: int) -> Iterator[str]:
    """What a device stands on in the end; of a partition, the disk that it is part of."""
    lies = Path(os.path.realpath(device))
    slaves = sorted((lies / "slaves").iterdir()) if (lies / "slaves").is_dir() else []
    if slaves and depth > 0:
        for slave in slaves:
            yield from _disks(slave, depth - 1)
    else:
        yield lies.parent.name if (lies / "partition").exists() else lies.name


def mount_of(path: str, mountinfo: str) -> Mount | None:
    """The mount that holds a path: the longest place above it, the last of equals."""
    best: Mount | None = None
    for line in mountinfo.splitlines():
        left, _dash, right = line.partition(" - ")
        words, rest = left.split(), right.split()
        if len(words) < 5 or len(rest) < 2:
            continue
        place = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), words[4])
        holds = path == place or path.startswith(place.rstrip("/") + "/")
        if holds and (best is None or len(place) >= len(best.place)):
            best = Mount(words[2], place, rest[0], rest[1])
    return best


def _under_crypt(device: Path, depth: int) -> bool:
    """A device of dm-crypt, or one that stands on such devices only."""
    try:
        if (device / "dm" / "uuid").read_text("ascii").startswith("CRYPT-"):
            return True
    except OSError:
        pass
    slaves = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    return bool(slaves) and depth > 0 and all(_under_crypt(slave, depth - 1) for slave in slaves)


def _folder_is_sealed(folder: Path) -> bool:
    """Whether the file system itself encrypts this folder (fscrypt)."""
    if sys.platform == "win32":
        return False
    import fcntl
    import struct

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        flags = struct.unpack("l", fcntl.ioctl(handle, _FS_IOC_GETFLAGS, struct.pack("l", 0)))[0]
    except OSError:
        return False
    finally:
        os.close(handle)
    return bool(flags & _FS_ENCRYPT_FL)


def _elsewhere(folder: Path) -> bool | None:  # pragma: no cover - written for Windows and macOS, not run
    if sys.platform == "darwin":
        said = _ask(["/usr/bin/fdesetup", "status"])
        return None if said is None else "FileVault is On" in said
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32" / "manage-bde.exe"
        said = _ask([str(tool), "-status", folder.drive, "-protectionaserrorlevel"])
        return None if said is None else True
    return None


def _ask(command: list[str]) -> str | None:  # pragma: no cover - as above
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=5)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
