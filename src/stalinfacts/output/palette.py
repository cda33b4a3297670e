"""The palette: every style of every screen, in a table.

Text that matters has a contrast of 3 : 1 or more on black, on white and in Solarized dark
(``tests/output/test_palette.py`` computes it). A terminal's own cyan and green miss that on
white (2.3 and 2.5 : 1 in Terminal.app) and its dim text in Solarized (2.2 : 1), so where
there are 256 colours the hues are fixed ones of medium lightness. Never yellow, bright black
(the background of Solarized) or blue (2.2 : 1 on xterm's black).
"""

from __future__ import annotations

from typing import NamedTuple

FEW = 16
_TEAL, _GREEN, _GREY = "color(31)", "color(64)", "color(244)"


class Style(NamedTuple):
    """A style with 256 colours, with the terminal's own 16, and without colour."""

    many: str
    few: str
    none: str


PALETTE = {
    "match": Style("bold red", "bold red", "bold underline"),
    "id": Style(_TEAL, "cyan", "bold"),
    "date": Style(_GREEN, "green", "none"),
    "citation": Style("none", "none", "none"),
    "remark": Style("italic magenta", "italic magenta", "italic"),
    "conflict": Style("red", "red", "none"),
    "secondary": Style(_GREY, "dim", "dim"),
    "title": Style("bold", "bold", "bold"),
    "group": Style(f"bold {_GREEN}", "bold green", "bold"),
    "command": Style("bold", "bold", "bold"),
    "count": Style("bold", "bold", "bold"),
    "note": Style("italic", "italic", "italic"),
    "bar": Style(_TEAL, "cyan", "none"),
    "term": Style("magenta", "magenta", "none"),
    "card.id": Style(f"bold {_TEAL}", "bold cyan", "bold"),
    "card.fact": Style("bold", "bold", "bold"),
    "help.heading": Style("bold", "bold", "bold"),
    "help.name": Style(f"bold {_TEAL}", "bold cyan", "bold"),
}


def styles(colors: int) -> dict[str, str]:
    """Return the style of each name for a terminal of so many colours; 0 is none."""
    column = "none" if colors == 0 else "few" if colors <= FEW else "many"
    return {name: getattr(style, column) for name, style in PALETTE.items()}
