"""Sections that the one-page brief and the full brief share, each a few blocks."""

from __future__ import annotations

from app.dossier import ClaimLine, Dossier, EventPart, LegalLine, Mark, RequestLine
from reports import blocks as b
from reports.blocks import Run
from reports.phrases import Phrases, article, judgement, not_judged
from reports.typography import tie

BOTTOM_LINE = 380  # characters of the bottom line on one page (half of it in Korean)


def bottom_line(dossier: Dossier, p: Phrases) -> b.Callout:
    """Two sentences: the report with the official stances, and what we ask."""
    first = " ".join(_reported(event, p) for event in dossier.events)
    return b.Callout(
        p.gettext("Bottom line"), b.plain(tie(f"{first} {_asked(dossier, p, len(first))}".strip()))
    )


def _reported(event: EventPart, p: Phrases) -> str:
    line = event.line
    clauses = _enumerate([_bare(clause.text) for clause in line.clauses], p)
    verb = _bare(line.rest)
    if not line.origins:
        return p.gettext("{date}: {head}; {clauses}.", date=event.date, head=line.head, clauses=clauses)
    values = {"date": event.date, "head": line.head, "verb": verb, "clauses": clauses}
    if p.language == "ko":
        values["verb"] = verb.removesuffix("보도됨") + "보도되었다" if verb.endswith("보도됨") else verb
        return p.gettext(
            "{date}, {head} {verb} ({n} independent origins). {clauses}.", n=line.origins, **values
        )
    values["verb"] = verb.removeprefix("reported ")
    if values["verb"] == "crossed":
        return p.ngettext(
            "One independent origin reports that {head} people crossed ({date}); {clauses}.",
            "{words} independent origins report that {head} people crossed ({date}); {clauses}.",
            line.origins,
            words=spelled(line.origins, p),
            **values,
        )
    return p.ngettext(
        "One independent origin reports that {head} people were {verb} ({date}); {clauses}.",
        "{words} independent origins report that {head} people were {verb} ({date}); {clauses}.",
        line.origins,
        words=spelled(line.origins, p),
        **values,
    )


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def spelled(number: int, p: Phrases) -> str:
    """A small number as a word that begins an English sentence; elsewhere the number."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[number] if p.language != "ko" and number < len(words) else f"{number}"


def _bare(text: str) -> str:
    """A clause without the brackets at its end."""
    return text[: text.rindex("(")].rstrip() if text.endswith(")") and "(" in text else text


def _enumerate(clauses: list[str], p: Phrases) -> str:
    if p.language == "ko" or len(clauses) < 2:
        return "; ".join(clauses)
    return ", ".join(clauses[:-1]) + ", and " + clauses[-1]


def _asked(dossier: Dossier, p: Phrases, used: int) -> str:
    """The requests, as far as the limit of the bottom line lets them in; the first always."""
    chosen: list[str] = []
    limit = BOTTOM_LINE if p.language == "en" else BOTTOM_LINE // 2
    for request in dossier.requests:
        text = request.text.strip().rstrip(".")
        if chosen and used + sum(map(len, chosen)) + len(text) + 40 > limit:
            break
        chosen.append(text[:1].lower() + text[1:] if p.language == "en" else text)
    if not chosen:
        return ""
    listed = ", and to ".join(chosen) if p.language == "en" else "; ".join(chosen)
    return {
        "government": p.gettext("We ask your Government to {requests}.", requests=listed),
        "un": p.gettext("We ask you to {requests}.", requests=listed),
    }.get(dossier.options.audience, p.gettext("We ask Governments to {requests}.", requests=listed))


def unknowns(event: EventPart, p: Phrases, *, few: int = 99, dated: bool = False) -> b.Items:
    """What no claim says, one line a gap; `dated`: each begins with the event, where there are several."""
    sign = p.sign(Mark.PUBLIC)
    gaps = event.gaps if len(event.gaps) <= few else (*event.gaps[: few - 1], event.gaps[-1])
    items = tuple(
        b.Item(
            (
                Run(tie(f"{event.date}: {gap.head}" if dated else gap.head), bold=True),
                Run(" " + tie(capital(gap.text))),
            ),
            sign=sign if at == 0 else None,
        )
        for at, gap in enumerate(gaps)
    )
    return b.Items(items)


def range_picture(event: EventPart, dossier: Dossier, p: Phrases, *, compact: bool) -> b.RangePicture | None:
    """The claims with a figure or word: on one page the origins only, where there are any."""
    drawn = [c for c in event.claims if _drawn(c)]
    origins = [c for c in drawn if c.is_origin]
    claims = origins if compact and origins else drawn
    claims.sort(key=_place_in_picture)
    if not claims:
        return None
    rows = tuple(
        b.RangeRow(
            c.label,
            c.claimant_short or c.claimant,
            c.figure,
            c.is_origin,
            c.origin,
            c.low,
            c.high,
            c.qualifier,
        )
        for c in claims
    )
    gettext = p.catalogue.gettext
    people = dossier.people.drawn
    shown = people if len(dossier.events) == 1 else None  # of several events the number is that of all
    individuals = (gettext("Individuals we can name"), shown, gettext("never added")) if shown else None
    words = (
        gettext("origin of its own"),
        gettext("not an origin"),
        gettext("more than"),
        gettext("up to"),
        gettext("reported range"),
        gettext("individuals, on the same scale"),
    )
    return b.RangePicture(
        rows=rows,
        low=event.line.low,
        high=event.line.high,
        heads=(gettext("Claimant"), gettext("Figure"), gettext("Origin of the count"), gettext("no number")),
        individuals=None if compact else individuals,
        legend=() if compact else words if shown else words[:5],
        compact=compact,
        alt=event.line.whole,
    )


def _place_in_picture(claim: ClaimLine) -> tuple[bool, bool, int]:
    """Origins first, figures before words, then by the figure."""
    number = claim.low if claim.low is not None else claim.high
    return not claim.is_origin, number is None, number or 0


def _drawn(claim: ClaimLine) -> bool:
    return bool(claim.figure) and claim.group in ("figure", "official")


def requests(dossier: Dossier, p: Phrases, *, few: int = 99) -> b.Items:
    """What we ask: verb first; actor, forum and date on a second line."""
    return b.Items(
        tuple(
            b.Item(b.plain(tie(request.text)), under_line(request, p), p.sign(request.mark))
            for request in dossier.requests[:few]
        ),
        b.Bullet.NUMBER,
    )


def under_line(request: RequestLine, p: Phrases) -> str:
    """Actor, forum and date of a request, as far as they are given."""
    by = p.gettext("by {date}", date=request.by) if request.by else ""
    between = " · " if p.language == "ko" else "; "
    return tie(between.join(part for part in (request.actor, request.forum, by) if part))


def legal_line(line: LegalLine, p: Phrases) -> b.Text:
    """An instrument, its article and how the State stands to it."""
    between = " " if p.language == "ko" else ", "
    note = "" if line.note == p.gettext("cite") else f": {line.note}"
    return b.plain(tie(f"{line.instrument}{between}{article(line, p)}{note}"))


def not_pleaded(dossier: Dossier) -> list[LegalLine]:
    """What must not be pleaded against this State."""
    return [line for line in dossier.legal if not line.pleaded]


def legal_heading(dossier: Dossier, p: Phrases) -> str:
    """ "Legal basis for China", or without a State."""
    return (
        p.gettext("Legal basis for {state}", state=dossier.state)
        if dossier.state
        else p.gettext("Legal basis")
    )


def record_heading(dossier: Dossier, p: Phrases) -> str:
    """ "China’s own record"."""
    return p.gettext("{state}’s own record", state=dossier.state)


def method(dossier: Dossier, p: Phrases) -> list[b.Text]:
    """How origins are counted, then staff's judgement."""
    text = p.gettext(
        "Claims are recorded one by one and never added up."
        " An origin is a named claimant that does not rest on another."
    )
    if not_judged(dossier):
        text += " " + p.gettext("Sources and information are not judged yet.")
    found = [b.plain(text)]
    found += [b.plain(tie(words)) for event in dossier.events if (words := judgement(event, p))]
    return found
