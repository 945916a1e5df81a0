"""What a person allows: independent permissions, judged on the day of export.

Never a ladder: no permission implies another. No consent on record is no permission.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from app.records.record import Record

PERMISSIONS = (
    "hold",
    "count",
    "account",
    "un",
    "government",
    "prosecutors",
    "publish_name",
    "publish_photo",
)
BY_RECIPIENT = {"government": "any_government", "un": "any_un"}
"""Permissions that name their recipients, and the code that stands for any of them."""
NEITHER = "partner"
"""A recipient that neither of the two permissions reaches."""

RETURNING_AUTHORITIES = frozenset({"CN", "KP"})
"""States whose authorities people are at most counted to, unless a consent names that state."""


class Sign(Enum):
    """How one permission stands on a day."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Grant:
    """One recipient's part of a permission ("" for a permission without recipients)."""

    sign: Sign
    consent: UUID
    expires: date | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Permission:
    """How a permission stands: a sign for the whole, and a grant for each recipient it was given for."""

    key: str
    sign: Sign
    grants: dict[str, Grant]

    def covers(self, recipient: str = "") -> Grant | None:
        """The grant in force that reaches `recipient`, if there is one.

        A permission for any government (any UN mechanism) reaches every one but the authorities of China
        and the DPRK; without a recipient nothing less than "any" counts.
        """
        if self.key not in BY_RECIPIENT:
            return _allowed(self.grants.get(""))
        named = _allowed(self.grants.get(recipient)) if recipient else None
        if named or recipient in RETURNING_AUTHORITIES or _said_no(self.grants.get(recipient)):
            return named
        return _allowed(self.grants.get(BY_RECIPIENT[self.key]))


def is_un(recipient: str) -> bool:
    """Whether the code of a recipient is one of the UN: its bodies begin with `un_`."""
    return recipient.startswith("un_") or recipient == BY_RECIPIENT["un"]


def reaches(permission: str, recipient: str) -> bool:
    """Whether a permission can be given for a recipient at all: one for the UN opens nothing to a
    government, and the other way about."""
    return recipient != NEITHER and is_un(recipient) is (permission == "un")


def _allowed(grant: Grant | None) -> Grant | None:
    return grant if grant and grant.sign is Sign.ALLOWED else None


def _said_no(grant: Grant | None) -> bool:
    return grant is not None and grant.sign in (Sign.REFUSED, Sign.WITHDRAWN)


def standing(consents: Iterable[Record], on: date) -> dict[str, Permission]:
    """How each permission stands on a day, from the append-only consents of one case.

    Where a date is imprecise the careful end counts: a grant from its last possible day, a refusal or
    withdrawal from its first, an expiry at its first possible day. On one day a "no" outweighs a "yes".
    """
    grants: dict[str, dict[str, Grant]] = {key: {} for key in PERMISSIONS}
    for consent in sorted(consents, key=_order):
        key = consent.text("permission")
        if key in grants and _begun(consent, on):
            _apply(grants[key], key, consent, on)
    return {key: Permission(key, _overall(parts), parts) for key, parts in grants.items()}


def _apply(parts: dict[str, Grant], key: str, consent: Record, on: date) -> None:
    recipients = consent.terms("recipients") if key in BY_RECIPIENT else ("",)
    if consent.text("answer") == "given":
        expiry = consent.date("expires")
        ends = (expiry.earliest or expiry.latest) if expiry else None
        sign = Sign.EXPIRED if ends and on > ends else Sign.ALLOWED
        for recipient in recipients:
            parts[recipient] = Grant(sign, consent.id, ends, frozenset(consent.terms("fields")))
        return
    sign = Sign.WITHDRAWN if consent.text("answer") == "withdrawn" else Sign.REFUSED
    to_all = not recipients or BY_RECIPIENT.get(key) in recipients
    for recipient in sorted({*parts, *recipients, ""}) if to_all else recipients:
        parts[recipient] = Grant(sign, consent.id)


def _order(consent: Record) -> tuple[date, bool, int]:
    said_no = consent.text("answer") != "given"
    return _day(consent), said_no, consent.number


def _day(consent: Record) -> date:
    given = consent.date("date")
    if consent.text("answer") == "given":
        return (given.latest if given else None) or date.max
    return (given.earliest if given else None) or date.min


def _begun(consent: Record, on: date) -> bool:
    return _day(consent) <= on


def _overall(parts: dict[str, Grant]) -> Sign:
    signs = [g.sign for g in parts.values()]
    order = (Sign.ALLOWED, Sign.EXPIRED, Sign.WITHDRAWN, Sign.REFUSED)
    return next((s for s in order if s in signs), Sign.NOT_ASKED)


class Reach(Enum):
    """How far a person goes in a document."""

    NAMED = "named"
    TOLD = "told"
    COUNTED = "counted"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Verdict:
    """What the consents of one case allow for an audience and recipient on a day.

    Independent of each other: a person may be named and yet not counted. `fields` are those a consent
    names beyond name, sex, birth, last known place, arrest and return; `consents` those relied on.
    """

    named: bool
    told: bool
    counted: bool
    fields: frozenset[str] = frozenset()
    consents: tuple[UUID, ...] = ()
    missing: str = ""

    @property
    def reach(self) -> Reach:
        """The furthest that is allowed."""
        if self.named:
            return Reach.NAMED
        if self.told:
            return Reach.TOLD
        return Reach.COUNTED if self.counted else Reach.LEFT_OUT


NAMING = {"public": "publish_name", "government": "government", "un": "un", "partner": ""}
"""The permission that naming a person to an audience needs; a partner's summary names nobody."""


def judge(consents: Sequence[Record], audience: str, recipient: str, on: date) -> Verdict:
    """What may be done with a person in a document.

    The state whose conduct is addressed plays no part. To the authorities of China or the DPRK people are at
    most counted, unless a consent names that state.
    """
    permissions = standing(consents, on)
    naming = NAMING[audience]
    name = permissions[naming].covers(recipient if naming in BY_RECIPIENT else "") if naming else None
    count = permissions["count"].covers()
    account = None if recipient in RETURNING_AUTHORITIES else permissions["account"].covers()
    used = tuple(dict.fromkeys(g.consent for g in (name, account, count) if g))
    return Verdict(
        named=name is not None,
        told=account is not None,
        counted=count is not None,
        fields=name.fields if name else frozenset(),
        consents=used,
        missing="" if name else naming,
    )
