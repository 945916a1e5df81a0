"""What cases are counted by: one statement over case, person, links and events, without loading records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app.ports import Profile
from app.records.cases import CERTAIN
from db.lists import Lists
from db.tables import RECORDS


def statement(lists: Lists, numbers: Sequence[int]) -> sa.Select[Any]:
    """A row a case and event that counts, one alone for a case without any."""
    case, person, link, event = (RECORDS[key] for key in ("case", "person", "link", "event"))
    counts = sa.and_(link.c.case == case.c.id, link.c.certainty.in_(CERTAIN), lists.live(link))
    linked = sa.outerjoin(case, person, sa.and_(person.c.id == case.c.person, lists.live(person)))
    linked = sa.outerjoin(linked, link, counts)
    linked = sa.outerjoin(linked, event, sa.and_(event.c.id == link.c.event, lists.live(event)))
    columns = (case.c.n, person.c.sex, person.c.birth_edtf, person.c.home, event.c.date_edtf, link.c.crossing)
    return (
        sa.select(*columns, event.c.id.label("event"))
        .select_from(linked)
        .where(case.c.n.in_(numbers), lists.live(case))
        .order_by(case.c.n, event.c.date_earliest, event.c.date_latest, event.c.n)
    )


def of(rows: Iterable[sa.RowMapping]) -> list[Profile]:
    """The rows of `statement` put together by case."""
    found: dict[int, Profile] = {}
    for row in rows:
        known = found.get(row["n"])
        returns = () if known is None else known.returns
        if row["event"] is not None:
            returns = (*returns, (row["date_edtf"] or "", row["crossing"]))
        found[row["n"]] = Profile(row["n"], row["sex"] or "", row["birth_edtf"] or "", row["home"], returns)
    return list(found.values())
