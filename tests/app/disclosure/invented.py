"""Invented people: a vault like the sample one (about 400 over eight events), and small random ones."""

from __future__ import annotations

import random

from app.ages import BANDS
from app.disclosure.model import UNDATED, UNKNOWN, Layout, Person

EVENTS = {
    "2023-10-09": ("2023", 130),
    "2023-08-29": ("2023", 60),
    "2023-08-28-V": ("2023", 25),
    "2023-09-18": ("2023", 30),
    "2024-04-26": ("2024", 45),
    "2021-07-14": ("2021", 40),
    "2024-08-21": ("2024", 14),
    "2012-03": ("2012", 30),
}
CROSSINGS = {"dandong": 90, "tumen": 80, "quanhe": 50, "nanping": 40, "sanhe": 12, "changbai": 8, "jian": 5}
PROVINCES = {"dandong": "liaoning"} | {c: "jilin" for c in CROSSINGS if c != "dandong"}
STATUSES = {
    "returned": 190,
    "detained_dprk": 70,
    "sentenced": 30,
    "deceased": 9,
    "resettled": 14,
    "released": 8,
    "left_again": 5,
}
LAYOUT = Layout({code: year for code, (year, _) in EVENTS.items()}, PROVINCES)


def vault(n: int = 400, seed: int = 7, twice: float = 0.02) -> list[Person]:
    """`n` people like those of the sample vault; a share `twice` of them stands in a second event."""
    r = random.Random(seed)

    def pick(weights: dict[str, int], unknown: int) -> str:
        return r.choices([*weights, UNKNOWN], [*weights.values(), unknown])[0]

    people = []
    for i in range(n):
        events = {pick({code: weight for code, (_, weight) in EVENTS.items()}, 20)} - {UNKNOWN}
        if events and r.random() < twice:
            events.add(r.choice(list(EVENTS)))
        people.append(
            Person(
                f"p{i}",
                frozenset(events),
                pick(CROSSINGS, 40),
                pick({"female": 300, "male": 90}, 10),
                r.choices([*BANDS, UNKNOWN], [8, 28, 30, 18, 10, 6])[0],
                pick(STATUSES, 50),
                frozenset(LAYOUT.year_of[e] for e in events),
            )
        )
    return people


def rabble(seed: int) -> tuple[list[Person], Layout, int]:
    """A random vault: people, layout and threshold; many shapes, so that rules meet odd cases."""
    r = random.Random(seed)
    threshold = r.choice((5, 10))
    years = [str(2010 + i) for i in range(r.randint(1, 4))] + [UNDATED] * (r.random() < 0.1)
    layout = Layout(
        {f"e{i}": r.choice(years) for i in range(r.randint(1, 7))},
        {f"c{i}": r.choice(("jilin", "liaoning")) for i in range(6)},
    )
    skew = r.uniform(0.3, 2.5)
    twice = r.choice((0, 0, 0.03, 0.3))

    def pick(codes: list[str]) -> str:
        return r.choices(codes, [(i + 1) ** -skew for i in range(len(codes))])[0]

    people = []
    for i in range(r.randint(3 * threshold, r.choice((80, 400, 1500)))):
        events = set() if r.random() < 0.04 else {pick(list(layout.year_of))}
        while events and r.random() < twice:
            events.add(pick(list(layout.year_of)))
        people.append(
            Person(
                str(i),
                frozenset(events),
                pick([f"c{k}" for k in range(8)]),
                pick(["female", "male", UNKNOWN]),
                pick([*BANDS, UNKNOWN]),
                pick([f"s{k}" for k in range(r.randint(2, 9))]),
                frozenset(layout.year_of[e] for e in events),
            )
        )
    return people, layout, threshold
