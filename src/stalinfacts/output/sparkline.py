"""A line of years: facts by year in a few columns, beside sections and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.output.grid import Column
from stalinfacts.output.overviews import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from stalinfacts.output.canvas import Canvas

_VERY_WIDE = 140
_LINE_WIDTH, _LONG_LINE_WIDTH = 19, 38
"""Columns of the line: four years of a life of 76 in each, or two."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"


def line_column(years: tuple[int, int] | None, canvas: Canvas) -> Column | None:
    """Return the column of the lines, named after its years; None where there is none.

    It needs a wide terminal that can show blocks.
    """
    if years is None or canvas.width < WIDE or not (canvas.lines and canvas.utf8):
        return None
    first, last = years
    width = _LONG_LINE_WIDTH if canvas.width >= _VERY_WIDE else _LINE_WIDTH
    name = f"{first}–{last}" if first < last else f"{first}"
    return Column(max(min(width, last - first + 1), len(name)), name)


def sparkline(by_year: Sequence[int], width: int, canvas: Canvas) -> Text:
    """Return counts by year as blocks, neighbouring years together where they are too many.

    Each line has its own scale: it tells when, not how much.
    """
    width = min(width, len(by_year))
    sums = [0] * width
    for position, count in enumerate(by_year):
        sums[position * width // len(by_year)] += count
    most = max(sums, default=0)
    blocks = [_EIGHTHS[-(-8 * count // most) if most else 0] for count in sums]
    return canvas.text("".join(blocks), "bar")
