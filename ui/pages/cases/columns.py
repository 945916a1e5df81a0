"""The columns a table of cases can have: a few that are computed, and every field of case and person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.consent import PERMISSIONS
from app.fields import Field, FieldType
from app.i18n import N_, _
from app.records import TYPES
from app.services.files import CaseRow
from app.values import Text, UncertainDate, Value
from ui.forms.lookup import Lookup, capital, hit_of
from ui.forms.reading import say_date
from ui.forms.saying import say_value
from ui.pages.cases.words import ago, short_status

T = FieldType
PERSON = "person."
"""Before the key of a field of the person."""
USUAL = ("name", "code", "status", "born", "events", "certainty", "consent", "changed")
"""The columns nobody chose."""
RIGHT = frozenset({"changed", "created"})
WIDTH = 130


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field the list sorts by ("" for none), its usual width, its declaration."""

    key: str
    heading: str
    sort: str = ""
    width: int = WIDTH
    field: Field | None = None

    @property
    def right(self) -> bool:
        """Whether its cells stand at the right."""
        return self.key in RIGHT or (self.field is not None and self.field.type is T.NUMBER)


COMPUTED = (
    Column("name", N_("Name"), "person", 240),
    Column("code", N_("Case"), "code", 110),
    Column("status", N_("Status"), "status", 150),
    Column("born", N_("Born"), "person.birth", 140),
    Column("events", N_("Linked event")),
    Column("certainty", N_("Certainty")),
    Column("consent", N_("Consent"), width=90),
    Column("changed", N_("Changed"), "changed", 80),
    Column("created", N_("Opened"), "created", 80),
)
"""Columns that are no field as it stands; the headings are msgids."""
SHOWN_SO = {"code", "person", "status", "person.names", "person.birth"}
"""Fields that one of those shows."""
UNSORTED = (T.TERMS, T.RECORDS)


def all_columns(lookup: Lookup) -> dict[str, Column]:
    """Every column there can be, by key, in the order they are offered in."""
    found = {c.key: Column(c.key, _(c.heading), c.sort, c.width) for c in COMPUTED}
    for kind, before in (("case", ""), ("person", PERSON)):
        for field in (*TYPES[kind].fields, *lookup.own_fields(kind)):
            path = before + field.key
            if field.type in (T.LONG_TEXT, T.ROWS) or field.retired or path in SHOWN_SO:
                continue
            sort = "" if field.type in UNSORTED or (field.own and before) else path
            found[path] = Column(path, field.called(), sort, field=field)
    return found


def say_cell(row: CaseRow, column: Column, lookup: Lookup) -> str:
    """One cell in words."""
    if column.field is not None:
        of_person = column.key.startswith(PERSON)
        record = row.person if of_person else row.case
        value = record.values.get(column.field.key) if record is not None else None
        return _say(column.field, value, row, lookup)
    match column.key:
        case "name":
            return "  ".join(filter(None, (row.name, row.latin)))
        case "code":
            return row.case.text("code")
        case "status":
            return short_status(row.case.text("status"), lookup)
        case "born":
            return say_date(row.birth, lookup.language, short=True) if row.birth else ""
        case "events":
            return ", ".join(row.events) or _("none yet")
        case "certainty":
            return lookup.word("certainty", row.certainty) if row.certainty else ""
        case "consent":
            if not row.permissions_given:
                return _("none")
            return _("{n} of {all}").format(n=row.permissions_given, all=len(PERMISSIONS))
        case "created":
            return ago(row.case.created_at, lookup.now, lookup.language)
        case _:
            return ago(row.case.changed_at, lookup.now, lookup.language)


def _say(field: Field, value: Value | None, row: CaseRow, lookup: Lookup) -> str:
    if isinstance(value, UncertainDate):
        return capital(say_date(value, lookup.language, short=True))
    if isinstance(value, Text):
        return value.in_language(lookup.language)
    if isinstance(value, UUID):
        target = row.refs.get(value)
        return hit_of(target, lookup.language).title if target is not None else ""
    said = say_value(field, value, lookup)
    return capital(said) if field.type in (T.TERM, T.TERMS, T.YES_NO) else said
