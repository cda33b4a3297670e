"""A fact as a row, and the columns that facts have at a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.output.canvas import GAP, longest_word, widest
from stalinfacts.output.explain import ExplanationColumns, explanation_lines
from stalinfacts.output.grid import Column, total_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import Item

NARROW = 60
"""Columns below which a list has no columns."""
_ROOMY = 80
WIDE = 100
"""Columns from which dates have a column of their own."""
FACT_WIDTH = 100
"""Columns of a fact at most: longer lines are hard to read."""
ID_WIDTH, DATE_WIDTH, CITED_WIDTH = 20, 22, 14
"""Columns of the others at most; what is longer is wrapped."""
_LEAST_FACT_WIDTH = 24


class FactColumns(NamedTuple):
    """Widths of the columns of facts: id, date, fact, citations.

    ``date`` is 0 where the date stands under the id.
    """

    label: int
    date: int
    fact: int
    cited: int
    indent: int = 0
    explained: ExplanationColumns | None = None

    @property
    def width(self) -> int:
        """Columns of a row, the indent included."""
        return self.indent + total_width(self.grid())

    @classmethod
    def fit(
        cls, items: Sequence[Item], dates: Sequence[Text], canvas: Canvas, *, indent: int = 0
    ) -> FactColumns | None:
        """Return widths that fit the canvas; None where a fact would get too little.

        ``dates`` are those that are to be shown.
        """
        if canvas.width < NARROW:
            return None
        label = max(widest((canvas.text(item.fact.id) for item in items), ID_WIDTH), 1)
        date = widest(dates, DATE_WIDTH)
        if canvas.width < WIDE:
            # Under an id a long date is wrapped where facts stand in groups or have little room.
            wrapped = indent > 0 or canvas.width < _ROOMY
            label = max(label, min(longest_word(dates), DATE_WIDTH) if wrapped else date)
            date = 0
        citations = [canvas.citations(item.fact) for item in items]
        cited = max(widest(citations, CITED_WIDTH), min(longest_word(citations), ID_WIDTH))
        space = canvas.width - cls(label, date, 1, cited, indent).width + 1
        if space < _LEAST_FACT_WIDTH:
            return None
        fact = min(space, FACT_WIDTH)
        explained = ExplanationColumns.fit(items, canvas, fact)
        return cls(label, date, fact, cited, indent, explained)

    def grid(self) -> list[Column]:
        """Return the columns of a grid."""
        left = [Column(width) for width in (self.label, self.date, self.fact) if width]
        return [*left, Column(self.cited, is_right=True)] if self.cited else left

    def without_date(self) -> FactColumns:
        """Return the columns of as wide rows that show no date."""
        room = self.date + GAP if self.date else 0
        return self._replace(date=0, fact=self.fact + room)

    def cells(self, item: Item, date: Text, canvas: Canvas) -> list[Text]:
        """Return the cells of a fact's row."""
        label = canvas.text(item.fact.id, "id")
        if date and not self.date:
            label.append("\n").append_text(date)
        if item.score is not None:
            label.append("\n").append_text(canvas.text(f"{item.score:.2f}", "count"))
        body = canvas.body(item)
        for line in explanation_lines(item, canvas, self.explained):
            body.append("\n").append_text(line)
        dates = [date] if self.date else []
        cited = [canvas.citations(item.fact)] if self.cited else []
        return [label, *dates, body, *cited]


def row_lines(item: Item, date: Text, canvas: Canvas) -> list[Text]:
    """Return a fact line below line, as narrow screens show it."""
    head = canvas.text(item.fact.id, "id")
    for part in (date, canvas.citations(item.fact)):
        if part:
            head.append("  ").append_text(part)
    if item.score is not None:
        head.append("  ").append_text(canvas.text(f"{item.score:.2f}", "count"))
    return [head, canvas.body(item), *explanation_lines(item, canvas, None)]
