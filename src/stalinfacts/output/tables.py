"""Views → text: the one place where rich draws. ``terminal.print_view`` alone imports it.

Each kind of view has a function ``view, canvas → lines`` in a file of its own;
``RENDERERS`` says which. A new screen is a view, a function and an entry.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from stalinfacts.output.canvas import NO_BREAK, Canvas
from stalinfacts.output.palette import styles
from stalinfacts.output.terminal import FEW, MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stalinfacts.output import help_views, overviews, views
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

RENDERERS = {
    "FactList": "lists.render_list",
    "GroupedFacts": "lists.render_groups",
    "Cards": "cards.render_cards",
    "SectionTree": "trees.render_sections",
    "EntityList": "trees.render_entities",
    "Timeline": "chart.render_timeline",
    "RecordTable": "columns.render_records",
    "HelpPage": "help_page.render_help",
}
"""What draws each kind of view, imported for the view that is shown: all take 2 ms."""


def _renderer(view: View) -> Callable[[Any, Canvas], Iterable[Text]]:
    module, name = RENDERERS[type(view).__name__].split(".")
    renderer: Callable[[Any, Canvas], Iterable[Text]]
    renderer = getattr(import_module(f"stalinfacts.output.{module}"), name)
    return renderer


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
        for part in _renderer(view)(view, canvas)
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
