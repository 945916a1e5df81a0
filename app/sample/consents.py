"""Consents of the sample, written short: "hold count account@2031-05-02 government:KR+US -publish_name".

A permission is given; with `-` it is refused; `:` names recipients, `@` the day it ends, `!` the day it was
withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from app.records.record import Record, new
from app.sample.ids import Ids
from app.values import uncertain

_ENTRY = re.compile(
    r"(?P<no>-?)(?P<permission>[a-z_]+)(:(?P<recipients>[A-Za-z_+]+))?(@(?P<until>[\d-]+))?(!(?P<gone>[\d-]+))?"
)


def consents(ids: Ids, case: UUID, plan: str, *, by: str, on: str, contact: str = "") -> Iterator[Record]:
    """The consents of a case; nothing on record for an empty plan. ValueError where the plan is no plan."""
    for entry in plan.split():
        found = _ENTRY.fullmatch(entry)
        if found is None:
            raise ValueError(entry)
        recipients = tuple(sorted((found["recipients"] or "").split("+"))) if found["recipients"] else ()
        common = {"case": case, "permission": found["permission"], "by": by, "language": "ko"}
        yield new(
            "consent",
            id=ids.of("consent", case, found["permission"]),
            sample=True,
            answer="refused" if found["no"] else "given",
            recipients=recipients,
            date=uncertain(on),
            interviewer="Sample interviewer",
            contact=contact,
            expires=uncertain(found["until"]) if found["until"] else None,
            **common,
        )
        if found["gone"]:
            yield new(
                "consent",
                id=ids.of("consent", case, found["permission"], "withdrawn"),
                sample=True,
                answer="withdrawn",
                recipients=recipients,
                date=uncertain(found["gone"]),
                **common,
            )
