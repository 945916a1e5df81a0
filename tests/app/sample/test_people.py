"""The invented people: how many, what they allow, and that nothing public names one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import chain
from uuid import UUID

import pytest

from app.ages import ages, band
from app.consent import Sign, Verdict, judge, standing
from app.dossier import BriefOptions
from app.protection import Bearer, NameSearch
from app.records.record import Record
from app.sample import SEED, sample_records
from app.sample.consents import consents
from app.sample.files import written
from app.sample.ids import Ids
from app.sample.parts import FAMILY
from app.services.codes import check_character
from app.services.releases import prepare_brief
from app.validation import problems
from app.values import Text
from app.vocabularies import seed
from tests.fakes import FakeVault

RECORDS = tuple(sample_records())
BY_ID = {r.id: r for r in RECORDS}
CODES = {(t.vocabulary, t.code) for t in seed()}
DAYS = (date(2026, 11, 25), date(2029, 1, 1))


def _of(kind: str) -> list[Record]:
    return [r for r in RECORDS if r.type == kind]


def _grouped(kind: str) -> dict[UUID, list[Record]]:
    found: dict[UUID, list[Record]] = {}
    for record in _of(kind):
        case = record.ref("case")
        assert case is not None
        found.setdefault(case, []).append(record)
    return found


CONSENTS, LINKS = _grouped("consent"), _grouped("link")
CASES = _of("case")


def _judged(cases: Iterable[Record], audience: str, recipient: str, day: date) -> list[Verdict]:
    return [judge(CONSENTS.get(c.id, []), audience, recipient, day) for c in cases]


def _in(code: str) -> list[Record]:
    event = next(e.id for e in _of("event") if e.text("code") == code)
    sure = ("confirmed", "probable")
    return [
        c
        for c in CASES
        if any(i.ref("event") == event and i.text("certainty") in sure for i in LINKS.get(c.id, []))
    ]


def test_about_four_hundred_people_and_a_dozen_written_files() -> None:
    assert len(_of("person")) - len(FAMILY) == len(CASES) == 412
    assert len(written()) == 12
    assert len([c for c in CASES if c.phrase("narrative")]) >= 2


def test_every_record_may_be_saved_and_is_a_sample() -> None:
    for record in RECORDS:
        assert problems(record, lambda v, c: (v, c) in CODES) == ()
        assert record.sample


def test_whatever_is_named_comes_first() -> None:
    seen: set[UUID] = set()
    for record in RECORDS:
        values = chain.from_iterable(v if isinstance(v, tuple) else [v] for v in record.values.values())
        assert {v for v in values if isinstance(v, UUID)} <= seen
        seen.add(record.id)
    assert len(seen) == len(RECORDS)


def test_one_seed_one_sample() -> None:
    assert tuple(sample_records(SEED)) == RECORDS
    assert not {r.id for r in sample_records(SEED + 1)} & seen_ids()


def seen_ids() -> set[UUID]:
    """Every id of the sample."""
    return {r.id for r in RECORDS}


@pytest.mark.parametrize("day", DAYS)
def test_who_allows_what(day: date) -> None:
    assert sum(v.counted for v in _judged(CASES, "public", "", day)) >= 300
    october = _in("2023-10-09")
    korea = _judged(october, "government", "KR", day)
    america = _judged(october, "government", "US", day)
    assert sum(v.named for v in korea) >= 5
    assert sum(a.named and not k.named for a, k in zip(america, korea, strict=True)) >= 2
    for state in ("CN", "KP"):
        assert not any(v.named or v.told for v in _judged(CASES, "government", state, day))
    assert any(v.named for v in _judged(october, "un", "un_wgeid", day))
    assert any(v.told and not v.named for v in korea)
    assert any(not (v.counted or v.told or v.named) for v in korea)


def test_some_consents_are_withdrawn_some_over_some_refused() -> None:
    signs = Counter(p.sign for c in CASES for p in standing(CONSENTS.get(c.id, []), DAYS[0]).values())
    assert min(signs[s] for s in Sign) > 5
    assert sum(c.id not in CONSENTS for c in CASES) > 5


def test_nobody_consents_to_china_or_the_dprk() -> None:
    assert not [c for c in _of("consent") if {"CN", "KP"} & set(c.terms("recipients"))]


def test_groups_are_large_enough_to_tell_accounts() -> None:
    event = next(e for e in _of("event") if e.text("code") == "2023-10-09")
    groups: Counter[tuple[str, str]] = Counter()
    for case in _in("2023-10-09"):
        person = BY_ID[case.ref("person") or case.id]
        home = person.ref("home")
        province = BY_ID[home].text("province") if home else ""
        if judge(CONSENTS.get(case.id, []), "public", "", DAYS[0]).counted:
            groups[(band(ages(person.date("birth"), event.date("date"))), province)] += 1
    assert sum(n >= 10 for n in groups.values()) >= 2


def test_codes_are_good_and_distinct() -> None:
    codes = [c.text("code") for c in CASES]
    assert len(set(codes)) == len(codes)
    for code in codes:
        body = code.replace("-", "")
        assert check_character(body[:7]) == body[7]


def test_names_are_many_and_nobody_shares_one() -> None:
    names = [r.values for p in _of("person") for r in p.rows("names")]
    scripts = Counter(n["script"] for n in names)
    assert set(scripts) == {"hangul", "hanja", "hanzi", "latin"}
    assert {n.get("system") for n in names} >= {"dprk", "mccune_reischauer", "revised", "ad_hoc", "pinyin"}
    hangul = [n["text"] for n in names if n["script"] == "hangul"]
    assert len(set(hangul)) == len(hangul)


def test_no_public_text_holds_a_name() -> None:
    bearers = [Bearer(p.id, tuple(str(r.values["text"]) for r in p.rows("names"))) for p in _of("person")]
    search = NameSearch([*bearers, *(Bearer(i.id, (i.text("name"),)) for i in _of("identity"))])
    kinds = ("event", "claim", "source", "place", "contact", "request", "status")
    texts = [v for r in RECORDS if r.type in kinds for v in r.values.values() if isinstance(v, Text)]
    texts += [c.phrase("account") for c in CASES]
    for text in texts:
        for language in ("en", "ko"):
            assert not search.hits(text.in_language(language))
    assert search.hits("Han Ok Ju was seen")  # the control: a name that is there is found


class _Clock:
    def now(self) -> datetime:
        """A day on which the sample is in force."""
        return datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["one_page", "full"])
def test_the_brief_of_the_pictures_can_be_made(language: str, kind: str) -> None:
    vault = FakeVault(*RECORDS)
    options = BriefOptions(("2023-10-09",), kind, "government", "KR", "CN", language)
    people = prepare_brief(vault, _Clock(), options).dossier.people
    first = ["한옥주", "리영희"] if language == "ko" else ["Han Ok Ju", "Ri Yong Hui"]
    assert [p.name for p in people.named][:2] == first
    assert people.told
    in_public = BriefOptions(("2023-10-09",), kind, "public", "", "CN", language)
    assert prepare_brief(vault, _Clock(), in_public).dossier.people.told


def test_a_plan_that_is_none_is_a_bug() -> None:
    ids = Ids(1)
    with pytest.raises(ValueError, match="Hold!"):
        list(consents(ids, ids.of("case"), "Hold!", by="self", on="2025"))
