"""Other words for terms: each is for a term that there is, and none is the name of another."""

from __future__ import annotations

from app.names import fold
from app.synonyms import _WORDS, synonyms
from app.vocabularies import terms


def test_no_other_word_is_the_label_of_a_term() -> None:
    for vocabulary, words in _WORDS.items():
        labels = {fold(label): t.code for t in terms(vocabulary) for label in (t.en, t.ko, t.zh) if label}
        codes = {t.code for t in terms(vocabulary)}
        assert words.keys() <= codes, vocabulary
        for code in words:
            found = [labels[fold(word)] for word in synonyms(vocabulary, code) if fold(word) in labels]
            assert found == [], (vocabulary, code)
    assert synonyms("measure", "a term of staff") == ()
