"""Sections as a tree in a table, and entities."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from stalinfacts.output.canvas import GAP, widest
from stalinfacts.output.cards import card_width, framed
from stalinfacts.output.grid import Column, grid_lines, header_lines, total_width
from stalinfacts.output.rows import NARROW
from stalinfacts.output.sparkline import line_column, sparkline
from stalinfacts.output.views import format_years, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.corpus.model import Entity
    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.overviews import EntityList, EntityRow, SectionRow, SectionTree

_ONE_LINE = 80
"""Columns from which a section takes one line, its title cut if need be."""
_ID_WIDTH = 24
_NAME_WIDTH = 36
_TITLE_WIDTH = 60
_DEEPEST = 8
"""Levels whose guides are drawn; sections may lie a hundred thousand deep."""
_SHOWN_ALIASES = 3


class _Node(NamedTuple):
    row: SectionRow
    depth: int
    guides: str
    is_parent: bool


def render_sections(view: SectionTree, canvas: Canvas) -> Iterator[Text]:
    """Draw the sections with their counts, parents in bold."""
    nodes = _nodes(view.rows, canvas)
    titles = [_title(node, canvas) for node in nodes]
    ids = [canvas.text(node.row.section.id, "id") for node in nodes]
    facts = [canvas.text(f"{n.row.facts:,}", "count" if n.is_parent else "") for n in nodes]
    years = [canvas.text(format_years(n.row.first_year, n.row.last_year), "date") for n in nodes]
    if canvas.width < NARROW:
        yield from canvas.head(view.heading)
        for title, id_, count, time in zip(titles, ids, facts, years, strict=True):
            count.append_text(canvas.text(" fact" if count.plain == "1" else " facts"))
            yield title
            yield Text("  ").join([part for part in (id_, count, time) if part])
        yield from canvas.foot(view.foot)
        return
    widths = [
        max(widest(ids, _ID_WIDTH), len("ID")),
        max(widest(facts, 9), len("Facts")),
        max(widest(years, 9), len("Years")),
    ]
    line = line_column(view.years, canvas)
    space = canvas.width - sum(widths) - GAP * 3 - (line.width + GAP if line else 0)
    widths.insert(0, min(space, max(widest(titles, _TITLE_WIDTH), len("Section"))))
    columns = [
        Column(widths[0], "Section"),
        Column(widths[1], "ID"),
        Column(widths[2], "Facts", is_right=True),
        Column(widths[3], "Years", is_right=True),
    ]
    if canvas.width >= _ONE_LINE:
        titles = [canvas.cut(title, widths[0]) for title in titles]
    else:
        titles = [_hanging(node, widths[0], canvas) for node in nodes]
    cells = [list(row) for row in zip(titles, ids, facts, years, strict=True)]
    if line:
        columns.append(line)
        for row, line_cells in zip(view.rows, cells, strict=True):
            line_cells.append(sparkline(row.by_year, line.width, canvas))
    yield from canvas.head(view.heading, total_width(columns))
    if view.header:
        yield from header_lines(columns, canvas)
    yield from grid_lines(columns, cells, canvas)
    yield from canvas.foot(view.foot, total_width(columns))


def _title(node: _Node, canvas: Canvas) -> Text:
    title = canvas.text(node.row.section.title, "title" if node.depth == 0 else "")
    return Text.assemble((node.guides, "secondary"), title)


def _hanging(node: _Node, width: int, canvas: Canvas) -> Text:
    """Return a title whose further lines stand under its first, with the guides beside them."""
    first = canvas.sign(node.guides)
    further = first.replace(canvas.sign("├─"), canvas.sign("│ ")).replace(canvas.sign("└─"), "  ")
    lines = wrap(_title(node, canvas).plain[len(first) :], max(width - len(first), 1)) or [""]
    style = "title" if node.depth == 0 else ""
    shown = [
        Text.assemble((further if i else first, "secondary"), (line, style))
        for i, line in enumerate(lines)
    ]
    return Text("\n").join(shown)


def _nodes(rows: Sequence[SectionRow], canvas: Canvas) -> list[_Node]:
    """Return the sections with their depth and guides; an unknown parent is none."""
    depths: dict[str, int] = {}
    last_child: dict[str, str] = {}
    for row in rows:
        parent = row.section.parent or ""
        depths[row.section.id] = depths[parent] + 1 if parent in depths else 0
        last_child[parent if parent in depths else ""] = row.section.id
    nodes: list[_Node] = []
    above: list[bool] = []  # for each level whether more sections follow there
    for row in rows:
        parent = row.section.parent if row.section.parent in depths else ""
        depth = depths[row.section.id]
        more = last_child.get(parent or "") != row.section.id
        above = [*above[: min(depth, _DEEPEST)], more]
        shown = above[1:-1] if depth else []
        guides = "".join("│  " if follows else "   " for follows in shown)
        guides += ("├─ " if more else "└─ ") if depth else ""
        is_parent = row.section.id in last_child
        nodes.append(_Node(row, depth, canvas.sign(guides), is_parent))
    return nodes


def render_entities(view: EntityList, canvas: Canvas) -> Iterator[Text]:
    """Draw entities in a table with a few aliases each, or each with all of them."""
    if view.full:
        yield from canvas.head(view.heading, card_width(canvas))
        for row in view.rows:
            yield from _entity_card(row, view.years, canvas)
        yield from canvas.foot(view.foot, card_width(canvas))
        return
    ids = [canvas.text(row.entity.id, "id") for row in view.rows]
    names = [canvas.text(row.entity.name) for row in view.rows]
    if canvas.width < NARROW:
        yield from canvas.head(view.heading)
        for row, id_, name in zip(view.rows, ids, names, strict=True):
            about = canvas.text(f"  {row.entity.kind}, {plural(row.facts, 'fact')}", "secondary")
            yield Text.assemble(id_, "  ", name, about)
        yield from canvas.foot(view.foot)
        return
    kinds = [canvas.text(row.entity.kind, "secondary") for row in view.rows]
    facts = [canvas.text(f"{row.facts:,}", "count") for row in view.rows]
    widths = [
        max(widest(ids, _ID_WIDTH), len("ID")),
        max(widest(names, min(_NAME_WIDTH, canvas.width // 3)), len("Name")),
        max(widest(kinds, 12), len("Kind")),
        max(widest(facts, 9), len("Facts")),
    ]
    line = line_column(view.years, canvas)
    if line:
        widths.append(line.width)
    space = canvas.width - sum(widths) - GAP * len(widths)
    aliases = [_some_aliases(row.entity, canvas, min(space, _TITLE_WIDTH)) for row in view.rows]
    if space >= len("Also called"):
        widths.append(max(widest(aliases, _TITLE_WIDTH), len("Also called")))
    parts = [ids, names, kinds, facts]
    names_of_columns = ["ID", "Name", "Kind", "Facts"]
    if line:
        parts.append([sparkline(row.by_year, line.width, canvas) for row in view.rows])
        names_of_columns.append(line.name)
    parts.append(aliases)
    names_of_columns.append("Also called")
    columns = [
        Column(width, column, is_right=column == "Facts")
        for column, width in zip(names_of_columns, widths, strict=False)
    ]
    rows = zip(*parts, strict=True)
    yield from canvas.head(view.heading, total_width(columns))
    if view.header:
        yield from header_lines(columns, canvas)
    yield from grid_lines(columns, [cells[: len(columns)] for cells in rows], canvas)
    yield from canvas.foot(view.foot, total_width(columns))


def _some_aliases(entity: Entity, canvas: Canvas, width: int) -> Text:
    """Return as many aliases as fit in a line, three at most, and how many there are besides."""
    shown: list[str] = []
    line = Text()
    words = set(entity.name.split())
    telling = [alias for alias in entity.aliases if not words.issuperset(alias.split())]
    telling = telling[: 2 * _SHOWN_ALIASES]  # the first are the best known
    for names in [[], *([alias] for alias in telling)]:
        rest = len(entity.aliases) - len(shown) - len(names)
        more = [f"+{rest}"] if rest else []
        longer = canvas.text(", ".join([*shown, *names, *more]), "secondary")
        if longer.cell_len <= width or not names:
            line, shown = longer, shown + names
        if len(shown) == _SHOWN_ALIASES:
            break
    return canvas.cut(line, width)


def _entity_card(row: EntityRow, years: tuple[int, int] | None, canvas: Canvas) -> Iterator[Text]:
    entity = row.entity
    line = line_column(years, canvas)
    by_year = sparkline(row.by_year, line.width, canvas) if line else Text()
    if line and by_year:
        by_year.append_text(canvas.text(f"  {line.name}", "secondary"))
    rows = [
        ("kind", canvas.text(entity.kind)),
        ("facts", canvas.text(f"{row.facts:,}", "count")),
        ("years", by_year),
        ("also", canvas.text(", ".join(entity.aliases))),
    ]
    yield from framed(entity.id, entity.name, [[r for r in rows if r[1]]], canvas)
