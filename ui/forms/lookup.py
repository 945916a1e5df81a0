"""What editors ask about terms and other records: labels at once, names and finds through the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.clock import Clock, SystemClock
from app.dates.display import format as format_date
from app.distressing import distressing
from app.fields import Field
from app.names import bare_place, fold
from app.records import TYPES
from app.records.record import Record
from app.relations import inverses
from app.synonyms import synonyms
from app.values import Row, Text, Value
from app.vocabularies import Term, seed
from ui.frame.desk import Desk

if TYPE_CHECKING:
    from app.ports import Reader, Vault

SECOND = 70
"""Characters of a wording that tell one claim from another of the same claimant."""


@dataclass(frozen=True)
class Hit:
    """A record somebody may mean: its title and, quietly, what tells it from others; `kind` of a place."""

    id: UUID
    type: str
    title: str
    second: str = ""
    kind: str = ""

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.title}  ·  {self.second}" if self.second else self.title


NAMED = frozenset({"state", "recipient"})
"""Vocabularies in whose notes stand other names."""


class Lookup(QObject):
    """The terms of the vault in the language of the window, and the names of records met so far.

    `changed` tells that terms came or were changed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.language = desk.language
        self._terms: dict[str, dict[str, Term]] = {}
        self._called: dict[tuple[str, str], tuple[str, ...]] = {}
        self._own: dict[str, tuple[Field, ...]] = {}
        self.hits: dict[UUID, Hit] = {}
        self._take(seed())

    def _take(self, terms: Iterable[Term]) -> None:
        self._terms = {}
        self._called = {}
        for term in sorted(terms, key=lambda t: t.position):
            self._terms.setdefault(term.vocabulary, {})[term.code] = term

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the vault's own terms and fields, then go on."""

        def arrived(found: tuple[tuple[Term, ...], dict[str, tuple[Field, ...]]]) -> None:
            self._take(found[0])
            self._own = found[1]
            self.changed.emit()
            if then is not None:
                then()

        self.desk.ask(_terms_and_fields, arrived, owner=self)

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a term; a code without one is shown itself."""
        term = self._terms.get(vocabulary, {}).get(code)
        return term.label(self.language) if term else code

    def offered(self, vocabulary: str) -> list[tuple[str, str]]:
        """Code and label (as a line of its own) of the terms that may be chosen, in their order."""
        terms = self._terms.get(vocabulary, {}).values()
        return [(t.code, capital(t.label(self.language))) for t in terms if not t.retired]

    def called(self, vocabulary: str, code: str) -> tuple[str, ...]:
        """What else a term is called: in other languages, by other names, by other words; folded."""
        known = self._called.get((vocabulary, code))
        if known is None:
            term = self._terms[vocabulary][code]
            names = term.note.split("|") if vocabulary in NAMED else ()
            words = (term.en, term.ko, term.zh, *names, *synonyms(vocabulary, code))
            known = self._called[vocabulary, code] = tuple(filter(None, map(fold, words)))
        return known

    def inverses(self, vocabulary: str) -> dict[str, str]:
        """What each term of a vocabulary is from the other end."""
        return inverses(self._terms.get(vocabulary, {}).values(), vocabulary)

    def word(self, vocabulary: str, code: str) -> str:
        """A label as the first word of a line."""
        return capital(self.label(vocabulary, code))

    def knows(self, vocabulary: str, code: str) -> bool:
        """Whether a vocabulary has a code (for `app.validation`)."""
        return code in self._terms.get(vocabulary, {})

    def own_fields(self, record_type: str) -> tuple[Field, ...]:
        """The fields that staff added to a type."""
        return self._own.get(record_type, ())

    def find(
        self,
        text: str,
        types: Sequence[str],
        then: Callable[[list[Hit]], None],
        owner: QObject,
        meant: str = "",
    ) -> None:
        """Records that a few letters find; the answer comes later. `meant` is the kind of a place."""
        language = self.language
        self.desk.ask(
            lambda vault: find_hits(vault, text, types, language, meant),
            lambda hits: then(self._remember(hits)),
            owner=owner,
        )

    def name(self, record_type: str, ids: Iterable[UUID], then: Callable[[], None], owner: QObject) -> None:
        """See that `hits` holds these records, then go on (at once where it does)."""
        missing = [i for i in ids if i not in self.hits]
        if not missing:
            then()
            return
        language = self.language

        def arrived(hits: list[Hit]) -> None:
            self._remember(hits)
            then()

        self.desk.ask(lambda vault: name_hits(vault, record_type, missing, language), arrived, owner=owner)

    def _remember(self, hits: list[Hit]) -> list[Hit]:
        """Keep them; places of one name are told apart by their kind."""
        told = [replace(h, second=self._place_words(h)) if h.kind else h for h in hits]
        self.hits |= {hit.id: hit for hit in told}
        return told

    def _place_words(self, hit: Hit) -> str:
        kind = self.label("place_kind", hit.kind)
        told = hit.second and hit.kind != "province"  # a province is no part of itself
        return f"{kind}, {hit.second}" if told else kind

    def learn(self, records: Iterable[Record]) -> None:
        """Take names from records that were read anyway; a case is called by its person, if that is there."""
        found = [r for r in records if r.type != "link"]
        people = {r.id: r for r in found if r.type == "person"}
        named = [(r, people.get(r.ref("person") or r.id)) for r in found]
        self._remember([hit_of(r, self.language, who) for r, who in named if who or r.type != "case"])

    def title(self, record_id: UUID | None) -> str:
        """The title of a record met before, "" for another."""
        hit = self.hits.get(record_id) if record_id else None
        return hit.title if hit else ""

    @property
    def now(self) -> datetime:
        """The time, by the clock of the desk."""
        clock: Clock = getattr(self.desk, "clock", None) or SystemClock()
        return clock.now()

    @property
    def today(self) -> date:
        """The day it is, as exports reckon it."""
        return self.now.date()


def lookup_of(desk: Desk) -> Lookup:
    """The one lookup of a desk; made, and its terms asked for, when first wanted."""
    found = desk.findChild(Lookup)
    if isinstance(found, Lookup):
        return found
    made = Lookup(desk)
    made.load()
    return made


def capital(text: str) -> str:
    """A text as the beginning of a line (Korean has no capitals)."""
    return text[:1].upper() + text[1:]


def _terms_and_fields(vault: Vault) -> tuple[tuple[Term, ...], dict[str, tuple[Field, ...]]]:
    with vault.read() as reader:
        return reader.terms(), {key: reader.own_fields(key) for key in TYPES}


APART = frozenset({"crossing", "facility"})
"""Kinds of place that carry the name of the town they are in."""


def find_hits(vault: Vault, text: str, types: Sequence[str], language: str, meant: str = "") -> list[Hit]:
    """What a few letters find, first what is called just so. A case is found by its code and its person.

    Of places that are called alike the kind that is `meant` stands first ("" for towns and the like).
    """
    with vault.read() as reader:
        found = reader.find(text, types)
        if "case" in types:
            people = reader.find(text, ["person"])
            known = {r.id for r in found}
            cases = reader.glance.where("case", "person", [p.id for p in people])
            found += [c for c in cases if c.id not in known]
        return sorted(_hits(reader, found, language), key=lambda hit: _distance(hit, text, meant))


def called_so(hit: Hit, text: str) -> bool:
    """Whether a record is called just so; a town with or without the word for it."""
    if hit.type == "place":
        return bare_place(hit.title) == bare_place(text)
    return fold(hit.title) == fold(text.strip())


def _distance(hit: Hit, text: str, meant: str) -> tuple[bool, ...]:
    """How far a record is from what somebody means by a few letters."""
    so = called_so(hit, text)
    if hit.type != "place":
        return (not so,)
    other = hit.kind != meant if meant else hit.kind in APART
    return not so, not fold(hit.title).startswith(fold(text.strip())), other


def name_hits(vault: Vault, record_type: str, ids: Sequence[UUID], language: str) -> list[Hit]:
    """How records are called."""
    with vault.read() as reader:
        return _hits(reader, list(reader.glance.many(record_type, ids).values()), language)


def _hits(reader: Reader, records: Sequence[Record], language: str) -> list[Hit]:
    people = reader.glance.many("person", [p for r in records if r.type == "case" and (p := r.ref("person"))])
    hits = [hit_of(r, language, people.get(r.ref("person") or r.id)) for r in records]
    return _provinces_said(reader, hits, language)


def _provinces_said(reader: Reader, hits: list[Hit], language: str) -> list[Hit]:
    """A place keeps its province by the English name: it is said as the province itself is called."""
    if language == "en" or not any(hit.type == "place" and hit.second for hit in hits):
        return hits
    names = [p.phrase("name") for p in reader.glance.all("place") if p.text("kind") == "province"]
    said = {name.in_language("en"): name.in_language(language) for name in names}
    return [replace(h, second=said.get(h.second, h.second)) if h.type == "place" else h for h in hits]


def hit_of(record: Record, language: str, person: Record | None = None) -> Hit:
    """How one record is called; a case by the name of its person."""
    if record.type == "case":
        name = _words(person.values.get("names"), language) if person else ""
        code = record.text("code")
        return Hit(record.id, "case", name or code, code if name else "")
    texts = [_words(record.values.get(key), language) for key in TYPES[record.type].title]
    told = [t for t in texts if t] or [record.text("key") or record.id.hex[:8]]
    second = " · ".join(told[1:])
    if record.type == "place":
        return Hit(record.id, "place", told[0], record.text("province"), record.text("kind"))
    if record.type == "source":
        second = _day(record, "published", language)
    elif record.type == "claim":
        wording = "" if distressing(record) else _words(record.values.get("wording"), language)
        second = wording[:SECOND]
    return Hit(record.id, record.type, told[0], second)


def _day(record: Record, key: str, language: str) -> str:
    when = record.date(key)
    return format_date(when.edtf, language, short=True) if when else ""


def _words(value: Value | None, language: str) -> str:
    match value:
        case str():
            return value
        case Text():
            return value.in_language(language)
        case tuple() if value and isinstance(value[0], Row):
            return str(value[0].values.get("text", ""))
        case _:
            return ""
