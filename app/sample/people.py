"""Invented people, drawn by a seed: person, case, links, steps and consents of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TypeVar

from app.records.record import Record, new
from app.sample.consents import consents
from app.sample.groups import (
    ACCOUNTS,
    AGES,
    BASES,
    GIVEN_BY,
    GIVEN_BY_THEMSELVES,
    GROUPS,
    HOMES,
    OCCUPATIONS,
    PLANS,
    RISKS,
    SEXES,
    Group,
)
from app.sample.ids import Ids
from app.sample.naming import Namer
from app.sample.parts import sighting
from app.sample.public import both
from app.values import UncertainDate, uncertain

T = TypeVar("T")
_DATES = {"2023-10-09": "2023-10-09~", "2012-03": "2012-03", "": ""}
_HELD_AT = {
    "tumen-city": "tumen-detention", "longjing": "longjing-detention", "helong": "helong-detention",
    "baishan": "baishan-detention", "dandong-city": "dandong-detention", "shenyang": "shenyang-detention",
}  # fmt: skip
_AFTER_RETURN = frozenset({"detained_dprk", "sentenced", "released", "left_again", "deceased"})
_NO_YEAR = 2024  # a person in no event is given an age at the middle of this year


def how_many() -> int:
    """How many people are drawn."""
    return sum(group.people for group in GROUPS)


def drawn_people(
    ids: Ids, rng: Random, codes: list[str], namer: Namer, sources: list[str]
) -> Iterator[Record]:
    """Everybody of every group, each with all that belongs to them; one code of `codes` each."""
    waiting = iter(codes)
    for group in GROUPS:
        for n in range(group.people):
            who = f"{group.event or 'none'}-{n}"
            yield from _Drawn(ids, rng, group, who, next(waiting), namer, sources).records()


def pick(rng: Random, weights: Mapping[T, int]) -> T:
    """One key, drawn by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


@dataclass(frozen=True)
class _Drawn:
    ids: Ids
    rng: Random
    group: Group
    who: str
    code: str
    namer: Namer
    sources: list[str]

    def records(self) -> Iterator[Record]:
        """The person, then the case, then what is part of the case."""
        sex = pick(self.rng, SEXES)
        status = pick(self.rng, self.group.statuses)
        plan = pick(self.rng, PLANS)
        person = self._person(sex)
        yield person
        case = self._case(person, status, plan)
        yield case
        yield from self._links(case)
        yield from self._seen(case)
        if self.rng.random() < 0.45:
            yield from self._steps(case)
        by = "self" if status in GIVEN_BY_THEMSELVES else pick(self.rng, GIVEN_BY)
        on = f"{self.rng.choice((2024, 2025))}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"
        yield from consents(self.ids, case.id, plan, by=by, on=on)

    def _person(self, sex: str) -> Record:
        names = self.namer.rows(self.ids, self.who, self.namer.draw(sex), sex)
        home = pick(self.rng, HOMES)
        return new(
            "person",
            id=self.ids.of("person", self.who),
            sample=True,
            names=names,
            sex=sex,
            birth=self._birth(),
            home=self.ids.of("place", home) if home else None,
            occupation=both(self.rng.choice(OCCUPATIONS)) if self.rng.random() < 0.25 else None,
            role="victim",
        )

    def _birth(self) -> UncertainDate | None:
        low, high = pick(self.rng, AGES)
        if not high:
            return None
        year = (int(self.group.event[:4]) if self.group.event else _NO_YEAR) - self.rng.randint(low, high)
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        forms = {
            f"{year}-{month:02}-{day:02}": 30,
            f"{year}-{month:02}": 10,
            f"{year}": 36,
            f"{year}~": 12,
            f"[{year},{year + 1}]": 8,
        }
        return uncertain(pick(self.rng, forms))

    def _case(self, person: Record, status: str, plan: str) -> Record:
        rng, year = self.rng, self._arrest_year()
        town = pick(rng, self.group.towns) if self.group.towns and status != "at_large" else ""
        held = _HELD_AT.get(town, "") if rng.random() < 0.5 else ""
        risks = {pick(rng, RISKS) for _ in range(rng.choice((0, 0, 1, 1, 2)))}
        return new(
            "case",
            id=self.ids.of("case", self.who),
            sample=True,
            code=self.code,
            person=person.id,
            status=status,
            status_as_of=uncertain(self._as_of(status)),
            status_certainty=pick(rng, {"confirmed": 2, "probable": 5, "possible": 3, "unconfirmed": 1}),
            exit=self._exit(year),
            arrest_date=uncertain(self._arrest(year)) if town else None,
            arrest_place=self.ids.of("place", town) if town else None,
            arrest_authority=pick(rng, {"psb": 5, "border_control": 3, "railway_police": 1}) if town else "",
            detention_place=self.ids.of("place", held) if held else None,
            risk_factors=tuple(sorted(risks)),
            account=both(rng.choice(ACCOUNTS)) if "account" in plan.split() else None,
            source=self.ids.of("source", rng.choice(self.sources)) if rng.random() < 0.6 else None,
            reliability=pick(rng, {"b": 4, "c": 3, "f": 2}),
            credibility=pick(rng, {"2": 3, "3": 4, "6": 2}),
        )

    def _seen(self, case: Record) -> Iterator[Record]:
        """Seen at the place of arrest; where only its year is known, some day before the event."""
        at, place = case.date("arrest_date"), case.ref("arrest_place")
        if at is None or place is None:
            return
        day = uncertain(self.group.event[:10]).earliest if self.group.event else None
        late = day is not None and (at.latest is None or at.latest >= day)
        when = f"../{(day - timedelta(days=1)).isoformat()}" if day and late else at.edtf
        yield sighting(self.ids, case, when, place)

    def _arrest_year(self) -> int:
        first, last = self.group.arrest
        return self.rng.randint(first, last) if first else 0

    def _arrest(self, year: int) -> str:
        if self.group.event == "2024-08-21":
            return "2024-08-21"
        latest = 2 if str(year) == self.group.event[:4] else 12
        return self.rng.choice((f"{year}-{self.rng.randint(1, latest):02}", f"{year}", f"{year}-21"))

    def _exit(self, arrested: int) -> UncertainDate | None:
        if self.rng.random() < 0.3:
            return None
        year = (arrested or 2020) - self.rng.randint(1, 12)
        return uncertain(self.rng.choice((f"{year}", f"{year}~", f"{year}-{self.rng.randint(21, 24)}")))

    def _as_of(self, status: str) -> str:
        year = 2025 if status in _AFTER_RETURN else max(2024, self.group.arrest[1])
        return f"{year}-{self.rng.randint(1, 9):02}"

    def _links(self, case: Record) -> Iterator[Record]:
        if not self.group.event:
            return
        sure = self.rng.random()
        certainty = "confirmed" if sure < self.group.confirmed else "probable" if sure < 0.92 else "possible"
        crossing = pick(self.rng, self.group.crossings)
        yield self._link(case, self.group.event, certainty, crossing)
        if self.group.event == "2023-08-29" and self.rng.random() < 0.2:
            yield self._link(case, "2023-09-18", "unconfirmed", "")
        if self.group.event == "2021-07-14" and self.rng.random() < 0.15:  # crossed again, returned again
            yield self._link(case, "2023-10-09", "probable", "")

    def _link(self, case: Record, event: str, certainty: str, crossing: str) -> Record:
        return new(
            "link",
            id=self.ids.of("link", case.id, event),
            sample=True,
            case=case.id,
            event=self.ids.of("event", event),
            certainty=certainty,
            crossing=self.ids.of("place", crossing) if crossing else None,
            basis=both(self.rng.choice(BASES)),
        )

    def _steps(self, case: Record) -> Iterator[Record]:
        at = case.date("arrest_date")
        if at:
            yield self._step(case, 1, "arrest", at.edtf, place=case.ref("arrest_place"), authority="psb")
        if self.group.event and self.group.event not in ("2024-08-21", "2023-08-28-V"):
            yield self._step(
                case,
                2,
                "handover",
                _DATES.get(self.group.event, self.group.event),
                authority="border_control",
                event=self.ids.of("event", self.group.event),
            )

    def _step(self, case: Record, position: int, kind: str, when: str, **values: object) -> Record:
        certainty = pick(self.rng, {"confirmed": 2, "probable": 3, "possible": 1})
        return new(
            "step",
            id=self.ids.of("step", case.id, position),
            sample=True,
            case=case.id,
            position=position,
            kind=kind,
            date=uncertain(when),
            certainty=certainty,
            **values,  # type: ignore[arg-type]
        )
