"""What is shown only when it is asked for."""

from __future__ import annotations

import pytest

from app.distressing import KINDS, TEXTS, distressing
from app.records import TYPES
from app.records.record import new
from app.vocabularies import seed


@pytest.mark.parametrize(
    ("kind", "values", "folded"),
    [
        ("case", {}, False),
        ("case", {"distressing": "yes"}, True),
        ("case", {"distressing": "unknown"}, False),
        ("evidence", {"distressing": "yes"}, True),
        ("act", {"type": "torture"}, True),
        ("act", {"type": "sexual_violence"}, True),
        ("act", {"type": "torture", "distressing": "no"}, False),
        ("act", {"type": "torture", "distressing": "unknown"}, True),
        ("act", {"type": "arbitrary_detention"}, False),
        ("act", {"type": "arbitrary_detention", "distressing": "yes"}, True),
        ("act", {}, False),
    ],
)
def test_what_is_marked_or_of_a_kind_that_weighs(kind: str, values: dict[str, str], folded: bool) -> None:
    assert distressing(new(kind).with_values(**values)) is folded


def test_its_words_are_those_of_the_declarations() -> None:
    assert {t.code for t in seed() if t.vocabulary == "violation"} > KINDS
    for kind, keys in TEXTS.items():
        assert keys < set(TYPES[kind].by_key)
