"""Formats: what each writes, by which names it goes, and that nothing in it does harm."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from output_samples import BY_ID, SOURCE

from stalinfacts.corpus.model import Fact
from stalinfacts.errors import UsageError
from stalinfacts.output import formats
from stalinfacts.output.formats import (
    FORMATS,
    ColumnOptions,
    Format,
    find_format,
    format_of_file,
    write,
)
from stalinfacts.output.records import FACT_COLUMNS, fact_record, source_line, unanswered_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stalinfacts.output.formats import Layout
    from stalinfacts.output.records import Record

FACT = BY_ID["terror-14"]._replace(citations=(4, 5))


def lines(name: str, *facts: Fact, **options: object) -> list[str]:
    chosen = ColumnOptions(**options)  # type: ignore[arg-type] # the test names them
    records = [fact_record(fact) for fact in facts or (FACT,)]
    return list(write(name, records, chosen, FACT_COLUMNS.default))


TEXT = "The famine of 1932–33 killed between five and seven million people."
REMARK = "(attributed; estimate; conflicts with summary-26, terror-47)"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tsv", [f"terror-14\t1932-24\tterror\t4;5\t{TEXT}"]),
        (
            "csv",
            ["id,date,section,citations,text", f'"terror-14","1932-24","terror","4;5","{TEXT}"'],
        ),
        ("plain", [f"terror-14  winter 1932–33  terror  [4][5]  {TEXT} {REMARK}"]),
        (
            "markdown",
            [
                "| id | date | section | citations | text |",
                "| --- | --- | --- | --- | --- |",
                rf"| terror-14 | winter 1932–33 | terror | \[4\]\[5\] | {TEXT} {REMARK} |",
            ],
        ),
        ("ids", ["terror-14"]),
    ],
)
def test_what_each_format_writes(name: str, expected: list[str]) -> None:
    assert lines(name) == expected


def test_json_is_an_array_and_json_lines_are_objects() -> None:
    assert json.loads("\n".join(lines("json", FACT, FACT))) == [fact_record(FACT)] * 2
    assert list(write("json", [], ColumnOptions(), ())) == ["[]"]
    assert [json.loads(line) for line in lines("jsonl")] == [fact_record(FACT)]
    chosen = json.loads(lines("jsonl", columns=("id", "when", "first"))[0])
    assert chosen == {"id": "terror-14", "when": "winter 1932–33", "first": "1932-12-01"}


@pytest.mark.parametrize("name", ["tsv", "csv", "plain", "markdown", "ids"])
def test_a_header_may_be_asked_for_and_left_out(name: str) -> None:
    with_header = lines(name, header=True, columns=("id",))
    without = lines(name, header=False, columns=("id",))
    assert "id" in with_header[0]
    assert without == ["| terror-14 |" if name == "markdown" else "terror-14"]


@pytest.mark.parametrize("name", ["tsv", "csv", "plain", "markdown", "jsonl"])
def test_columns_are_honoured(name: str) -> None:
    written = lines(name, columns=("when", "remark", "dates"), header=False)[-1]
    assert "winter 1932–33" in written
    assert "conflicts with" in written
    assert "terror-14" not in written


def test_plain_leaves_out_what_is_empty_and_tsv_does_not() -> None:
    bare = Fact("s-1", "s", 1, "A\tb.\nc")
    assert lines("plain", bare) == ["s-1  s  A b. c"]
    assert lines("tsv", bare) == ["s-1\t\ts\t\tA b. c"]
    assert lines("csv", bare, header=False) == ["s-1,,s,,A b. c"]


def test_markdown_ends_with_the_source() -> None:
    written = lines("markdown", footer=source_line(SOURCE))
    assert written[-2:] == [
        "",
        '"Joseph Stalin", Wikipedia, the free encyclopedia, revision of 2017, CC BY-SA 3.0',
    ]


def test_csv_may_begin_with_a_byte_order_mark() -> None:
    assert lines("csv", bom=True)[0].startswith("\ufeffid,")
    assert lines("csv", bom=True, header=False)[0].startswith('\ufeff"terror-14"')
    assert not lines("csv", FACT, FACT, bom=True)[2].startswith("\ufeff")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "＝1+1",
        "\x01=1+1",
        "\u200b=1+1",
        "\ufeff-1",
        " =1",
        "a;=1+1",
        "\t1",
    ],
)
def test_no_field_of_csv_begins_a_formula(text: str) -> None:
    written = lines("csv", FACT._replace(text=text), header=False, columns=("text", "id"))[0]
    field = next(csv.reader([written]))[0]
    assert all(
        not part.strip(" \x01\u200b\ufeff").startswith(tuple("=+-@＝")) for part in field.split(";")
    )
    assert "'" in field or text == "\t1"


CELLS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(";,\"'\n\t=|")), max_size=20
)


@settings(max_examples=100)
@given(CELLS)
def test_csv_and_tsv_parse_to_as_many_fields_as_there_are(text: str) -> None:
    fact = FACT._replace(text=text)
    rows = list(csv.reader(io.StringIO("\n".join(lines("csv", fact)))))
    assert [len(row) for row in rows] == [5, 5]
    assert lines("tsv", fact)[0].count("\t") == 4
    assert len(lines("tsv", fact)[0].splitlines()) == 1


@settings(max_examples=100)
@given(CELLS)
def test_json_parses_to_what_it_was(text: str) -> None:
    assert json.loads(lines("jsonl", FACT._replace(text=text))[0])["text"] == text


@pytest.mark.parametrize(
    "hostile",
    ["](javascript:alert(1)) <img src=x> | x", "~~s~~ $x$ `c` *b* _i_ \\", "&lt;b&gt; &#60;"],
)
def test_markdown_shows_what_stands_there(hostile: str) -> None:
    fact = FACT._replace(
        text=hostile,
        dates=(hostile,),
        citations=(hostile,),  # type: ignore[arg-type] # as a damaged file has it
        flags=(),
        conflicts_with=(),
    )
    row = lines("markdown", fact)[2]
    bare = row.replace("\\\\", "").replace("\\|", "").replace("\\<", "").replace("\\]", "")
    assert bare.count("|") == 6
    assert "<" not in bare
    assert "](" not in bare
    assert "&lt;" not in row.replace("&amp;lt;", "")
    assert lines("markdown", fact._replace(text="AT&T"))[2].endswith("| AT&T |")


def test_control_characters_are_written_out_in_markdown() -> None:
    assert r"\\x1b\[2J" in lines("markdown", FACT._replace(text="\x1b[2J"))[2]


def test_other_records_are_written_too() -> None:
    record = {"id": "x", "facts": 3, "parent": None, "open": True, "more": {"a": [1]}, "dates": "1"}
    columns = ("id", "facts", "parent", "open", "more", "dates")
    written = list(write("tsv", [record], ColumnOptions(), columns))  # type: ignore[list-item] # a plain dict
    assert written == ['x\t3\t\tTrue\t{"a": [1]}\t1']
    assert list(write("plain", [record], ColumnOptions(), columns)) == [  # type: ignore[list-item]
        'x  3  True  {"a": [1]}  1'
    ]
    assert json.loads(next(write("jsonl", [unanswered_record("q")], ColumnOptions(), ())))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("md", "markdown"),
        ("JSON", "json"),
        ("NDJSON", "jsonl"),
        ("auto", "auto"),
        (" Table", "table"),
    ],
)
def test_formats_in_any_case_and_by_their_aliases(text: str, name: str) -> None:
    assert find_format(text) == name


def test_an_unknown_format_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no such format 'jsn'\. Did you mean 'json'"):
        find_format("jsn")
    with pytest.raises(UsageError, match="no such format 'pdf'; formats are auto, table, plain"):
        find_format("pdf")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.JSON", "json"),
        ("b.ndjson", "jsonl"),
        ("c.md", "markdown"),
        ("d.tab", "tsv"),
        ("e.DB", "sqlite"),
    ],
)
def test_a_file_name_means_a_format(file: str, name: str) -> None:
    assert format_of_file(file) == name


@pytest.mark.parametrize(
    ("file", "what"), [("a.pdf", "unknown ending '.pdf'"), ("a", "it has no ending")]
)
def test_a_file_name_that_means_none(file: str, what: str) -> None:
    with pytest.raises(UsageError, match=rf"{what}.*\.sqlite"):
        format_of_file(file)


def test_a_new_format_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def org(records: Iterable[Record], layout: Layout) -> Iterator[str]:
        for record in records:
            yield "| " + " | ".join(formats.cell(record[c]) for c in layout.columns)

    entry = Format("an Org table", org, ("emacs",), (".org",))
    monkeypatch.setitem(FORMATS, "org", entry)
    monkeypatch.setattr(formats, "FORMAT_NAMES", (*formats.FORMAT_NAMES, "org"))
    assert find_format("Emacs") == format_of_file("x.org") == "org"
    assert lines("org", columns=("id", "first")) == ["| terror-14 | 1932-12-01"]


def test_lines_come_one_after_another() -> None:
    def records() -> Iterator[Record]:
        yield fact_record(FACT)
        raise RuntimeError

    for name in FORMATS.keys() - {"json"}:
        assert next(write(name, records(), ColumnOptions(header=False), ("id",)))
