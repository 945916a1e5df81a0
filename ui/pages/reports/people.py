"""Who would stand in a brief, how far each goes by consent, and why no further: in words, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.briefs.individuals import ACCOUNT_GROUP, Judged, judge_all
from app.claims.words import Labels, label
from app.clock import Clock
from app.consent import BY_RECIPIENT, NAMING, RETURNING_AUTHORITIES, Permission, Reach, Sign, standing
from app.dates.display import format as format_date
from app.dossier import BriefOptions, EventPart
from app.errors import CasebookError
from app.i18n import _, ngettext
from app.ports import Vault
from app.services.files import name_in, primary_name
from app.services.releases import Prepared, day_of_export, gather, prepare_brief


@dataclass(frozen=True)
class Person:
    """An individual of the events chosen. `why` says what holds the person back, or until when it holds."""

    case: UUID
    code: str
    name: str
    latin: str
    reach: Reach
    why: str
    counted: bool
    permission: str


@dataclass(frozen=True)
class Outlook:
    """What a brief with these options would be: everybody's reach, and the brief or why it is refused."""

    options: BriefOptions
    people: tuple[Person, ...]
    prepared: Prepared | None
    refused: CasebookError | None

    @property
    def held_back(self) -> tuple[Person, ...]:
        """Those chosen by case whom consent does not cover: one is enough to refuse the whole."""
        covered = (Reach.NAMED, Reach.TOLD)
        return tuple(p for p in self.people if p.code in self.options.cases and p.reach not in covered)


@dataclass(frozen=True)
class Tally:
    """How many the document shows by name, tells under a pseudonym, and only counts."""

    named: int
    told: int
    counted: int


def look_ahead(vault: Vault, clock: Clock, options: BriefOptions, language: str) -> Outlook:
    """Judge everybody, then prepare the brief or keep the reason why it may not be.

    Raises UsageError where the options do not go together.
    """
    prepared, refused = None, None
    try:
        prepared = prepare_brief(vault, clock, options)
    except CasebookError as error:
        refused = error
    with vault.read() as reader:
        terms: Labels = {(t.vocabulary, t.code): t for t in reader.terms()}
        day = day_of_export(reader, clock)
        judged = (
            prepared.judged if prepared else judge_all(gather(reader, clock, options, vault.sample), options)
        )
    people = tuple(person_of(one, terms, day, options, language) for one in judged)
    return Outlook(options, people, prepared, refused)


def person_of(judged: Judged, terms: Labels, day: date, options: BriefOptions, language: str) -> Person:
    """One individual in words; `day` is the day of export."""
    names = judged.individual.person.rows("names")
    return Person(
        case=judged.individual.case.id,
        code=judged.code,
        name=primary_name(names),
        latin=name_in(names, "latin"),
        reach=judged.reach,
        why=_why(judged, terms, day, options, language),
        counted=judged.verdict.counted,
        permission=label(terms, "permission", judged.verdict.missing or "account", language),
    )


def _why(judged: Judged, terms: Labels, day: date, options: BriefOptions, language: str) -> str:
    permissions = standing(judged.individual.consents, day)
    if judged.reach is Reach.NAMED:
        return _until(permissions[NAMING[options.audience]], options.recipient, language)
    if judged.reach is Reach.LEFT_OUT:
        return _held(permissions["count"], "", terms, language)
    if judged.reason == "group":
        k = ACCOUNT_GROUP[options.audience]
        return _("fewer than {k} share age band and province").format(k=k)
    if judged.reason == "account":
        return _("no account written to be told")
    return _held(permissions[NAMING[options.audience]], options.recipient, terms, language)


def _until(permission: Permission, recipient: str, language: str) -> str:
    grant = permission.covers(recipient if permission.key in BY_RECIPIENT else "")
    if grant is None or grant.expires is None:
        return _("no end date")
    return _("until {day}").format(day=_day(grant.expires, language))


def _held(permission: Permission, recipient: str, labels: Labels, language: str) -> str:
    """Why a permission does not reach: never asked, refused, withdrawn, expired, for others only."""
    allowed = [code for code, grant in permission.grants.items() if grant.sign is Sign.ALLOWED and code]
    if permission.sign is Sign.ALLOWED and allowed:
        if recipient in RETURNING_AUTHORITIES:
            return _("nobody consents to this state")
        names = ", ".join(label(labels, "recipient", code, language) for code in allowed)
        return _("only to {recipients}").format(recipients=names)
    ends = [g.expires for g in permission.grants.values() if g.sign is Sign.EXPIRED and g.expires]
    words = {
        Sign.NOT_ASKED: _("never asked"),
        Sign.REFUSED: _("refused"),
        Sign.WITHDRAWN: _("withdrawn"),
        Sign.EXPIRED: _("expired {day}").format(day=_day(max(ends), language) if ends else ""),
    }
    return words.get(permission.sign, _("does not reach this reader")).strip()


def _day(day: date, language: str) -> str:
    return format_date(day.isoformat(), language, short=True)


def unanswered(outlook: Outlook) -> tuple[EventPart, ...]:
    """The events of the brief that say of the returning state that no answer is recorded."""
    events = outlook.prepared.dossier.events if outlook.prepared is not None else ()
    return tuple(e for e in events if any(c.returning and not c.claim for c in e.line.clauses))


def lack_words(events: Sequence[EventPart]) -> str:
    """What the page says of them, and what it could say; "" for none."""
    if not events:
        return ""
    said = "; ".join(f"{e.code}, {e.returning_state}" for e in events)
    words = _("No official answer recorded ({events}). Enter it, or say that none was given.")
    return words.format(events=said)


def tally(outlook: Outlook) -> Tally:
    """What the export button names."""
    if outlook.prepared is None:
        return Tally(0, 0, 0)
    people = outlook.prepared.dossier.people
    shown = {j.code for j in outlook.prepared.shown}
    only = sum(1 for p in outlook.people if p.counted and p.code not in shown)
    return Tally(len(people.named), len(people.told), only)


def tally_words(found: Tally) -> str:
    """The export button: what will happen."""
    return _("Export PDF: {named} named, {told} under a pseudonym, {counted} counted").format(
        named=f"{found.named:,}", told=f"{found.told:,}", counted=f"{found.counted:,}"
    )


def lost_words(lost: Iterable[tuple[str, int]]) -> str:
    """Characters that the document leaves out or cannot show, each with how often."""
    return ", ".join(
        ngettext("{sign} once", "{sign} {n} times", times).format(sign=sign, n=times) for sign, times in lost
    )
