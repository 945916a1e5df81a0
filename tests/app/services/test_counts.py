"""Exact counts inside the vault: each case where it stands, what is not recorded beside it."""

from __future__ import annotations

from app.ports import Condition, ListQuery, Profile
from app.records.record import Record, new, row
from app.services.counts import SLICE, Figures, age_band, figures, year_of
from app.steps import finished
from app.values import Text, uncertain
from tests.fakes import FakeVault

HERE = new("place", name=Text("Nanping"), kind="crossing", province="Jilin")
PROVINCE = new("place", name=Text("North Hamgyong"), kind="province")
COUNTY = new("place", name=Text("Musan"), kind="county", province="North Hamgyong")
EARLY = new("event", code="E1", title=Text("E1"), date=uncertain("2021-03-01"))
LATE = new("event", code="E2", title=Text("E2"), date=uncertain("2023-10-09"))


def case(sex: str = "", birth: str = "", home: Record | None = None) -> tuple[Record, Record]:
    person = new(
        "person",
        names=(row(text="N"),),
        sex=sex,
        birth=uncertain(birth) if birth else None,
        home=home.id if home else None,
    )
    return person, new("case", code=person.id.hex[:8], person=person.id)


def link(of: Record, event: Record, certainty: str = "probable", crossing: Record | None = None) -> Record:
    at = crossing.id if crossing else None
    return new("link", case=of.id, event=event.id, certainty=certainty, crossing=at)


def counted(vault: FakeVault, query: ListQuery | None = None) -> Figures:
    return finished(figures(vault, query or ListQuery("case")))


def filled() -> FakeVault:
    one, a = case("female", "1991", COUNTY)
    two, b = case("male", "2010-05-01", PROVINCE)
    three, c = case()
    sure = (link(a, EARLY), link(a, LATE, crossing=HERE), link(b, LATE, crossing=HERE))
    links = (*sure, link(c, LATE, "possible"))
    return FakeVault(HERE, PROVINCE, COUNTY, EARLY, LATE, one, two, three, a, b, c, *links)


def bars(found: Figures, dimension: str) -> tuple[dict[str, int], int]:
    count = found.of(dimension)
    return {b.code: b.count for b in count.bars}, count.unknown


def test_each_dimension_with_what_is_not_known() -> None:
    found = counted(filled())
    assert found.cases == 3
    assert bars(found, "year") == ({"2021": 1, "2023": 2}, 1)
    assert bars(found, "crossing") == ({HERE.id.hex: 2}, 1)
    assert bars(found, "home") == ({"North Hamgyong": 2}, 1)
    assert bars(found, "sex") == ({"female": 1, "male": 1}, 1)
    assert bars(found, "age") == ({"0-17": 1, "30-39": 1}, 1)
    assert found.places[HERE.id.hex]["ko"] == "Nanping"


def test_a_filter_counts_only_its_cases() -> None:
    women = ListQuery("case", conditions=(Condition("person.sex", "is", "female"),))
    found = counted(filled(), women)
    assert (found.cases, bars(found, "sex")) == (1, ({"female": 1}, 0))


def test_the_count_comes_in_slices() -> None:
    pairs = [case("female") for _ in range(SLICE + 1)]
    vault = FakeVault(*(r for pair in pairs for r in pair))
    steps = list(figures(vault, ListQuery("case")))
    assert steps == [(n, SLICE + 1) for n in (0, SLICE, SLICE + 1)]


def test_a_date_over_two_years_and_an_age_over_two_bands_are_not_known() -> None:
    assert (year_of("2023-12/2024-01"), year_of("2023-12"), year_of("")) == ("", "2023", "")
    assert (age_band("1993", "2023-10-09"), age_band("1991", "2023-10-09")) == ("", "30-39")
    assert Profile(1) == Profile(1, "", "", None, ())
