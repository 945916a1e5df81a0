"""What a list of one type of record is to those that narrow it, order it and lay it out in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.forms.lookup import Lookup
from ui.lists.columns import Column

NEWEST_FIRST = frozenset({"changed", "created", "date"})
"""Fields by which the latest stands first at the first click."""


@dataclass(frozen=True)
class ListKind:
    """A list of records of a `type`. `title` and `where` ("Cases where") are msgids.

    `first` is the field a fresh condition begins with; `columns` gives every column there can be by key, in
    the order they are offered in, `usual` are those nobody chose, `wide` is the one that takes what the
    others leave. The list is sorted by `sort` until somebody asks for another; `orders` are the fields of its
    menu, each with a msgid. `of_all(found, every)` says how many there are.
    """

    type: str
    title: str
    where: str
    first: str
    columns: Callable[[Lookup], dict[str, Column]]
    usual: tuple[str, ...]
    wide: str
    sort: str
    orders: tuple[tuple[str, str], ...]
    of_all: Callable[[int, int], str]
