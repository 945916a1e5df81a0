"""The shared fonts and map: what is covered, how the families register, how large the whole is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase, QGuiApplication

from app import assets

FOLDER = Path(assets.__file__).parent


def coverage(name: str) -> set[int]:
    return set(TTFont(io.BytesIO(assets.font(name)), lazy=True).getBestCmap())


def gb2312() -> set[int]:
    text = "".join(
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    )
    return set(map(ord, text))


def test_the_committed_fonts_stay_within_the_limit() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "fonts").iterdir()) <= 18_000_000


def test_every_file_of_the_folder_is_listed_and_the_licences_lie_beside() -> None:
    packed = {path.name for path in (FOLDER / "fonts").glob("*.xz")}
    assert packed == {f"{font.name}.ttf.xz" for font in assets.FONTS}
    licences = list((FOLDER / "fonts").glob("OFL-*.txt"))
    assert len(licences) == len({font.family for font in assets.FONTS})
    assert all("SIL Open Font License" in path.read_text(encoding="utf-8") for path in licences)


@pytest.mark.parametrize("name", ["NotoSansKR-Regular", "NotoSansKR-SemiBold", "NotoSerifKR-Regular"])
def test_korean_faces_hold_every_syllable(name: str) -> None:
    assert set(range(0xAC00, 0xD7A4)) <= coverage(name)


@pytest.mark.parametrize(
    ("korean", "chinese"),
    [
        ("NotoSansKR-Regular", "NotoSansSC-Regular"),
        ("NotoSansKR-SemiBold", "NotoSansSC-SemiBold"),
        ("NotoSerifKR-Regular", "NotoSerifSC-Regular"),
        ("NotoSerifKR-SemiBold", "NotoSerifSC-SemiBold"),
    ],
)
def test_korean_and_chinese_faces_hold_gb2312_together(korean: str, chinese: str) -> None:
    assert gb2312() <= coverage(korean) | coverage(chinese)


def test_the_sans_faces_hold_the_whole_unified_block_together() -> None:
    assert set(range(0x4E00, 0x9FA6)) <= coverage("NotoSansKR-Regular") | coverage("NotoSansSC-Regular")


def test_fonts_register_in_the_window_under_one_family_each(qapp: QGuiApplication) -> None:
    numbers = {
        font: QFontDatabase.addApplicationFontFromData(QByteArray(assets.font(font.name)))
        for font in assets.FONTS
    }
    assert all(
        font.family in QFontDatabase.applicationFontFamilies(number) for font, number in numbers.items()
    )
    heavy = QFontDatabase.styles("Noto Sans KR")
    QFontDatabase.removeAllApplicationFonts()
    assert {"Regular", "Medium", "SemiBold"} <= set(heavy)


def test_the_map_holds_the_countries_around_the_border() -> None:
    made = assets.border_map()
    assert {"CN", "KP", "KR", "RU"} <= set(made["land"])
    assert made["borders"]
