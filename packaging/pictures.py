"""Makes the pictures of README and manual: `python3 packaging/pictures.py`, set-up included.

A sample vault is made in a temporary folder and every page of the real window painted, in English and Korean,
light and dark; the pages that the documents show are kept in docs/pictures.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import environment

PICTURES = environment.ROOT / "docs" / "pictures"
LOOKS = {"": [], "-ko": ["--language", "ko"], "-dark": ["--dark"], "-ko-dark": ["--language", "ko", "--dark"]}


def shown() -> set[str]:
    """The names of the pictures that README and the manual show."""
    texts = [environment.ROOT / "README.md", *(environment.ROOT / "docs").glob("*.md")]
    found = [re.findall(r"pictures/([\w-]+)\.png", path.read_text("utf-8")) for path in texts]
    return {name for names in found for name in names}


def paint(python: Path, folder: Path) -> None:
    """Every page in every look, into `folder`."""
    words = folder / "words"
    words.write_text("a passphrase for the pictures", "utf-8")
    casebook = [str(python), str(environment.ROOT / "main.py")]
    vault = [str(folder / "vault"), "--passphrase-file", str(words)]
    subprocess.run([*casebook, "sample", *vault], check=True, stdout=subprocess.DEVNULL)
    for look, options in LOOKS.items():
        to = ["--pictures", str(folder / f"look{look}")]
        subprocess.run([*casebook, "--smoke", *vault, *options, *to], check=True, stdout=subprocess.DEVNULL)


def keep(folder: Path) -> None:
    """Copies the pictures that are shown, with as few colours as look the same; ends when one is missing."""
    from PIL import Image

    PICTURES.mkdir(exist_ok=True)
    for name in sorted(shown()):
        look = next(look for look in sorted(LOOKS, key=len, reverse=True) if name.endswith(look))
        source = folder / f"look{look}" / f"{name.removesuffix(look)}.png"
        if not source.exists():
            environment.stop(f"No page makes the picture {name}.")
        with Image.open(source) as picture:
            small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
            small.save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    """Goes over into `.venv/` and makes the pictures."""
    environment.go_over()
    with tempfile.TemporaryDirectory() as folder:
        paint(Path(sys.executable), Path(folder))
        keep(Path(folder))
    print(f"{len(shown())} pictures in docs/pictures")


if __name__ == "__main__":
    main()
