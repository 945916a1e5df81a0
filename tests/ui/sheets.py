"""Every sheet of the window, opened in turn over a vault that holds what could show in one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QDialog

from app.keys import SlotKind
from app.ports import Finding
from app.records import TYPES, Record, new
from app.values import Text, uncertain
from tests.fakes import FakeVault
from tests.ui.people import EVENT, vault_of_people
from ui.closing import ClosingSheet
from ui.frame.sheet import Sheet
from ui.pages.cases import Cases
from ui.pages.cases.batch_sheet import BatchSheet
from ui.pages.events import Events
from ui.pages.security import Security
from ui.pages.security.checks import StandSheet
from ui.pages.security.drill import DrillSheet
from ui.pages.security.sheets import AddSheet, PinSheet, RemoveSheet
from ui.proving import proved
from ui.window import Window

CLOCK = Finding("clock", "7", "2026-11-29T09:00:00+00:00 -> 2026-11-29T08:00:00+00:00")
CLAIM = new(
    "claim",
    event=EVENT.id,
    claimant=Text("Justice For North Korea", "en"),
    wording=Text("About 90 on two buses since late August", "en"),
    measure="handed_over",
    low=90,
    high=90,
    named="yes",
    date=uncertain("2023-10-09"),
)
STANDING = new(
    "claim",
    claimant=Text("Ministry of Unification", "en"),
    wording=Text("A standing figure over many events", "en"),
    running_total="yes",
    named="yes",
)


def vault_of_sheets() -> FakeVault:
    """People, and claims on the event."""
    vault = vault_of_people()
    with vault.write() as work:
        work.save(CLAIM)
        work.save(STANDING)
        work.commit()
    return vault


def every_sheet(cls: type[Sheet] = Sheet) -> set[type[Sheet]]:
    """The sheets of the program that somebody can meet: classes that no other is made from."""
    below = cls.__subclasses__()
    found = {leaf for one in below for leaf in every_sheet(one)}
    return (found or {cls}) if cls.__module__.startswith("ui.") else set()


def openers(window: Window, settle: Callable[[Window], None]) -> Iterator[tuple[str, Callable[[], object]]]:
    """What opens each sheet, with its page in front."""
    frame = window.frame
    assert frame is not None

    def show(key: str, record: object = None) -> object:
        frame.go(key, record)  # type: ignore[arg-type]  # a page's own kind of record
        settle(window)
        return frame.page(key)

    cases = show("cases")
    assert isinstance(cases, Cases)
    yield "columns", cases.list.columns.choose
    yield "filter", cases.list.filters.build
    cases.list.show_table(False)
    yield "batch", lambda: BatchSheet(frame.desk, cases.lookup, array("q", [1, 2]), cases).open()
    yield "erase", cases.erase
    yield "travel", cases.take_along
    events = show("events", EVENT.id)
    assert isinstance(events, Events)
    shown = events.view.shown
    assert shown is not None
    for kind in ("claim", "request", "contact", "event_link"):
        yield f"add-{kind}", lambda kind=kind: events.changes.run("add", shown, kind)  # type: ignore[misc]
    yield "edit-claim", lambda: events.changes.run("edit", shown, CLAIM)
    yield "new-event", lambda: events.open_record("new")
    yield "standing", events.changes.add_standing
    yield "status", lambda: events.changes.run("status", shown, "place")
    security = show("security")
    assert isinstance(security, Security)
    for key in ("recovery", "ledger", "rekey", "try", "shares"):
        yield key, lambda key=key: security.start(key)  # type: ignore[misc]
    desk = frame.desk
    slot = security.found.slots[0]
    shares = replace(slot, kind=SlotKind.SHARES)
    yield "add", lambda: security.open_sheet(AddSheet(desk, security))
    yield "pin", lambda: security.open_sheet(PinSheet(desk, security))
    yield "prove", lambda: proved(desk, security, "Whoever holds it can open everything.", lambda: None)
    yield "closing", lambda: ClosingSheet(desk, Path("backups"), security).open()
    yield "drill", lambda: security.open_sheet(DrillSheet(desk, None, security))
    yield "stand", lambda: security.open_sheet(StandSheet(desk, (CLOCK,), security))
    can = frozenset({"backup", "rekey"})
    for one in (slot, shares):
        yield (
            f"remove-{one.kind.value}",
            lambda one=one: security.open_sheet(  # type: ignore[misc]
                RemoveSheet(desk, one, can, security)
            ),
        )


def sheets_of(window: Window, settle: Callable[[Window], None]) -> Iterator[tuple[str, Sheet]]:
    """Each sheet while it is shown; closed again after."""
    for name, run in openers(window, settle):
        run()
        settle(window)
        open_now = [d for d in window.findChildren(QDialog) if d.isVisible()]
        assert len(open_now) == 1, name
        (sheet,) = open_now
        assert isinstance(sheet, Sheet), name
        yield name, sheet
        sheet.done(0)
        settle(window)


def texts_of(value: object) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        yield from texts_of(value.values)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def typed_into(vault: FakeVault) -> set[str]:
    """Whatever somebody typed into a vault: texts of records, labels of terms, names of staff."""
    with vault.read() as reader:
        found = [text for kind in TYPES for record in reader.all(kind) for text in texts_of(record)]
        found += [label for term in reader.terms() for label in (term.en, term.ko, term.zh)]
        found += [staff.name for staff in reader.staff()]
    return {text.casefold() for text in found if text.strip()}
