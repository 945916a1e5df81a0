"""Keeps the Korean catalogue in step with the source: `python packaging/catalogue.py [--check]`.

Extracts every text that goes through app.i18n, updates app/locale/ko, compiles it. With `--check` writes
nothing and fails where the catalogue is behind, has an untranslated or fuzzy text, or a lost {place}.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "app" / "locale" / "ko" / "LC_MESSAGES"
PO, MO = FOLDER / "casebook.po", FOLDER / "casebook.mo"
ONE, MANY, WITH_CONTEXT = {"_", "N_", "gettext"}, {"ngettext"}, {"pgettext"}
ROOMS = ("app", "db", "reports", "ui")
TIMELESS = datetime(2026, 1, 1, tzinfo=UTC)
"""The same texts give the same bytes, whenever they are compiled."""
PLACES = re.compile(r"{(\w*)}")


def extracted() -> Catalog:
    """Every text of the source."""
    found = Catalog(domain="casebook", fuzzy=False)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for context, message in texts_of(path.read_text("utf-8")):
                found.add(message, None, [(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return found


def texts_of(source: str) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Context and text (one and many) of each call, read from the syntax tree: an f-string hides none."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in ONE and texts:
            yield None, texts[0]
        elif name in MANY and len(texts) > 1:
            yield None, (texts[0], texts[1])
        elif name in WITH_CONTEXT and len(texts) > 1:
            yield texts[0], texts[1]


def updated() -> Catalog:
    """The Korean catalogue with the texts of the source: old translations kept, none guessed."""
    if PO.exists():
        with PO.open("rb") as file:
            catalogue = read_po(file, locale="ko", domain="casebook")
    else:
        catalogue = Catalog(locale="ko", domain="casebook", fuzzy=False)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """The bytes of the .po and the .mo, without times or names."""
    po, mo = io.BytesIO(), io.BytesIO()
    catalogue.header_comment = "# Korean texts of Casebook."
    write_po(po, catalogue, omit_header=False, sort_output=True, no_location=True, width=100)
    text = re.sub(
        rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|'
        rb'Project-Id-Version|Report-Msgid-Bugs-To):[^"]*"\n',
        b"",
        po.getvalue(),
    )
    compiled = read_po(io.BytesIO(text), locale="ko", domain="casebook")
    compiled.creation_date = compiled.revision_date = TIMELESS
    write_mo(mo, compiled)
    return text, mo.getvalue()


def problems(catalogue: Catalog) -> list[str]:
    """Texts without a translation, or whose translation lost a {place}."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(texts):
            found.append(f"untranslated: {sources[0]}")
        elif message.fuzzy:
            found.append(f"fuzzy: {sources[0]}")
        elif set(PLACES.findall(texts[-1] or "")) != set(PLACES.findall(sources[-1])):
            found.append(f"places differ: {sources[0]}")
    return found


def main(words: list[str]) -> int:
    """Update and compile, or check."""
    catalogue = updated()
    po, mo = written(catalogue)
    if "--check" in words:
        found = problems(catalogue)
        if not PO.exists() or PO.read_bytes() != po or not MO.exists() or MO.read_bytes() != mo:
            found.append("the catalogue is behind the source: run packaging/catalogue.py")
        print("\n".join(found) or f"{len(catalogue)} texts, all in Korean")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    MO.write_bytes(mo)
    print(f"{len(catalogue)} texts, {len(problems(catalogue))} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
