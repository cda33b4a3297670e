"""Keep the corpus in its one form: one fact a line, keys in order, ascending citations, straight quotation marks.

python tools/format_corpus.py            # rewrite data/biography.json
python tools/format_corpus.py --check    # exit status 1 where that would change it
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from stalinfacts import corpus
from stalinfacts.errors import CorpusError
from stalinfacts.model import FLAGS, Corpus, Fact

BUNDLED = Path(__file__).resolve().parent.parent / "data" / "biography.json"
STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')


def formatted(found: Corpus) -> str:
    """Give the canonical text of a corpus."""
    return corpus.dumps(found._replace(facts=tuple(map(_fact, found.facts))))


def _fact(fact: Fact) -> Fact:
    return fact._replace(
        text=" ".join(fact.text.translate(STRAIGHT).split()),
        note=" ".join(fact.note.translate(STRAIGHT).split()),
        citations=tuple(sorted(set(fact.citations))),
        keywords=tuple(dict.fromkeys(fact.keywords)),
        flags=tuple(flag for flag in FLAGS if flag in fact.flags),
    )


def main() -> int:
    """Format or check a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=BUNDLED)
    parser.add_argument("--check", action="store_true", help="change nothing; exit status 1 where formatting would")
    args = parser.parse_args()
    try:
        wanted = formatted(corpus.read(args.file))
    except CorpusError as error:
        print(f"format_corpus: {error}", file=sys.stderr)
        return 2
    if args.file.read_text(encoding="utf-8") == wanted:
        return 0
    if args.check:
        print(f"{args.file}: not in its canonical form; run tools/format_corpus.py", file=sys.stderr)
        return 1
    args.file.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
