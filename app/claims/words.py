"""Figures and official stances in words, English and Korean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.claims.chains import ALONE, Chains
from app.claims.figures import End, Range, has_figure, last_stances, main_range
from app.dates.display import format as format_date
from app.dossier import Clause, SummaryLine
from app.records.record import Record
from app.vocabularies import Term

Labels = Mapping[tuple[str, str], Term]
"""Terms by vocabulary and code, as they stand in the vault."""

_EN = {"about": "about ", "more_than": "more than ", "at_least": "at least ", "up_to": "up to "}
_KO_FROM = {
    "about": "약 {n}명에서",
    "more_than": "{n}명이 넘는 수에서",
    "at_least": "적어도 {n}명에서",
    "up_to": "많게는 {n}명에서",
}
_KO_TO = {
    "about": "약 {n}명까지",
    "more_than": "{n}명이 넘는 수까지",
    "at_least": "적어도 {n}명까지",
    "up_to": "많게는 {n}명까지",
}
_KO_ONCE = {
    "about": "약 {n}명이",
    "more_than": "{n}명이 넘는 수가",
    "at_least": "적어도 {n}명이",
    "up_to": "많게는 {n}명이",
}
_KO_TABLE = {
    "about": "약 {n}명",
    "more_than": "{n}명 넘게",
    "at_least": "적어도 {n}명",
    "up_to": "많게는 {n}명",
}
_KO_MEASURE = {
    "handed_over": "인계된 것으로 보도됨",
    "crossed": "건너간 것으로 보도됨",
    "arrested": "체포된 것으로 보도됨",
    "detained": "구금된 것으로 보도됨",
    "scheduled": "송환이 예정된 것으로 보도됨",
    "documented": "기록된 것으로 보도됨",
}
_GIVES_NO_NUMBER = {"acknowledges", "acknowledges_in_part", "acknowledges_but_denies_responsibility"}
"""Stances after which a reader expects a number."""


def label(labels: Labels, vocabulary: str, code: str, language: str) -> str:
    """The label of a term in a language; its code where the vault does not know it."""
    term = labels.get((vocabulary, code))
    return term.label(language) if term else code


def figure_words(claim: Record, labels: Labels, language: str) -> str:
    """The figure of a claim as a table prints it: "about 600", "“hundreds”", "" for none."""
    low, high = claim.number_of("low"), claim.number_of("high")
    qualifier = claim.text("qualifier")
    if low is None and high is None:
        word = label(labels, "qualifier", qualifier, language) if qualifier else ""
        return f"“{word}”" if word and qualifier not in ("unknown", "exactly", "about") else ""
    ends = [n for n in (low, high) if n is not None]
    if language == "en":
        numbers = " to ".join(f"{n:,}" for n in dict.fromkeys(ends))
        return _EN.get(qualifier, "") + numbers
    numbers = "~".join(f"{n:,}" for n in dict.fromkeys(ends))
    return _KO_TABLE.get(qualifier, "{n}명").format(n=numbers)


def range_words(found: Range, language: str) -> tuple[str, str]:
    """The range as a head and the words after it, without the count of origins.

    English ("more than 500 to about 600", "reported handed over"); in Korean the verb closes the sentence.
    """
    return _range_ko(found) if language == "ko" else _range_en(found)


def range_label(found: Range, language: str) -> str:
    """The range beside a sign: as in `range_words`, in Korean without the particle before a verb."""
    if language == "ko" and found.low.same_words(found.high):
        return _KO_TABLE.get(found.high.qualifier, "{n}명").format(n=f"{found.high.figure:,}")
    return range_words(found, language)[0]


def _range_en(found: Range) -> tuple[str, str]:
    low, high = found.low, found.high
    if low.same_words(high):
        head = _end_en(high)
    elif found.single:
        head = f"{_end_en(low)} to {high.figure:,}"
    else:
        head = f"{_end_en(low)} to {_end_en(high)}"
    return head, "reported " + found.measure.replace("_", " ")


def _end_en(end: End) -> str:
    return f"{_EN.get(end.qualifier, '')}{end.figure:,}"


def _range_ko(found: Range) -> tuple[str, str]:
    low, high = found.low, found.high
    verb = _KO_MEASURE.get(found.measure, "보도됨")
    if low.same_words(high):
        return _KO_ONCE.get(high.qualifier, "{n}명이").format(n=f"{high.figure:,}"), verb
    first = _KO_FROM.get(low.qualifier, "{n}명에서").format(n=f"{low.figure:,}")
    pattern = "{n}명까지" if found.single else _KO_TO.get(high.qualifier, "{n}명까지")
    return f"{first} {pattern.format(n=f'{high.figure:,}')}", verb


def origins_words(count: int, language: str) -> str:
    """The number of independent origins in words."""
    if language == "ko":
        return f"독립 출처 {count}곳"
    return f"{count} independent {'origin' if count == 1 else 'origins'}"


def summary_line(
    event: Record,
    claims: Sequence[Record],
    labels: Labels,
    language: str,
    names: Mapping[object, str],
    chains: Chains = ALONE,
) -> SummaryLine:
    """The generated line of an event. `names` gives the printed label (C1..) of a claim by id."""
    found = main_range(claims, event.text("kind"), chains)
    clauses = official_clauses(event, claims, labels, language, names)
    if found is None:
        none = "독립 출처가 밝힌 수 없음" if language == "ko" else "no figure from an independent origin"
        return SummaryLine(none, "", clauses, 0, None, None)
    head, verb = range_words(found, language)
    counted = origins_words(found.origins, language)
    rest = f"{verb}({counted})" if language == "ko" else f"{verb} ({counted})"
    return SummaryLine(head, rest, clauses, found.origins, found.low.figure, found.high.figure)


def official_clauses(
    event: Record, claims: Sequence[Record], labels: Labels, language: str, names: Mapping[object, str]
) -> tuple[Clause, ...]:
    """One clause a state, the returning state last and always there."""
    returning = returning_state(event)
    last = last_stances(claims)
    states = sorted((s for s in last if s != returning), key=lambda s: label(labels, "state", s, "en"))
    clauses = [
        Clause(stance_words(last[s], labels, language), False, names.get(last[s].id, "")) for s in states
    ]
    if returning in last:
        claim = last[returning]
        clauses.append(Clause(stance_words(claim, labels, language), True, names.get(claim.id, "")))
    else:
        state = label(labels, "state", returning, language)
        none = "기록된 답변 없음" if language == "ko" else "no answer recorded"
        clauses.append(Clause(f"{state}: {none}", True))
    return tuple(clauses)


def returning_state(event: Record) -> str:
    """The state that returned people, China where nothing else is said."""
    return event.text("returning_state") or "CN"


def stance_words(claim: Record, labels: Labels, language: str) -> str:
    """A stance as a clause: state, what it says, whether it gives a number, body and date in brackets."""
    state = label(labels, "state", claim.text("state"), language)
    stance = claim.text("stance")
    words = label(labels, "stance", stance, language)
    unconfirmed = stance in _GIVES_NO_NUMBER and not has_figure(claim)
    said = claim.date("said_on")
    body = body_name(claim, labels, language)
    named = "" if body in _state_names(labels, claim.text("state")) else body
    inside = ", ".join(part for part in (named, format_date(said.edtf, language) if said else "") if part)
    if language == "ko":
        number = ", 수는 확인하지 않음" if unconfirmed else ""
        return f"{state}{topic(state)} {words}{number}" + (f"({inside})" if inside else "")
    number = ", number not confirmed" if unconfirmed else ""
    return f"{state} {words}{number}" + (f" ({inside})" if inside else "")


def body_name(claim: Record, labels: Labels, language: str) -> str:
    """The claimant without the name of its state, which stands beside it."""
    name = claim.phrase("claimant").in_language(language)
    for state in _state_names(labels, claim.text("state")):
        name = name.removesuffix(f", {state}").removeprefix(f"{state} ")
    return name


def _state_names(labels: Labels, code: str) -> list[str]:
    term = labels.get(("state", code))
    if term is None:
        return []
    others = [part.strip() for part in term.note.split("|") if part.strip()]
    return sorted({term.en, term.ko, *others} - {""}, key=len, reverse=True)


def topic(word: str) -> str:
    """The Korean topic particle after `word`: 은 after a final consonant, else 는."""
    last = word[-1:]
    if "가" <= last <= "힣":
        return "은" if (ord(last) - 0xAC00) % 28 else "는"
    return "은"
