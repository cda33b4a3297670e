"""Views → text: the one place where rich draws. ``terminal.print_view`` alone imports it.

Each kind of view has a function ``view, canvas → renderables`` in a file of its own;
``RENDERERS`` says which. A new screen is a view, a function and an entry.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from rich.console import Console
from rich.theme import Theme

from stalinfacts.output import views
from stalinfacts.output.canvas import NO_BREAK, Canvas
from stalinfacts.output.cards import render_cards
from stalinfacts.output.chart import render_timeline
from stalinfacts.output.columns import render_records
from stalinfacts.output.help_page import render_help
from stalinfacts.output.lists import render_groups, render_list
from stalinfacts.output.palette import FEW, MANY, styles
from stalinfacts.output.trees import render_entities, render_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from stalinfacts.output.terminal import Terminal
    from stalinfacts.output.views import View

RENDERERS: dict[type, Callable[[Any, Canvas], Iterable[RenderableType]]] = {
    views.FactList: render_list,
    views.GroupedFacts: render_groups,
    views.Cards: render_cards,
    views.SectionTree: render_sections,
    views.EntityList: render_entities,
    views.Timeline: render_timeline,
    views.RecordTable: render_records,
    views.HelpPage: render_help,
}
_TALLEST = 2**16  # lines of the console; what is taller scrolls


def render_text(view: View, terminal: Terminal) -> str:
    """Return a view as lines of text, with escape sequences where the terminal takes them."""
    canvas = Canvas(
        width=max(terminal.width, 1),
        height=terminal.height,
        utf8=terminal.utf8,
        lines=not terminal.dumb,
        links=terminal.tty and terminal.styled,
    )
    file = StringIO()
    console = Console(
        file=file,
        width=canvas.width,
        height=_TALLEST,
        theme=Theme(styles(terminal.colors)),
        color_system=_color_system(terminal),
        force_terminal=terminal.styled,
        force_jupyter=False,
        no_color=terminal.colors == 0,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in RENDERERS[type(view)](view, canvas):
        console.print(part)
    lines = file.getvalue().replace(NO_BREAK, " ").split("\n")[:-1]
    return "".join([line.rstrip() + "\n" for line in lines])


def _color_system(terminal: Terminal) -> Literal["standard", "256", "truecolor"] | None:
    if not terminal.styled:
        return None
    if terminal.colors <= FEW:
        return "standard"
    return "truecolor" if terminal.colors > MANY else "256"
