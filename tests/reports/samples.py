"""Dossiers of the public sample events, with people of the reference pictures, for the writers to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from app.dossier import BriefOptions, Dossier, Mark, NamedPerson, People, ToldPerson
from app.sample.ids import Ids
from app.sample.public import public_records
from app.services.releases import prepare_brief
from app.services.sample import fill
from tests.fakes import FakeVault


class _Clock:
    """The day of the reference pictures."""

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


CLOCK = _Clock()


def dossier(
    language: str = "en",
    *,
    kind: str = "one_page",
    audience: str = "government",
    state: str = "CN",
    events: tuple[str, ...] = ("2023-10-09",),
    people: bool = True,
) -> Dossier:
    """A brief about public sample events, gathered by the real services from a vault in memory."""
    vault = FakeVault()
    vault.sample = True
    fill(vault, public_records(Ids(3)))
    options = BriefOptions(
        events=events,
        kind=kind,
        audience=audience,
        recipient="KR" if audience == "government" else "",
        state=state,
        language=language,
        date=date(2026, 11, 23),
        version=2,
        supersedes="version 1 of 12 June 2026" if language == "en" else "2026년 6월 12일 제1판",
        occasion="Human Rights Council, 64th session",
    )
    made = prepare_brief(vault, CLOCK, options).dossier
    return replace(made, people=_people(language, audience)) if people else made


def _people(language: str, audience: str) -> People:
    korean = language == "ko"
    if audience == "public":
        return People("12", None, told=_told(korean))
    first = NamedPerson(
        "한옥주" if korean else "Han Ok Ju",
        "Han Ok Ju" if korean else "한옥주",
        "여성" if korean else "Woman",
        "1968",
        "2023년 4월, 지린성 바이산" if korean else "April 2023, Baishan, Jilin",
        "지린성 바이산" if korean else "Baishan, Jilin",
        "확인" if korean else "Confirmed",
        Mark.YOU_ONLY,
    )
    second = replace(
        first,
        name="리영희" if korean else "Ri Yong Hui",
        name_other="Ri Yong Hui" if korean else "리영희",
        birth="1991년 또는 1992년" if korean else "1991 or 1992",
        arrest="2023년 6월경, 지린성 허룽" if korean else "about June 2023, Helong, Jilin",
        last_known="지린성 허룽" if korean else "Helong, Jilin",
        link="유력" if korean else "Probable",
    )
    return People("10", 10, (first, second), _told(korean), (2, 2, 6))


def _told(korean: bool) -> tuple[ToldPerson, ...]:
    account = "체포 이유를 듣지 못했다." if korean else "No reason was given for the arrest."
    return (
        ToldPerson(
            38,
            "30–39",
            "함경북도" if korean else "North Hamgyong",
            "2023년 하반기" if korean else "second half of 2023",
            "지린성" if korean else "Jilin",
            account,
        ),
    )
