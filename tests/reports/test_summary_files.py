"""The data files of a summary, read back by other readers than those that wrote them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app import child
from app.cells import guarded
from reports import summary_csv, summary_xlsx
from reports.reopen import texts
from reports.summary_files import data_files
from reports.summary_long import header, rows
from tests.reports.summaries import summary


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_long_table_of_all_six_dimensions() -> None:
    found = read(summary_csv.write(summary())[""])
    assert list(found[0]) == ["event", "crossing", "sex", "age", "status", "year", "count"]
    assert found[0] == dict.fromkeys(found[0], "total") | {"count": "400"}
    for row in found[1:]:
        assert sum(value != "total" for key, value in row.items() if key != "count") == 1
        assert row["count"] == "" or int(row["count"]) >= 10
    assert sum(row["count"] != "" for row in found) >= len(found) / 2


def test_a_cross_table_has_its_margins_written_total() -> None:
    document = summary("event", "status")
    found = read(summary_csv.write(document)[""])
    (table,) = document.tables
    inner = [r for r in found if r["event"] != "total" and r["status"] != "total"]
    assert len(inner) == len(table.rows) * len(table.columns)
    assert [r["event"] for r in found if r["event"] != "total" and r["status"] == "total"] == list(table.rows)
    assert {r["status"] for r in found if r["event"] == "total"} == {"total", *table.columns}
    cells = [str(c.count) if c.count is not None else "" for line in table.cells for c in line]
    assert [r["count"] for r in inner] == cells


def test_cells_outside_an_event_s_year_are_no_rows() -> None:
    document = summary("event", "year")
    found = read(summary_csv.write(document)[""])
    inner = [r for r in found if "total" not in (r["event"], r["year"])]
    assert len(inner) == len(document.tables[0].rows)


def test_csv_is_guarded_against_formulas_and_says_how_it_is_written() -> None:
    data = summary_csv.write(summary())[""]
    assert data.startswith(b"\xef\xbb\xbfevent,")
    assert b"'=Tumen" in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [guarded(t) for t in ("＝1", "a=1", "-1", "0-17")] == ["'＝1", "a=1", "'-1", "0-17"]


def test_the_codebook_names_every_column_and_says_sample() -> None:
    document = summary()
    lines = list(
        csv.reader(io.StringIO(summary_csv.write(document)[summary_csv.CODEBOOK].decode("utf-8-sig")))
    )
    assert {line[0] for line in lines} >= {*header(document), "SAMPLE"}
    real = summary_csv.write(summary(sample=False))[summary_csv.CODEBOOK]
    assert b"SAMPLE" not in real


def test_the_workbook_holds_what_the_csv_holds() -> None:
    document = summary("crossing", "sex")
    book = CalamineWorkbook.from_filelike(io.BytesIO(summary_xlsx.write(document)))
    assert book.sheet_names == ["Tables", "Data", "Codebook", "Method"]
    data = book.get_sheet_by_name("Data").to_python()
    assert tuple(data[0]) == header(document)
    assert [(tuple(r[:-1]), None if r[-1] == "" else r[-1]) for r in data[1:]] == list(rows(document))
    printed = [value for row in book.get_sheet_by_name("Tables").to_python() for value in row]
    assert "SAMPLE" in printed
    assert "=Tumen" in printed
    table = document.tables[0]
    every = [*table.row_totals, *table.column_totals, *(c for line in table.cells for c in line)]
    assert printed.count("hidden") == sum(c.hidden for c in every) > 0


def test_a_workbook_marks_cells_that_nobody_can_be_in() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(summary_xlsx.write(summary("event", "year"))))
    printed = [value for row in book.get_sheet_by_name("Tables").to_python() for value in row]
    assert "–" in printed


def test_the_workbook_knows_no_formula_link_author_or_time() -> None:
    data = summary_xlsx.write(summary())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(n) for n in archive.namelist() if "sheet" in n)
        assert b"<f>" not in sheets
        assert b"hyperlink" not in sheets
        core = archive.read("docProps/core.xml")
        assert b"<dc:creator></dc:creator>" in core
        assert core.count(b"1980-01-01T00:00:00Z") == 2
        assert {(i.date_time, i.create_system) for i in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_writing_twice_gives_the_same_bytes_and_writes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    document = summary(language="en")
    assert summary_xlsx.write(document) == summary_xlsx.write(document)
    assert summary_csv.write(document) == summary_csv.write(document)
    assert list(tmp_path.iterdir()) == []


def test_reopened_files_give_every_text() -> None:
    document = summary()
    for kind, files in (("csv", summary_csv.write(document)), ("xlsx", {"": summary_xlsx.write(document)})):
        found = texts(files, kind)
        assert "Quanhe <&>" in found
        assert document.cite in found
        assert any("Returned, fate unknown" in text for text in found)


def test_another_kind_is_no_release() -> None:
    with pytest.raises(ValueError, match="odt"):
        texts({"": b""}, "odt")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_finished_files_are_made_in_the_child(kind: str) -> None:
    document = summary()
    rendered = child.run(data_files, document, kind)
    assert rendered == data_files(document, kind)
    assert document.title in rendered.texts


def test_a_pdf_is_no_data_file() -> None:
    with pytest.raises(ValueError, match="pdf"):
        data_files(summary(), "pdf")
