"""Help pages: bold headings and option names, examples right under the first sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from stalinfacts.output.canvas import GAP
from stalinfacts.output.grid import Column, grid_lines, indented
from stalinfacts.output.rows import FACT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.help_views import HelpEntry, HelpPage

_INDENT = 2
_LONGEST_NAME = 28
_LONGEST_EXAMPLE = 52
_LEAST_TEXT = 18


def render_help(page: HelpPage, canvas: Canvas) -> Iterator[Text]:
    """Draw a help page, at most 100 columns wide."""
    yield Text.assemble(("Usage: ", "help.heading"), canvas.text(page.usage))
    if page.summary:
        yield Text()
        yield canvas.text(page.summary)
    if page.examples:
        yield Text()
        yield from _entries(page.examples, canvas, "command", _LONGEST_EXAMPLE)
    for paragraph in page.paragraphs:
        yield Text()
        yield from canvas.wrap(canvas.text(paragraph), min(canvas.width, FACT_WIDTH))
    for group in page.groups:
        if group.entries:
            yield Text()
            yield canvas.text(group.title, "help.heading")
            yield from _entries(group.entries, canvas)
    if page.epilog:
        yield Text()
        yield canvas.text(page.epilog, "secondary")


def _entries(
    entries: Sequence[HelpEntry],
    canvas: Canvas,
    style: str = "help.name",
    longest: int = _LONGEST_NAME,
) -> Iterator[Text]:
    width = min(canvas.width, FACT_WIDTH)
    lengths = [cell_len(entry.name) for entry in entries]
    longest = min(longest, width * 2 // 3)
    label = max((length for length in lengths if length <= longest), default=longest)
    space = width - _INDENT - label - GAP
    columns = [Column(label), Column(space)]
    for entry in entries:
        name, text = canvas.text(entry.name, style), canvas.text(entry.text)
        if space >= _LEAST_TEXT and name.cell_len <= label:
            yield from indented(grid_lines(columns, [(name, text)], canvas), _INDENT)
            continue
        further = min(label + GAP, 6) if width > 2 * _LEAST_TEXT else 0
        yield from indented(canvas.wrap(name, width - _INDENT), _INDENT if further else 0)
        if text:
            yield from indented(canvas.wrap(text, width - further), further)
