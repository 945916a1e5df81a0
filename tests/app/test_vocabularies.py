"""The seed terms: every vocabulary a field names is there, and every label in both languages."""

from __future__ import annotations

import re

import pytest

from app.fields import Field
from app.records import ALL
from app.vocabularies import seed, term, terms, vocabularies


def _flat(fields: tuple[Field, ...]) -> list[Field]:
    return [f for one in fields for f in (one, *_flat(one.fields))]


def test_every_vocabulary_of_a_field_is_seeded() -> None:
    wanted = {f.vocabulary for t in ALL for f in _flat(t.fields) if f.vocabulary}
    assert wanted <= set(vocabularies())


def test_codes_are_stable_words_and_distinct() -> None:
    keys = [(t.vocabulary, t.code) for t in seed()]
    assert len(keys) == len(set(keys))
    for vocabulary, code in keys:
        shape = r"[A-Z]{2}|[a-z_]+" if vocabulary in {"state", "recipient"} else r"[a-z0-9_]+"
        assert re.fullmatch(shape, code), (vocabulary, code)


def test_every_term_has_both_labels() -> None:
    for one in seed():
        assert one.en.strip() == one.en != ""
        assert re.search(r"[가-힣]", one.ko), (one.vocabulary, one.code)


def test_positions_run_from_one() -> None:
    for vocabulary in vocabularies():
        found = terms(vocabulary)
        assert [t.position for t in found] == list(range(1, len(found) + 1))


def test_the_words_of_the_summary_line() -> None:
    assert term("stance", "rejects_the_category").label("en") == "rejects the category"
    assert term("stance", "acknowledges_in_part").label("ko") == "일부 인정"
    assert term("state", "KP").label("en") == "DPRK"
    assert term("state", "KR").label("ko") == "대한민국"
    assert "조선민주주의인민공화국" in term("state", "KP").note.split("|")
    assert term("likelihood", "very_likely").note == "80–95"


def test_a_label_falls_back_to_english() -> None:
    assert term("measure", "crossed").label("zh") == "过境"
    assert term("certainty", "probable").label("zh") == "probable"
    assert term("certainty", "probable").label("xx") == "probable"


def test_an_unknown_term_is_a_bug() -> None:
    with pytest.raises(KeyError):
        term("measure", "Handed over")
    with pytest.raises(KeyError):
        terms("nothing")


def test_states_are_recipients_too() -> None:
    recipients = {t.code for t in terms("recipient")}
    assert {t.code for t in terms("state")} <= recipients
    assert {"any_government", "any_un", "un_wgeid", "partner"} <= recipients
