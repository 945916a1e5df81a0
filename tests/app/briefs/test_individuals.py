"""Each person goes as far as the consent reaches: shown, told, only counted, or left out without trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.consent import Reach
from app.dossier import BriefOptions, Mark, every_text
from app.errors import NotFound, Refused, UsageError
from app.messages import Msg
from app.services.releases import Prepared, prepare_brief
from tests.fakes import FakeVault
from tests.stories import OCTOBER, FixedClock, add_person, consent, public_vault

TO_KOREA = BriefOptions(events=(OCTOBER,), audience="government", recipient="KR", state="CN", kind="full")
PUBLIC = BriefOptions(events=(OCTOBER,))


@pytest.fixture
def vault() -> FakeVault:
    return public_vault()


def prepare(vault: FakeVault, options: BriefOptions = TO_KOREA, clock: FixedClock | None = None) -> Prepared:
    return prepare_brief(vault, clock or FixedClock(), options)


def counted() -> object:
    return consent("count")


def many_counted(vault: FakeVault, number: int, **values: str) -> None:
    for n in range(number):
        add_person(vault, f"허갑{chr(0xAC00 + n * 28)}", consent("count"), **values)


def test_a_name_goes_only_to_whom_the_consent_names(vault: FakeVault) -> None:
    to_korea = consent("government", recipients=("KR",))
    add_person(vault, "리영희", consent("count"), to_korea, latin="Ri Yong Hui")
    people = prepare(vault).dossier.people
    assert [(p.name, p.name_other, p.mark) for p in people.named] == [
        ("Ri Yong Hui", "리영희", Mark.YOU_ONLY)
    ]
    assert people.named[0].last_known == "Helong, Jilin"
    assert (people.countable, people.split) == ("1", (1, 0, 0))
    for options in (
        PUBLIC,
        BriefOptions(events=(OCTOBER,), audience="government", recipient="US", kind="full"),
        BriefOptions(events=(OCTOBER,), audience="government", recipient="CN", kind="full"),
        BriefOptions(events=(OCTOBER,), audience="government", kind="full"),
    ):
        dossier = prepare(vault, options).dossier
        assert not dossier.people.named
        assert not any("리영희" in text or "Yong Hui" in text for text in every_text(dossier))


def test_who_may_not_be_counted_leaves_no_trace(vault: FakeVault) -> None:
    add_person(vault, "리영희", consent("count"))
    before = prepare(vault).dossier.people
    add_person(vault, "박금숙")
    after = prepare(vault)
    assert after.dossier.people == before
    assert [j.reach for j in after.judged].count(Reach.LEFT_OUT) == 1


@pytest.mark.parametrize("certainty", ["possible", "unconfirmed"])
def test_only_certain_and_probable_links_count(vault: FakeVault, certainty: str) -> None:
    add_person(vault, "리영희", consent("count"), certainty=certainty)
    assert prepare(vault).dossier.people.countable == ""


@pytest.mark.parametrize(
    ("number", "printed"),
    [(0, "fewer than 10"), (9, "fewer than 10"), (10, "at least 10"), (29, "at least 20")],
)
def test_a_small_public_count_is_not_printed(vault: FakeVault, number: int, printed: str) -> None:
    many_counted(vault, number)
    people = prepare(vault, PUBLIC).dossier.people
    assert people.countable == printed
    assert people.split is None
    assert people.drawn is None


@pytest.mark.parametrize(("others", "reach"), [(3, Reach.COUNTED), (4, Reach.TOLD)])
def test_an_account_is_told_only_in_a_group(vault: FakeVault, others: int, reach: Reach) -> None:
    add_person(vault, "리영희", consent("count"), consent("account"), account="No reason was given.")
    many_counted(vault, others)
    prepared = prepare(vault)
    judged = next(
        j for j in prepared.judged if j.individual.person.rows("names")[0].values["text"] == "리영희"
    )
    assert judged.reach is reach
    told = prepared.dossier.people.told
    assert [(t.age_band, t.province, t.half_year, t.left_from, t.account) for t in told] == (
        [("30-39", "North Hamgyong", "second half of 2023", "Jilin", "No reason was given.")]
        if reach is Reach.TOLD
        else []
    )


def test_another_band_or_province_is_no_company(vault: FakeVault) -> None:
    add_person(vault, "리영희", consent("count"), consent("account"), account="No reason was given.")
    many_counted(vault, 3)
    many_counted(vault, 5, birth="1960")
    many_counted(vault, 5, home="ryanggang")
    assert not prepare(vault).dossier.people.told


def test_a_pseudonym_repeats_in_one_release_and_shares_nothing_with_another(vault: FakeVault) -> None:
    for n in range(6):
        add_person(
            vault, f"허갑{'가나다라마바'[n]}", consent("count"), consent("account"), account=f"Text {n}."
        )
    first, again = prepare(vault).dossier.people.told, prepare(vault).dossier.people.told
    other = prepare(vault, BriefOptions(**{**vars(TO_KOREA), "state": "KP"})).dossier.people.told
    assert first == again
    assert len({t.number for t in first}) == 6
    assert [t.number for t in first] != [t.number for t in other]


def test_the_date_on_the_paper_brings_no_consent_back(vault: FakeVault) -> None:
    ended = consent("government", recipients=("KR",), expires=None, date="2020-01-01")
    withdrawn = consent("government", "withdrawn", "2024-01-01")
    add_person(vault, "리영희", ended, withdrawn)
    early = BriefOptions(**{**vars(TO_KOREA), "date": datetime(2023, 1, 1, tzinfo=UTC).date()})
    assert not prepare(vault, early).dossier.people.named


def test_a_clock_set_back_brings_no_consent_back(vault: FakeVault) -> None:
    add_person(vault, "리영희", consent("government", "given", "2020-01-01", recipients=("KR",)))
    with vault.read() as reader:
        case = next(iter(reader.all("case")))
    with vault.write() as work:
        work.save(consent("government", "withdrawn", "2026-11-25").with_values(case=case.id))
        work.commit()
    back = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    assert not prepare(vault, clock=back).dossier.people.named


def test_chosen_by_case_one_uncovered_case_refuses_all(vault: FakeVault) -> None:
    covered = add_person(vault, "리영희", consent("government", recipients=("KR",)))
    bare = add_person(vault, "박금숙", consent("count"))
    codes = (covered.text("code"), bare.text("code"))
    with pytest.raises(Refused) as refused:
        prepare(vault, BriefOptions(**{**vars(TO_KOREA), "cases": codes}))
    assert refused.value.message.values == {"code": bare.text("code"), "permission": "government"}
    one = prepare(vault, BriefOptions(**{**vars(TO_KOREA), "cases": codes[:1]}))
    assert len(one.shown) == 1
    with pytest.raises(Refused):
        prepare(vault, BriefOptions(**{**vars(TO_KOREA), "cases": ("0000-0000",)}))


def test_one_page_shows_the_first_three_by_code(vault: FakeVault) -> None:
    for n in range(5):
        add_person(vault, f"허갑{'가나다라마'[n]}", consent("government", recipients=("KR",)))
    prepared = prepare(vault, BriefOptions(**{**vars(TO_KOREA), "kind": "one_page"}))
    codes = sorted(j.code for j in prepared.judged)
    assert [j.code for j in prepared.shown] == codes[:3]
    assert len(prepare(vault).shown) == 5


def test_a_text_with_the_name_of_somebody_uncovered_is_refused(vault: FakeVault) -> None:
    case = add_person(vault, "박금숙", consent("count"))
    prepare(vault)
    add_person(vault, "리영희", consent("count"), consent("account"), account="She was held with 박 금숙.")
    many_counted(vault, 5)
    with pytest.raises(Refused) as refused:
        prepare(vault)
    assert refused.value.message.text is Msg.NAME_IN_TEXT
    assert refused.value.message.values == {"code": case.text("code")}


@pytest.mark.parametrize(
    ("audience", "recipient", "text"),
    [
        ("public", "KR", Msg.RECIPIENT_IN_PUBLIC),
        ("government", "XX", Msg.RECIPIENT_UNKNOWN),
        ("government", "un_wgeid", Msg.RECIPIENT_WRONG_AUDIENCE),
        ("un", "KR", Msg.RECIPIENT_WRONG_AUDIENCE),
    ],
)
def test_a_recipient_must_go_with_the_audience(
    vault: FakeVault, audience: str, recipient: str, text: Msg
) -> None:
    with pytest.raises(UsageError) as wrong:
        prepare(vault, BriefOptions(events=(OCTOBER,), audience=audience, recipient=recipient))
    assert wrong.value.message.text is text


def test_the_state_addressed_picks_the_law_and_nothing_else(vault: FakeVault) -> None:
    add_person(vault, "리영희", consent("government", recipients=("KR",)))
    bare, china, dprk = (
        prepare(vault, BriefOptions(**{**vars(TO_KOREA), "state": state})).dossier
        for state in ("", "CN", "KP")
    )
    assert [line.instrument for line in bare.legal] == ["Universal Declaration of Human Rights (1948)"]
    pleaded = {line.instrument for line in china.legal if line.pleaded}
    assert "Covenant on Civil and Political Rights (1966)" not in pleaded
    assert "Covenant on Civil and Political Rights (1966)" in {x.instrument for x in dprk.legal if x.pleaded}
    assert bare.people == china.people == dprk.people


def test_an_unknown_event_is_said(vault: FakeVault) -> None:
    with pytest.raises(NotFound):
        prepare(vault, BriefOptions(events=("1999-01-01",)))


@pytest.mark.parametrize("recipient", ["CN", "KP"])
def test_to_the_returning_authorities_a_document_is_as_careful_as_in_public(
    vault: FakeVault, recipient: str
) -> None:
    many_counted(vault, 9)
    options = BriefOptions(**{**vars(TO_KOREA), "recipient": recipient})
    dossier = prepare(vault, options).dossier
    assert dossier.people.countable == "fewer than 10"
    assert (dossier.people.drawn, dossier.people.split) == (None, None)
    assert {r.mark for r in dossier.requests} == {Mark.PUBLIC}
    assert {r.mark for r in prepare(vault).dossier.requests} > {Mark.PUBLIC}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_two_public_counts_less_one_another_give_no_small_one(vault: FakeVault, language: str) -> None:
    """The count over two events less that of one of them, or of last month, would be too small to print."""
    words = {"en": "at least 10", "ko": "10명 이상"}[language]
    options = replace(PUBLIC, language=language)
    many_counted(vault, 12)
    assert prepare(vault, options).dossier.people.countable == words
    many_counted(vault, 2, event="2024-08-21")
    two = prepare(vault, replace(options, events=(OCTOBER, "2024-08-21"))).dossier.people
    assert two.countable == words
    many_counted(vault, 1)
    assert prepare(vault, options).dossier.people.countable == words
