"""Keep the corpus in its one form: one fact a line, keys in order, straight quotation marks.

python tools/format_corpus.py            # rewrite data/biography.json
python tools/format_corpus.py --check    # exit status 1 where that would change it
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stalinfacts.corpus.model import FLAGS, CorpusFile, Fact
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.corpus.writer import dumps
from stalinfacts.errors import CorpusError

BUNDLED = Path(__file__).resolve().parent.parent / "data" / "biography.json"
STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


def format_corpus(corpus: CorpusFile) -> str:
    """Return the canonical text of a corpus."""
    return dumps(corpus._replace(facts=tuple(map(_format_fact, corpus.facts))))


def _format_fact(fact: Fact) -> Fact:
    return fact._replace(
        text=_format_text(fact.text),
        note=_format_text(fact.note),
        keywords=tuple(dict.fromkeys(map(_format_text, fact.keywords))),
        held_by=tuple(dict.fromkeys(map(_format_text, fact.held_by))),
        flags=tuple(flag for flag in FLAGS if flag in fact.flags),
    )


def _format_text(text: str) -> str:
    return " ".join(text.translate(STRAIGHT).split())


def main() -> int:
    """Format or check a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=BUNDLED)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit status 1 if formatting would"
    )
    args = parser.parse_args()
    try:
        formatted = format_corpus(read_corpus(args.file))
    except CorpusError as error:
        print(f"format_corpus: {error}", file=sys.stderr)
        return 2
    if args.file.read_text(encoding="utf-8") == formatted:
        return 0
    if args.check:
        hint = "run tools/format_corpus.py"
        print(f"{args.file}: not in its canonical form; {hint}", file=sys.stderr)
        return 1
    args.file.write_text(formatted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
