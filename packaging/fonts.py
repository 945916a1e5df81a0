"""Builds app/assets/fonts from pinned npm packages: subset where the licence allows it, packed with xz.

Run by hand when a font is to change: `python packaging/fonts.py [FOLDER OF .tgz]`. Needs npm and fontTools.
Source Serif keeps its reserved name and is therefore shipped byte for byte.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "app" / "assets" / "fonts"
LIMIT_BYTES = 18_000_000
LAYOUT = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT", "DSIG"]


@dataclass(frozen=True)
class Package:
    """One npm package: its name and version, the SHA-256 of its tarball, the licence file we write."""

    name: str
    version: str
    sha256: str
    licence: str

    @property
    def tarball(self) -> str:
        return f"expo-google-fonts-{self.name}-{self.version}.tgz"


@dataclass(frozen=True)
class Face:
    """One font file: where it lies in its package, and what is kept of it."""

    package: str
    member: str
    name: str
    keep: str = "whole"  # whole | latin | all | ksx | uro-less-kr | gb-less-kr


PACKAGES = (
    Package(
        "source-serif-4",
        "0.4.1",
        "84f0b412fbc9b0b666d6fe04620b2cd2e54bfd49ca61fe0663a9e5beb30afcc4",
        "OFL-SourceSerif4.txt",
    ),
    Package(
        "noto-sans",
        "0.4.2",
        "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
        "OFL-NotoSans.txt",
    ),
    Package(
        "noto-sans-kr",
        "0.4.3",
        "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
        "OFL-NotoSansKR.txt",
    ),
    Package(
        "noto-serif-kr",
        "0.4.3",
        "ff2948a8e9d0e037eaba537905fcc973d512d0df3c16fc9df89740a5d821cf1b",
        "OFL-NotoSerifKR.txt",
    ),
    Package(
        "noto-sans-sc",
        "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        "OFL-NotoSansSC.txt",
    ),
    Package(
        "noto-serif-sc",
        "0.4.3",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
        "OFL-NotoSerifSC.txt",
    ),
)

FACES = (
    Face("source-serif-4", "400Regular/SourceSerif4_400Regular.ttf", "SourceSerif4-Regular"),
    Face("source-serif-4", "600SemiBold/SourceSerif4_600SemiBold.ttf", "SourceSerif4-SemiBold"),
    Face("noto-sans", "400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular", "latin"),
    Face("noto-sans", "500Medium/NotoSans_500Medium.ttf", "NotoSans-Medium", "latin"),
    Face("noto-sans", "600SemiBold/NotoSans_600SemiBold.ttf", "NotoSans-SemiBold", "latin"),
    Face("noto-sans-kr", "400Regular/NotoSansKR_400Regular.ttf", "NotoSansKR-Regular", "all"),
    Face("noto-sans-kr", "500Medium/NotoSansKR_500Medium.ttf", "NotoSansKR-Medium", "ksx"),
    Face("noto-sans-kr", "600SemiBold/NotoSansKR_600SemiBold.ttf", "NotoSansKR-SemiBold", "all"),
    Face("noto-serif-kr", "400Regular/NotoSerifKR_400Regular.ttf", "NotoSerifKR-Regular", "all"),
    Face("noto-serif-kr", "600SemiBold/NotoSerifKR_600SemiBold.ttf", "NotoSerifKR-SemiBold", "all"),
    Face("noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular", "uro-less-kr"),
    Face("noto-sans-sc", "600SemiBold/NotoSansSC_600SemiBold.ttf", "NotoSansSC-SemiBold", "gb-less-kr"),
    Face("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular", "gb-less-kr"),
    Face("noto-serif-sc", "600SemiBold/NotoSerifSC_600SemiBold.ttf", "NotoSerifSC-SemiBold", "gb-less-kr"),
)


def gb2312() -> set[int]:
    """The 6,763 hanzi of GB 2312 as code points, from the codec of the standard library."""
    found: set[int] = set()
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", "ignore")
            found.update(map(ord, text))
    return found


def ksx1001() -> set[int]:
    """Every Hangul syllable and the 4,888 Hanja of KS X 1001, with the signs that go with them."""
    found = set(range(0xAC00, 0xD7A4)) | set(range(0x20, 0x180)) | set(range(0x2010, 0x2040))
    for row in [*range(0xA1, 0xAD), *range(0xCA, 0xFE)]:
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("euc_kr", "ignore")))
    return found


def fetch(package: Package, folder: Path) -> Path:
    """The tarball of a package in `folder`, checked against its pinned hash."""
    path = folder / package.tarball
    if not path.exists():
        spec = f"@expo-google-fonts/{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True)
    if hashlib.sha256(path.read_bytes()).hexdigest() != package.sha256:
        raise SystemExit(f"{path.name}: not the file that was pinned")
    return path


def member(tarball: Path, name: str) -> bytes:
    """One file of an npm tarball."""
    with tarfile.open(tarball) as archive:
        handle = archive.extractfile(f"package/{name}")
        assert handle is not None
        return handle.read()


def cut(data: bytes, unicodes: Iterable[int] | None, *, layout: bool) -> bytes:
    """A font with only these characters (all when None), without hinting; layout tables on request."""
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    if not layout:
        options.drop_tables += LAYOUT
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    chosen = set(font.getBestCmap()) if unicodes is None else set(unicodes) & set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chosen)
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def wanted(face: Face, kr: set[int]) -> set[int] | None:
    """The characters a face keeps: all (None), or the Chinese ones that the Korean face lacks."""
    punctuation = set(range(0x3000, 0x3040)) | set(range(0xFF00, 0xFFF0)) | set(range(0x20, 0x7F))
    if face.keep == "uro-less-kr":
        return (set(range(0x4E00, 0xA000)) - kr) | gb2312() - kr | (punctuation - kr) | {0x20}
    if face.keep == "ksx":
        return ksx1001()
    if face.keep == "gb-less-kr":
        return (gb2312() - kr) | (punctuation - kr) | {0x20}
    return None


def build(face: Face, data: bytes, kr: set[int]) -> bytes:
    """The font file as it ships."""
    if face.keep == "whole":
        return data
    return cut(data, wanted(face, kr), layout=face.keep == "latin")


def ranges(points: set[int]) -> list[list[int]]:
    """Code points as sorted ranges, both ends within."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        tarballs = {package.name: fetch(package, folder) for package in PACKAGES}
        OUT.mkdir(parents=True, exist_ok=True)
        for package in PACKAGES:
            (OUT / package.licence).write_bytes(member(tarballs[package.name], "LICENSE_FONT"))
        covered = {
            face.package: set(TTFont(io.BytesIO(member(tarballs[face.package], face.member))).getBestCmap())
            for face in FACES
            if face.keep == "all"
        }
        total, drawn = 0, set[int]()
        for face in FACES:
            kr = covered.get(face.package.replace("-sc", "-kr"), set())
            made = build(face, member(tarballs[face.package], face.member), kr)
            packed = lzma.compress(made, preset=9 | lzma.PRESET_EXTREME)
            (OUT / f"{face.name}.ttf.xz").write_bytes(packed)
            total += len(packed)
            drawn |= set(TTFont(io.BytesIO(made), lazy=True).getBestCmap())
            print(f"{face.name:24} {len(made):>10,} -> {len(packed):>10,}")
        print(f"{'total':24} {'':>10}    {total:>10,}")
        (OUT.parent / "coverage.json").write_text(json.dumps(ranges(drawn)) + "\n", encoding="utf-8")
        if total > LIMIT_BYTES:
            raise SystemExit("over the limit")


if __name__ == "__main__":
    main()
