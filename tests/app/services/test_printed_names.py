"""The look through a finished file: names it may print hide no other name, and are none themselves."""

from __future__ import annotations

from uuid import uuid4

from app.protection import Bearer, NameSearch
from app.services.releases import without_names

SEARCH = NameSearch([Bearer(uuid4(), ("Kim Yong", "김영"))])


def test_a_printed_name_that_begins_like_another_is_no_hit() -> None:
    text = "You only Kim Yong\r\nMi 김영미, woman"
    assert SEARCH.hits(text)
    assert not SEARCH.hits(without_names(text, ["Kim Yong Mi", "김영미"]))


def test_the_other_name_is_still_found() -> None:
    text = "Kim Yong Mi said that Kim Yong was there"
    assert SEARCH.hits(without_names(text, ["Kim Yong Mi"]))


def test_nothing_is_taken_out_where_nothing_is_printed() -> None:
    assert without_names("Kim Yong", ["", "Yong M"]) == "Kim Yong"
