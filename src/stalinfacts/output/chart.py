"""The timeline: a bar a period, the matches alone where there was a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from stalinfacts.output.canvas import GAP, widest
from stalinfacts.output.rows import FACT_WIDTH, NARROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.output.canvas import Canvas
    from stalinfacts.output.overviews import Bar, Timeline

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEAST_BAR = 8
_LONGEST_BAR = 60


def render_timeline(view: Timeline, canvas: Canvas) -> Iterator[Text]:
    """Draw bars, a run of empty periods as one dim sign."""
    bars = _trimmed(view.bars)
    width = min(canvas.width, FACT_WIDTH + GAP)
    most = max((bar.facts for bar in bars), default=0)
    periods = [canvas.text(bar.period, "date") for bar in bars]
    counts = [canvas.text(f"{bar.facts:,}", "count") for bar in bars]
    head = widest(periods, width)
    number = widest(counts, width)
    ends = [_end(bar, canvas) for bar in bars]
    space = width - head - number - 2 * GAP
    room = max(min(space - GAP - widest(ends, space // 2), _LONGEST_BAR), 1)
    yield from canvas.head(view.heading, width)
    for position, bar in enumerate(bars):
        if bar.facts == 0:
            if position == 0 or bars[position - 1].facts:
                yield canvas.cut(Text(f"{canvas.sign('⋮'):>{head}}", "secondary"), width)
            continue
        line = Text(" " * (head - periods[position].cell_len)).append_text(periods[position])
        line.append(" " * (GAP + number - counts[position].cell_len))
        line.append_text(counts[position])
        if space >= _LEAST_BAR:
            length = _bar(bar.facts, most, room, canvas)
            line.append(" " * GAP).append(length, "bar")
        if ends[position] and width >= NARROW // 2:
            line.append(" " * GAP).append_text(ends[position])
        yield canvas.cut(line, width)
    yield from canvas.foot(view.foot, width)


def _trimmed(bars: Sequence[Bar]) -> Sequence[Bar]:
    """Leave out the empty periods before the first bar and behind the last."""
    full = [position for position, bar in enumerate(bars) if bar.facts]
    return bars[full[0] : full[-1] + 1] if full else []


def _end(bar: Bar, canvas: Canvas) -> Text:
    parts = [f"of {bar.total:,}" if bar.total is not None else "", bar.label]
    return canvas.text("  ".join(part for part in parts if part), "secondary")


def _bar(count: int, most: int, room: int, canvas: Canvas) -> str:
    eighths = max(1, round(count * room * 8 / most))
    if not (canvas.lines and canvas.utf8):
        return "#" * max(1, eighths // 8)
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
