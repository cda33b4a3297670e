"""``--explain``: a line a term: what was typed, how it was met, and its part of the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import Item
    from stalinfacts.search.model import Explanation

_BAR = 8
_NUMBER = len("  0.00")
_WIDEST = 64
_LEAST_COLUMNS = 44
"""Columns from which the parts of a line stand below one another."""


def explanation_lines(item: Item, canvas: Canvas, width: int) -> list[Text]:
    """Return the lines under a fact; the parts add up to its score."""
    if not item.explanations and item.score is None:
        return []
    most = max((part.contribution for part in item.explanations), default=0)
    lines = [_line(part, canvas, width, most) for part in item.explanations]
    if item.missing:
        words = ", ".join(f"'{word}'" for word in item.missing)
        lines.append(canvas.text(f"not in this fact: {words}", "secondary"))
    return lines


def _line(part: Explanation, canvas: Canvas, width: int, most: float) -> Text:
    words = " ".join(part.words)
    arrow = f" {canvas.sign('→')} {words}" if words and words != part.term else ""
    term = canvas.text(f"{part.term or part.signal}{arrow}", "term")
    how = canvas.text(plain_words(part), "secondary")
    number = canvas.text(f"{part.contribution:.2f}", "count")
    if width < _LEAST_COLUMNS:
        return Text.assemble(term, "  ", how, "  ", number)
    space = min(width - _BAR - _NUMBER - 4, _WIDEST)
    first = space * 2 // 5
    cells = round(_BAR * part.contribution / most) if most > 0 and part.contribution > 0 else 0
    bar = Text(canvas.sign("█") * max(cells, 1 if part.contribution > 0 else 0), "bar")
    parts = (canvas.cut(term, first), canvas.cut(how, space - first))
    line = Text()
    for cell, size in zip(parts, (first, space - first), strict=True):
        line.append_text(cell).append(" " * (size - cell.cell_len + 2))
    return line.append_text(bar).append(" " * (_BAR - bar.cell_len + 2)).append_text(number)


_HOW = {
    "exact": "the word itself",
    "equivalent": "the same in other words",
    "stem": "another form of the word",
    "transliteration": "another spelling of the name",
    "name": "another name",
    "joined": "run together or split",
    "prefix": "its beginning",
    "corrected": "corrected",
    "date": "the time",
}
_WHERE = {
    "text": "in the text",
    "keywords": "in a keyword",
    "keyword": "in a keyword",
    "entities": "of somebody or something in the fact",
    "entity": "of somebody or something in the fact",
    "dates": "in its date",
    "date": "in its date",
    "title": "in the section's title",
}
_SIGNALS = {
    "coverage": "the words of the question",
    "bm25": "rare words that are frequent here",
    "trigrams": "letters in common",
    "meaning": "similar meaning",
    "answer_type": "the kind of answer asked for",
    "proximity": "words near each other",
    "keyword": "a whole keyword",
    "name": "a name as a whole",
}


def plain_words(part: Explanation) -> str:
    """Return how a term was met and where, or what a signal measures, in plain words."""
    how, where = _HOW.get(part.how, part.how), _WHERE.get(part.where, part.where)
    words = " ".join(word for word in (how, where) if word)
    return words or _SIGNALS.get(part.signal, part.signal)
