"""The columns a table of events can have: its date, its line and its counts, and every field."""

from __future__ import annotations

from app.i18n import N_, ngettext
from app.records import TYPES
from ui.forms.lookup import Lookup
from ui.lists.columns import Column, computed, moments, of_fields, say_field, say_moment
from ui.lists.kind import ListKind
from ui.pages.events.loading import ListedEvent

USUAL = ("date", "title", "claims", "named")
"""The columns nobody chose."""
COMPUTED = (
    Column("date", N_("Date"), "date", 196),
    Column("title", N_("Event and its line"), "title", 320),
    Column("claims", N_("Claims"), width=84, right=True),
    Column("named", N_("We can name"), width=110, right=True),
    *moments(N_("Entered")),
)
"""Columns that are no field as it stands; the headings are msgids."""
SHOWN_SO = frozenset({"date", "title"})
"""Fields that one of those shows."""
ORDERS = (
    ("date", N_("Date")),
    ("title", N_("Title")),
    ("code", N_("Code")),
    ("kind", N_("Kind")),
    ("changed", N_("Changed")),
)


def all_columns(lookup: Lookup) -> dict[str, Column]:
    """Every column there can be, by key, in the order they are offered in."""
    fields = (*TYPES["event"].fields, *lookup.own_fields("event"))
    return computed(COMPUTED) | of_fields(fields, SHOWN_SO)


def of_all(found: int, every: int) -> str:
    """How many events of all are found."""
    words = ngettext("{n} of {all} event", "{n} of {all} events", every)
    return words.format(n=f"{found:,}", all=f"{every:,}")


EVENTS = ListKind(
    type="event",
    title=N_("Events"),
    where=N_("Events where"),
    first="kind",
    columns=all_columns,
    usual=USUAL,
    wide="title",
    sort="date",
    orders=ORDERS,
    of_all=of_all,
)


def say_cell(row: ListedEvent, column: Column, lookup: Lookup) -> str:
    """One cell in words; the date and the title with the line below them."""
    if column.field is not None:
        return say_field(column.field, row.event.values.get(column.field.key), row.refs, lookup)
    match column.key:
        case "date":
            return f"{row.date}\n{row.event.text('code')}"
        case "title":
            return f"{row.title}\n{row.line.whole}"
        case "claims":
            return f"{row.claims:,}"
        case "named":
            return f"{row.named:,}"
        case _:
            return say_moment(row.event, column, lookup)
