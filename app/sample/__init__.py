"""The sample: public reports as they are, and people who do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from app.records.record import Record
from app.sample.files import interviews, source_keys, written, written_files
from app.sample.ids import Ids
from app.sample.naming import Namer
from app.sample.notes import quick_notes
from app.sample.parts import names
from app.sample.people import drawn_people, how_many
from app.sample.public import public_records
from app.services.codes import ALPHABET, with_check

SEED = 20231009


def sample_records(seed: int = SEED) -> Iterator[Record]:
    """Every record of a sample vault as a draft, whatever another names before it; one seed, one sample."""
    ids = Ids(seed)
    rng = Random(seed)  # noqa: S311 - the same people each time is what is wanted
    files = written()
    codes = _codes(rng, len(files) + how_many())
    taken = {name[0] for entry in files for name in _names(entry["names"])}
    taken |= names()
    yield from public_records(ids)
    yield from interviews(ids)
    yield from written_files(ids, codes[: len(files)])
    yield from quick_notes(ids)
    yield from drawn_people(ids, rng, codes[len(files) :], Namer(rng, taken), source_keys())


def _names(names: object) -> list[list[str]]:
    return names if isinstance(names, list) else []


def _codes(rng: Random, count: int) -> list[str]:
    """Codes in order, so that the files written by hand stand first in lists sorted by code."""
    bodies: set[str] = set()
    while len(bodies) < count:
        bodies.add("".join(rng.choice(ALPHABET) for _ in range(7)))
    return [with_check(body) for body in sorted(bodies)]
