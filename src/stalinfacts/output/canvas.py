"""What all screens are made of: untrusted text made harmless, dates, citations, head, foot."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from stalinfacts.output.records import dates_for_readers, flag_words
from stalinfacts.output.sanitize import escape_control_characters, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from stalinfacts.corpus.model import Fact
    from stalinfacts.output.views import Heading, Hint, Item

GAP = 2
"""Columns between two cells."""

NO_BREAK = "\ue000"
"""A space at which rich does not wrap. It never comes from a corpus: ``Canvas.text`` writes private
characters out; ``tables.render_text`` turns it into a space at the end."""
_ASCII = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "›": ">", "…": "~", "·": "-"}
    | {"≠": "!=", "→": "->", "↑": "^", "↓": "v", "⋮": ":", "¶": "par.", "\u00a0": " "}
    | {"─": "-", "│": "|", "├": "|", "└": "`", "█": "#", "°": " deg"}
)


class Canvas(NamedTuple):
    """The space that a screen is drawn on.

    ``console`` knows the styles. ``lines`` says that pictures may have lines and blocks,
    ``utf8`` that any letter can be written, ``links`` that addresses may be links.
    ``height`` is 0 where there is no end.
    """

    console: Console
    width: int
    height: int = 0
    utf8: bool = True
    lines: bool = True
    links: bool = False

    def text(self, value: object, style: str = "") -> Text:
        """Return untrusted text as text and nothing else; every value goes through here."""
        shown = escape_control_characters(one_line(str(value)))
        if not self.utf8 and not shown.isascii():
            shown = shown.translate(_ASCII).encode("ascii", "backslashreplace").decode()
        return Text().append(shown, style)  # a span: a base style would spread to what follows

    def sign(self, sign: str) -> str:
        """Return a sign of the picture itself, or what stands for it in ASCII."""
        return sign if self.lines and self.utf8 else sign.translate(_ASCII)

    def rule(self, width: int = 0) -> Text:
        """Return a dim line from side to side."""
        return Text(self.sign("─") * (width or self.width), "line")

    def wrap(self, text: Text, width: int) -> list[Text]:
        """Return a text in lines of a width; a longer word is broken, none is cut off."""
        if text.cell_len <= width and "\n" not in text.plain:
            return [text]
        lines = text.wrap(self.console, max(width, 1), overflow="fold")
        for line in lines:
            line.rstrip()
        return list(lines)

    def cut(self, text: Text, width: int) -> Text:
        """Return a text in one line, cut at the width with an ellipsis."""
        text = text.copy()
        text.no_wrap = True
        if text.cell_len > width:
            ellipsis = self.text("…")
            text.truncate(max(width - ellipsis.cell_len, 0), overflow="crop")
            text.rstrip()
            text.append_text(ellipsis)
            text.truncate(width, overflow="crop")
        return text

    def highlighted(self, text: str, matches: Sequence[tuple[int, int]]) -> Text:
        """Return a text with ranges of its characters set off."""
        shown = Text()
        position = 0
        for start, stop in matches:
            shown.append_text(self.text(text[position:start]))
            shown.append_text(self.text(text[max(start, position) : stop], "match"))
            position = max(position, stop)
        return shown.append_text(self.text(text[position:]))

    def remarks(self, fact: Fact) -> Text:
        """Return what a fact must be read with: ``estimate  ≠ victims-29``."""
        shown = self.text(", ".join(flag_words(fact.flags)), "remark")
        for position, other in enumerate(fact.conflicts_with):
            shown.append("  " if shown and position == 0 else "")
            sign = self.unbroken("≠ ", "conflict") if position == 0 else Text(", ")
            shown.append_text(sign).append_text(self.text(other, "conflict"))
        return shown

    def unbroken(self, value: str, style: str = "") -> Text:
        """Return a text that is kept together in one line where that is possible."""
        shown = self.text(value, style)
        shown.plain = shown.plain.replace(" ", NO_BREAK)
        return shown

    def body(self, item: Item) -> Text:
        """Return a fact's text with its matches and remarks."""
        shown = self.highlighted(item.fact.text, item.matches)
        remarks = self.remarks(item.fact)
        return shown.append("  ").append_text(remarks) if remarks else shown

    def dates(self, fact: Fact, style: str = "date") -> Text:
        """Return a fact's dates as people write them."""
        shown = self.text(dates_for_readers(fact.dates), style)
        # A long one may be broken behind a dash or a comma, not within "Nov 1938".
        shown.plain = re.sub(r"(?<![–,-]) ", NO_BREAK, shown.plain)
        return shown

    def citations(self, fact: Fact) -> Text:
        """Return a fact's citation numbers: ``[384–386, 390]``."""
        numbers = join_ranges(fact.citations)
        return self.text(f"[{', '.join(numbers)}]" if numbers else "", "citation")

    def head(self, heading: Heading | None, width: int = 0) -> list[Text]:
        """Return the line above a list and a rule; two lines where one is too short."""
        if heading is None:
            return []
        width = width or self.width
        left, right = self.text(heading.left, "title"), self.text(heading.right, "secondary")
        space = width - left.cell_len - right.cell_len
        if space >= GAP and right:
            return [Text.assemble(left, " " * space, right), self.rule(width)]
        return [part for part in (left, right) if part] + [self.rule(width)]

    def foot(self, hints: Sequence[Hint], width: int = 0) -> list[Text]:
        """Return a rule and what to do next, as many hints a line as fit."""
        if not hints:
            return []
        width = width or self.width
        lines: list[Text] = []
        for hint in hints:
            shown = self.text(hint.text, "secondary")
            if hint.command:
                shown.append(" " if shown else "").append_text(self.text(hint.command, "command"))
            separator = self.text(" · ", "secondary")
            if lines and lines[-1].cell_len + separator.cell_len + shown.cell_len <= width:
                lines[-1].append_text(separator).append_text(shown)
            else:
                lines.append(shown)
        return [self.rule(width), *lines]


def widest(texts: Iterable[Text], limit: int) -> int:
    """Return the columns of the widest of some texts, at most the limit."""
    return min(max((text.cell_len for text in texts), default=0), limit)


def longest_word(texts: Iterable[Text]) -> int:
    """Return the columns of the longest word of some texts."""
    words = (word for text in texts for word in text.plain.split())
    return max(map(cell_len, words), default=0)


def join_ranges(numbers: Sequence[int]) -> list[str]:
    """Return ascending numbers with runs joined: 384, 385, 386 and 390 are 384–386 and 390.

    What is no whole number, as in a damaged file, stands as it is.
    """
    if not all(type(number) is int for number in numbers):
        return [str(number) for number in numbers]
    breaks = [i for i, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1]
    runs = [numbers[a:b] for a, b in pairwise((0, *breaks, len(numbers)))] if numbers else []
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
