"""What is to be done on all cases and events, by the day it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.ports import Condition, ListQuery, Reader
from app.records.record import Record
from app.services.files import day_of, primary_name, tasks_in_order

AT_MOST = 500


@dataclass(frozen=True)
class Task:
    """An open task with the case or event it is on; `name` and `code` are of the case."""

    record: Record
    case: Record | None
    event: Record | None
    name: str = ""

    @property
    def code(self) -> str:
        """The code of the case or event, "" where it is on neither."""
        about = self.case or self.event
        return about.text("code") if about else ""

    @property
    def day(self) -> date | None:
        """The last day it is due, None where none was set."""
        return day_of(self.record, "due") if self.record.date("due") else None


def open_tasks(reader: Reader) -> tuple[Task, ...]:
    """What is open, due soonest first, at most 500, without those of cases and events in the trash."""
    reader = reader.glance
    query = ListQuery("task", sort="due", conditions=(Condition("done", "empty"),))
    found = tasks_in_order(reader.page("task", reader.numbers(query)[:AT_MOST]))
    cases = reader.many("case", [c for t in found if (c := t.ref("case"))])
    events = reader.many("event", [e for t in found if (e := t.ref("event"))])
    people = reader.many("person", [p for c in cases.values() if (p := c.ref("person"))])
    tasks = []
    for record in found:
        case, event = cases.get(record.ref("case") or record.id), events.get(record.ref("event") or record.id)
        if any(about is not None and about.deleted_at for about in (case, event)):
            continue
        person = people.get(case.ref("person") or case.id) if case else None
        name = primary_name(person.rows("names")) if person else ""
        tasks.append(Task(record, case, event, name))
    return tuple(tasks)
