"""Names of files that came from elsewhere: kept as text, and made safe before anything is called by them."""

from __future__ import annotations

import re
import unicodedata

from app.printable import invisible

LONGEST = 120
"""Bytes of a safe name in UTF-8 at most; the least of common file systems is 143 (eCryptfs)."""
NAMELESS = "file"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
"""What Windows takes for a device whatever its ending (Naming Files, Paths, and Namespaces)."""


def as_text(name: str) -> str:
    """A name as it can be kept: what no text may hold, and whatever would break a line, becomes U+FFFD."""
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in name)


def safe_name(name: str) -> str:
    """A name that is one on Linux, Windows and macOS and can do no harm: the last part of a path, without
    invisible and direction signs, never a device, a hidden file or an option; the ending stays."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", as_text(name)))[-1]
    shown = "".join(c for c in last if not invisible(c) and c != "\ufffd")
    clean = _FORBIDDEN.sub("_", shown).strip(" .~").lstrip("-")
    if not clean:
        return NAMELESS
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = clean, ""
    else:
        ending = f".{ending.rstrip()}"
    if _DEVICES.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    return _cut(stem, LONGEST - len(ending.encode())).rstrip(" .") + ending


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore")
