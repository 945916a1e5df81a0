"""The gazetteer a new vault begins with: crossings, towns, provinces and facilities, with their precision."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import TypeAlias
from uuid import UUID

from app.names import script_of
from app.records.record import Record, new, row
from app.values import Row, Text, Translation

IdOf: TypeAlias = Callable[..., UUID]
"""Gives the id of a thing by its name; the same name gives the same id."""

_LANGUAGES = {"hangul": "ko", "hanja": "zh", "hanzi": "zh"}


def places(id_of: IdOf) -> Iterator[Record]:
    """The side of the DPRK first, then the side of China, which names its pair."""
    text = files("app.data").joinpath("gazetteer.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for line in sorted(rows, key=lambda r: r["country"] != "KP"):
        yield new(
            "place",
            id=id_of("place", line["key"]),
            key=line["key"],
            name=Text(line["name_en"], "en", (Translation("ko", line["name_ko"]),)),
            kind=line["kind"],
            country=line["country"],
            province=line["admin1"],
            aliases=_aliases(id_of, line),
            pair=id_of("place", line["pair"]) if line["pair"] and line["country"] == "CN" else None,
            latitude=line["lat"],
            longitude=line["lon"],
            precision=int(line["precision_m"]),
            basis=line["basis"].replace(" ", "_"),
        )


def _aliases(id_of: IdOf, line: Mapping[str, str]) -> tuple[Row, ...]:
    names = [name for name in (line["name_zh"], *line["aliases"].split("|")) if name]
    return tuple(
        row(id=id_of("alias", line["key"], n), text=name, language=_LANGUAGES.get(script_of(name), "en"))
        for n, name in enumerate(names)
    )
