"""Help pages: bold headings and option names, examples right under the first sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stalinfacts.output.canvas import GAP
from stalinfacts.output.rows import FACT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import HelpEntry, HelpPage

_INDENT = 2
_LONGEST_NAME = 28
_LONGEST_EXAMPLE = 52
_LEAST_TEXT = 18


def render_help(page: HelpPage, canvas: Canvas) -> Iterator[RenderableType]:
    """Draw a help page, at most 100 columns wide."""
    yield _folded(Text.assemble(("Usage: ", "help.heading"), canvas.text(page.usage)))
    if page.summary:
        yield Text()
        yield _folded(canvas.text(page.summary))
    if page.examples:
        yield Text()
        yield from _entries(page.examples, canvas, "command", _LONGEST_EXAMPLE)
    for paragraph in page.paragraphs:
        yield Text()
        yield _folded(canvas.text(paragraph))
    for group in page.groups:
        if group.entries:
            yield Text()
            yield _folded(canvas.text(group.title, "help.heading"))
            yield from _entries(group.entries, canvas)
    if page.epilog:
        yield Text()
        yield _folded(canvas.text(page.epilog, "secondary"))


def _entries(
    entries: Sequence[HelpEntry],
    canvas: Canvas,
    style: str = "help.name",
    longest: int = _LONGEST_NAME,
) -> Iterator[RenderableType]:
    width = min(canvas.width, FACT_WIDTH)
    lengths = [cell_len(entry.name) for entry in entries]
    longest = min(longest, width * 2 // 3)
    label = max((length for length in lengths if length <= longest), default=longest)
    space = width - _INDENT - label - GAP
    for entry in entries:
        name = canvas.text(entry.name, style)
        if space < _LEAST_TEXT or name.cell_len > label:
            yield _indented(name, canvas, _INDENT)
            if entry.text:
                yield _indented(canvas.text(entry.text), canvas, min(label + GAP + _INDENT, 8))
            continue
        table = Table.grid(padding=(0, GAP, 0, 0))
        table.add_column(width=label, no_wrap=True)
        table.add_column(width=space, overflow="fold")
        table.add_row(name, canvas.text(entry.text))
        yield Padding(table, (0, 0, 0, _INDENT))


def _indented(text: Text, canvas: Canvas, indent: int) -> RenderableType:
    return Padding(_folded(text), (0, 0, 0, indent if canvas.width > 2 * _LEAST_TEXT else 0))


def _folded(text: Text) -> Text:
    text.overflow = "fold"
    return text
