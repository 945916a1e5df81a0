"""Every text of the list of naughty strings can be printed: no markup is carried out and nothing breaks."""

from __future__ import annotations

from reports import blocks as b
from reports.render import render
from tests.naughty import strings
from tests.reports.conftest import pages_of, squeezed

SHOWN = ("<script>alert(123)</script>", "DROP TABLE users", "%s%s%s%s%s", "../../../../")


def test_every_naughty_string_is_printed_as_it_was_written() -> None:
    texts = strings()
    document = b.Document(
        language="en",
        title="A list",
        handling="",
        handling_public=True,
        organisation="",
        kind="",
        running=("", ""),
        foot="",
        page="",
        parts=(b.Part("brief", tuple(b.Paragraph(b.plain(text)) for text in texts)),),
    )
    said = squeezed(" ".join(pages_of(render(document, "pdf")))).replace(" ", "")
    written = "".join(texts)
    assert [one for one in SHOWN if one not in written] == []
    assert [one for one in SHOWN if one.replace(" ", "") not in said] == []
