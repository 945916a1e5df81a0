"""Decides what a release prints: small cells hidden, and as few others as keep them hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.disclosure.counting import Counts, count, cross
from app.disclosure.guard import prices, protect
from app.disclosure.model import DIMENSIONS, TIME, UNKNOWN, Cell, Layout, Person, Published, Table
from app.disclosure.timed import NOBODY, TimeMargins, hide_inner
from app.errors import Refused
from app.messages import Msg

LEAST_TIMES = 3  # a release needs this many times the threshold of people who may be counted


def release(people: Sequence[Person], layout: Layout, threshold: int, by: tuple[str, ...] = ()) -> Published:
    """The tables of a release as a reader sees them: one a dimension, or the one or two dimensions of `by`.

    Which totals by a single dimension are hidden is decided over all six, whatever is asked for, so that
    releases of the same data agree. Raises Refused where there are too few people, where everybody has the
    same value, and where nothing could be printed.
    """
    if len(people) < LEAST_TIMES * threshold:
        raise Refused(Msg.SUMMARY_TOO_FEW, least=LEAST_TIMES * threshold)
    counts = count(people, layout, threshold)
    hidden = hide_margins(counts, layout, threshold)
    dims = [d for d in by or DIMENSIONS if _tells(counts, hidden, d)]
    if not dims or (by and len(dims) < len(by)):
        raise Refused(Msg.SUMMARY_NOTHING_TO_SHOW)
    if len(by) == 2:
        return _crossed(people, counts, layout, threshold, (by[0], by[1]), hidden)
    tables = tuple(Table((dim,), (counts.codes[dim],)) for dim in dims)
    return _published(threshold, tables, counts.margins, hidden, layout)


def _tells(counts: Counts, hidden: set[Cell], dim: str) -> bool:
    """Whether a table of `dim` prints anything, and not the same thing of everybody."""
    cells = [((dim, code),) for code in counts.codes[dim]]
    return len(cells) > 1 and any(cell not in hidden for cell in cells)


# one dimension


def hide_margins(counts: Counts, layout: Layout, threshold: int) -> set[Cell]:
    """The hidden cells of all six one-way tables. A listed cell is known to hold at least one person."""
    hidden = _hide_time(counts, layout, threshold)
    for dim in DIMENSIONS:
        if dim not in TIME:
            hidden |= _hide_tail([((dim, code),) for code in counts.codes[dim]], counts.margins, threshold)
    return hidden


def _hide_tail(cells: list[Cell], margins: Mapping[Cell, int], threshold: int) -> set[Cell]:
    """Every small cell, and the next smallest until each hidden one may be any of threshold + 1 numbers.

    h hidden cells that come to s may each be 1 to s - h + 1, whatever the others.
    """
    ordered = sorted(cells, key=lambda cell: (margins[cell], cell))
    few = sum(margins[cell] < threshold for cell in cells)
    if few:
        while few < len(ordered) and (
            few < 2 or sum(margins[c] for c in ordered[:few]) - few + 1 < threshold + 1
        ):
            few += 1
    return set(ordered[:few])


def _hide_time(counts: Counts, layout: Layout, threshold: int) -> set[Cell]:
    """Events and years together, as each lies in the other; where no choice is enough, all of them."""
    time = TimeMargins(counts, layout)
    cells = [key for key in time.cells if counts.margins.get(key)]
    hidden = protect(
        time.system,
        threshold,
        printed=[(), *time.cells],
        hidden=[cell for cell in cells if counts.margins[cell] < threshold],
        costs=prices(cells, counts.margins),
        told=time.told,
        groups=time.groups(threshold),
    )
    chosen = cells if hidden is None else [cell for cell in cells if cell in hidden]
    return {*chosen, *((("year", UNKNOWN),) for cell in chosen if cell == NOBODY)}


# two dimensions


def _crossed(
    people: Sequence[Person],
    counts: Counts,
    layout: Layout,
    threshold: int,
    dims: tuple[str, str],
    hidden: set[Cell],
) -> Published:
    table = Table(dims, (counts.codes[dims[0]], counts.codes[dims[1]]))
    counted: dict[Cell, int] = {(): counts.total}
    counted.update((cell, counts.margins[cell]) for cell in table.margins())
    if set(dims) == set(TIME):
        return _nested(table, counted, hidden, threshold, layout)
    inner = cross(people, counts, dims)
    counted.update((cell, inner.get(cell, 0)) for cell in table.cells())
    chosen = hide_inner(people, counts, layout, threshold, table, counted, hidden)
    if chosen is None or all(cell in chosen for cell in table.cells()):
        raise Refused(Msg.SUMMARY_NOTHING_TO_SHOW)
    return _published(threshold, (table,), counted, chosen, layout)


def _nested(
    table: Table, counted: dict[Cell, int], hidden: set[Cell], threshold: int, layout: Layout
) -> Published:
    """Events by years: an event stands in its year alone, with its own number."""
    lies = {**layout.year_of, UNKNOWN: UNKNOWN}
    impossible, inside = set(), set()
    for cell in table.cells():
        codes = dict(cell)
        if lies[codes["event"]] != codes["year"]:
            impossible.add(cell)
            continue
        event: Cell = (("event", codes["event"]),)
        counted[cell] = counted[event]
        if event in hidden:
            inside.add(cell)
    return _published(threshold, (table,), counted, hidden | inside, layout, frozenset(impossible))


def _published(
    threshold: int,
    tables: tuple[Table, ...],
    counted: Mapping[Cell, int],
    hidden: set[Cell],
    layout: Layout,
    impossible: frozenset[Cell] = frozenset(),
) -> Published:
    cells = {cell for table in tables for cell in (*table.cells(), *table.margins())} - impossible
    events = sorted({code for cell in cells for dim, code in cell if dim == "event" and code != UNKNOWN})
    return Published(
        threshold=threshold,
        tables=tables,
        shown={(): counted[()], **{cell: counted[cell] for cell in sorted(cells - hidden)}},
        hidden=frozenset(cells & hidden),
        impossible=impossible,
        year_of={event: layout.year_of[event] for event in events},
    )
