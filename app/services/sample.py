"""Fills a new sample vault: the public events and the invented people, in slices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from app.ports import Vault
from app.records.record import Record
from app.services.office import Office, set_office
from app.services.saving import save_in

SLICE = 200
"""Records a transaction."""

ORGANISATION = "Example Documentation Centre"
OFFICE = Office(ORGANISATION, "예시기록센터", "desk@example.org")


def fill(
    vault: Vault, records: Iterable[Record], tell: Callable[[int, int], None] = lambda _done, _of: None
) -> Counter[str]:
    """Write `records`, each marked as sample, in the order given; returns how many of each type.

    `tell(done, of)` hears of the progress after each slice.
    """
    made: Counter[str] = Counter()
    with vault.write() as work:
        set_office(work, OFFICE)
        work.commit()
    everything = list(records)
    waiting = iter(everything)
    while slice_of := list(islice(waiting, SLICE)):
        with vault.write() as work:
            for record in slice_of:
                save_in(work, replace(record, sample=True))
                made[record.type] += 1
            work.commit()
        tell(made.total(), len(everything))
    return made
