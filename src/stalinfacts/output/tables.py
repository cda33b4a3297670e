"""Views → text: the one place where rich draws. ``terminal.print_view`` alone imports it.

Each kind of view has a function ``view, canvas → lines`` in a file of its own;
``RENDERERS`` says which. A new screen is a view, a function and an entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from stalinfacts.output import help_views, overviews, views
from stalinfacts.output.canvas import NO_BREAK, Canvas
from stalinfacts.output.cards import render_cards
from stalinfacts.output.chart import render_timeline
from stalinfacts.output.columns import render_records
from stalinfacts.output.help_page import render_help
from stalinfacts.output.lists import render_groups, render_list
from stalinfacts.output.palette import styles
from stalinfacts.output.terminal import FEW, MANY
from stalinfacts.output.trees import render_entities, render_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stalinfacts.output.terminal import Terminal

View = (
    views.FactList
    | views.GroupedFacts
    | views.Cards
    | views.RecordTable
    | overviews.SectionTree
    | overviews.EntityList
    | overviews.Timeline
    | help_views.HelpPage
)
RENDERERS: dict[type, Callable[[Any, Canvas], Iterable[Text]]] = {
    views.FactList: render_list,
    views.GroupedFacts: render_groups,
    views.Cards: render_cards,
    overviews.SectionTree: render_sections,
    overviews.EntityList: render_entities,
    overviews.Timeline: render_timeline,
    views.RecordTable: render_records,
    help_views.HelpPage: render_help,
}


def render_text(view: View, terminal: Terminal) -> str:
    """Return a view as lines of text, with escape sequences where the terminal takes them."""
    width = max(terminal.width, 1)
    canvas = Canvas(
        # With a size of its own it does not read COLUMNS and LINES, which may be no numbers.
        Console(
            theme=Theme(styles(terminal.colors)),
            force_jupyter=False,
            width=width,
            height=max(terminal.height, 1),
        ),
        width=width,
        height=terminal.height,
        utf8=terminal.utf8,
        lines=not terminal.dumb,
        links=terminal.tty and terminal.styled,
    )
    color_system = _color_system(terminal)
    lines = (
        _painted(line, canvas, color_system)
        for part in RENDERERS[type(view)](view, canvas)
        for line in canvas.wrap(part, canvas.width)
    )
    return "".join([line + "\n" for line in lines])


def _color_system(terminal: Terminal) -> ColorSystem | None:
    if not terminal.styled:
        return None
    if terminal.colors <= FEW:
        return ColorSystem.STANDARD
    return ColorSystem.TRUECOLOR if terminal.colors > MANY else ColorSystem.EIGHT_BIT


def _painted(line: Text, canvas: Canvas, color_system: ColorSystem | None) -> str:
    line = Text().append_text(line)  # whose own style is a span then
    line.plain = line.plain.replace(NO_BREAK, " ")
    line.rstrip()
    if color_system is None:
        return line.plain
    return "".join(
        [
            segment.style.render(segment.text, color_system=color_system)
            if segment.style
            else segment.text
            for segment in line.render(canvas.console)
        ]
    )
