"""Text that matters is readable: 3 : 1 or more on the palettes that people have."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from stalinfacts.output.palette import PALETTE, styles
from stalinfacts.output.terminal import FEW, MANY, MOST

Rgb = tuple[int, int, int]
PALETTES: dict[str, dict[str, Rgb]] = {
    "xterm": {
        "background": (0, 0, 0),
        "text": (229, 229, 229),
        "red": (205, 0, 0),
        "magenta": (205, 0, 205),
    },
    "Terminal.app": {
        "background": (255, 255, 255),
        "text": (0, 0, 0),
        "red": (194, 54, 33),
        "magenta": (211, 56, 211),
    },
    "VS Code": {
        "background": (30, 30, 30),
        "text": (204, 204, 204),
        "red": (205, 49, 49),
        "magenta": (188, 63, 188),
    },
    "Solarized dark": {
        "background": (0, 43, 54),
        "text": (131, 148, 150),
        "red": (220, 50, 47),
        "magenta": (211, 54, 130),
    },
}
READABLE = 3.0


def contrast(first: Rgb, second: Rgb) -> float:
    """Return the contrast of WCAG 2.1."""

    def luminance(color: Rgb) -> float:
        parts = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in color]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("colors", [FEW, MANY, MOST])
@pytest.mark.parametrize("name", sorted(PALETTE.keys() - {"line"}))
def test_contrast(palette: str, colors: int, name: str) -> None:
    style = Style.parse(styles(colors)[name])
    assert not style.dim or (colors == FEW and name == "secondary")
    there = PALETTES[palette]
    if style.color is None or style.color.is_default:
        shown = there["text"]
    elif style.color.name in there:
        shown = there[style.color.name]
    else:
        system = ColorSystem.EIGHT_BIT if colors == MANY else ColorSystem.TRUECOLOR
        shown = tuple(style.color.downgrade(system).get_truecolor())  # type: ignore[assignment] # three of them
    assert contrast(shown, there["background"]) >= READABLE


def test_sixteen_colours_are_the_terminals_own_and_no_colour_is_none() -> None:
    for name in PALETTE:
        few = Style.parse(styles(FEW)[name])
        assert few.color is None or few.color.name in ("default", "red", "magenta")
        none = Style.parse(styles(0)[name])
        assert none.color is None or none.color == Color.default()
    assert Style.parse(styles(0)["match"]).underline
