"""Whatever hides in a finished PDF is found: planted first, then looked for."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.reopen import texts

PLANTED = "김철수 Kim Chol Su"


def page(text: str = "Nothing here") -> pikepdf.Pdf:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 720, text)
    canvas.bookmarkPage("top")
    canvas.addOutlineEntry("Outline text", "top")
    canvas.save()
    return pikepdf.open(io.BytesIO(out.getvalue()))


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def found(data: bytes) -> str:
    return "\n".join(texts({"": data}, "pdf"))


def test_what_a_reader_sees() -> None:
    read = found(saved(page("Seen text")))
    assert "Seen text" in read
    assert "Outline text" in read
    assert PLANTED not in read


def test_metadata() -> None:
    pdf = page()
    pdf.docinfo["/Author"] = PLANTED
    assert PLANTED in found(saved(pdf))
    pdf = page()
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = PLANTED
    assert PLANTED in found(saved(pdf))


def test_attachments() -> None:
    pdf = page()
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, PLANTED.encode(), filename="notes.txt")
    read = found(saved(pdf))
    assert "notes.txt" in read
    pdf = page()
    stream = pdf.make_stream(PLANTED.encode(), Type=pikepdf.Name.EmbeddedFile)
    pdf.Root.Planted = stream
    assert PLANTED in found(saved(pdf))


@pytest.mark.parametrize("key", ["/Contents", "/T"])
def test_notes_on_a_page(key: str) -> None:
    pdf = page()
    note = pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name.Text, key: PLANTED})
    pdf.pages[0].Annots = pikepdf.Array([note])
    assert PLANTED in found(saved(pdf))


def test_an_earlier_revision() -> None:
    """What was appended later covers the author, but the file still holds it."""
    pdf = page()
    pdf.docinfo["/Author"] = PLANTED
    first = saved(pdf)
    again = pikepdf.open(io.BytesIO(first))
    number, _generation = again.trailer.Info.objgen
    place = len(first)
    later = b"%d 0 obj\n<< /Author (nobody) >>\nendobj\n" % number
    start = first[first.rindex(b"startxref") :].split()[1]
    size = int(again.trailer.Size)
    later += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    later += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R /Prev %s >>\n" % (size, number, start)
    later += b"startxref\n%d\n%%%%EOF\n" % (place + later.index(b"xref\n"))
    with pikepdf.open(io.BytesIO(first + later)) as last:
        assert str(last.docinfo["/Author"]) == "nobody"
    assert PLANTED in found(first + later)


def test_an_end_in_the_middle_of_a_file_hides_nothing() -> None:
    assert PLANTED in found(b"%PDF-1.7\n% " + PLANTED.encode("utf-8") + b"\n%%EOF\n" + saved(page()))
