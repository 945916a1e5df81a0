"""What a list of records shows: its conditions, its order, and what its cases are counted by."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.values import Value


@dataclass(frozen=True)
class Condition:
    """One condition of a list.

    `path` is a field (`status`), a field of the record a RECORD field points to (`person.sex`), or a field
    of a child record (`link/event`: some live link of this case has that event). `op`: is, is_not, empty,
    not_empty, before, after (dates: by latest, earliest day), overlaps (dates: one of its days may be one of
    the value's), contains (texts, folded). Three paths are no fields: `changed` and `created`, moments
    (before, after), and `minor`, of a case: under 18 on the day of a linked event, whatever the dates leave
    open (is yes; is no: not surely so).
    """

    path: str
    op: str
    value: Value | None = None


Group = tuple[Condition, ...]
"""Conditions of which at least one must hold."""


@dataclass(frozen=True)
class ListQuery:
    """What a list shows: all conditions hold, and of each group in `either` at least one; `text` is found in
    searched fields; sorted in total order.

    `sort` is a field key, or `title`, `changed`, `created`; a RECORD field sorts by the title of its target,
    and `person.birth` by a field of the target.
    """

    type: str
    sort: str = "title"
    descending: bool = False
    conditions: tuple[Condition, ...] = ()
    either: tuple[Group, ...] = ()
    text: str = ""
    deleted: bool = False


@dataclass(frozen=True)
class Profile:
    """What a case is counted by: `sex` a code, `birth` EDTF, `home` a place; "" and None where not recorded.

    `returns` holds EDTF date and crossing of each event with a certain or probable link, by first day.
    """

    number: int
    sex: str = ""
    birth: str = ""
    home: UUID | None = None
    returns: tuple[tuple[str, UUID | None], ...] = ()
