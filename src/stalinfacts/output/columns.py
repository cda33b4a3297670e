"""A table with chosen columns (``--columns``), in the look of the default one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from stalinfacts.output.canvas import GAP, longest_word, widest
from stalinfacts.output.formats import cell
from stalinfacts.output.grid import Column, grid_lines, header_lines, total_width
from stalinfacts.output.records import FactRecord
from stalinfacts.output.rows import CITED_WIDTH, FACT_WIDTH
from stalinfacts.output.views import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.records import Record
    from stalinfacts.output.views import RecordTable

_NAMES = {
    "id": "ID",
    "text": "Fact",
    "citations": "Cited",
    "section_title": "Section",
    "conflicts_with": "Conflicts with",
    "first_year": "From",
    "last_year": "To",
    "aliases": "Also called",
}
_STYLES = {
    "id": "id",
    "date": "date",
    "dates": "date",
    "when": "date",
    "first": "date",
    "last": "date",
    "period": "date",
    "flags": "remark",
    "remark": "remark",
    "conflicts_with": "conflict",
    "keywords": "secondary",
    "aliases": "secondary",
    "score": "count",
    "facts": "count",
    "matches": "count",
}
_REMARKS = frozenset({"flags", "remark", "conflicts_with"})
"""Columns that say what a fact's text otherwise ends with."""
_RIGHT = frozenset({"citations", "score", "facts", "matches", "paragraph"})


def render_records(view: RecordTable, canvas: Canvas) -> Iterator[Text]:
    """Draw records as a table; where the columns do not fit, a line a value."""
    names = [_NAMES.get(c, c.replace("_", " ").capitalize()) for c in view.columns]
    rows = [
        [_value(record, c, view.columns, canvas) for c in view.columns] for record in view.records
    ]
    widths = _widths(names if view.header else [""] * len(names), rows, canvas.width)
    if widths is None:
        yield from canvas.head(view.heading)
        yield from _stacked(names, rows, canvas)
        yield from canvas.foot(view.foot)
        return
    columns = [
        Column(width, name, is_right=column in _RIGHT)
        for column, name, width in zip(view.columns, names, widths, strict=True)
    ]
    yield from canvas.head(view.heading, total_width(columns))
    if view.header:
        yield from header_lines(columns, canvas)
    yield from grid_lines(columns, rows, canvas)
    yield from canvas.foot(view.foot, total_width(columns))


def _value(record: Record, column: str, columns: Sequence[str], canvas: Canvas) -> Text:
    if isinstance(record, FactRecord):
        if column == "text":
            if _REMARKS & set(columns):
                return canvas.highlighted(record.fact.text, record.matches)
            return canvas.body(Item(record.fact, record.matches))
        if column in ("date", "dates", "when"):
            return canvas.dates(record.fact)
        if column == "citations":
            return canvas.citations(record.fact)
    value = record[column]
    if isinstance(value, list):
        value = ", ".join(map(cell, value))
    return canvas.text(cell(value), _STYLES.get(column, ""))


def _widths(names: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> list[int] | None:
    """Return column widths that fit, the widest made narrower first; None where none do."""
    columns = [[row[i] for row in rows] for i in range(len(names))]
    widths = [
        max(widest(column, FACT_WIDTH), cell_len(name), 1)
        for column, name in zip(columns, names, strict=True)
    ]
    least = [
        max(_least_width(column), cell_len(name), 1)
        for column, name in zip(columns, names, strict=True)
    ]
    space = width - GAP * (len(names) - 1)
    if sum(least) > space:
        return None
    while sum(widths) > space:
        # The column with most to spare gives, but the longest text last: it is what is read.
        longest = widths.index(max(widths))
        spare = [have - need for have, need in zip(widths, least, strict=True)]
        if widths[longest] <= width * 2 // 5:
            spare[longest] = min(spare[longest], 1)
        widths[spare.index(max(spare))] -= 1
    return widths


def _least_width(column: Sequence[Text]) -> int:
    """Return the width below which a column is not made: short ones are not wrapped."""
    width = widest(column, FACT_WIDTH)
    return width if width <= CITED_WIDTH else min(longest_word(column), CITED_WIDTH)


def _stacked(
    names: Sequence[str], rows: Sequence[Sequence[Text]], canvas: Canvas
) -> Iterator[Text]:
    for position, row in enumerate(rows):
        if position:
            yield Text()
        for name, value in zip(names, row, strict=True):
            if value:
                yield Text.assemble((canvas.text(name).plain, "secondary"), "  ", value)
