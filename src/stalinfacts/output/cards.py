"""The card: one fact in full, framed from 60 columns on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from stalinfacts.output.canvas import GAP
from stalinfacts.output.records import flag_words
from stalinfacts.output.rows import FACT_WIDTH, NARROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from stalinfacts.corpus.model import Fact, Source
    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.views import Card, Cards

Row = tuple[str, Text]
_LABEL = len("keywords")
_FRAME = 4  # columns of border and padding


def render_cards(view: Cards, canvas: Canvas) -> Iterator[RenderableType]:
    """Draw facts in full, a blank line between two."""
    yield from canvas.head(view.heading)
    for position, card in enumerate(view.cards):
        if position:
            yield Text()
        rows = list(_rows(card, canvas, verbose=view.verbose))
        if canvas.width < NARROW:
            yield from _unframed(card, rows, canvas)
        else:
            yield frame(card.fact.id, [_fact(card, canvas), *_grid(card, rows, canvas)], canvas)
        for sign, fact in (("↑", card.before), ("↓", card.after)):
            if fact is not None:
                yield _neighbour(sign, fact, canvas)
    if view.source is not None:
        yield Text()
        yield source_text(view.source, canvas)
    yield from canvas.foot(view.foot)


def frame(title: str, parts: Iterable[RenderableType], canvas: Canvas) -> Panel:
    """Return a rounded frame with an id in its border."""
    return Panel(
        Group(*parts),
        box=box.ROUNDED if canvas.lines and canvas.utf8 else box.ASCII,
        title=canvas.cut(canvas.text(title, "card.id"), canvas.width - _FRAME - GAP),
        title_align="left",
        border_style="line",
        padding=(0, 1),
        width=min(canvas.width, FACT_WIDTH + _FRAME),
    )


def rows_table(rows: Iterable[Row], label: int = _LABEL) -> Table:
    """Return labels in dim with their values beside them."""
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(style="secondary", width=label, no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for name, value in rows:
        table.add_row(Text(name), value)
    return table


def _fact(card: Card, canvas: Canvas) -> Text:
    return canvas.text(card.fact.text, "card.fact")


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


def _grid(card: Card, rows: list[Row], canvas: Canvas) -> Iterator[RenderableType]:
    yield Text()
    yield rows_table(rows)
    if card.conflicts:
        yield Text()
        yield rows_table(_conflict_rows(card, canvas))


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


def _unframed(card: Card, rows: list[Row], canvas: Canvas) -> Iterator[Text]:
    parts = [canvas.text(card.fact.id, "card.id"), _fact(card, canvas)]
    parts += [Text.assemble((name, "secondary"), "  ", value) for name, value in rows]
    for name, value in _conflict_rows(card, canvas):
        parts.append(Text.assemble((name or "but see", "secondary"), "  ", value))
    for part in parts:
        part.overflow = "fold"
        yield part


def _neighbour(sign: str, fact: Fact, canvas: Canvas) -> RenderableType:
    line = Text(f"{canvas.sign(sign)}  ", "secondary")
    line.append_text(canvas.text(fact.id, "id")).append("  ")
    line.append_text(canvas.text(fact.text, "secondary"))
    indent = GAP if canvas.width >= NARROW else 0
    cut = canvas.cut(line, min(canvas.width, FACT_WIDTH + _FRAME) - 2 * indent)
    return Padding(cut, (0, 0, 0, indent))


def source_text(source: Source, canvas: Canvas) -> Text:
    """Return a source in a line; its title is a link where its address may safely be one."""
    safe = canvas.links and re.fullmatch(r"https?://[!-~]+", source.url) is not None
    shown = canvas.text(source.title, f"link {source.url}" if safe else "secondary")
    revision = f"revision of {source.revision}" if source.revision else ""
    rest = [part for part in (source.publisher, revision, source.license) if part]
    shown.append_text(canvas.text("".join(f", {part}" for part in rest), "secondary"))
    shown.overflow = "fold"
    return shown
