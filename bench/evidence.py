"""Evidence files against plain AEAD of the same bytes: taken in, and written out again."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)

import db.making
import db.vault
from app.clock import SystemClock
from app.records.record import Record
from app.services.evidence import attach, save_copy
from app.services.files import named_person, new_case
from app.services.saving import Saved
from measure import Row, compare
from reports.outbox import FileOutbox

CHUNK = 256 * 1024
KEY, NONCE = bytes(32), bytes(24)


def rows(megabytes: int = 64, times: int = 7) -> list[Row]:
    """Both ways, `megabytes` at a time. Every turn takes in other bytes: the same are stored once."""
    print(f"{megabytes} MiB of evidence, {times} times each way ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        vault, _ = db.making.create(place / "vault", "six random words are better than one")
        owner = new_case(vault, named_person("Kim"))[1].record
        taken: dict[int, Record] = {}
        source, sealed, out = place / "source", place / "sealed", place / "out"
        source.write_bytes(os.urandom(megabytes * 2**20))
        clock, outbox = SystemClock(), FileOutbox()

        def intake(turn: int) -> None:
            with source.open("r+b") as file:
                file.write(turn.to_bytes(8, "little"))
                file.seek(0)
                taken[turn] = _end(attach(vault, clock, owner, file, "a")).record

        def export(turn: int) -> None:
            for _ in save_copy(vault, clock, outbox, taken[turn], str(out), replace=True):
                pass

        size = f"{megabytes} MiB"
        try:
            bare = "plain AEAD, file to file"
            taking = compare("take evidence in", size, bare, intake, lambda _: _seal(source, sealed), times)
            giving = compare("write evidence out", size, bare, export, lambda _: _open(sealed, out), times)
            return [taking, giving]
        finally:
            vault.close()


def _end(slices: Generator[int, None, Saved]) -> Saved:
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: Saved = end.value
            return found


def _seal(source: Path, target: Path) -> None:
    with source.open("rb") as file, target.open("wb") as to:
        while chunk := file.read(CHUNK):
            to.write(crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, b"", NONCE, KEY))
        to.flush()
        os.fsync(to.fileno())


def _open(source: Path, target: Path) -> None:
    with source.open("rb") as file, target.open("wb") as to:
        while chunk := file.read(CHUNK + 16):
            to.write(crypto_aead_xchacha20poly1305_ietf_decrypt(chunk, b"", NONCE, KEY))
        to.flush()
        os.fsync(to.fileno())
