"""What else stands in the files written by hand: sightings, acts, relations, roles, interventions, tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from app.records.record import Record, new, row
from app.sample.ids import Ids
from app.sample.naming import name_rows
from app.sample.public import both
from app.values import Row, Text, Translation, uncertain

Pair = tuple[str, str]
"""English and Korean."""


@dataclass(frozen=True)
class Told:
    """An act: whose file (by its number), violation, date, place (key), how, by which authority, how far it
    was involved, why that is believed, how sure, and what was told (Korean, English)."""

    file: int
    type: str
    date: str
    place: str
    method: Pair | None
    authority: str
    involvement: str
    attribution: str
    certainty: str
    account: Pair | None = None


ACTS = (
    Told(
        0,
        "arbitrary_detention",
        "2023-04/2023-10",
        "baishan-detention",
        None,
        "border_control",
        "carried_out",
        "place_under_control",
        "confirmed",
        ("여섯 달 동안 왜 갇혔는지 듣지 못했다.", "For six months she was not told why she was held."),
    ),
    Told(
        0,
        "refoulement",
        "2023-10-09~",
        "changbai",
        ("put on a bus at night", "밤에 버스에 태움"),
        "border_control",
        "carried_out",
        "said_by_witness",
        "confirmed",
    ),
    Told(
        1,
        "trafficking",
        "2018",
        "helong",
        ("sold into marriage", "팔려 가 결혼함"),
        "",
        "carried_out",
        "said_by_victim",
        "probable",
    ),
    Told(
        1,
        "denial_of_asylum",
        "2023-06/2023-10",
        "helong-detention",
        ("asked for protection twice, got no answer", "보호를 두 번 요청했으나 답이 없었음"),
        "psb",
        "carried_out",
        "said_by_victim",
        "probable",
        (
            "돌아가면 죽는다고 두 번 말했지만 아무도 적지 않았다.",
            "She said twice that she would die if returned; nobody wrote it down.",
        ),
    ),
    Told(
        1,
        "refoulement",
        "2023-10-09~",
        "nanping",
        None,
        "border_control",
        "carried_out",
        "said_by_witness",
        "probable",
    ),
    Told(
        1,
        "invasive_search",
        "2023-10~",
        "musan-county",
        ("searched unclothed on arrival", "도착해 알몸으로 수색당함"),
        "mss",
        "carried_out",
        "pattern",
        "possible",
    ),
    Told(
        3,
        "torture",
        "2023-11~",
        "sinuiju-mss",
        ("beaten during questioning", "조사 중 구타"),
        "mss",
        "carried_out",
        "said_by_witness",
        "possible",
    ),
    Told(
        6,
        "unfair_trial",
        "2021-12~",
        "",
        ("sentenced without a lawyer", "변호인 없이 형을 받음"),
        "mps",
        "carried_out",
        "said_by_witness",
        "probable",
    ),
    Told(
        6,
        "forced_labour",
        "2022/..",
        "kyohwaso-12",
        None,
        "mps",
        "carried_out",
        "place_under_control",
        "probable",
    ),
    Told(
        11,
        "denial_of_medical_care",
        "2021-08~",
        "",
        ("no medicine for a known illness", "병을 알면서 약을 주지 않음"),
        "mss",
        "tolerated",
        "said_by_witness",
        "possible",
    ),
)

SEEN = (
    (1, "2023-10-09", "nanping", ("a person held in the same room", "같은 방에 있던 사람"), "probable"),
    (3, "2023-12", "sinuiju-mss", ("a person released later", "나중에 풀려난 사람"), "possible"),
    (9, "2023-10-09", "tumen", ("a driver", "운전수"), "possible"),
)
"""Beside the place that a file says: whose file, when, where (key), by whom, how sure."""

FAMILY = (
    ("mother-5", ("정옥란", "hangul", "birth", ""), "female", 5, "child"),
    ("brother-1", ("리성철", "hangul", "birth", ""), "male", 1, "sibling"),
)
"""People without a file: their name, sex, and what the person of a file is to them."""

BETWEEN = ((1, "held_with", 2), (3, "spouse", 4), (8, "spouse", 11))
PARTS_PLAYED = ((1, "brother-1", "relative", "confirmed"), (5, "mother-5", "relative", "confirmed"))

ASKED = (
    (
        1,
        ("Working Group on Enforced Disappearances", "강제실종실무그룹"),
        "un_wgeid",
        "2024-01-08",
        ("Urgent action on the file", "이 사건의 긴급 조치"),
        ("Received; sent to the Government", "접수해 정부에 보냄"),
        "2024-02-20",
        "2026-12-15",
    ),
    (
        3,
        ("Ministry of Foreign Affairs, Republic of Korea", "대한민국 외교부"),
        "KR",
        "2025-09-03",
        ("To raise the file in consular talks", "영사 협의에서 이 사건을 제기할 것"),
        None,
        "",
        "2026-11-20",
    ),
)
"""Whose file, before whom, as releases name it, when, what was asked, what came back, when, follow up by."""

TODO = (
    (1, ("Ask the brother for the hospital paper", "오빠에게 병원 서류 요청"), "2026-11-20", ""),
    (1, ("Ask again how the aunt may be reached", "이모와 연락할 길 다시 확인"), "2026-12-05", ""),
    (3, ("Renew the consent for governments", "정부 제공 동의 갱신"), "2027-01-15", ""),
    (5, ("Call the mother on the day of the month", "어머니와 월례 통화"), "2026-12-01", ""),
    (0, ("Compare the room list with list-03", "같은 방 명단을 list-03과 대조"), "2026-10-20", "2026-10-18"),
)
"""Whose file, what, due, done."""

KNOWN = {
    0: (("long_stay", "2010", ("lived in Jilin for thirteen years", "지린성에서 13년을 살았음")),),
    1: (
        ("church_contact", "2019~", ("a house church, name not recorded", "가정 교회, 이름은 적지 않음")),
        ("trafficked", "2018", ("sold on arrival", "도착하자마자 팔려 감")),
    ),
}
"""What is known of a risk factor: factor, since, note."""

EVENTS = (
    (
        "2023-08-29",
        "follows",
        "2023-08-28-V",
        ("over the same bridge; the two are never mixed", "같은 다리로, 둘을 섞지 않는다"),
    ),
)
"""How events stand to one another: one, what it is to the other, note."""

BY = ("Example Documentation Centre", "예시기록센터")


def family(ids: Ids) -> Iterator[Record]:
    """People who have no file of their own."""
    for key, name, sex, _file, _kind in FAMILY:
        names = name_rows(ids, key, [name])
        yield new("person", id=ids.of("person", key), sample=True, names=names, sex=sex, role="relative")


def names() -> set[str]:
    """The names of those, so that nobody else is drawn with one."""
    return {name[0] for _key, name, _sex, _file, _kind in FAMILY}


def risks(ids: Ids, n: int, source: UUID) -> tuple[Row, ...]:
    """The rows about the risk factors of a file."""
    return tuple(
        row(
            id=ids.of("risk", n, factor),
            factor=factor,
            since=uncertain(since),
            note=both(note),
            source=source,
        )
        for factor, since, note in KNOWN.get(n, ())
    )


def parts(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    """Everything of this module that belongs to the file of a number."""
    yield from _acts(ids, n, case)
    yield from _seen(ids, n, case)
    yield from _people(ids, n, case)
    yield from _asked(ids, n, case)
    yield from _todo(ids, n, case)


def between(ids: Ids) -> Iterator[Record]:
    """Relations of people who both have a file, once all files are there, and of one event to another."""
    for one, kind, other in BETWEEN:
        yield _relation(ids, ids.of("person", "written", one), kind, ids.of("person", "written", other))
    for event, kind, other_event, note in EVENTS:
        yield new(
            "event_link",
            id=ids.of("event_link", event, other_event),
            sample=True,
            event=ids.of("event", event),
            kind=kind,
            other=ids.of("event", other_event),
            note=both(note),
        )


def sighting(
    ids: Ids, case: Record, when: str, place: UUID, *, by: Pair | None = None, certainty: str = "probable"
) -> Record:
    """Somebody was seen."""
    return new(
        "sighting",
        id=ids.of("sighting", case.id, when, place),
        sample=True,
        case=case.id,
        date=uncertain(when) if when else None,
        place=place,
        seen_by=both(by),
        certainty=certainty,
        source=case.ref("source"),
    )


def _acts(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    for position, told in enumerate((t for t in ACTS if t.file == n), start=1):
        act = ids.of("act", case.id, position)
        who = row(
            id=ids.of("perpetrator", act),
            authority=told.authority,
            involvement=told.involvement,
            certainty=told.certainty,
        )
        yield new(
            "act",
            id=act,
            sample=True,
            case=case.id,
            position=position,
            type=told.type,
            date=uncertain(told.date),
            place=ids.of("place", told.place) if told.place else None,
            method=both(told.method),
            perpetrators=(who,),
            attribution=told.attribution,
            certainty=told.certainty,
            source=case.ref("source"),
            account=_told(told.account),
        )


def _told(texts: Pair | None) -> Text | None:
    return Text(texts[0], "ko", (Translation("en", texts[1], "Sample interviewer"),)) if texts else None


def _seen(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    for _file, when, place, by, certainty in (s for s in SEEN if s[0] == n):
        yield sighting(ids, case, when, ids.of("place", place), by=by, certainty=certainty)


def _people(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    for key, _name, _sex, _file, kind in (f for f in FAMILY if f[3] == n):
        yield _relation(ids, ids.of("person", key), kind, ids.of("person", "written", n))
    for _file, key, role, certainty in (p for p in PARTS_PLAYED if p[0] == n):
        yield new(
            "role",
            id=ids.of("role", case.id, key),
            sample=True,
            case=case.id,
            person=ids.of("person", key),
            role=role,
            certainty=certainty,
            source=case.ref("source"),
        )


def _relation(ids: Ids, person: UUID, kind: str, other: UUID) -> Record:
    return new(
        "relation",
        id=ids.of("relation", person, other),
        sample=True,
        person=person,
        kind=kind,
        other=other,
        certainty="probable",
    )


def _asked(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    for _file, before, recipient, when, what, answer, answered, follow_up in (a for a in ASKED if a[0] == n):
        yield new(
            "contact",
            id=ids.of("contact", case.id, recipient),
            sample=True,
            case=case.id,
            by=both(BY),
            ours="yes",
            before=both(before),
            recipient=recipient,
            date=uncertain(when),
            what=both(what),
            answer=both(answer),
            answered=uncertain(answered) if answered else None,
            follow_up=uncertain(follow_up),
        )


def _todo(ids: Ids, n: int, case: Record) -> Iterator[Record]:
    for place, (_file, what, due, done) in enumerate(t for t in TODO if t[0] == n):
        yield new(
            "task",
            id=ids.of("task", case.id, place),
            sample=True,
            case=case.id,
            what=both(what),
            due=uncertain(due),
            done=uncertain(done) if done else None,
        )
