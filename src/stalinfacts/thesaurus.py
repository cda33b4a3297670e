"""Everyday words that may stand for one another: what a reader types for what the text says.

Drawn from WordNet 3.0 (G. A. Miller, "WordNet: a lexical database for English",
Communications of the ACM 38(11), 1995) by ``tools/make_thesaurus.py``. A line of the file
is a stem, a tab and words; the lines are sorted, so a look-up is a binary search
that reads a few of them and nothing has to be loaded.
"""

from __future__ import annotations

import mmap
from functools import lru_cache
from pathlib import Path

NAME = "thesaurus.txt"


class Thesaurus:
    """A sorted file of stems and the words that may stand for them."""

    def __init__(self, path: Path) -> None:
        """Map a file into memory.

        Raises:
            OSError: it cannot be read.
        """
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def synonyms(self, stem: str) -> tuple[str, ...]:
        """Give the words that may stand for a word with a stem, the nearest first; none where it is unknown."""
        wanted = stem.encode() + b"\t"
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            stop = self._lines.find(b"\n", start)
            stop = high if stop < 0 else stop
            line = self._lines[start:stop]
            if line.startswith(wanted):
                return tuple(line[len(wanted) :].decode().split())
            if line < wanted:
                low = stop + 1
            else:
                high = start
        return ()


@lru_cache(maxsize=1)
def bundled() -> Thesaurus | None:
    """Open the thesaurus that comes with the package; None where it is missing, and words then stand for themselves alone."""
    here = Path(__file__).resolve()
    for folder in (here.parent / "data", here.parents[2] / "data"):
        try:
            return Thesaurus(folder / NAME)
        except (OSError, ValueError):
            continue
    return None
