"""A backup against a plain copy of the same bytes, flushed to the disk."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import db.making
import db.vault
import vault as cases
from app.records.record import new
from measure import Row, compare

EVIDENCE = 64 * 2**20
"""Bytes of evidence in the second comparison."""


@contextmanager
def filled(size: int, evidence: int) -> Iterator[tuple[db.vault.DbVault, Path]]:
    """A vault of so many cases and bytes of evidence, in a folder with room for copies."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, _ = db.making.create(folder / "vault", "six random words are better than one")
        for first in range(0, size, 500):
            with made.write() as unit:
                cases.fill(unit, range(first, min(first + 500, size)))
                unit.commit()
        if evidence:
            _keep(made, os.urandom(evidence))
        try:
            yield made, folder
        finally:
            made.close()


def _keep(made: db.vault.DbVault, data: bytes) -> None:
    slices = made.take_in(BytesIO(data))
    while True:
        try:
            next(slices)
        except StopIteration as end:
            taken = end.value
            break
    with made.write() as unit:
        unit.keep_blob(taken)
        unit.save(new("evidence", sha256=taken.sha256, size=taken.size))
        unit.commit()


def copy(source: Path, target: Path) -> None:
    """Every file of a vault, each flushed."""
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        if path.is_file():
            with path.open("r+b") as stream:
                os.fsync(stream.fileno())


def rows(size: int) -> list[Row]:
    """The comparisons at one size."""
    print(f"backing a vault of {size} cases up ...", file=sys.stderr, flush=True)
    return [_one(size, 0), _one(size, EVIDENCE)]


def _one(size: int, evidence: int) -> Row:
    longest: list[float] = []
    with filled(size, evidence) as (made, folder):

        def ours(turn: int) -> None:
            steps = made.back_up(folder / f"{turn}.ncb")
            begun = time.perf_counter()
            for _step in steps:
                longest.append(time.perf_counter() - begun)
                begun = time.perf_counter()
            (folder / f"{turn}.ncb").unlink()

        def bare(turn: int) -> None:
            copy(folder / "vault", folder / f"plain{turn}")
            shutil.rmtree(folder / f"plain{turn}")

        with_files = f", {evidence // 2**20} MiB of evidence" if evidence else ""
        row = compare(
            f"backup, written and proved{with_files}", f"{size:,}", "plain copy, flushed", ours, bare, times=3
        )
        in_order = sorted(longest)
        at = in_order[len(in_order) * 99 // 100]
        print(
            f"slices of a backup: {len(in_order)}, 99 of 100 under {at * 1000:.0f} ms, "
            f"the longest {in_order[-1] * 1000:.0f} ms",
            file=sys.stderr,
        )
        return row
