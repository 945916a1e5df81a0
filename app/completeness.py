"""How much of what a UN body asks for a case file answers, and how long the urgent procedure is open.

The questions are the least a UN body asks for: the required items of the form of the Working Group
on Enforced or Involuntary Disappearances (WGEID), of the special procedures, and of the Working Group on
Arbitrary Detention (WGAD).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.consent import judge
from app.dates.edtf import span
from app.i18n import N_
from app.records.record import Record
from app.values import UncertainDate

URGENT_MONTHS = 3
"""The urgent procedure of WGEID is for disappearances of the last three months."""


class Answer(Enum):
    """How far a question is answered."""

    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class File:
    """What the forms are read from: the case with its person, custody steps, consents and sightings."""

    case: Record
    person: Record
    steps: Sequence[Record]
    consents: Sequence[Record]
    on: date
    sightings: Sequence[Record] = ()


@dataclass(frozen=True)
class Question:
    """One question of a form: its label (a msgid), how far it is answered, and the field that answers it.

    `field` is a key of the case, or of the person after `person.`; "" where it is the consents.
    """

    label: str
    answer: Answer
    field: str


@dataclass(frozen=True)
class Meter:
    """A form with its questions, in its order."""

    key: str
    title: str
    questions: tuple[Question, ...]

    @property
    def full(self) -> int:
        """How many are answered."""
        return sum(q.answer is Answer.FULL for q in self.questions)

    @property
    def part(self) -> int:
        """How many are answered in part."""
        return sum(q.answer is Answer.PART for q in self.questions)

    @property
    def open(self) -> tuple[Question, ...]:
        """What is still to be answered, in part or whole."""
        return tuple(q for q in self.questions if q.answer is not Answer.FULL)


Judge = Callable[[File], Answer]
_Asked = tuple[str, str, Judge]


def meters(file: File) -> tuple[Meter, ...]:
    """The forms, WGEID first."""
    return tuple(
        Meter(key, title, tuple(Question(label, judged(file), field) for label, field, judged in asked))
        for key, title, asked in FORMS
    )


def _whole(*parts: bool) -> Answer:
    """Full where all parts are there, part where some are."""
    return Answer.FULL if all(parts) else Answer.PART if any(parts) else Answer.NONE


def _case(key: str) -> Judge:
    """A field of the case that holds something; "unknown" answers nothing."""
    return lambda file: _whole(key in file.case.values and file.case.text(key) != "unknown")


def _name(file: File) -> Answer:
    return _whole(any(len(str(row.values.get("text", ""))) > 1 for row in file.person.rows("names")))


def _identity(file: File) -> Answer:
    return _whole(_name(file) is Answer.FULL, "sex" in file.person.values, "birth" in file.person.values)


def _steps(file: File, *kinds: str) -> Iterator[Record]:
    return (step for step in file.steps if step.text("kind") in kinds)


def disappeared(file: File) -> UncertainDate | None:
    """When the person disappeared, as far as it is known: the arrest, else its step of the custody chain."""
    own = file.case.date("arrest_date")
    return own or next((d for step in _steps(file, "arrest") if (d := step.date("date"))), None)


def urgent_until(file: File) -> date | None:
    """The day the urgent procedure of WGEID closes: three months after the disappearance began.

    Of a date that is not whole the first possible day counts: too early a form loses nothing.
    """
    found = disappeared(file)
    return months_after(found.earliest, URGENT_MONTHS) if found and found.earliest else None


def months_after(day: date, months: int) -> date:
    """The day `months` months later (earlier, where negative); the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _when(file: File) -> Answer:
    """At least month and year."""
    found = disappeared(file)
    return _whole(found is not None, found is not None and span(found.edtf).precision in ("day", "month"))


def _where(file: File) -> Answer:
    places = (file.case.ref("arrest_place"), file.case.ref("last_known_place"))
    steps = any(step.ref("place") for step in file.steps if step.text("kind") != "exit")
    seen = any(sighting.ref("place") for sighting in file.sightings)
    return _whole(any(places) or steps or seen)


def _forces(file: File) -> Answer:
    steps = any(step.text("authority") for step in file.steps)
    who = bool(file.case.text("arrest_authority")) or steps
    return _whole(who, bool(file.case.phrase("forces_reason")))


def _arrested_by(file: File) -> Answer:
    return _whole(
        bool(file.case.text("arrest_authority")) or any(s.text("authority") for s in _steps(file, "arrest"))
    )


def _detained(file: File) -> Answer:
    """Where, and for how long: a place, and a dated step or state after the arrest."""
    held = list(_steps(file, "detention_china", "transfer_border", "transfer_holding", "disposition"))
    where = file.case.ref("detention_place") or any(step.ref("place") for step in held)
    return _whole(bool(where), any(step.date("date") for step in held) or "status_as_of" in file.case.values)


def _consent(*recipients: str) -> Judge:
    """To be identified to at least one of these bodies, on the day."""
    return lambda file: _whole(any(judge(file.consents, "un", r, file.on).named for r in recipients))


_NAME: _Asked = (N_("Full name"), "person.names", _name)
_SUBMITTER: _Asked = (N_("Who submits"), "submitter", _case("submitter"))
_SECRET: _Asked = (
    N_("Keep the submitter confidential"),
    "submitter_confidential",
    _case("submitter_confidential"),
)
_CONSENT_LABEL = N_("Consent of the person or family")

FORMS: tuple[tuple[str, str, tuple[_Asked, ...]], ...] = (
    (
        "wgeid",
        N_("UN form, WGEID"),
        (
            _NAME,
            (N_("Date of disappearance, month and year"), "arrest_date", _when),
            (N_("Where arrested or last seen"), "arrest_place", _where),
            (N_("Forces responsible: say why"), "forces_reason", _forces),
            (N_("Actions the family took"), "family_actions", _case("family_actions")),
            _SUBMITTER,
            _SECRET,
            (_CONSENT_LABEL, "", _consent("un_wgeid")),
        ),
    ),
    (
        "special_procedures",
        N_("UN form, special procedures"),
        (
            _NAME,
            (N_("Who is alleged to be responsible"), "arrest_authority", _arrested_by),
            (N_("Date"), "arrest_date", _when),
            (N_("Place"), "arrest_place", _where),
            (N_("What happened"), "narrative", _case("narrative")),
            _SUBMITTER,
            _SECRET,
            (_CONSENT_LABEL, "", _consent("un_sr_dprk", "un_sr_torture")),
        ),
    ),
    (
        "wgad",
        N_("UN form, WGAD"),
        (
            (N_("Identity: name, sex, birth"), "person.birth", _identity),
            (N_("Date of arrest"), "arrest_date", _when),
            (N_("Place of arrest"), "arrest_place", _case("arrest_place")),
            (N_("Force that arrested"), "arrest_authority", _arrested_by),
            (N_("Whether a warrant was shown"), "arrest_warrant", _case("arrest_warrant")),
            (N_("Detention: where, how long"), "detention_place", _detained),
            (N_("Reasons or law given"), "detention_reasons", _case("detention_reasons")),
            (N_("Why it is arbitrary"), "why_arbitrary", _case("why_arbitrary")),
            (N_("Remedies tried"), "remedies", _case("remedies")),
            (_CONSENT_LABEL, "", _consent("un_wgad")),
        ),
    ),
)
