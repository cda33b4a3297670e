"""Results → rich renderables: table, list, card, tree, chart. Nothing here prints.

Text from a corpus is never markup: it goes into ``Text`` objects, with what a terminal
would obey written out (``stalinfacts.text.visible``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stalinfacts import dates
from stalinfacts.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from stalinfacts.export import Record
    from stalinfacts.model import Entity, Fact, Section, Source
    from stalinfacts.search import Hit, Reason

WIDE = 80
"""Columns from which a table shows the section."""
NARROW = 60
"""Columns below which a table becomes a list."""

_MATCH = "bold yellow"
_ID = "cyan"
_DATE = "green"
_QUIET = "dim"
_FLAG = "italic magenta"


class Row(NamedTuple):
    """A fact as it is listed: ``spanning`` marks one whose date merely spans the time asked for."""

    fact: Fact
    matches: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()
    spanning: bool = False


def rows_of(hits: Sequence[Hit]) -> list[Row]:
    """Give the rows of a search."""
    return [Row(hit.fact, hit.matches, hit.reasons) for hit in hits]


def plain(text: str, style: str = "") -> Text:
    """Give text that nothing in it can turn into anything else."""
    return Text(visible(text), style)


def highlighted(text: str, matches: Sequence[tuple[int, int]]) -> Text:
    """Give a text with ranges of its characters set off."""
    found = Text()
    at = 0
    for start, stop in matches:
        found.append(visible(text[at:start]))
        found.append(visible(text[start:stop]), _MATCH)
        at = stop
    return found.append(visible(text[at:]))


def date_text(fact: Fact, *, spanning: bool = False) -> Text:
    """Give a fact's dates as people write them; one that merely spans the time asked for stands in brackets."""
    written = ", ".join(map(dates.humanise, fact.dates))
    return Text(f"({written})", _QUIET) if spanning else Text(written, _DATE)


def citation_text(fact: Fact) -> Text:
    """Give the citation numbers as the article shows them: ``[4] [5]``."""
    return Text(" ".join(f"[{number}]" for number in fact.citations), _QUIET)


def remark_text(fact: Fact) -> Text:
    """Give the flags and contradictions of a fact in a few words; empty where it has none."""
    remarks = [flag.replace("-", " ") for flag in fact.flags]
    if fact.conflicts_with:
        remarks.append("conflicts with " + ", ".join(fact.conflicts_with))
    return plain(f"({'; '.join(remarks)})", _FLAG) if remarks else Text()


def _body(row: Row) -> Text:
    body = highlighted(row.fact.text, row.matches)
    if remark := remark_text(row.fact):
        body.append(" ").append_text(remark)
    for reason in row.reasons:
        body.append("\n").append_text(reason_text(reason))
    return body


def reason_text(reason: Reason) -> Text:
    """Give one reason of a match in a line."""
    found = " ".join(reason.words)
    how = reason.how if found == reason.term else f"{reason.how}: {found}"
    return plain(f"  {reason.term} ({how}) in {reason.where}: {reason.share:.3f}", _QUIET)


def facts(rows: Sequence[Row], titles: dict[str, str], width: int) -> RenderableType:
    """Give a table of facts that fits a width; below ``NARROW`` columns a list."""
    if width < NARROW:
        return _list(rows)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=False)
    table.add_column("ID", style=_ID, no_wrap=True)
    table.add_column("Date", min_width=9, max_width=11 if width < 2 * NARROW else 16)
    table.add_column("Fact", ratio=1, overflow="fold")
    if width >= WIDE:
        table.add_column("Section", max_width=max(12, width // 6), overflow="fold", style=_QUIET)
    table.add_column("Cited", max_width=6 if width < 2 * NARROW else 24, overflow="fold")
    for row in rows:
        cells: list[RenderableType] = [plain(row.fact.id), date_text(row.fact, spanning=row.spanning), _body(row)]
        if width >= WIDE:
            cells.append(plain(titles[row.fact.section]))
        cells.append(citation_text(row.fact))
        table.add_row(*cells)
    return table


def _list(rows: Sequence[Row]) -> RenderableType:
    parts: list[RenderableType] = []
    for row in rows:
        head = Text.assemble(plain(row.fact.id, _ID), "  ", date_text(row.fact, spanning=row.spanning))
        parts += [head, _body(row)]
        if row.fact.citations:
            parts.append(citation_text(row.fact))
        parts.append(Text())
    return Group(*parts[:-1])


class Beside(NamedTuple):
    """What a card shows besides its fact: the source, the facts that say otherwise, and those before and after it."""

    source: Source | None = None
    linked: bool = False  # whether the terminal is one that may follow links (OSC 8)
    others: Sequence[Fact] = ()
    before: Fact | None = None
    after: Fact | None = None


def card(fact: Fact, path: Sequence[Section], entities: Sequence[Entity], beside: Beside) -> RenderableType:
    """Give one fact whole, with what it conflicts with and the facts beside it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)

    def line(name: str, content: Text) -> None:
        if content:
            grid.add_row(name, content)

    line("Date", Text(", ".join(map(dates.humanise, fact.dates)) or "not dated", _DATE))
    line("Section", plain(" › ".join(section.title for section in path)))
    line("Paragraph", Text(str(fact.paragraph)))
    line("Cited", citation_text(fact) or Text("not cited", _QUIET))
    if beside.source is not None:
        line("Source", source_text(beside.source, linked=beside.linked))
    line("Names", plain(", ".join(f"{entity.name} ({entity.kind})" for entity in entities)))
    line("Keywords", plain(", ".join(fact.keywords)))
    line("Flags", plain(", ".join(fact.flags), _FLAG))
    line("Note", plain(fact.note))
    for other in beside.others:
        line("Conflicts", Text.assemble(plain(other.id, _ID), " ", plain(other.text)))
    for name, near in (("Before", beside.before), ("After", beside.after)):
        if near is not None:
            line(name, Text.assemble(plain(near.id, _ID), " ", plain(near.text, _QUIET)))
    return Group(Text.assemble(plain(fact.id, f"bold {_ID}"), "  ", plain(fact.text, "bold")), Padding(grid, (0, 0, 0, 2)))


def source_text(source: Source, *, linked: bool) -> Text:
    """Give a source in a line, its title a link where there is an address that may safely be one."""
    safe = linked and re.fullmatch(r"https?://[!-~]+", source.url) is not None
    rest = "".join(f", {part}" for part in (source.publisher, source.revision) if part)
    return Text().append(visible(source.title), f"link {source.url}" if safe else "").append(visible(rest), _QUIET)


def tree(sections: Sequence[Section], records: Sequence[Record], title: str) -> RenderableType:
    """Give the sections as a tree, with counts and years."""
    from rich.tree import Tree  # noqa: PLC0415 # only this picture needs it

    root = Tree(plain(title, "bold"), guide_style=_QUIET)
    nodes = {"": root}
    for section, record in zip(sections, records, strict=True):
        label = Text.assemble(plain(section.id, _ID), "  ", plain(section.title))
        years = f"{record['first_year']}–{record['last_year']}" if record["first_year"] else "no dates"
        label.append(f"  {record['facts']} facts, {years}" if record["facts"] else "", _QUIET)
        nodes[section.id] = nodes[section.parent or ""].add(label)
    return root


def records(found: Sequence[Record], columns: Sequence[str], styles: dict[str, str], write: Callable[[Record, str], str]) -> RenderableType:
    """Give any records as a table, a column a key."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        numeric = bool(found) and isinstance(found[0].get(column), int)
        table.add_column(column.replace("_", " ").capitalize(), style=styles.get(column, ""), justify="right" if numeric else "left", overflow="fold")
    for record in found:
        table.add_row(*(plain(write(record, column)) for column in columns))
    return table


class Bar(NamedTuple):
    """A bar of the timeline: facts of a period, how many of them match, and what mattered then."""

    period: str
    facts: int
    matches: int
    label: str = ""


_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


def chart(bars: Sequence[Bar], width: int, *, searched: bool, unicode: bool) -> RenderableType:
    """Give bars by period that fit a width; with a search, its matches are bright and the rest is dim.

    A gap of periods with no fact is one line of dots.
    """
    most = max((bar.facts for bar in bars), default=0)
    head = max((len(bar.period) for bar in bars), default=0)
    count = max((len(_count(bar, searched=searched)) for bar in bars), default=0)
    label = min(max((len(bar.label) for bar in bars), default=0), max(0, width // 3))
    room = max(4, width - head - count - label - 4)
    lines: list[RenderableType] = []
    gap = False
    for bar in bars:
        if bar.facts == 0:
            if not gap:
                lines.append(Text(f"{'⋮' if unicode else ':':>{head}}", _QUIET))
            gap = True
            continue
        gap = False
        line = Text(no_wrap=True, overflow="ellipsis").append(f"{bar.period:>{head}} ", _DATE)
        if searched:
            cells = max(1, round(bar.facts * room / most))
            bright = min(cells, max(1, round(bar.matches * room / most))) if bar.matches else 0
            line.append((_FULL if unicode else "#") * bright, "cyan").append((_FULL if unicode else "-") * (cells - bright), "bright_black")
        else:
            line.append(_bar(bar.facts, most, room, unicode=unicode), "cyan")
        line.append(f" {_count(bar, searched=searched)}", "bold" if bar.label else "")
        if bar.label and label:
            line.append(f" {visible(bar.label)}", "yellow")
        line.truncate(width)
        lines.append(line)
    return Group(*lines)


def _count(bar: Bar, *, searched: bool) -> str:
    return f"{bar.matches}/{bar.facts}" if searched else str(bar.facts)


def _bar(value: int, most: int, room: int, *, unicode: bool) -> str:
    eighths = max(1, round(value * room * 8 / most))
    if not unicode:
        return "#" * max(1, eighths // 8)
    return _FULL * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
