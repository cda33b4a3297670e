"""The formats that pipelines read: one registry, one entry and one writer a format.

A writer takes records one after another and yields lines without line ends, so that a
pipeline sees the first before the last is there. A new format is one function and one
entry in ``FORMATS``; options, help, completion, ``export`` and the messages follow::

    lines = write("csv", records, ColumnOptions(columns, bom=True), FACT_COLUMNS.default)

``table``, drawn by ``tables.py``, is a format only on a terminal.
"""

from __future__ import annotations

import re
from io import StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.errors import UsageError
from stalinfacts.output.records import FactRecord, dates_for_readers, remark
from stalinfacts.output.sanitize import escape_control_characters, escape_json, one_line
from stalinfacts.query.values import no_such

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from stalinfacts.output.records import JsonValue, Record


class Layout(NamedTuple):
    """How a writer lays records out.

    ``columns`` are those of tables; ``keys`` those that JSON keeps, all where it is empty.
    ``bom`` begins CSV with a byte order mark, ``footer`` ends Markdown with a line.
    """

    columns: Sequence[str]
    keys: Sequence[str] = ()
    header: bool = False
    bom: bool = False
    footer: str = ""


class Format(NamedTuple):
    """A format: its writer, what else it is called, and which file names mean it."""

    description: str
    write: Callable[[Iterable[Record], Layout], Iterator[str]]
    aliases: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    header: bool = False


def cell(value: JsonValue) -> str:
    """Return a value as one field: lists with ``;`` between, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(cell, value))
    return _dump(value) if isinstance(value, dict) else str(value)


# --- tables for programs ------------------------------------------------------------


def _tsv(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    if layout.header:
        yield "\t".join(layout.columns)
    for record in records:
        yield "\t".join([one_line(cell(record[column])) for column in layout.columns])


def _csv(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    import csv  # noqa: PLC0415 # 0.5 ms that only CSV needs

    buffer = StringIO()
    plain = csv.writer(buffer, lineterminator="")
    quoted = csv.writer(buffer, lineterminator="", quoting=csv.QUOTE_ALL)

    def line(cells: list[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        # A spreadsheet set to ";" would cut an unquoted field there.
        (quoted if any(";" in text for text in cells) else plain).writerow(cells)
        return buffer.getvalue()

    mark = "\ufeff" if layout.bom else ""
    if layout.header:
        yield mark + line(list(layout.columns))
        mark = ""
    for record in records:
        yield mark + line([_harmless(one_line(cell(record[column]))) for column in layout.columns])
        mark = ""


_INVISIBLE = r"\x00-\x20\xa0\xad\u200b-\u200f\u2060\ufeff"
_FORMULA = rf"(^|;)(?=[{_INVISIBLE}]*[=+\-@＝＋－＠]|[\t\r])"


def _harmless(text: str) -> str:
    """Return a field with an apostrophe where a spreadsheet would see a formula begin.

    As OWASP's "CSV Injection" advises: at the beginning and behind a separator, also where
    characters that show nothing stand before the sign.
    """
    return text if text.isalnum() else re.sub(_FORMULA, r"\1'", text)


def _ids(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    if layout.header:
        yield "id"
    for record in records:
        yield one_line(cell(record["id"]))


# --- JSON ---------------------------------------------------------------------------


def _dump(value: JsonValue) -> str:
    import json  # noqa: PLC0415 # 1.4 ms that TSV, what a pipe gets, does not need

    return escape_json(json.dumps(value, ensure_ascii=False))


def _json_line(record: Record, keys: Sequence[str]) -> str:
    return _dump({key: record[key] for key in keys} if keys else record)


def _json(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    last = None
    for record in records:
        yield "[" if last is None else last + ","
        last = "  " + _json_line(record, layout.keys)
    if last is None:
        yield "[]"
    else:
        yield last
        yield "]"


def _jsonl(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    for record in records:
        yield _json_line(record, layout.keys)


# --- for readers --------------------------------------------------------------------


def _readable(record: Record, column: str) -> str:
    """Return a value as people read it; a fact's text ends with what it must be read with."""
    value = record[column]
    if column == "citations" and isinstance(value, list):
        return "".join(f"[{number}]" for number in value)
    if column == "dates" and isinstance(value, list):
        return dates_for_readers(map(str, value))
    if column == "date" and isinstance(record, FactRecord):
        return dates_for_readers(record.fact.dates)
    text = cell(value)
    if column == "text" and isinstance(record, FactRecord) and (words := remark(record.fact)):
        text = f"{text} ({words})"
    return text


def _plain(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    if layout.header:
        yield "  ".join(layout.columns)
    for record in records:
        cells = (one_line(_readable(record, column)) for column in layout.columns)
        yield "  ".join(text for text in cells if text)


_MARKUP = str.maketrans({char: "\\" + char for char in "\\|*_`<>[]~$"})


def _markdown(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    header = layout.header
    for record in records:
        if header:
            yield _markdown_row(list(map(_markdown_cell, layout.columns)))
            yield _markdown_row(["---"] * len(layout.columns))
        header = False
        yield _markdown_row(
            [_markdown_cell(_readable(record, column)) for column in layout.columns]
        )
    if layout.footer:
        yield ""
        yield _markdown_cell(layout.footer)


def _markdown_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_cell(text: str) -> str:
    """Return a text that Markdown shows as it is: no HTML, link, formula or table border."""
    shown = escape_control_characters(one_line(text)).translate(_MARKUP)
    return re.sub(r"&(?=[#\w]+;)", "&amp;", shown)


# --- the registry -------------------------------------------------------------------

FORMATS: dict[str, Format] = {
    "plain": Format("a line for readers", _plain, ("text", "txt"), (".txt",)),
    "tsv": Format("fields with tabs between", _tsv, ("tab",), (".tsv", ".tab")),
    "csv": Format("for spreadsheets", _csv, (), (".csv",), header=True),
    "json": Format("one array", _json, (), (".json",)),
    "jsonl": Format(
        "an object a line", _jsonl, ("ndjson", "jsonlines", "json-lines"), (".jsonl", ".ndjson")
    ),
    "markdown": Format(
        "a table in Markdown", _markdown, ("md",), (".md", ".markdown"), header=True
    ),
    "ids": Format("an id a line", _ids, ("id",)),
}
FORMAT_NAMES = ("auto", "table", *FORMATS)
"""What ``--format`` takes."""
SQLITE, HTML = "sqlite", "html"
EXPORT_SUFFIXES = {SQLITE: (".sqlite", ".sqlite3", ".db"), HTML: (".html", ".htm")}
"""What only ``export`` writes, of a corpus as a whole, and which file names mean it."""


def find_format(name: str) -> str:
    """Return the name of a format as the registry has it: any case, and its aliases.

    Raises:
        UsageError: there is no such format.
    """
    key = name.strip().lower()
    aliases = {
        alias: format_name for format_name, entry in FORMATS.items() for alias in entry.aliases
    }
    key = aliases.get(key, key)
    if key in FORMAT_NAMES or key in EXPORT_SUFFIXES:
        return key
    raise UsageError(no_such("format", name, FORMAT_NAMES, tuple(aliases)))


def format_of_file(name: str) -> str:
    """Return the format that a file's ending means: of ``FORMATS`` or ``EXPORT_SUFFIXES``.

    Raises:
        UsageError: the ending means none; the message lists those that do.
    """
    suffix = PurePath(name).suffix.lower()
    suffixes = {
        end: format_name for format_name, entry in FORMATS.items() for end in entry.suffixes
    }
    suffixes |= {end: format_name for format_name, ends in EXPORT_SUFFIXES.items() for end in ends}
    if suffix in suffixes:
        return suffixes[suffix]
    what = f"unknown ending '{suffix}'" if suffix else "it has no ending"
    raise UsageError(f"{name}: {what}; end it in {' '.join(suffixes)}, or give --format")


class ColumnOptions(NamedTuple):
    """What was asked for of the columns.

    ``columns`` None is the default of tables, and every key of JSON; ``header`` None the
    format's habit. ``bom`` begins CSV with a byte order mark, as spreadsheets on Windows
    want it; ``footer`` is a last line for Markdown: the source.
    """

    columns: Sequence[str] | None = None
    header: bool | None = None
    bom: bool = False
    footer: str = ""


def write(
    format_name: str, records: Iterable[Record], options: ColumnOptions, default: Sequence[str]
) -> Iterator[str]:
    """Return the lines of some records in a format of ``FORMATS``, without line ends.

    ``default`` are the columns of tables where none were asked for.

    Raises:
        UsageError: it is a format of a whole corpus, which ``export`` writes into a file.
    """
    if format_name in EXPORT_SUFFIXES:
        suffix = EXPORT_SUFFIXES[format_name][0]
        raise UsageError(f"{format_name} is what export writes: stalinfacts export facts{suffix}")
    entry = FORMATS[format_name]
    header = entry.header if options.header is None else options.header
    columns = options.columns or default
    layout = Layout(columns, options.columns or (), header, options.bom, options.footer)
    return entry.write(records, layout)
