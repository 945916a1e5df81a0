"""The one sentence under the name of a case, built from its fields; each part only where it is known."""

from __future__ import annotations

from uuid import UUID

from app.ages import ages
from app.i18n import _
from app.records.record import Record
from app.services.files import CaseFile
from app.values import UncertainDate
from app.whereabouts import SURE
from ui.forms.lookup import Lookup, capital
from ui.forms.reading import say_date


def sentence(file: CaseFile, lookup: Lookup) -> str:
    """Who it is; when the person left; where held; where handed over."""
    who = _who(file)
    parts = [p for p in (_left(file, lookup), _held(file, lookup), _handed(file, lookup)) if p]
    if lookup.language == "ko":
        return " ".join(f"{p}." for p in [who, ", ".join(parts)] if p)
    return " ".join(f"{p}." for p in [who, capital(", ".join(parts))] if p)


def _who(file: CaseFile) -> str:
    sex = file.person.text("sex")
    when = reckoned_at(file)
    found = ages(file.person.date("birth"), when)
    if found:
        texts = {
            "female": _("A woman of {age}"),
            "male": _("A man of {age}"),
        }
        young = {"female": _("A girl of {age}"), "male": _("A boy of {age}")}
        text = (young if found.high < 18 else texts).get(sex, _("A person of {age}"))
        return text.format(age=found)
    plain = {"female": _("A woman"), "male": _("A man")}
    return plain.get(sex, "")


def reckoned_at(file: CaseFile) -> UncertainDate | None:
    """The date an age is reckoned at: of an event that the case is linked to with some certainty, else of the
    arrest. An event that is only possibly theirs says nothing of the person."""
    sure = (event for link, event in file.links if link.text("certainty") in SURE)
    return next((d for e in sure if (d := e.date("date"))), None) or file.case.date("arrest_date")


def _left(file: CaseFile, lookup: Lookup) -> str:
    exit_step = _step(file, "exit")
    date = file.case.date("exit") or (exit_step.date("date") if exit_step else None)
    place = _place(file, lookup, exit_step.ref("place") if exit_step else file.person.ref("home"))
    when = say_date(date, lookup.language) if date else ""
    if place and when:
        return _("left {place} in {date}").format(place=place, date=when)
    return _("left in {date}").format(date=when) if when else ""


def _held(file: CaseFile, lookup: Lookup) -> str:
    step = _step(file, "detention_china")
    place = _place(file, lookup, file.case.ref("detention_place") or (step.ref("place") if step else None))
    return _("held in {place}").format(place=place) if place else ""


def _handed(file: CaseFile, lookup: Lookup) -> str:
    """A step of the chain says it, else a return that the case is linked to with some certainty: an arrest
    hands nobody over, and a link that is only possible says nothing of the person."""
    step = _step(file, "handover")
    returns = (
        (link, event)
        for link, event in file.links
        if event.text("kind") == "forced_return" and link.text("certainty") in SURE
    )
    link, event = next(returns, (None, None))
    place = _place(
        file, lookup, (step.ref("place") if step else None) or (link.ref("crossing") if link else None)
    )
    date = (step.date("date") if step else None) or (event.date("date") if event else None)
    when = say_date(date, lookup.language) if date else ""
    if place and when:
        return _("handed over at {place}, {date}").format(place=place, date=when)
    if step is None and event is None:
        return ""
    return _("handed over, {date}").format(date=when) if when else ""


def _step(file: CaseFile, kind: str) -> Record | None:
    return next((s for s in file.steps if s.text("kind") == kind), None)


def _place(file: CaseFile, lookup: Lookup, place_id: UUID | None) -> str:
    record = file.places.get(place_id) if place_id else None
    return record.phrase("name").in_language(lookup.language) if record else ""
