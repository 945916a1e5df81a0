"""What a document holds, gathered and judged: frozen, labels resolved in the language of the document.

Whoever may not appear is not in it, nor any count of them; builders in reports only lay it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from enum import Enum


class Mark(Enum):
    """Who may hear a paragraph: anybody with attribution, only the State addressed in talks,
    only the recipient's own government."""

    PUBLIC = "public"
    BILATERAL = "bilateral"
    YOU_ONLY = "you_only"


@dataclass(frozen=True)
class BriefOptions:
    """What staff choose. `recipient` and `state` are codes or ""; `cases` codes of individuals to show,
    empty: the first three covered; `date` is printed and changes no consent."""

    events: tuple[str, ...]
    kind: str = "one_page"  # one_page | full
    audience: str = "public"  # public | government | un
    recipient: str = ""
    state: str = ""
    language: str = "en"
    date: Day | None = None
    handling: str = ""
    occasion: str = ""
    version: int = 0
    supersedes: str = ""
    cases: tuple[str, ...] = ()


CLAIM_GROUPS = ("figure", "running_total", "no_figure", "official")
"""The groups of claims, in the order in which the annex prints and numbers them."""


@dataclass(frozen=True)
class ClaimLine:
    """One claim as printed. `label` is C1..; `figure` e.g. "about 600", "“hundreds”" or "" for none.

    `group` is one of CLAIM_GROUPS. `low`, `high`, `qualifier` feed the picture.
    `origin` says "own origin" or why not. `wording_original` only where it differs from `wording`.
    """

    label: str
    claimant: str
    claimant_short: str
    named: bool
    relay: str
    address: str
    wording: str
    wording_original: str
    figure: str
    measure: str
    group: str
    is_origin: bool
    origin: str
    low: int | None
    high: int | None
    qualifier: str
    stance: str = ""
    state: str = ""
    said_on: str = ""
    said_on_day: Day | None = None
    part: str = ""
    since: str = ""
    hour: str = ""
    crossings: tuple[str, ...] = ()
    reliability: str = ""
    credibility: str = ""


@dataclass(frozen=True)
class ElementLine:
    """The status of an element: what is claimed, by which claims (labels), and the word for its status."""

    element: str  # code: happened, date, hour, place, count, composition
    name: str
    claimed: str
    status: str
    status_code: str
    origins: int
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """The last word of a state: `text` whole, `returning` where it is the state that returned people."""

    text: str
    returning: bool
    claim: str = ""  # label; "" for "no answer recorded"


@dataclass(frozen=True)
class SummaryLine:
    """The generated line of an event: `head` is the range, `rest` "reported ... (n ...)"."""

    head: str
    rest: str
    clauses: tuple[Clause, ...]
    origins: int
    low: int | None
    high: int | None

    @property
    def whole(self) -> str:
        """The line as one sentence."""
        figure = f"{self.head} {self.rest}".strip()
        return "; ".join([figure, *(c.text for c in self.clauses)])


@dataclass(frozen=True)
class MapPlace:
    """A place that claims name. Degrees WGS 84; `radius_km` is the uncertainty of its position."""

    name: str
    across: str
    latitude: float
    longitude: float
    radius_km: float
    claims: tuple[str, ...]
    province: bool = False


@dataclass(frozen=True)
class EventPart:
    """One event of a brief."""

    code: str
    title: str
    kind: str
    kind_code: str
    date: str
    day: Day | None
    time_note: str
    returning_state: str
    line: SummaryLine
    claims: tuple[ClaimLine, ...]
    elements: tuple[ElementLine, ...]
    statuses_set: str  # the last day a status was set, "" where none was
    places: tuple[MapPlace, ...]
    gaps: tuple[Gap, ...]
    judgement: Judgement | None


@dataclass(frozen=True)
class Gap:
    """Something no claim says: a bold head and a sentence that names the claims looked at."""

    head: str
    text: str


@dataclass(frozen=True)
class Judgement:
    """Staff's own judgement: a likelihood word with its band (ICD 203), then confidence apart."""

    likelihood: str
    band: str
    what: str
    confidence: str
    reason: str


@dataclass(frozen=True)
class ChronologyLine:
    """One dated line. `kind`: event | this | voluntary | state | un | other.

    `earliest`/`latest` place it on a time line; `approximate` draws it dashed; `claims`/`source` are cited.
    """

    date: str
    date_short: str
    text: str
    kind: str
    earliest: Day | None
    latest: Day | None
    approximate: bool = False
    state: str = ""
    label: str = ""  # a few words for the time line
    claims: tuple[str, ...] = ()
    note: str = ""  # the citation, as a footnote prints it


@dataclass(frozen=True)
class NamedPerson:
    """A person whose consent reaches this audience and recipient; nothing known after a return."""

    name: str
    name_other: str
    sex: str
    birth: str
    arrest: str
    last_known: str
    link: str  # certainty of the return, a word
    mark: Mark


@dataclass(frozen=True)
class ToldPerson:
    """A pseudonymous account: number drawn for this release, and only what generalisation leaves."""

    number: int
    age_band: str
    province: str
    half_year: str
    left_from: str
    account: str


@dataclass(frozen=True)
class People:
    """The individuals of a brief. `countable` as printed ("10", "fewer than 10"), "" where there are none;
    `drawn` the number a picture may show (None in public). The split is None in a public document."""

    countable: str
    drawn: int | None
    named: tuple[NamedPerson, ...] = ()
    told: tuple[ToldPerson, ...] = ()
    split: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class LegalLine:
    """An instrument; `pleaded` False: not to be pleaded against this State, the reason in `note`."""

    instrument: str
    article: str
    note: str
    pleaded: bool
    first: bool  # among the three lines of one page


@dataclass(frozen=True)
class RequestLine:
    """A request of staff, verb first, with actor, forum and date as far as they are given."""

    text: str
    actor: str
    forum: str
    by: str
    mark: Mark


@dataclass(frozen=True)
class Dossier:
    """A brief, complete and judged. `state`/`recipient` are labels, "" where none was chosen."""

    options: BriefOptions
    sample: bool
    organisation: str
    contact: str
    title: str
    handling: str
    handling_public: bool
    recipient: str
    state: str
    date: str
    as_of: str
    events: tuple[EventPart, ...]
    standing: tuple[ClaimLine, ...]  # running totals and standing figures kept apart
    chronology: tuple[ChronologyLine, ...]
    people: People
    legal: tuple[LegalLine, ...]
    findings: tuple[str, ...]
    own_record: tuple[str, ...]
    requests: tuple[RequestLine, ...]
    likely_answer: str


def every_text(value: object) -> list[str]:
    """Every text of a dossier, for the searches that must find none of certain names."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in every_text(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for key in value.__dataclass_fields__ for text in every_text(getattr(value, key))]
    return []
