"""How evidence is called on the screen: its name, its kind of file, its size."""

from __future__ import annotations

from app.i18n import N_, _
from app.media import PDF, UNKNOWN
from app.printable import code_point, invisible
from app.services.evidence import Item

KINDS = {
    PDF: N_("PDF"),
    "text/plain": N_("Text"),
    "text/html": N_("Web page"),
    "image/svg+xml": N_("SVG drawing"),
    "application/zip": N_("Archive"),
    "application/rtf": N_("Document"),
    "application/hwp+zip": N_("Document"),
    "application/x-ole-storage": N_("Document"),
    UNKNOWN: N_("File"),
}
FAMILIES = {"image": N_("Picture"), "video": N_("Video"), "audio": N_("Sound")}
PROGRAMS = frozenset(
    {"application/vnd.microsoft.portable-executable", "application/x-elf", "application/x-ms-shortcut"}
)


def title(item: Item) -> str:
    """What it shows, else the name it came under."""
    return item.record.phrase("what").text or file_name(item) or _("An item without a name")


def file_name(item: Item) -> str:
    """The name as it came, its invisible and direction signs as code points, so that it cannot mislead."""
    name = item.record.text("file_name")
    return "".join(code_point(c) if invisible(c) else c for c in name)


def kind(item: Item) -> str:
    """What kind of file it is by its content, or that it is none."""
    if not item.is_file:
        return _("Physical item")
    found = item.record.text("media_type")
    if found in PROGRAMS:
        return _("Program")
    family, _slash, name = found.partition("/")
    if found in KINDS:
        return _(KINDS[found])
    return f"{_(FAMILIES[family])} ({name.upper()})" if family in FAMILIES else _("Document")


def size(octets: int) -> str:
    """A size in decimal units, as file managers give it."""
    for unit, word in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")):
        if octets >= unit:
            return f"{octets / unit:.1f} {word}"
    return _("{n} bytes").format(n=octets)
