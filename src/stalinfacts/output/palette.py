"""The palette: every style of every screen, in a table.

Text that matters has a contrast of 3 : 1 or more on black, on white and in Solarized dark
(``tests/output/test_palette.py`` computes it). A terminal's own cyan and green miss that on
white (2.3 and 2.5 : 1 in Terminal.app) and its dim text in Solarized (2.2 : 1), so where
there are 256 colours or more the hues are fixed ones of medium lightness; where there are 16,
ids and dates have the colour of text. Never yellow, bright black (the background of Solarized)
or blue (2.2 : 1 on xterm's black).
"""

from __future__ import annotations

from typing import NamedTuple

from stalinfacts.output.terminal import FEW, MANY, MOST

_HUES = {
    MANY: {"teal": "color(31)", "green": "color(64)", "grey": "color(244)"},
    MOST: {"teal": "#0095b0", "green": "#3f9a1f", "grey": "#808080"},
}


class Style(NamedTuple):
    """A style with 256 colours or more, with the terminal's own 16, and without colour."""

    many: str
    few: str
    none: str


PALETTE = {
    "match": Style("bold red", "bold red", "bold underline"),
    "id": Style("{teal}", "bold", "bold"),
    "date": Style("{green}", "none", "none"),
    "citation": Style("none", "none", "none"),
    "remark": Style("italic magenta", "italic magenta", "italic"),
    "conflict": Style("red", "red", "none"),
    "secondary": Style("{grey}", "dim", "dim"),
    "line": Style("dim {grey}", "dim", "dim"),
    "title": Style("bold", "bold", "bold"),
    "group": Style("bold {green}", "bold", "bold"),
    "command": Style("bold", "bold", "bold"),
    "count": Style("bold", "bold", "bold"),
    "note": Style("italic", "italic", "italic"),
    "bar": Style("{teal}", "none", "none"),
    "term": Style("magenta", "magenta", "none"),
    "card.id": Style("bold not dim {teal}", "bold not dim", "bold not dim"),
    "card.fact": Style("bold", "bold", "bold"),
    "help.heading": Style("bold", "bold", "bold"),
    "help.name": Style("bold {teal}", "bold", "bold"),
}


def styles(colors: int) -> dict[str, str]:
    """Return the style of each name for a terminal of so many colours; 0 is none."""
    if colors <= FEW:
        return {name: style.few if colors else style.none for name, style in PALETTE.items()}
    hues = _HUES[MOST if colors > MANY else MANY]
    return {name: style.many.format(**hues) for name, style in PALETTE.items()}
