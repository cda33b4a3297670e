"""Results → what pipelines read: TSV, CSV, JSON, JSON lines, Markdown, plain text, ids.

A result is a *record*: a ``dict`` whose keys are a contract (``FACT_KEYS`` for facts)
and whose values are JSON's. Writers take records one after another and give lines, so
that a pipeline sees the first before the last is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from stalinfacts import dates
from stalinfacts.errors import UsageError
from stalinfacts.text import escape_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from stalinfacts.model import Fact
    from stalinfacts.search import Hit

Record = dict[str, Any]

FACT_KEYS = ("id", "section", "section_title", "paragraph", "text", "dates", "citations", "entities", "keywords", "flags", "conflicts_with", "note")
"""Keys of a fact in JSON; a change to them is a major version."""
SEARCH_KEYS = ("score", "matches")
"""What a search adds."""
COLUMNS = ("id", "date", "section", "citations", "text")
"""Columns of a fact in TSV, CSV and tables; the same promise."""
FORMATS = ("table", "plain", "tsv", "csv", "json", "jsonl", "markdown", "ids")
_OTHER_NAMES = {"date": "dates", "citation": "citations", "conflicts": "conflicts_with", "title": "section_title"}


def fact_record(fact: Fact, titles: dict[str, str]) -> Record:
    """Give the record of a fact; ``titles`` are those of the sections, by id."""
    return {
        "id": fact.id,
        "section": fact.section,
        "section_title": titles[fact.section],
        "paragraph": fact.paragraph,
        "text": fact.text,
        "dates": list(fact.dates),
        "citations": list(fact.citations),
        "entities": list(fact.entities),
        "keywords": list(fact.keywords),
        "flags": list(fact.flags),
        "conflicts_with": list(fact.conflicts_with),
        "note": fact.note,
    }


def hit_record(hit: Hit, titles: dict[str, str], *, explain: bool = False) -> Record:
    """Give the record of a hit of a search."""
    record = fact_record(hit.fact, titles) | {"score": round(hit.score, 4), "matches": [list(match) for match in hit.matches]}
    if explain:
        record["reasons"] = [{"term": r.term, "words": list(r.words), "how": r.how, "where": r.where, "share": round(r.share, 4)} for r in hit.reasons]
    return record


def write(format_: str, records: Iterable[Record], columns: Sequence[str], *, header: bool | None = None, chosen: bool = False) -> Iterator[str]:
    """Give the lines of some records in a format, with no line end.

    Args:
        format_: one of ``FORMATS`` but ``table``.
        records: what to write.
        columns: the columns of tables; in JSON the keys to keep if ``chosen``.
        header: whether tables have one; None is the format's habit (CSV and Markdown have).
        chosen: whether somebody chose the columns.

    Raises:
        UsageError: there is no such format or column.
    """
    writer = _WRITERS.get(format_)
    if writer is None:
        raise UsageError(f"'{format_}' is no format; formats are auto, {', '.join(FORMATS)}")
    keep = tuple(columns) if chosen or format_ not in ("json", "jsonl") else ()
    return writer(records, Layout(keep, header))


def value(record: Record, column: str) -> Any:  # noqa: ANN401 # a JSON value is anything
    """Give a record's value for a column, by its key or another name of it.

    Raises:
        UsageError: the record has no such key.
    """
    key = column if column in record else _OTHER_NAMES.get(column, column)
    if key not in record:
        raise UsageError(f"'{column}' is no column; columns are {', '.join(record)}")
    return record[key]


def cell(content: Any) -> str:  # noqa: ANN401
    """Write a value as one field: lists with ``;`` between, and no tab or line end inside."""
    if content is None:
        return ""
    if isinstance(content, list):
        return ";".join(map(cell, content))
    if isinstance(content, dict):
        import json  # noqa: PLC0415 # TSV, what a pipe gets, has no need of it

        return json.dumps(content, ensure_ascii=False)
    return " ".join(str(content).split()) if not str(content).isprintable() else str(content)


# --- one writer a format -----------------------------------------------------------


class Layout(NamedTuple):
    """Which columns, or keys, a writer writes, and whether with a header; None is the format's habit."""

    columns: Sequence[str]
    header: bool | None


def _tsv(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    if layout.header:
        yield "\t".join(layout.columns)
    for record in records:
        yield "\t".join([_tabless(cell(value(record, column))) for column in layout.columns])


def _tabless(text: str) -> str:
    return text.translate(_TO_SPACE) if not text.isprintable() else text


_TO_SPACE = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def _csv(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    if layout.header is None or layout.header:
        yield ",".join(map(_quote, layout.columns))
    for record in records:
        yield ",".join([_quote(cell(value(record, column))) for column in layout.columns])


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _quote(text: str) -> str:
    """Write a field of CSV (RFC 4180); what a spreadsheet would run gets an apostrophe before it, as OWASP advises."""
    if text.startswith(_FORMULA):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '",\n\r') else text


def _chosen(record: Record, keys: Sequence[str]) -> Record:
    return {key: value(record, key) for key in keys} if keys else record


def _dump(record: Record) -> str:
    import json  # noqa: PLC0415 # as above

    return escape_json(json.dumps(record, ensure_ascii=False))


def _json(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    last = None
    for record in records:
        yield "[" if last is None else last + ","
        last = "  " + _dump(_chosen(record, layout.columns))
    if last is None:
        yield "[]"
    else:
        yield last
        yield "]"


def _jsonl(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    for record in records:
        yield _dump(_chosen(record, layout.columns))


def _markdown(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    def row(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    first = True
    for record in records:
        if first and (layout.header is None or layout.header):
            yield row(layout.columns)
            yield row("---" for _ in layout.columns)
        first = False
        yield row(_markdown_cell(column, value(record, column)) for column in layout.columns)


def _markdown_cell(column: str, content: Any) -> str:  # noqa: ANN401
    if column in ("citations", "citation"):
        return " ".join(f"\\[{number}\\]" for number in content)
    if column in ("date", "dates"):
        return ", ".join(map(dates.humanise, content))
    text = cell(content)
    for char in "\\|*_`<>[]":
        text = text.replace(char, "\\" + char)
    return text


def _plain(records: Iterable[Record], layout: Layout) -> Iterator[str]:
    for record in records:
        yield "  ".join([part for column in layout.columns if (part := _plain_cell(column, value(record, column)))])


def _plain_cell(column: str, content: Any) -> str:  # noqa: ANN401
    if column in ("citations", "citation"):
        return "".join(f"[{number}]" for number in content)
    if column in ("date", "dates"):
        return ", ".join(map(dates.humanise, content))
    return cell(content)


def _ids(records: Iterable[Record], _layout: Layout) -> Iterator[str]:
    for record in records:
        yield cell(value(record, "id"))


_WRITERS: dict[str, Callable[[Iterable[Record], Layout], Iterator[str]]] = {
    "tsv": _tsv,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
    "plain": _plain,
    "ids": _ids,
}
