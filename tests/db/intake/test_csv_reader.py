"""Foreign CSV files: what is read, in which letters, and every way to be broken."""

from __future__ import annotations

import csv
import io
import pickle
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ImportRefused
from app.messages import Msg
from db.intake.csv_reader import MAX_COLUMNS, MAX_FIELD, read_csv

TEXT = "이름,성별\n김철수,남\n리영희,여\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_letters(encoding: str) -> None:
    data = ("name,sex\r\n" + TEXT if encoding.startswith("utf-16-") else TEXT).encode(encoding)
    table = read_csv(data)
    assert [row.cells for row in table.rows][-2:] == [("김철수", "남"), ("리영희", "여")]
    assert table.encoding == encoding


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator: str) -> None:
    table = read_csv(f'name{separator}"a,b;c\td"\nKim{separator}x\n'.encode())
    assert table.separator == separator
    assert table.header == ("name", "a,b;c\td")
    assert table.rows[0].cells == ("Kim", "x")


def test_a_line_for_excel_names_the_separator() -> None:
    assert read_csv(b"sep=;\nname;note\nKim;a,b\n").rows[0].cells == ("Kim", "a,b")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_row_numbers(end: str) -> None:
    table = read_csv(end.join(["name,note", "", 'Kim,"one', 'two"', ",", "Ri,x"]).encode())
    assert [(r.number, r.cells) for r in table.rows] == [(3, ("Kim", f"one{end}two")), (5, ("Ri", "x"))]


def test_quotes_and_formulas_stay_text() -> None:
    cells = ["=cmd|'/C calc'!A0", '"', "@SUM(1)", "+82 10", " x "]
    out = io.StringIO()
    csv.writer(out).writerows([list("abcde"), cells, [f"'{c}" for c in cells]])
    table = read_csv(out.getvalue().encode())
    assert list(table.rows[0].cells) == cells
    assert list(table.rows[1].cells) == [cells[0], "'\"", *cells[2:4], "' x "]  # only our own guard goes


def test_empty_columns_at_the_end_are_left_out() -> None:
    table = read_csv(b"name,sex,,\nKim,f,,\nRi,m,,\n")
    assert table.header == ("name", "sex")
    assert table.rows[1].cells == ("Ri", "m")


BROKEN = [
    (b"", Msg.CSV_EMPTY, {}),
    (b" \r\n\n", Msg.CSV_EMPTY, {}),
    (b"\xef\xbb\xbf", Msg.CSV_EMPTY, {}),
    (b"name,sex\n", Msg.CSV_NO_ROWS, {}),
    (b'name,sex\nKim,f\n"Ri,m\nPak,f\n', Msg.CSV_QUOTE_OPEN, {"row": 3}),
    (b'name,sex\n"Kim"x,f\n', Msg.CSV_QUOTE_WRONG, {"row": 2}),
    (b"name,sex\nKim\n", Msg.CSV_RAGGED, {"row": 2, "found": 1, "expected": 2}),
    (b"name,sex\nKim,f\nRi,m,x\n", Msg.CSV_RAGGED, {"row": 3, "found": 3, "expected": 2}),
    (b"name,Name\nKim,f\n", Msg.CSV_HEADING_TWICE, {"first": 1, "second": 2}),
    (b"name,,sex\nKim,,f\n", Msg.CSV_HEADING_EMPTY, {"column": 2}),
    (b"name,\nKim,f\n", Msg.CSV_HEADING_EMPTY, {"column": 2}),
    (b"name\nK\x00im\n", Msg.CSV_HAS_NUL, {"row": 2}),
    (b"name\nKim\xff\n", Msg.CSV_ENCODING, {}),
    ("name\nJosé Peña\n".encode("latin-1"), Msg.CSV_ENCODING, {}),
    ("이름\n김\n".encode("utf-16")[:-1], Msg.CSV_ENCODING, {}),
    ("name\n刘丽华，张伟的妻子，从图们来的\n".encode("gb18030"), Msg.CSV_ENCODING, {}),
    (b"name\n" + b"x" * (MAX_FIELD + 1) + b"\n", Msg.CSV_FIELD_LONG, {"row": 2, "limit": MAX_FIELD}),
    (b"a" + b",a" * 10_000 + b"\nx\n", Msg.CSV_COLUMNS, {"limit": MAX_COLUMNS}),
]


@pytest.mark.parametrize(("data", "message", "values"), BROKEN)
def test_broken_files_are_refused(data: bytes, message: Msg, values: dict[str, object]) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_csv(data)
    assert caught.value.message.text is message
    assert caught.value.message.values == values


def test_a_million_rows_is_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.intake.csv_reader.MAX_ROWS", 3)
    assert len(read_csv(b"name\n" + b"Kim\n" * 3).rows) == 3
    with pytest.raises(ImportRefused):
        read_csv(b"name\n" + b"Kim\n" * 4)


def test_many_quotation_marks_take_no_time() -> None:
    with pytest.raises(ImportRefused):
        read_csv(b"name\n" + b'"' * 1_000_001)


def test_a_table_passes_from_the_child() -> None:
    table = read_csv(TEXT.encode())
    assert pickle.loads(pickle.dumps(table)) == table


_CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5))
def test_what_a_writer_writes_is_read(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("first", "second"), *rows])
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return
    found = [row.cells for row in read_csv(out.getvalue().encode()).rows]
    for cells, expected in zip(found, kept, strict=True):
        for cell, text in zip(cells, expected, strict=True):
            assert cell in (text, text[1:])


def test_ten_thousand_mutants_are_read_or_refused() -> None:
    """A good file with bytes turned, put in, taken out, doubled: never anything but a table or a refusal."""
    chance = random.Random(19)
    good = [TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp949"), b'a;b\n"x;""y";2\n"two\nlines";3\n']
    read = 0
    for number in range(10_000):
        data = bytearray(good[number % len(good)])
        for _change in range(chance.randint(1, 4)):
            at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
            piece = (chance.randbytes(3), b'"', b"\x00", bytes(data[at:end]), b"")[chance.randrange(5)]
            data[at : min(end, at + 4)] = piece
        try:
            table = read_csv(bytes(data))
        except ImportRefused:
            continue
        read += 1
        assert {len(row.cells) for row in table.rows} == {len(table.header)}
    assert 500 < read < 9_500  # the control: both happen


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ImportRefused):
        table = read_csv(data)
        assert {len(row.cells) for row in table.rows} == {len(table.header)}
