"""Lists of facts, and facts in groups under headings.

By the width: below 60 columns, or where a fact would get too little, line below line; up to
100 the id over the date on the left; from 100 on a row a fact with a header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from stalinfacts.output.canvas import GAP, longest_word, widest
from stalinfacts.output.grid import Column, grid_lines, header_lines, indented, total_width
from stalinfacts.output.records import dates_for_readers
from stalinfacts.output.rows import (
    CITED_WIDTH,
    DATE_WIDTH,
    FACT_WIDTH,
    ID_WIDTH,
    NARROW,
    WIDE,
    FactColumns,
    row_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import FactList, Group, GroupedFacts, Item

WIDEST = 140
"""Columns from which a row ends with the section's title."""
_TITLE_WIDTH = 40
_INDENT = 2


def render_list(view: FactList, canvas: Canvas) -> Iterator[Text]:
    """Draw facts one after another."""
    if view.one_line:
        yield from canvas.head(view.heading)
        yield from _one_line_each(view.items, canvas)
        yield from canvas.foot(view.foot)
        return
    if canvas.width >= WIDE and all(item.score is None for item in view.items):
        yield from _wide(view, canvas)
        return
    dates = [canvas.dates(item.fact) for item in view.items]
    columns = FactColumns.fit(view.items, dates, canvas)
    if columns is None:
        yield from canvas.head(view.heading)
        yield from _below_one_another(view.items, dates, canvas)
        yield from canvas.foot(view.foot)
        return
    rows = [columns.cells(item, date, canvas) for item, date in zip(view.items, dates, strict=True)]
    ruled = _fits_with_rules(view, columns, canvas)
    yield from canvas.head(view.heading, columns.width)
    yield from grid_lines(columns.grid(), rows, canvas, ruled=ruled)
    yield from canvas.foot(view.foot, columns.width)


def _fits_with_rules(view: FactList, columns: FactColumns, canvas: Canvas) -> bool:
    """Return whether the list with a rule between two facts is no longer than the screen."""
    if canvas.height == 0:
        return True
    lines = len(canvas.head(view.heading)) + len(canvas.foot(view.foot)) + len(view.items)
    for item in view.items:
        if lines >= canvas.height:
            return False
        words = canvas.body(item).cell_len
        lines += max(2, -(-words // max(columns.fact - 4, 1))) + len(item.explanations)
    return lines < canvas.height


def _wide(view: FactList, canvas: Canvas) -> Iterator[Text]:
    """Draw a row a fact: Date, Fact, Cited, ID, and the section where there is room."""
    facts = [item.fact for item in view.items]
    names = ["Date", "Fact", "Cited", "ID"]
    columns = [
        [canvas.dates(fact) for fact in facts],
        [canvas.body(item) for item in view.items],
        [canvas.citations(fact) for fact in facts],
        [canvas.text(fact.id, "id") for fact in facts],
    ]
    limits = [DATE_WIDTH, 1, CITED_WIDTH, ID_WIDTH]
    if canvas.width >= WIDEST and any(fact.section_title for fact in facts):
        names.append("Section")
        columns.append([canvas.text(fact.section_title, "secondary") for fact in facts])
        limits.append(_TITLE_WIDTH)
    widths = [
        max(widest(column, limit), len(name))
        for name, column, limit in zip(names, columns, limits, strict=True)
    ]
    widths[2] = max(widths[2], min(longest_word(columns[2]), ID_WIDTH))
    space = canvas.width - sum(widths) + widths[1] - GAP * (len(widths) - 1)
    widths[1] = min(space, FACT_WIDTH)
    grid = [
        Column(width, name, is_right=name == "Cited")
        for name, width in zip(names, widths, strict=True)
    ]
    yield from canvas.head(view.heading, total_width(grid))
    if view.header:
        yield from header_lines(grid, canvas)
    yield from grid_lines(grid, list(zip(*columns, strict=True)), canvas)
    yield from canvas.foot(view.foot, total_width(grid))


def _below_one_another(
    items: Sequence[Item], dates: Sequence[Text], canvas: Canvas
) -> Iterator[Text]:
    for position, (item, date) in enumerate(zip(items, dates, strict=True)):
        if position:
            yield Text()
        yield from row_lines(item, date, canvas)


def _one_line_each(items: Sequence[Item], canvas: Canvas) -> Iterator[Text]:
    """Draw a line a fact, cut at the width; what it must be read with is not cut off."""
    label = widest((canvas.text(item.fact.id) for item in items), ID_WIDTH)
    date = widest((canvas.dates(item.fact) for item in items), DATE_WIDTH)
    show_dates = date > 0 and canvas.width >= NARROW
    for item in items:
        line = _padded(canvas.cut(canvas.text(item.fact.id, "id"), label), label + GAP)
        if show_dates:
            line.append_text(_padded(canvas.cut(canvas.dates(item.fact), date), date + GAP))
        marks = canvas.remarks(item.fact._replace(conflicts_with=()))
        if item.fact.conflicts_with:
            marks.append(" " if marks else "").append_text(canvas.text("≠", "conflict"))
        space = canvas.width - line.cell_len - (marks.cell_len + 1 if marks else 0)
        if space > 0:
            text = canvas.highlighted(item.fact.text, item.matches)
            line.append_text(canvas.cut(text, space))
            line.append(" " if marks else "").append_text(marks)
        yield canvas.cut(line, canvas.width)


def _padded(text: Text, width: int) -> Text:
    return text.append(" " * max(width - text.cell_len, 0))


# --- groups ---------------------------------------------------------------------------


def render_groups(view: GroupedFacts, canvas: Canvas) -> Iterator[Text]:
    """Draw facts under headings; one list without them where each is cut to a line."""
    items = [item for group in view.groups for item in group.items]
    if view.one_line:
        yield from canvas.head(view.heading)
        yield from _one_line_each(items, canvas)
        yield from canvas.foot(view.foot)
        return
    dates = [_date(item, group, canvas) for group in view.groups for item in group.items]
    columns = FactColumns.fit(items, dates, canvas, indent=_INDENT)
    width = columns.width if columns else canvas.width
    yield from canvas.head(view.heading, width)
    for group in view.groups:
        yield canvas.text(group.title, "group")
        dates = [_date(item, group, canvas) for item in group.items]
        if columns is None:
            yield from _below_one_another(group.items, dates, canvas)
        elif group.items:
            fitting = columns if any(dates) else columns.without_date()
            rows = [
                fitting.cells(item, date, canvas)
                for item, date in zip(group.items, dates, strict=True)
            ]
            yield from indented(grid_lines(fitting.grid(), rows, canvas), _INDENT)
    yield from canvas.foot(view.foot, width)


def _date(item: Item, group: Group, canvas: Canvas) -> Text:
    """Return the date that is shown beside a fact: none where the group tells it."""
    date = dates_for_readers(item.fact.dates).split()
    known = (group.date or group.title).split()
    repeated = len(date) == len(known) and all(map(str.startswith, known, date))
    return Text() if repeated else canvas.dates(item.fact)
