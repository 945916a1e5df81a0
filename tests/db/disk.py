"""What a process wrote, as the kernel saw it, and every state a power cut could have left of it.

A program runs under strace; its calls become events on inodes and folders. After each event the disk may hold
what was flushed, and of what was not any part: writes one by one, whole, torn at 512 bytes or not at all,
names up to any point in their order. Needs strace and no special rights.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

SECTOR = 512
_CALLS = (
    "openat,close,lseek,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename,mkdir,rmdir,"
    "unlinkat,renameat,renameat2,mkdirat,writev,pwritev,pwritev2,copy_file_range,sendfile,link,linkat"
)
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_WORD = re.compile(r'"((?:\\x[0-9a-f]{2})*)"|([^,\s][^,]*)')


@dataclass(frozen=True)
class Wrote:
    """Bytes put into a file at a place."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file given another size."""

    file: int
    size: int


@dataclass(frozen=True)
class Flushed:
    """A file (its inode) or a folder (its path) made to last."""

    what: int | str


@dataclass(frozen=True)
class Named:
    """A change of names: a new file or folder, another name, none any more."""

    act: str
    path: str
    to: str = ""
    file: int = 0


@dataclass(frozen=True)
class Said:
    """A line that the program wrote to its output."""

    text: str


Event: TypeAlias = Wrote | Cut | Flushed | Named | Said


def require_strace() -> None:
    """Raises where system calls cannot be watched: a campaign that did not run proves nothing."""
    if shutil.which("strace") is None:
        raise RuntimeError("strace is not installed: the test command installs it on Debian and Ubuntu")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        raise RuntimeError("system calls may not be watched here (ptrace is forbidden)")


def record(command: Sequence[str], root: Path) -> list[Event]:
    """Runs a program of one thread; the events below `root`, in order. Raises where it failed."""
    require_strace()
    log = root.with_name(root.name + ".strace")
    watch = ["strace", "-qq", "-xx", "-s", "20000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    subprocess.run([*watch, *command], check=True, stdout=subprocess.DEVNULL)
    reader = _Reader(str(root))
    with log.open(encoding="ascii") as lines:
        for line in lines:
            reader.take(line)
    log.unlink()
    return reader.events


@dataclass
class _Handle:
    file: int | str
    at: int = 0


class _Reader:
    """Turns lines of strace into events."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.events: list[Event] = []
        self._handles: dict[int, _Handle] = {}
        self._files: dict[str, int] = {}
        self._sizes: dict[int, int] = {}

    def take(self, line: str) -> None:
        """One line; calls that failed changed nothing."""
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            return
        name, given = found[1], [_word(m) for m in _WORD.finditer(found[2])]
        if name in ("openat", "close", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync"):
            getattr(self, f"_{name}")(given, int(found[3]))
        elif any(self._ours(str(word)) for word in given if isinstance(word, bytes)):
            self._names(name, [os.fsdecode(w) for w in given if isinstance(w, bytes)])

    def _ours(self, path: str) -> bool:
        return self.root in path

    def _openat(self, given: list[bytes | str], handle: int) -> None:
        path = os.fsdecode(given[1]) if isinstance(given[1], bytes) else ""
        if not path.startswith(self.root):
            self._handles.pop(handle, None)
            return
        flags = str(given[2])
        if "O_DIRECTORY" in flags or self._files.get(path) == 0:
            self._handles[handle] = _Handle(path)
            return
        if path not in self._files:
            if "O_CREAT" not in flags:
                return
            self._files[path] = len(self._sizes) + 1
            self._sizes[self._files[path]] = 0
            self.events.append(Named("make", path, file=self._files[path]))
        file = self._files[path]
        self._handles[handle] = _Handle(file)
        if "O_TRUNC" in flags and self._sizes[file]:
            self._cut(file, 0)

    def _close(self, given: list[bytes | str], _result: int) -> None:
        self._handles.pop(int(given[0]), None)

    def _lseek(self, given: list[bytes | str], result: int) -> None:
        if int(given[0]) in self._handles:
            self._handles[int(given[0])].at = result

    def _write(self, given: list[bytes | str], result: int) -> None:
        data = given[1]
        assert isinstance(data, bytes)
        handle = self._handles.get(int(given[0]))
        if given[0] == "1":
            self.events.extend(Said(text) for text in data.decode().split("\n") if text)
        elif handle is not None and isinstance(handle.file, int):
            self._put(handle.file, handle.at, data[:result])
            handle.at += result

    def _pwrite64(self, given: list[bytes | str], result: int) -> None:
        handle, data = self._handles.get(int(given[0])), given[1]
        if handle is not None and isinstance(handle.file, int) and isinstance(data, bytes):
            self._put(handle.file, int(given[3]), data[:result])

    def _ftruncate(self, given: list[bytes | str], _result: int) -> None:
        handle = self._handles.get(int(given[0]))
        if handle is not None and isinstance(handle.file, int):
            self._cut(handle.file, int(given[1]))

    def _fsync(self, given: list[bytes | str], _result: int) -> None:
        handle = self._handles.get(int(given[0]))
        if handle is not None:
            self.events.append(Flushed(handle.file))

    _fdatasync = _fsync

    def _put(self, file: int, at: int, data: bytes) -> None:
        self._sizes[file] = max(self._sizes[file], at + len(data))
        self.events.append(Wrote(file, at, data))

    def _cut(self, file: int, size: int) -> None:
        self._sizes[file] = size
        self.events.append(Cut(file, size))

    def _names(self, call: str, paths: list[str]) -> None:
        acts = {"mkdir": "folder", "rmdir": "remove", "unlink": "remove", "rename": "rename"}
        event = Named(acts[call], paths[0], "".join(paths[1:]))  # KeyError: a call the model must learn
        self.events.append(event)
        self._files = apply_name(self._files, event)


def _word(found: re.Match[str]) -> bytes | str:
    return bytes.fromhex(found[1].replace("\\x", "")) if found[1] is not None else found[2].strip()


def apply_name(names: dict[str, int], event: Named) -> dict[str, int]:
    """Names of files (inode) and folders (0) after one change of names."""
    after = dict(names)
    if event.act in ("make", "folder"):
        after[event.path] = event.file
    elif event.act == "remove":
        after.pop(event.path, None)
    else:
        after = {
            name: file for name, file in names.items() if name != event.to and not _below(name, event.path)
        }
        moved = {event.to + n[len(event.path) :]: f for n, f in names.items() if _below(n, event.path)}
        after |= moved
    return after


def _below(name: str, path: str) -> bool:
    return name == path or name.startswith(path + "/")


@dataclass
class _File:
    lasting: bytearray = field(default_factory=bytearray)
    pending: list[Wrote | Cut] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """What a disk may hold after a power cut: contents by path (None: a folder), and what was said before."""

    files: dict[str, bytes | None]
    said: tuple[str, ...]
    at: int

    def lay_out(self, root: Path) -> None:
        """Puts it under `root`, in the place of whatever is there."""
        for path in root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name in sorted(self.files):
            data = self.files[name]
            if data is None:
                Path(name).mkdir()
            else:
                Path(name).write_bytes(data)


class Disk:
    """A disk that remembers what it need not have kept."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._pending: list[Named] = []
        self._said: tuple[str, ...] = ()

    def take(self, event: Event) -> None:
        """One event."""
        match event:
            case Wrote() | Cut():
                self._files[event.file].pending.append(event)
            case Named():
                if event.act == "make":
                    self._files[event.file] = _File()
                self._pending.append(event)
            case Flushed(what=str(folder)):
                self._flush_names(folder)
            case Flushed(what=int(number)):
                file = self._files[number]
                for one in file.pending:
                    _apply(file.lasting, one)
                file.pending.clear()
            case Said():
                self._said = (*self._said, event.text)

    def _flush_names(self, folder: str) -> None:
        """Names last in their order, as a journalling file system keeps them."""
        here = [i for i, e in enumerate(self._pending) if folder in {os.path.dirname(e.path)} | _parent(e.to)]
        for event in self._pending[: here[-1] + 1 if here else 0]:
            self._names = apply_name(self._names, event)
        del self._pending[: here[-1] + 1 if here else 0]

    def cut(self, chance: random.Random, at: int) -> State:
        """One state that a power cut now could leave."""
        keeps = chance.choice((0.0, 1.0, chance.random(), chance.random()))
        names = self._names
        kept = len(self._pending) if keeps == 1.0 else chance.randint(0, len(self._pending))
        for event in self._pending[:kept]:
            names = apply_name(names, event)
        files: dict[str, bytes | None] = {}
        for name, number in names.items():
            files[name] = self._content(self._files[number], keeps, chance) if number else None
        return State(files, self._said, at)

    @staticmethod
    def _content(file: _File, keeps: float, chance: random.Random) -> bytes:
        data = bytearray(file.lasting)
        for one in file.pending:
            if keeps == 1.0 or chance.random() < keeps:
                for piece in _pieces(one, 1.0 if keeps == 1.0 or chance.random() < 0.5 else keeps, chance):
                    _apply(data, piece)
        return bytes(data)


def _parent(path: str) -> set[str]:
    return {os.path.dirname(path)} if path else set()


def _pieces(one: Wrote | Cut, keeps: float, chance: random.Random) -> Iterator[Wrote | Cut]:
    """All of a write, or those of its sectors that reached the disk."""
    if isinstance(one, Cut) or keeps == 1.0:
        yield one
        return
    at, end = one.at, one.at + len(one.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        if chance.random() < keeps:
            yield Wrote(one.file, at, one.data[at - one.at : stop - one.at])
        at = stop


def _apply(data: bytearray, one: Wrote | Cut) -> None:
    end = one.at + len(one.data) if isinstance(one, Wrote) else one.size
    if isinstance(one, Cut):
        del data[end:]
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if isinstance(one, Wrote):
        data[one.at : end] = one.data


def states(events: Sequence[Event], how_many: int, seed: int = 7) -> Iterator[State]:
    """`how_many` states, spread evenly over the moments between two events."""
    chance, disk, given = random.Random(seed), Disk(), 0
    for at, event in enumerate(events, 1):
        disk.take(event)
        while given * len(events) < at * how_many:
            given += 1
            yield disk.cut(chance, at)
