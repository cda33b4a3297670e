"""The card: one fact in full, framed from 60 columns on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from stalinfacts.output.canvas import GAP
from stalinfacts.output.grid import FRAME_WIDTH, Column, frame_lines, grid_lines, indented
from stalinfacts.output.records import flag_words
from stalinfacts.output.rows import FACT_WIDTH, NARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stalinfacts.corpus.model import Fact, Source
    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import Card, Cards

Row = tuple[str, Text]
_LABEL = len("keywords")


def card_width(canvas: Canvas) -> int:
    """Return the columns of a card, and of what stands above and below it."""
    return min(canvas.width, FACT_WIDTH + FRAME_WIDTH)


def render_cards(view: Cards, canvas: Canvas) -> Iterator[Text]:
    """Draw facts in full, a blank line between two."""
    yield from canvas.head(view.heading, card_width(canvas))
    for position, card in enumerate(view.cards):
        if position:
            yield Text()
        rows = list(_rows(card, canvas, verbose=view.verbose))
        groups = [rows, list(_conflict_rows(card, canvas))]
        yield from framed(card.fact.id, card.fact.text, groups, canvas)
        for sign, fact in (("↑", card.before), ("↓", card.after)):
            if fact is not None:
                yield from _neighbour(sign, fact, canvas)
    if view.source is not None:
        yield Text()
        yield source_text(view.source, canvas)
    yield from canvas.foot(view.foot, card_width(canvas))


def framed(title: str, text: str, groups: Iterable[list[Row]], canvas: Canvas) -> Iterator[Text]:
    """Return a bold text and rows of labels and values in a frame, the title in its border.

    Below 60 columns there is no frame, and no blank line between groups of rows.
    """
    name, body = canvas.text(title, "card.id"), canvas.text(text, "card.fact")
    if canvas.width < NARROW:
        yield from (name, body)
        for label, value in (row for rows in groups for row in rows):
            yield Text.assemble((f"{label}  " if label else "", "secondary"), value)
        return
    width = card_width(canvas)
    columns = [Column(_LABEL), Column(width - FRAME_WIDTH - _LABEL - GAP)]
    lines = [body]
    for rows in groups:
        if rows:
            cells = [(Text(label, "secondary"), value) for label, value in rows]
            lines += [Text(), *grid_lines(columns, cells, canvas)]
    yield from frame_lines(name, lines, width, canvas)


def _rows(card: Card, canvas: Canvas, *, verbose: bool) -> Iterator[Row]:
    fact = card.fact
    yield "when", canvas.dates(fact) or canvas.text("no date", "secondary")
    yield "cited", canvas.citations(fact) or canvas.text("not cited", "secondary")
    if fact.flags:
        yield "marked", canvas.text(", ".join(flag_words(fact.flags)), "remark")
    for name, values in (("held by", card.holders or fact.held_by), ("about", card.about)):
        if values:
            yield name, canvas.text(", ".join(values))
    path = " › ".join(card.path) or fact.section_title or fact.section
    yield "from", canvas.text(f"{path}, ¶ {fact.paragraph}")
    if fact.note:
        yield "note", canvas.text(fact.note, "note")
    if verbose and fact.keywords:
        yield "keywords", canvas.text(", ".join(fact.keywords), "secondary")


def _conflict_rows(card: Card, canvas: Canvas) -> Iterator[Row]:
    for position, other in enumerate(card.conflicts):
        yield ("" if position else "but see"), _conflict(other, canvas)


def _conflict(other: Fact, canvas: Canvas) -> Text:
    shown = canvas.text(f"≠ {other.id}", "conflict").append("  ")
    shown.append_text(canvas.text(other.text))
    for part in (canvas.dates(other), canvas.citations(other)):
        if part:
            shown.append("  ").append_text(part)
    return shown


def _neighbour(sign: str, fact: Fact, canvas: Canvas) -> Iterator[Text]:
    line = Text(f"{canvas.sign(sign)}  ", "secondary")
    line.append_text(canvas.text(fact.id, "id")).append("  ")
    line.append_text(canvas.text(fact.text, "secondary"))
    indent = GAP if canvas.width >= NARROW else 0
    width = card_width(canvas) - 2 * indent
    yield from indented([canvas.cut(line, width)], indent)


def source_text(source: Source, canvas: Canvas) -> Text:
    """Return a source in a line; its title is a link where its address may safely be one."""
    safe = canvas.links and re.fullmatch(r"https?://[!-~]+", source.url) is not None
    shown = canvas.text(source.title, f"link {source.url}" if safe else "secondary")
    revision = f"revision of {source.revision}" if source.revision else ""
    rest = [part for part in (source.publisher, revision, source.license) if part]
    shown.append_text(canvas.text("".join(f", {part}" for part in rest), "secondary"))
    return shown
