"""``--explain``: a line a term: what was typed, how it was met, and its part of the score."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from stalinfacts.output.canvas import GAP, widest
from stalinfacts.text.normalize import display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import Item
    from stalinfacts.search.model import Explanation

_BAR = 6
_NUMBER = len("0.00")
_LONGEST_TERM = 28
_LEAST_COLUMNS = 44
"""Columns from which the parts of a line stand side by side."""

_HOW = {
    "exact": "the word",
    "equivalent": "the same, otherwise written",
    "other form": "another form",
    "transliteration": "another spelling",
    "run together": "run together or split",
    "beginning": "a word that begins so",
    "phrase": "side by side",
    "subject": "whom all facts are about",
    "date": "a date within it",
    "wider date": "a date that holds it",
}
_WHERE = {"text": "", "keywords": "keyword", "entities": "", "dates": ""}
"""Where a term was met; the text and the names go without saying."""
_SIGNALS = {
    "meaning": "similar meaning",
    "answer_type": "the kind of answer asked for",
    "proximity": "words near each other",
    "definition": "says who or what it is",
    "opening": "named at the beginning",
    "keyword": "the whole question is a keyword",
}


class ExplanationColumns(NamedTuple):
    """Widths of the columns of explanations, alike for all facts of a list."""

    term: int
    how: int

    @classmethod
    def fit(cls, items: Iterable[Item], canvas: Canvas, width: int) -> ExplanationColumns | None:
        """Return widths that fit under a fact; None where the parts do not stand side by side."""
        parts = [part for item in items for part in item.explanations]
        if not parts or width < _LEAST_COLUMNS:
            return None
        space = width - _BAR - _NUMBER - 3 * GAP
        how = widest((_how(part, canvas) for part in parts), space // 2)
        term = widest((_term(part, canvas) for part in parts), min(_LONGEST_TERM, space - how))
        return cls(term, min(widest((_how(p, canvas) for p in parts), space), space - term))


def explanation_lines(item: Item, canvas: Canvas, columns: ExplanationColumns | None) -> list[Text]:
    """Return the lines under a fact; the parts add up to its score."""
    most = max((part.contribution for part in item.explanations), default=0)
    lines = []
    for part in item.explanations:
        term, how = _term(part, canvas), _how(part, canvas)
        number = canvas.text(f"{part.contribution:.2f}", "count")
        if columns is None:
            lines.append(Text("  ").join([cell for cell in (term, how, number) if cell]))
            continue
        cells = max(round(_BAR * part.contribution / most), 1) if part.contribution > 0 else 0
        line = Text()
        for cell, width in (
            (canvas.cut(term, columns.term), columns.term),
            (canvas.cut(how, columns.how), columns.how),
            (Text().append(canvas.sign("█") * cells, "bar"), _BAR),
        ):
            line.append_text(cell).append(" " * (width - cell.cell_len + GAP))
        lines.append(line.append_text(number))
    if item.missing:
        words = ", ".join(f"'{word}'" for word in item.missing)
        lines.append(canvas.text(f"not in this fact: {words}", "secondary"))
    return lines


def _term(part: Explanation, canvas: Canvas) -> Text:
    words = " ".join(map(display, part.words))
    term = " ".join(map(display, part.term.split()))
    arrow = f" → {words}" if words and words != term else ""
    return canvas.text(f"{term}{arrow}", "term")


def _how(part: Explanation, canvas: Canvas) -> Text:
    """Return how a term was met and where, or what a signal measures, in plain words."""
    if not part.term:
        return canvas.text(_SIGNALS.get(part.signal, part.signal), "secondary")
    if part.where == "entities":
        how = "part of the name" if part.how.startswith("part") else "name"
    else:
        how = _HOW.get(part.how, part.how)
    where = _WHERE.get(part.where, part.where)
    return canvas.text(", ".join(word for word in (how, where) if word), "secondary")
