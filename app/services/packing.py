"""Which records travel with some cases: down to their parts, along what those need, never to what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID, uuid4

from app.errors import NotFound, Refused
from app.fields import Field
from app.gazetteer import places
from app.messages import Msg
from app.ports import ListQuery, Reader
from app.protection import NameSearch
from app.records import TYPES
from app.records.record import Record
from app.services.bearers import bearers
from app.services.saving import by_code
from app.travel import (
    ABOUT,
    CHOSEN,
    PARTS,
    TOGETHER,
    Cut,
    Fields,
    Luggage,
    codes_used,
    references,
    stands,
    stripped,
    texts,
)
from app.vocabularies import Term, seed


def chosen(reader: Reader, codes: Sequence[str] = (), query: ListQuery | None = None) -> tuple[Record, ...]:
    """The live cases of some codes, and those that a list of cases shows. Raises NotFound for a code."""
    found: dict[UUID, Record] = {}
    for code in codes:
        case = by_code(reader, CHOSEN, code)
        if case is None:
            raise NotFound(Msg.RECORD_MISSING, code=code)
        found[case.id] = case
    if query is not None:
        ids = [case.id for case in reader.page(CHOSEN, reader.numbers(query))]
        found |= {i: case for i, case in reader.many(CHOSEN, ids).items() if case.deleted_at is None}
    return tuple(found.values())


def evidence_of(reader: Reader, cases: Sequence[Record]) -> tuple[UUID, ...]:
    """The ids of all live evidence of some cases that belongs to no event besides."""
    found = reader.glance.where("evidence", CHOSEN, [case.id for case in cases])
    return tuple(one.id for one in found if one.ref("event") is None)


def pack(reader: Reader, cases: Sequence[Record], evidence: Sequence[UUID] = ()) -> Luggage:
    """What a travel vault with these cases holds, and what stays.

    Evidence stays but for the pieces named, which must belong to a case or event that travels. Raises
    Refused without a case, NotFound.
    """
    if not cases:
        raise Refused(Msg.TRAVEL_NO_CASE)
    choice = _Choice(reader, cases, evidence)
    records, cuts = choice.packed()
    fields = {key: choice.fields(key) for key in TYPES}
    own = _own_fields(reader, records)
    codes = {case.id: case.text("code") for case in cases}
    left = [c.text("code") for c in reader.glance.all(CHOSEN) if c.id not in codes]
    taken = {key: n for key in TYPES if (n := sum(r.type == key for r in records))}
    return Luggage(
        records=records,
        terms=_terms(reader, codes_used(records, fields), {f.vocabulary for _key, f in own}),
        own_fields=own,
        cases=tuple(sorted(codes.values())),
        cases_left=tuple(sorted(left)),
        taken=taken,
        stays=_stays(reader, taken),
        cuts=cuts,
        naming=_naming(reader, records, choice.owner),
        case_ids=tuple(codes),
    )


class _Choice:
    """The records that travel: from the cases down to their parts, and along what those point to."""

    def __init__(self, reader: Reader, cases: Sequence[Record], evidence: Sequence[UUID]) -> None:
        self.reader, self.evidence = reader, evidence
        self.cases = {case.id for case in cases}
        self._fields: dict[str, Fields] = {}
        self.found: dict[UUID, Record] = {case.id: case for case in cases}
        self.subjects = {person for case in cases if (person := case.ref("person"))}
        self.elsewhere = {
            person
            for case in reader.glance.all(CHOSEN, trash=True)
            if case.id not in self.cases and (person := case.ref("person"))
        } - self.subjects
        self._gather()

    def fields(self, record_type: str) -> Fields:
        """The fields of a kind, with those that staff added."""
        if record_type not in self._fields:
            own = {f.key: f for f in self.reader.own_fields(record_type)}
            self._fields[record_type] = {**TYPES[record_type].by_key, **own}
        return self._fields[record_type]

    def packed(self) -> tuple[tuple[Record, ...], tuple[Cut, ...]]:
        """Every record stripped, in an order of kinds; without those that cannot be without what stays."""
        while True:
            inside = self.found.__contains__
            kept = {i: stripped(r, self.fields(r.type), inside) for i, r in self.found.items()}
            fallen = [i for i, (draft, _gone) in kept.items() if not stands(draft, self.fields(draft.type))]
            if not fallen:
                break
            for lost in fallen:
                del self.found[lost]
        order = {key: place for place, key in enumerate(TYPES)}
        drafts = sorted((draft for draft, _gone in kept.values()), key=lambda r: (order[r.type], r.id.hex))
        cuts = {Cut(self.owner(self.found[i]), label) for i, (_draft, gone) in kept.items() for label in gone}
        return tuple(drafts), tuple(sorted(cuts, key=lambda c: (c.code, c.label)))

    def owner(self, record: Record) -> str:
        """The code of the case (else the event) a record belongs to, "" for none."""
        for key in ("case", "event"):
            owner = record if record.type == key else self.found.get(record.ref(key) or record.id)
            if owner is not None and owner.type == key:
                return owner.text("code")
        return next((c.text("code") for c in self.found.values() if c.ref("person") == record.id), "")

    def _gather(self) -> None:
        people = list(self.reader.many("person", self.subjects).values())
        self.found |= {r.id: r for r in people}  # a case that is there has its person, wherever that lies
        of_cases = [*self._parts("case", self.cases), *self._parts("person", self.subjects)]
        relations = list(self._joining("relation", self.subjects))
        named = set(self._named([*people, *self._cases(), *of_cases, *relations], "person"))
        self._add(self.reader.many("person", named - self.elsewhere).values())
        self._add([*of_cases, *(r for r in relations if self._joins(r))])
        events = set(self._named(self.found.values(), "event"))
        self._add(self.reader.many("event", events).values())
        self._add(part for part in self._parts("event", events) if self._names_nobody_else(part))
        self._add(link for link in self._joining("event_link", events) if self._joins(link))
        self._add(_public_places(self.reader))
        self._add(self._chosen_evidence())
        self._follow()

    def _chosen_evidence(self) -> Iterator[Record]:
        found = self.reader.many("evidence", self.evidence)
        for wanted in self.evidence:
            piece = found.get(wanted)
            owners = {piece.ref("case"), piece.ref("event")} - {None} if piece else set()
            if piece is None or piece.deleted_at or not owners or not owners <= self.found.keys():
                raise NotFound(Msg.RECORD_MISSING, code=str(wanted))
            yield piece

    def _cases(self) -> list[Record]:
        return [self.found[i] for i in self.cases]

    def _add(self, records: Iterable[Record]) -> list[Record]:
        added = [r for r in records if r.deleted_at is None and r.id not in self.found]
        self.found |= {r.id: r for r in added}
        return added

    def _named(self, records: Iterable[Record], of: str) -> Iterator[UUID]:
        for record in records:
            yield from references(record, self.fields(record.type), of)

    def _parts(self, of: str, owners: set[UUID]) -> Iterator[Record]:
        """Parts of some records, but for those that name a case which stays."""
        for kind, keys in PARTS.items():
            if of in keys and kind in TYPES and of in TYPES[kind].by_key:
                for part in self.reader.where(kind, of, owners):
                    if set(references(part, self.fields(kind), CHOSEN)) <= self.cases:
                        yield part

    def _joining(self, kind: str, ends: set[UUID]) -> Iterator[Record]:
        if kind in TYPES:
            found = {r.id: r for key in TOGETHER[kind] for r in self.reader.where(kind, key, ends)}
            yield from found.values()

    def _joins(self, record: Record) -> bool:
        return all(record.ref(key) in self.found for key in TOGETHER[record.type])

    def _names_nobody_else(self, part: Record) -> bool:
        """A part of an event brings no person along: only one who travels anyway stands in it."""
        return set(references(part, self.fields(part.type), "person")) <= self.found.keys()

    def _follow(self) -> None:
        """Sources, places and what addresses a value, as long as one brings another."""
        fresh: list[Record] = list(self.found.values())
        while fresh:
            added: list[Record] = []
            for kind in ("source", "place"):
                added += self._add(self.reader.many(kind, self._named(fresh, kind)).values())
            for kind in ABOUT:
                if kind in TYPES:
                    found = self.reader.where(kind, "record", [r.id for r in fresh])
                    added += self._add(r for r in found if self._points_inside(r))
            fresh = added

    def _points_inside(self, record: Record) -> bool:
        """A rival value that is a reference travels only with what it points to."""
        plain = record.text("value").strip('"')
        try:
            return UUID(hex=plain) in self.found
        except ValueError:
            return True


def _public_places(reader: Reader) -> Iterator[Record]:
    """Places of the gazetteer that nobody changed: every vault has them, so they tell of none."""
    base = {place.text("key"): _as_published(place) for place in places(lambda *_name: uuid4())}
    for place in reader.all("place"):
        if base.get(place.text("key")) == _as_published(place):
            yield place


def _as_published(place: Record) -> tuple[object, ...]:
    aliases = tuple(sorted((k, str(v)) for row in place.rows("aliases") for k, v in row.values.items()))
    return aliases, {k: v for k, v in place.values.items() if k not in ("aliases", "pair")}


def _own_fields(reader: Reader, records: Iterable[Record]) -> tuple[tuple[str, Field], ...]:
    """The fields that staff added and offer, and retired ones that hold something that travels."""
    used = {(record.type, key) for record in records for key in record.values}
    return tuple(
        (key, declared)
        for key in TYPES
        for declared in reader.own_fields(key)
        if not declared.retired or (key, declared.key) in used
    )


def _terms(reader: Reader, used: set[tuple[str, str]], own: set[str]) -> tuple[Term, ...]:
    """The terms a new vault lacks or calls otherwise: of those that staff added only what is used here, and
    the lists of their own fields. A term added for a case that stays would tell of it."""
    first = {(t.vocabulary, t.code): t for t in seed()}
    return tuple(
        term
        for term in reader.terms()
        if first.get((term.vocabulary, term.code)) != term
        and (
            (term.vocabulary, term.code) in first
            or (term.vocabulary, term.code) in used
            or (term.vocabulary in own and not term.retired)
        )
    )


def _stays(reader: Reader, taken: Mapping[str, int]) -> dict[str, int]:
    """How many live records of each kind stay; sealed ones too, which are counted and not read."""
    found = {key: sum(1 for _record in reader.glance.all(key)) - taken.get(key, 0) for key in TYPES}
    return {key: n for key, n in found.items() if n}


def _naming(
    reader: Reader,
    records: Sequence[Record],
    owner: Callable[[Record], str],
) -> tuple[str, ...]:
    """The codes of cases and events whose texts name somebody who stays at home."""
    here = {record.id for record in records}
    search = NameSearch(bearers(reader))
    found = {
        owner(record)
        for record in records
        for text in texts(record)
        if any(all(b.id not in here for b in borne) for borne in search.hits(text))
    }
    return tuple(sorted(found - {""}))
