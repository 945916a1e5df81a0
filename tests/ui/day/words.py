"""What the day is about, in Korean and in English: invented people, public events."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Somebody:
    """A person whose case was there yesterday."""

    name: str
    sex: str
    birth: str
    event: str
    status: str
    consent: bool = True


@dataclass(frozen=True)
class Words:
    """The words of the day in one language, as they are typed."""

    language: str
    staff: str
    colleague: str
    # what waited
    due: str
    ministry: str
    asked: str
    # the call
    caller: str
    said: str
    urgent: str
    reach: str
    # the case that is made of it
    name: str
    known: int
    """With so many letters of the name she is found."""
    other: str
    sex: str
    home: str
    birth: str
    source: str
    quote: str
    status: str
    certainty: str
    event: str
    crossing: str
    found: str
    """With so many letters it is the first of the crossings."""
    basis: str
    seen_by: str
    task: str
    # letters of "next of kin"
    kin: str
    # the case that waits for an answer, and the answer
    waiting: str
    answer: str
    # letters of what is changed in several cases, and of two conditions
    held: str
    china: str
    minors: str
    consent: str


KOREAN = Words(
    language="ko",
    staff="한서윤",
    colleague="김가람",
    due="가족에게 진행 상황 알리기",
    ministry="외교부",
    asked="생사 확인 요청",
    caller="언니 박은실",
    said="동생이 2023년 10월 9일 난핑을 거쳐 송환되었다고 함께 갇혔던 사람이 전함",
    urgent="딸이 중국에 혼자 남아 있음",
    reach="저녁 7시 이후 010 5550 1234",
    name="박은하",
    known=2,
    other="Pak Un Ha",
    sex="여",
    home="무산",
    birth="1991년쯤",
    source="언니 면담",
    quote="양띠 해에 태어났다",
    status="송",
    certainty="유",
    event="항",
    crossing="난핑",
    found="난",
    basis="함께 갇혔던 사람이 말함",
    seen_by="함께 갇혔던 사람",
    task="언니에게 다시 연락하기",
    kin="가",
    waiting="최금",
    answer="중국에 확인을 요청했다고 함",
    held="구[Return]",
    china="중국",
    minors="미성",
    consent="허[Return]",
)
ENGLISH = Words(
    language="en",
    staff="Han Seo-yun",
    colleague="Kim Ga-ram",
    due="Tell the family where it stands",
    ministry="Ministry of Foreign Affairs",
    asked="To ask whether he is alive",
    caller="Her sister, Pak Un Sil",
    said="Taken back through Nanping on 9 October 2023, says somebody held with her",
    urgent="Her daughter is alone in China",
    reach="After 7 pm, 010 5550 1234",
    name="Pak Un Ha",
    known=3,
    other="박은하",
    sex="f",
    home="Musan",
    birth="about 1991",
    source="Interview with the sister",
    quote="Born in the year of the sheep",
    status="ret",
    certainty="pr",
    event="Hang",
    crossing="Nanping",
    found="Nan",
    basis="Named by somebody held with her",
    seen_by="Somebody held with her",
    task="Call the sister again",
    kin="ne",
    waiting="Choe",
    answer="Says it asked China to confirm",
    held="det[Return]",
    china="china",
    minors="minor",
    consent="perm[Return]",
)
BOTH = (KOREAN, ENGLISH)

TODAY, APPROACHED = "2026-11-25", "2026-10-05"
OCTOBER, APRIL, KUNMING = "2023-10-09", "2024-04-26", "2024-08-21"
"""Codes of public events."""

BEFORE: dict[str, tuple[Somebody, ...]] = {
    "ko": (
        Somebody("최금철", "male", "1985", OCTOBER, "returned_unknown"),
        Somebody("한정옥", "female", "1979", OCTOBER, "detained_dprk"),
        Somebody("로명순", "female", "1994", APRIL, "detained_china"),
        Somebody("김설화", "female", "2008", OCTOBER, "returned_unknown", consent=False),
        Somebody("강은별", "female", "2010", APRIL, "detained_china"),
        Somebody("오철민", "male", "2009", KUNMING, "arrested", consent=False),
        Somebody("정광수", "male", "1988", APRIL, "detained_china"),
        Somebody("윤향미", "female", "1999", KUNMING, "arrested", consent=False),
    ),
    "en": (
        Somebody("Choe Kum Chol", "male", "1985", OCTOBER, "returned_unknown"),
        Somebody("Han Jong Ok", "female", "1979", OCTOBER, "detained_dprk"),
        Somebody("Ro Myong Sun", "female", "1994", APRIL, "detained_china"),
        Somebody("Kim Sol Hwa", "female", "2008", OCTOBER, "returned_unknown", consent=False),
        Somebody("Kang Un Byol", "female", "2010", APRIL, "detained_china"),
        Somebody("O Chol Min", "male", "2009", KUNMING, "arrested", consent=False),
        Somebody("Jong Kwang Su", "male", "1988", APRIL, "detained_china"),
        Somebody("Yun Hyang Mi", "female", "1999", KUNMING, "arrested", consent=False),
    ),
}
"""The cases that were there yesterday, by language."""


def minors(words: Words) -> list[str]:
    """Those who were minors at their event and have no consent on file."""
    found = [one for one in BEFORE[words.language] if one.birth > "2005" and not one.consent]
    return sorted(one.name for one in found)
