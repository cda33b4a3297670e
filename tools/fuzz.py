"""Fuzz what reads untrusted text, guided by coverage.

    pip install atheris
    python tools/fuzz.py dates|query|search|corpus -max_total_time=600

A find is kept as a test. The options behind the target are libFuzzer's.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable

with atheris.instrument_imports(include=["stalinfacts"]):
    import stalinfacts
    from stalinfacts.dates.edtf import parse_edtf
    from stalinfacts.dates.phrases import find_dates, parse_date_range, parse_month_day
    from stalinfacts.errors import StalinfactsError

FILE = Path(tempfile.mkdtemp()) / "corpus.json"
SMALL = {
    "schema_version": 1,
    "title": "Small",
    "source": {"title": "Nothing"},
    "entities": [{"id": "a", "name": "Ann Other", "kind": "person", "aliases": ["Anne"]}],
    "sections": [
        {
            "id": "s",
            "title": "Only",
            "parent": None,
            "facts": [
                {
                    "id": f"s-{n}",
                    "paragraph": 1,
                    "text": text,
                    "dates": ["1937"],
                    "citations": [n],
                    "entities": ["a"],
                    "keywords": ["purge"],
                }
                for n, text in enumerate(
                    ("Ann was shot in 1937.", "The great purge began.", "A five-year plan."), 1
                )
            ],
        },
    ],
}


def text(data: bytes) -> str:
    """Make a text, half surrogates included."""
    return atheris.FuzzedDataProvider(data).ConsumeUnicode(200)


def fuzz_dates(data: bytes) -> None:
    """Read a text as every kind of date."""
    line = text(data)
    for read in (parse_edtf, parse_date_range, parse_month_day):
        with contextlib.suppress(StalinfactsError):
            read(line)
    with contextlib.suppress(StalinfactsError):
        for date in find_dates(line):
            assert 0 <= date.start < date.stop <= len(line)  # noqa: S101 # what the fuzzer looks for


def fuzz_query(data: bytes) -> None:
    """Read a text as a query."""
    with contextlib.suppress(StalinfactsError):
        CORPUS.parse(text(data))


def fuzz_search(data: bytes) -> None:
    """Ask a small corpus anything."""
    with contextlib.suppress(StalinfactsError):
        CORPUS.search(text(data), limit=5)


def fuzz_corpus(data: bytes) -> None:
    """Read bytes as a corpus; what is read can be asked."""
    FILE.write_bytes(data)
    with contextlib.suppress(StalinfactsError):
        stalinfacts.load(FILE).search("purge")


FILE.write_text(json.dumps(SMALL), encoding="utf-8")
CORPUS = stalinfacts.load(FILE)
TARGETS: dict[str, Callable[[bytes], None]] = {
    "dates": fuzz_dates,
    "query": fuzz_query,
    "search": fuzz_search,
    "corpus": fuzz_corpus,
}


def main() -> int:
    """Fuzz one target until libFuzzer ends."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        print(__doc__, file=sys.stderr)
        return 2
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
