"""A small vault for the tests of the window: one rich file and a few rows, all invented."""

from __future__ import annotations

from app.records import Record, new, row
from app.values import Text, uncertain
from tests.fakes import FakeVault

EVENT = new(
    "event",
    code="2023-10-09",
    title=Text("Return after the Asian Games", "en"),
    kind="forced_return",
    date=uncertain("2023-10-09"),
    returning_state="CN",
)
OTHER_EVENT = new(
    "event",
    code="2023-08-29",
    title=Text("First return after the border reopened", "en"),
    kind="forced_return",
    date=uncertain("2023-08-29~"),
)
MUSAN = new("place", name=Text("Musan", "en"), kind="town", country="KP", province="North Hamgyong")
HELONG = new("place", name=Text("Helong", "en"), kind="town", country="CN", province="Jilin")
NANPING = new("place", name=Text("Nanping", "en"), kind="crossing", country="CN", province="Jilin")
SOURCE = new("source", name=Text("Family statement", "en"), type="interview")
YONG_HUI = new(
    "person",
    names=(
        row(text="리영희", script="hangul", kind="birth"),
        row(text="Ri Yong Hui", script="latin", system="dprk"),
        row(text="李英姬", script="hanja"),
    ),
    sex="female",
    birth=uncertain("[1991,1992]", "1991 or 1992"),
    home=MUSAN.id,
    role="victim",
)
CASE = new(
    "case",
    code="K7QM-2XDP",
    person=YONG_HUI.id,
    status="returned_unknown",
    status_as_of=uncertain("2024-03-04"),
    status_certainty="probable",
    exit=uncertain("2018-22"),
    arrest_date=uncertain("2021-08"),
    detention_place=HELONG.id,
    risk_factors=("church_contact", "trafficked"),
    source=SOURCE.id,
    reliability="a",
    credibility="2",
    narrative=Text("She left Musan in the summer of 2018.", "en"),
)
LINK = new(
    "link",
    case=CASE.id,
    event=EVENT.id,
    certainty="probable",
    crossing=NANPING.id,
    basis=Text("Named by a relative; crossing and week agree", "en"),
)
STEPS = (
    new("step", case=CASE.id, position=1, kind="exit", date=uncertain("2018-22"), place=MUSAN.id,
        certainty="probable"),
    new("step", case=CASE.id, position=2, kind="arrest", date=uncertain("2021-08"), authority="psb",
        certainty="confirmed"),
    new("step", case=CASE.id, position=3, kind="detention_china", date=uncertain("2021-08/2023-10"),
        place=HELONG.id, certainty="probable"),
    new("step", case=CASE.id, position=4, kind="handover", date=uncertain("2023-10-09~"), place=NANPING.id,
        to_place=MUSAN.id, certainty="probable", source=SOURCE.id),
    new("step", case=CASE.id, position=5, kind="mss_interrogation", date=uncertain("2023-10/2023-11"),
        authority="mss", place=MUSAN.id, certainty="possible"),
    new("step", case=CASE.id, position=6, kind="afterwards", date=uncertain("2023-11/.."),
        certainty="unconfirmed"),
)  # fmt: skip
ASKED = uncertain("2025-05-02")
CONSENTS = (
    new("consent", case=CASE.id, permission="hold", answer="given", by="parent", date=ASKED),
    new("consent", case=CASE.id, permission="count", answer="given", by="parent", date=ASKED),
    new("consent", case=CASE.id, permission="account", answer="given", by="parent", date=ASKED,
        expires=uncertain("2027-05-02")),
    new("consent", case=CASE.id, permission="un", answer="given", by="parent", date=ASKED,
        recipients=("un_wgeid",)),
    new("consent", case=CASE.id, permission="government", answer="given", by="parent",
        date=ASKED, recipients=("KR",), expires=uncertain("2026-11-01")),
    new("consent", case=CASE.id, permission="publish_name", answer="refused", by="parent",
        date=ASKED),
)  # fmt: skip
HOSTILE = '<img src="/etc/hostname">'


OTHER = new("person", names=(row(text="한옥주", script="hangul"),))


def a_case(name: str, latin: str, status: str, number: int) -> tuple[Record, Record]:
    """A person and a case that has little more than a name."""
    person = new(
        "person", names=(row(text=name, script="hangul"), row(text=latin, script="latin")), sex="female"
    )
    return person, new("case", code=f"TEST-{number:04}", person=person.id, status=status)


def vault_of_people(more: int = 0) -> FakeVault:
    """The rich file, five rows and `more` that are alike."""
    rows = [
        ("박금숙", "Pak Kum Suk", "detained_dprk"),
        ("최명철", "Choe Myong Chol", "detained_china"),
        ("정은별", "Jong Un Byol", "arrested"),
        ("오춘화", "O Chun Hwa", "sentenced"),
        (HOSTILE, "=cmd|'/C calc'!A0", "released"),
    ]
    rows += [(f"한옥주 {n}", "Han Ok Ju", "resettled") for n in range(more)]
    few = [r for n, (name, latin, status) in enumerate(rows, 1) for r in a_case(name, latin, status, n)]
    places = (EVENT, OTHER_EVENT, MUSAN, HELONG, NANPING, SOURCE)
    vault = FakeVault(*places, OTHER, *few)
    with vault.write() as work:
        for record in (YONG_HUI, CASE, LINK, *STEPS, *CONSENTS):
            work.save(record)
        work.commit()
    return vault
