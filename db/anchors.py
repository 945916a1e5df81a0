"""Anchors: what stands outside the database so that an older one put in its place is noticed.

Each copy of the key file ends with a mark, rewritten in place: in `vault.keys` the generation about to be
saved, in `vault.keys.bak` the last one that was. This user's state folder holds one more for each vault and
place. A mark is authentic or counts for nothing; one that was torn is what a power cut leaves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import platformdirs

from db import crypto
from db.files import FILE_MODE, FOLDER_MODE, disk_errors
from db.folder import Layout
from db.keyfile import BLOCK, MARK_BYTES, canonical, mark_of

ANCHOR_MAC, ANCHOR_PLACE = b"cb1 anchor mac", b"cb1 anchor place"
_FIELDS = {"before", "chain", "digest", "generation", "hash", "mac", "seq", "vault"}
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True)
class Mark:
    """A state of the database: its generation, the digest of its head and of the head before (hex), the
    chain of its journal with the number and hash of the last entry."""

    generation: int
    digest: str
    before: str
    chain: UUID
    seq: int
    hash: str


@dataclass(frozen=True)
class Marks:
    """What the anchors say; None where one is missing, torn or not authentic."""

    pending: Mark | None
    confirmed: Mark | None
    state: Mark | None


class Anchors:
    """The anchors of one vault; `state` is the folder of this user's state, the system's own by default.

    `place` is where a vault will lie that is still being made elsewhere.
    """

    def __init__(
        self,
        layout: Layout,
        vault: bytes,
        vault_key: bytes,
        state: Path | None = None,
        place: Path | None = None,
    ) -> None:
        self._layout = layout
        self._vault = vault
        self._key = crypto.subkey(vault_key, ANCHOR_MAC)
        lies = os.fsencode(os.path.realpath(place or layout.folder))
        name = crypto.keyed_hash(self._key, lies, ANCHOR_PLACE)[:16].hex()
        folder = state or Path(platformdirs.user_state_dir("casebook", appauthor=False)) / "vaults"
        self._state = folder / name

    def read(self) -> Marks:
        """What they say now; writes nothing."""
        return Marks(
            self._decode(mark_of(self._layout.keys)),
            self._decode(mark_of(self._layout.keys_copy)),
            self._decode(_whole(self._state)),
        )

    def note(self, mark: Mark) -> None:
        """Says what is about to be saved, so that it lasts. Raises DiskTrouble: then nothing may be saved."""
        with disk_errors():
            _write_tail(self._layout.keys, self._encode(mark), lasting=True)

    def begin(self, mark: Mark) -> None:
        """Gives a vault that goes on from another its first marks, before it has its place. Raises
        DiskTrouble."""
        with disk_errors():
            for path in (self._layout.keys, self._layout.keys_copy):
                _write_tail(path, self._encode(mark), lasting=True)

    def confirm(self, mark: Mark, *, lasting: bool = False) -> None:
        """Says that it was saved. A disk that refuses is no matter: what was noted stands for it."""
        data = self._encode(mark)
        with suppress(OSError):
            _write_tail(self._layout.keys_copy, data, lasting=lasting)
        with suppress(OSError):
            self._remember(data, lasting)

    def _remember(self, data: bytes, lasting: bool) -> None:
        if not self._state.exists():
            self._state.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        handle = os.open(self._state, os.O_WRONLY | os.O_CREAT | _FLAGS, FILE_MODE)
        try:
            os.write(handle, data)
            if lasting:
                os.fsync(handle)
        finally:
            os.close(handle)

    def _encode(self, mark: Mark) -> bytes:
        body = self._body(mark)
        data = canonical({**body, "mac": self._mac(body)})
        return data.ljust(MARK_BYTES - 1) + b"\n"

    def _decode(self, data: bytes) -> Mark | None:
        try:
            body: Any = json.loads(data)
            if not isinstance(body, dict) or set(body) != _FIELDS:
                return None
            mark = Mark(
                int(body["generation"]),
                str(body["digest"]),
                str(body["before"]),
                UUID(hex=body["chain"]),
                int(body["seq"]),
                str(body["hash"]),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return mark if crypto.same(self._encode(mark), data) else None

    def _body(self, mark: Mark) -> dict[str, object]:
        return {
            "before": mark.before,
            "chain": mark.chain.hex,
            "digest": mark.digest,
            "generation": mark.generation,
            "hash": mark.hash,
            "seq": mark.seq,
            "vault": self._vault.hex(),
        }

    def _mac(self, body: dict[str, object]) -> str:
        return crypto.keyed_hash(self._key, canonical(body), ANCHOR_MAC).hex()


def differing(marks: Marks, now: Mark) -> Iterator[str]:
    """Which anchors a database at `now` contradicts: `key_file`, `state`, or `anchor` where both are gone.

    A pending mark alone is what a crash leaves before or after its commit: either state is right.
    """
    pending, confirmed, state = marks.pending, marks.confirmed, marks.state
    if pending is None and confirmed is None:
        if now.generation:
            yield "anchor"
    elif not _agrees(pending, confirmed, now):
        yield "key_file"
    if state is not None and not _reaches(state, now):
        yield "state"


def _agrees(pending: Mark | None, confirmed: Mark | None, now: Mark) -> bool:
    if confirmed is not None and not _reaches(confirmed, now):
        return False
    if pending is None or same(pending, now):
        return True
    return pending.generation == now.generation + 1 and pending.before == now.digest


def _reaches(mark: Mark, now: Mark) -> bool:
    """Whether a database at `now` is at the mark or after it."""
    return now.generation > mark.generation or same(mark, now)


def same(mark: Mark, now: Mark) -> bool:
    """Whether two marks are of one state, whatever came before it."""
    return replace(mark, before=now.before) == now


def _whole(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MARK_BYTES + 1)
    except OSError:
        return b""


def _write_tail(path: Path, data: bytes, *, lasting: bool) -> None:
    handle = os.open(path, os.O_RDWR | _FLAGS)
    try:
        at = os.fstat(handle).st_size - MARK_BYTES
        if at <= 0 or at % BLOCK:
            raise OSError
        os.lseek(handle, at, os.SEEK_SET)
        os.write(handle, data)
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)
