"""The manual as it is read: one set of anchors in both languages, plain text, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.manual import FOLDER, Paragraph, manual, plain


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_section_has_an_anchor_of_its_own_and_is_plain(language: str) -> None:
    sections = manual(language)
    anchors = [s.anchor for s in sections]
    assert len(set(anchors)) == len(anchors)
    assert "" not in anchors
    text = (FOLDER / {"en": "manual.md", "ko": "manual.ko.md"}[language]).read_text("utf-8")
    assert len(sections) == sum(line.startswith("## ") for line in text.splitlines())
    for section in sections:
        assert section.paragraphs
        for paragraph in section.paragraphs:
            assert paragraph.kind == "code" or "*" not in paragraph.text
            assert "](" not in paragraph.text


def test_korean_has_the_sections_of_the_english_but_those_for_scripts() -> None:
    english, korean = ([s.anchor for s in manual(language)] for language in ("en", "ko"))
    assert [a for a in english if a != "for-scripts"] == korean


def test_paragraphs_items_and_code_are_told_apart(tmp_path: Path) -> None:
    text = (
        '# Manual\n\nHead\n\n<a id="one"></a>\n## One *two*\n\nA **b** [c](d.md)\nand `e`.\n\n![x](y.png)\n\n'
        "- first\n  goes on\n- second\n\n    code a\n      code b\n"
    )
    (tmp_path / "manual.md").write_text(text, "utf-8")
    (section,) = manual("en", tmp_path)
    assert (section.anchor, section.title) == ("one", "One *two*")
    assert section.paragraphs == (
        Paragraph("text", "A b c and e."),
        Paragraph("item", "first goes on"),
        Paragraph("item", "second"),
        Paragraph("code", "code a\n  code b"),
    )
    assert section.holds("GOES ON")
    assert not section.holds("picture")


def test_an_asterisk_between_blanks_is_itself() -> None:
    assert plain("2 * 3 and *so*, *추천받기*로") == "2 * 3 and so, 추천받기로"
