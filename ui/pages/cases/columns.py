"""The columns a table of cases can have: a few that are computed, and every field of case and person."""

from __future__ import annotations

from app.consent import PERMISSIONS
from app.i18n import N_, _, ngettext
from app.records import TYPES
from app.services.files import CaseRow
from ui.forms.lookup import Lookup
from ui.forms.reading import say_date
from ui.lists.columns import Column, computed, moments, of_fields, say_field, say_moment
from ui.lists.kind import ListKind
from ui.pages.cases.words import short_status

PERSON = "person."
"""Before the key of a field of the person."""
USUAL = ("name", "code", "status", "born", "events", "certainty", "consent", "changed")
"""The columns nobody chose."""
COMPUTED = (
    Column("name", N_("Name"), "person", 240),
    Column("code", N_("Case"), "code", 110),
    Column("status", N_("Status"), "status", 150),
    Column("born", N_("Born"), "person.birth", 140),
    Column("events", N_("Linked event")),
    Column("certainty", N_("Certainty")),
    Column("consent", N_("Consent"), width=90),
    *moments(N_("Opened")),
)
"""Columns that are no field as it stands; the headings are msgids."""
SHOWN_SO = frozenset({"code", "person", "status", "person.names", "person.birth"})
"""Fields that one of those shows."""
ORDERS = (
    ("changed", N_("Changed")),
    ("created", N_("Opened")),
    ("person", N_("Name")),
    ("code", N_("Code")),
    ("status", N_("Status")),
)


def all_columns(lookup: Lookup) -> dict[str, Column]:
    """Every column there can be, by key, in the order they are offered in."""
    found = computed(COMPUTED)
    for kind, before in (("case", ""), ("person", PERSON)):
        fields = (*TYPES[kind].fields, *lookup.own_fields(kind))
        found |= of_fields(fields, SHOWN_SO, before)
    return found


def of_all(found: int, every: int) -> str:
    """How many cases of all are found."""
    words = ngettext("{n} of {all} case", "{n} of {all} cases", every)
    return words.format(n=f"{found:,}", all=f"{every:,}")


CASES = ListKind(
    type="case",
    title=N_("Cases"),
    where=N_("Cases where"),
    first="status",
    columns=all_columns,
    usual=USUAL,
    wide="name",
    sort="changed",
    orders=ORDERS,
    of_all=of_all,
)


def say_cell(row: CaseRow, column: Column, lookup: Lookup) -> str:
    """One cell in words."""
    if column.field is not None:
        of_person = column.key.startswith(PERSON)
        record = row.person if of_person else row.case
        value = record.values.get(column.field.key) if record is not None else None
        return say_field(column.field, value, row.refs, lookup)
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
        case _:
            return say_moment(row.case, column, lookup)
