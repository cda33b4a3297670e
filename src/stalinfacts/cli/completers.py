"""Candidates for values: names from the corpus, and the fixed choices."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.cli.registry import COMMANDS
from stalinfacts.cli.session import CORPUS_SUFFIXES, data_folder, find_corpus, load_corpus
from stalinfacts.corpus.model import FLAGS, KINDS
from stalinfacts.output.formats import FORMAT_NAMES
from stalinfacts.output.records import SEARCH_COLUMNS
from stalinfacts.output.terminal import COLOR_SETTINGS
from stalinfacts.query.arguments import SORTS
from stalinfacts.query.filters import fields
from stalinfacts.text.normalize import normalize
from stalinfacts.timeline import PERIODS

if TYPE_CHECKING:
    from stalinfacts.api import Corpus

SHELLS = ("bash", "zsh", "fish")
_MAX_CANDIDATES = 200
_MAX_HELP = 60
_OBEYED = frozenset('$`"\\!')
"""Signs that a shell obeys even inside double quotation marks."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Candidate(NamedTuple):
    """A word that may be meant, and what it stands for."""

    word: str
    help: str = ""


_FIXED = {
    "flag": FLAGS,
    "kind": KINDS,
    "period": PERIODS,
    "shell": SHELLS,
    "sort": SORTS,
    "color": COLOR_SETTINGS,
    "format": FORMAT_NAMES,
    "command": tuple(COMMANDS),
}


def complete(kind: str, incomplete: str, corpus_name: str | None) -> list[Candidate]:
    """Return the values of a kind that begin as typed; none for files, which shells know."""
    if kind in _FIXED:
        typed = incomplete.lower()
        return [Candidate(word) for word in _FIXED[kind] if word.startswith(typed)]
    if kind == "columns":
        return _columns(incomplete)
    if kind == "term":
        return _terms(incomplete, corpus_name)
    if kind == "corpus":
        return _corpora(incomplete)
    if kind not in _FROM_CORPUS:
        return []
    corpus = load_corpus(find_corpus(corpus_name))
    return _FROM_CORPUS[kind](corpus, incomplete)[:_MAX_CANDIDATES]


def _corpora(incomplete: str) -> list[Candidate]:
    """Return the corpora in the user's data folder, and the files here that may be one."""
    files = [
        p for p in (*data_folder().glob("*"), *Path().glob("*")) if p.suffix in CORPUS_SUFFIXES
    ]
    names = sorted({path.stem if path.is_absolute() else path.name for path in files})
    return [Candidate(n) for n in names if n.startswith(incomplete) and _is_harmless(n)]


def _columns(incomplete: str) -> list[Candidate]:
    head, comma, last = incomplete.rpartition(",")
    names = dict.fromkeys((*SEARCH_COLUMNS.keys, *SEARCH_COLUMNS.computed, "all"))
    return [Candidate(f"{head}{comma}{name}") for name in names if name.startswith(last.lower())]


def _terms(incomplete: str, corpus_name: str | None) -> list[Candidate]:
    """Return fields of a query, or the values of the field that was typed."""
    head, colon, value = incomplete.partition(":")
    sign = "-" if head.startswith("-") else ""
    row = fields().get(head.removeprefix("-").lower())
    if colon and row is not None and row.completion:
        values = complete(row.completion, value, corpus_name)
        return [c._replace(word=f"{head}:{c.word}") for c in values]
    if colon or not incomplete:
        return []
    begun = head.removeprefix("-").lower()
    return [
        Candidate(f"{sign}{name}:", row.help)
        for name, row in fields().items()
        if name.startswith(begun)
    ]


def _sections(corpus: Corpus, incomplete: str) -> list[Candidate]:
    typed = incomplete.lower()
    sections = corpus.sections()
    return [Candidate(s.id, s.title) for s in sections if s.id.startswith(typed) and _is_id(s.id)]


def _facts(corpus: Corpus, incomplete: str) -> list[Candidate]:
    ids = corpus.ids_with_prefix(incomplete.lower(), _MAX_CANDIDATES)
    facts = corpus.get([fact_id for fact_id in ids if _is_id(fact_id)])
    return [Candidate(fact.id, _shorten(fact.text)) for fact in facts]


def _entities(corpus: Corpus, incomplete: str) -> list[Candidate]:
    """Return ids, and names where no id begins as typed: shells drop what does not."""
    begun = normalize(incomplete)
    candidates: list[Candidate] = []
    for entity in corpus.entities():
        names = (entity.name, *entity.aliases)
        if entity.id.startswith(begun) and _is_id(entity.id):
            candidates.append(Candidate(entity.id, entity.name))
        else:
            form = next((name for name in names if normalize(name).startswith(begun)), "")
            if form and _is_harmless(form):
                candidates.append(Candidate(form, entity.name))
    return candidates


def _holders(corpus: Corpus, incomplete: str) -> list[Candidate]:
    begun = normalize(incomplete)
    holders = (holder for holder in corpus.holders() if _is_harmless(holder))
    return [Candidate(holder) for holder in holders if normalize(holder).startswith(begun)]


_FROM_CORPUS = {"section": _sections, "fact": _facts, "entity": _entities, "holder": _holders}


def _is_id(text: str) -> bool:
    """Return whether a text may stand on a command line as it is."""
    return _ID.fullmatch(text) is not None


def _is_harmless(name: str) -> bool:
    """Return whether a name may stand on a command line inside quotation marks."""
    return name.isprintable() and _OBEYED.isdisjoint(name)


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_HELP else text[: _MAX_HELP - 1] + "…"
