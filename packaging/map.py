"""Builds app/assets/map.json: coasts and borders around the DPRK, cut from a pinned npm package.

Run by hand: `python packaging/map.py [FOLDER OF .tgz]`. Data: Natural Earth (public domain), 1:10m, as
redistributed by world-atlas (ISC). Output: degrees, three decimals, one list of rings a country, plus the
lines where two countries meet, so that a map draws each border once.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "app" / "assets" / "map.json"
LICENCE = OUT.parent / "LICENCE-world-atlas.txt"
TARBALL = "world-atlas-2.0.2.tgz"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
BOX = (119.0, 36.5, 134.0, 46.5)  # west, south, east, north
TOLERANCE = 0.004  # degrees, about 400 m: half a point at the scale of the brief
NAMES = {"China": "CN", "North Korea": "KP", "South Korea": "KR", "Russia": "RU", "Japan": "JP"}

Point = tuple[float, float]


def load(folder: Path) -> tuple[dict[str, Any], str]:
    """The topology and its licence, from the pinned tarball."""
    path = folder / TARBALL
    if not path.exists():
        subprocess.run(["npm", "pack", "--silent", "world-atlas@2.0.2"], cwd=folder, check=True)
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{path.name}: not the file that was pinned")
    with tarfile.open(path) as archive:
        topology = archive.extractfile("package/countries-10m.json")
        licence = archive.extractfile("package/LICENSE")
        assert topology is not None
        assert licence is not None
        return json.load(topology), licence.read().decode()


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Every arc in degrees; TopoJSON keeps them as quantised steps."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out


def thin(line: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, without recursion; the two ends stay."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, best = -1, tolerance
        for index in range(first + 1, last):
            distance = offset(line[index], line[first], line[last])
            if distance > best:
                far, best = index, distance
        if far >= 0:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [line[index] for index in sorted(keep)]


def offset(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a segment, in degrees (longitude shortened as at 41 degrees north)."""
    px, py = (point[0] - start[0]) * 0.755, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * 0.755, end[1] - start[1]
    length = ex * ex + ey * ey
    along = 0.0 if length == 0 else max(0.0, min(1.0, (px * ex + py * ey) / length))
    return float(((px - along * ex) ** 2 + (py - along * ey) ** 2) ** 0.5)


def clip(ring: list[Point]) -> list[Point]:
    """A ring cut to BOX (Sutherland and Hodgman)."""
    west, south, east, north = BOX
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        out: list[Point] = []
        for index, point in enumerate(ring):
            before = ring[index - 1]
            inside, was = sign * (point[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
            if inside != was:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                out.append(
                    (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
                )
            if inside:
                out.append(point)
        ring = out
    return ring


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a geometry, each a list of rings of arc numbers."""
    shapes: list[list[list[int]]] = (
        geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    )
    return shapes


def stitch(numbers: list[int], lines: list[list[Point]]) -> list[Point]:
    """A ring out of its arcs; a negative number is an arc read backwards."""
    ring: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def near(line: list[Point]) -> bool:
    """Whether any point of a line lies in BOX."""
    west, south, east, north = BOX
    return any(west <= x <= east and south <= y <= north for x, y in line)


def whole(line: list[Point]) -> list[list[float]]:
    """Degrees with three decimals (about 100 m)."""
    return [[round(x, 3), round(y, 3)] for x, y in line]


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        topology, licence = load(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary))
    raw = arcs(topology)
    lines = [thin(line, TOLERANCE) if near(line) else line for line in raw]
    land: dict[str, list[list[list[float]]]] = {}
    owners: dict[int, set[str]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = NAMES.get(geometry["properties"]["name"])
        if code is None:
            continue
        for shape in polygons(geometry):
            for number in shape[0]:
                owners.setdefault(number if number >= 0 else ~number, set()).add(code)
            ring = clip(stitch(shape[0], lines))
            if len(ring) > 3:
                land.setdefault(code, []).append(whole(ring))
    borders = [whole(lines[n]) for n in sorted(owners) if len(owners[n]) > 1 and near(lines[n])]
    made = {"source": "Natural Earth 4.1.0, 1:10m", "box": BOX, "land": land, "borders": borders}
    OUT.write_text(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    LICENCE.write_text(licence, encoding="utf-8")
    print(f"{OUT.name} {OUT.stat().st_size:,} bytes, {len(borders)} borders")


if __name__ == "__main__":
    main()
