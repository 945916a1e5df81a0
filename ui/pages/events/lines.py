"""The rows of the table of claims in words: groups by measure, each claim with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from app.claims.figures import MEASURE_OF_KIND, Origin, counting, has_figure, origin_among
from app.distressing import distressing
from app.dossier import ClaimLine
from app.i18n import _, ngettext
from app.records.record import Record
from ui.pages.events.loading import ShownEvent
from ui.widgets import folded_text
from ui.widgets.ranges import Figure, Scale, scale_of

ORIGIN_ICONS = {
    Origin.OWN: "circle-dot",
    Origin.UNNAMED: "circle-question-mark",
    Origin.REPEATS: "corner-left-up",
    Origin.PART: "corner-left-up",
}


@dataclass(frozen=True)
class ClaimRow:
    """One claim as a row: what each column says, and what the picture of its figure needs."""

    record: Record
    printed: ClaimLine
    claimant: str
    relay: str
    wording: str
    figure: str
    origin: str
    origin_icon: str
    own: bool
    grade: str
    grade_said: str
    part: str
    pictured: bool


@dataclass(frozen=True)
class Group:
    """Claims that may be looked at together. `pictured`: their figures share the scale of the event."""

    key: str
    title: str
    note: str
    rows: tuple[ClaimRow, ...]
    folded: bool = False
    pictured: bool = False


def groups(shown: ShownEvent) -> tuple[Group, ...]:
    """The groups of the table in their order; none of them is ever added to another."""
    rows = [claim_row(shown, r, p) for r, p in zip(shown.page.claims, shown.page.part.claims, strict=True)]
    main = MEASURE_OF_KIND.get(shown.page.event.text("kind"), "handed_over")
    measures = dict.fromkeys([main, *(r.record.text("measure") for r in rows)])
    found = [_figures(shown, m, [r for r in rows if _is(r, "figure", m)], m == main) for m in measures]
    found += [_totals(shown, m, [r for r in rows if _is(r, "running_total", m)]) for m in measures]
    found += [
        _accounts([r for r in rows if r.printed.group == "no_figure"]),
        _official([r for r in rows if r.printed.group == "official"]),
    ]
    return tuple(g for g in found if g.rows)


def _is(row: ClaimRow, group: str, measure: str) -> bool:
    return row.printed.group == group and row.record.text("measure") == measure


def _figures(shown: ShownEvent, measure: str, rows: list[ClaimRow], main: bool) -> Group:
    note = ngettext("{n} claim", "{n} claims", len(rows)).format(n=len(rows))
    title = shown.word("measure", measure) or _("No measure given")
    return Group(f"figure/{measure}", title, note, tuple(rows), pictured=main)


def _totals(shown: ShownEvent, measure: str, rows: list[ClaimRow]) -> Group:
    note = ngettext(
        "{n} claim, never added to the counts above",
        "{n} claims, never added to the counts above",
        len(rows),
    ).format(n=len(rows))
    title = _("{measure}, running total").format(measure=shown.word("measure", measure))
    return Group(f"total/{measure}", title, note, tuple(rows))


def _accounts(rows: list[ClaimRow]) -> Group:
    said = "; ".join(_("{text} ({note})").format(text=r.wording, note=r.claimant) for r in rows)
    return Group("accounts", _("Accounts without a figure"), f"{len(rows)}   {said}", tuple(rows), True)


def _official(rows: list[ClaimRow]) -> Group:
    said = "; ".join(f"{r.printed.claimant_short}: {r.printed.stance}" for r in rows)
    return Group("official", _("Official responses"), f"{len(rows)}   {said}", tuple(rows), True)


def claim_row(shown: ShownEvent, record: Record, printed: ClaimLine) -> ClaimRow:
    """One claim in the words of the table."""
    origin = origin_among(record, shown.page.claims, shown.chains)
    pictured = printed.group == "figure"
    return ClaimRow(
        record=record,
        printed=printed,
        claimant=printed.claimant,
        relay=_relay(printed),
        wording=folded_text() if distressing(record) else printed.wording,
        figure=printed.figure,
        origin=printed.stance if origin is Origin.OFFICIAL else origin_words(shown, record, origin),
        origin_icon=ORIGIN_ICONS.get(origin, ""),
        own=printed.is_origin,
        grade=grade(printed),
        grade_said=_grade_said(shown, printed),
        part=_part(record),
        pictured=pictured,
    )


def _relay(printed: ClaimLine) -> str:
    when = f"{printed.said_on}, " if printed.group == "official" and printed.said_on else ""
    if not printed.relay:
        return when.removesuffix(", ") or _("relay not recorded")
    if not printed.named:
        return _("unnamed, {relay}").format(relay=printed.relay)
    return when + _("by {relay}").format(relay=printed.relay)


def origin_words(shown: ShownEvent, claim: Record, origin: Origin) -> str:
    """Whose origin a figure is: its own, whom it repeats, or not traced."""
    if origin is Origin.OWN:
        root = shown.chains.shared(claim)
        return _("through {source}").format(source=shown.source(root)) if root else _("own origin")
    if origin is Origin.UNNAMED:
        return _("not traced")
    if origin is Origin.PART:
        return _("part of {claimant}").format(claimant=_claimant(shown, claim, "part_of"))
    if origin is Origin.REPEATS:
        words = claim.phrase("repeats_words").in_language(shown.language)
        other = shown.chains.rests_on(claim, counting(shown.page.claims, claim.text("measure")))
        rests = other.phrase("claimant").in_language(shown.language) if other else ""
        return words or rests or _claimant(shown, claim, "repeats")
    return _("running total") if origin is Origin.RUNNING_TOTAL else ""


def _claimant(shown: ShownEvent, claim: Record, key: str) -> str:
    other = next((c for c in shown.page.claims if c.id == claim.ref(key)), None)
    return other.phrase("claimant").in_language(shown.language) if other else _("another claim")


def grade(printed: ClaimLine) -> str:
    """Reliability and credibility as two characters, never merged; words where nobody judged."""
    if not printed.reliability and not printed.credibility:
        return _("not judged")
    return f"{printed.reliability.upper() or '–'}  {printed.credibility or '–'}"


def _grade_said(shown: ShownEvent, printed: ClaimLine) -> str:
    none = _("not judged")
    return _("reliability {reliability}, credibility {credibility}").format(
        reliability=shown.term("reliability", printed.reliability) or none,
        credibility=shown.term("credibility", printed.credibility) or none,
    )


def _part(claim: Record) -> str:
    low, high = claim.number_of("part_low"), claim.number_of("part_high")
    if low is None and high is None:
        return ""
    if low is None:
        return _("to {n}").format(n=f"{high:,}")
    if high is None or high == low:
        return f"{low:,}"
    return f"{low:,}–{high:,}"


def figure_of(row: ClaimRow) -> Figure:
    """The figure of a claim as its picture needs it."""
    printed = row.printed
    return Figure(
        printed.low,
        printed.high,
        printed.qualifier or "exactly",
        row.own,
        words=_("no number"),
        say=f"{row.figure}, {row.origin}",
    )


def scale_for(shown: ShownEvent, found: tuple[Group, ...]) -> Scale:
    """The scale that the pictures of the event's own measure share, with the reported range as its band."""
    line = shown.page.part.line
    band = (line.low, line.high) if line.low is not None and line.high is not None else None
    return scale_of([figure_of(r) for g in found if g.pictured for r in g.rows], band)


def attribution(row: ClaimRow) -> str:
    """A claim as it may be quoted: who said it, by whom it was relayed, the words, the figure."""
    head = _("{text} ({note})").format(text=row.claimant, note=row.relay)
    figure = f" [{row.figure}]" if row.figure else ""
    return f"{head}: {row.printed.wording}{figure}"


def described(row: ClaimRow) -> str:
    """A claim in one breath, as a screen reader says the row."""
    parts = (row.claimant, row.relay, row.figure or _("no figure"), row.origin, row.grade_said, row.wording)
    return ". ".join(p for p in parts if p)


def gap_groups(shown: ShownEvent) -> list[tuple[str, str, int]]:
    """Whose count against the individuals we can name: claimants of equal figures, figure, its length."""
    found: dict[str, tuple[list[str], int]] = {}
    main = MEASURE_OF_KIND.get(shown.page.event.text("kind"), "handed_over")
    for record, printed in zip(shown.page.claims, shown.page.part.claims, strict=True):
        if printed.group == "figure" and has_figure(record) and not record.ref("part_of"):
            length = printed.high if printed.high is not None else printed.low or 0
            measure = "" if record.text("measure") == main else f"  {printed.measure}"
            found.setdefault(printed.figure + measure, ([], length))[0].append(printed.claimant)
    rows = [(_several(names), figure, length) for figure, (names, length) in found.items()]
    return sorted(rows, key=lambda r: r[2])


def _several(names: list[str]) -> str:
    distinct = list(dict.fromkeys(names))
    if len(distinct) <= 2:
        return ", ".join(distinct)
    more = len(distinct) - 1
    return ngettext("{first} and {n} other", "{first} and {n} others", more).format(first=distinct[0], n=more)
