"""What to try where nothing was found. What a hint advises works: a test runs each."""

from __future__ import annotations

import re
import shlex
from functools import partial
from typing import TYPE_CHECKING

from stalinfacts.cli.options import COMMON_OPTIONS, FILTER_OPTIONS, command_line
from stalinfacts.dates.display import format_range
from stalinfacts.dates.ranges import DateRange, Relation, year_of
from stalinfacts.output.terminal import PROGRAM
from stalinfacts.output.views import plural
from stalinfacts.query.filters import describe_condition
from stalinfacts.query.model import Condition, Filters
from stalinfacts.query.values import parse_citations
from stalinfacts.text.normalize import display, tokens, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.query.model import Query, Term
    from stalinfacts.search.model import SearchResult

_MAX_TERMS = 12
"""Words of a question up to which it is tried without each."""
_MAX_TRIES = 10
"""Filters that are tried out for what is there without them."""
_MAX_LOOSE_WORDS = 100
"""Words of a query that is tried without its quotation marks."""
_CITATION = re.compile(r"\[(\d+)\]")


def command(request: Request, *words: str, filtered: bool = True) -> str:
    """Return a command to type, with the corpus and the filters that were given."""
    groups = (FILTER_OPTIONS,) if filtered else ()
    options = command_line(request.given, *groups, COMMON_OPTIONS.only("corpus"))
    parts = (option.partition("=") for option in options)
    quoted = (f"{flag}={shlex.quote(value)}" if is_ else flag for flag, is_, value in parts)
    return " ".join([PROGRAM, *map(shlex.quote, words), *quoted])


def nothing_found(session: Session, query: Query, result: SearchResult, text: str) -> str:
    """Return why a search found nothing, and what would find something."""
    if text in session.corpus:
        show = command(session.request, "show", text, filtered=False)
        return f"'{text}' is the id of a fact: {show}"
    if match := _CITATION.fullmatch(text):
        if session.corpus.cited(match[1], filters=session.request.filters):
            return f"'{text}' is a citation number: {command(session.request, 'cite', match[1])}"
        return nothing_cited(session, match[1])
    if not query.terms and not query.filters.conditions:
        return f"there is no word to look for in '{text}'"
    without = _blame_filter(session, query) or _blame_strictness(session, query)
    parts = [f"nothing was found for '{text}'" if text else "nothing was found"]
    if without:
        return f"{parts[0]}; {without}"
    if len(query.terms) > 1:
        parts += _blame_words(session, query, result)
    if " without " not in parts[-1]:
        near = session.corpus.nearest_words(result.missing)
        if query.filters:
            search = partial(session.corpus.search, filters=query.filters, limit=1)
            near = [word for word in near if search(word).total]
        parts += [f"the nearest words: {', '.join(near[:3])}"] if near else []
    return "; ".join(parts)


def _blame_words(session: Session, query: Query, result: SearchResult) -> list[str]:
    """Return which words are in no fact, and what there is without them or without another."""
    unknown = {tuple(words(text)): f"'{text}'" for text in result.missing}
    known = tuple(term for term in query.terms if term.words not in unknown)
    they = ""
    parts = []
    if unknown:
        are, they = ("is", "it") if len(unknown) == 1 else ("are", "them")
        parts.append(f"{_join_words(unknown.values())} {are} in no fact")
        if known and 0 < (total := _total(session, query, known)) < len(session.corpus):
            return [*parts, f"{plural(total, 'fact')} without {they}"]
    if 1 < len(known) <= _MAX_TERMS:
        totals = [_total(session, query, (*known[:n], *known[n + 1 :])) for n in range(len(known))]
        if most := max(totals):
            typed = {token.word: query.text[slice(*token[1:])] for token in tokens(query.text)}
            term = known[totals.index(most)]
            word = f"'{' '.join(typed.get(word, display(word)) for word in term.words)}'"
            without = f"{they} and {word}" if they else word
            parts.append(f"{plural(most, 'fact')} without {without}")
    return parts


def _join_words(texts: Iterable[str]) -> str:
    """Return texts as a sentence lists them: "a, b and c"."""
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


def _total(session: Session, query: Query, terms: tuple[Term, ...]) -> int:
    return session.corpus.answer(query._replace(terms=terms), limit=1).total


def _blame_strictness(session: Session, query: Query) -> str:
    """Return what there is without an exclusion, without quotation marks, --exact or --all."""
    if query.excluded:
        total = session.corpus.answer(query._replace(excluded=()), limit=1).total
        if total:
            return f"{plural(total, 'fact')} without the exclusion"
    loose = query._replace(terms=tuple(_loosen(query)), exact=False, match_all=False)
    total = session.corpus.answer(loose, limit=1).total if loose != query else 0
    if not total:
        return ""
    reason = "--exact" if query.exact else "--all" if query.match_all else "the quotation marks"
    return f"{plural(total, 'fact')} without {reason}"


def _loosen(query: Query) -> list[Term]:
    terms: list[Term] = []
    for term in query.terms:
        if term.phrase:
            terms += [term._replace(words=(word,), phrase=False) for word in term.words]
        else:
            terms.append(term)
    return terms[:_MAX_LOOSE_WORDS]


def _blame_filter(session: Session, query: Query) -> str:

    def count(rest: Filters) -> int:
        without = query._replace(filters=rest)
        return session.corpus.answer(without, limit=1).total if query.terms or rest else 0

    return without_filter(query.filters, count)


def without_filter(
    filters: Filters, count: Callable[[Filters], int], noun: str = "fact", nouns: str = ""
) -> str:
    """Return what there is without one of some filters that leave nothing: the one to blame."""
    for condition in filters.conditions[:_MAX_TRIES]:
        rest = tuple(c for c in filters.conditions if c is not condition)
        if total := count(filters._replace(conditions=rest)):
            return f"{plural(total, noun, nouns)} without {describe_condition(condition)}"
    return ""


def nothing_left(session: Session, filters: Filters) -> str:
    """Return which filter leaves nothing of a list of facts."""
    without = without_filter(filters, session.corpus.count)
    return f"nothing was found; {without}" if without else "nothing was found"


def nothing_dated(session: Session, times: Sequence[DateRange], left_out: int) -> str:
    """Return what is dated near some times in which nothing is; ``left_out`` facts span them."""
    request = session.request
    parts = [f"nothing is dated {', '.join(map(format_range, times))}"]
    if without := without_filter(request.filters, partial(session.corpus.count_during, times)):
        parts.append(without)
    if left_out > 0:
        verb, option = spanning(request, left_out)
        that = "it" if len(times) == 1 else "them"
        parts.append(f"{plural(left_out, 'fact')} {verb} {that}: {option}")
    near = _nearest_years(session, times[0])
    if near:
        counts = ", ".join(f"{year} ({count})" for year, count in near)
        parts.append(f"nearest years with facts: {counts}")
    return "; ".join(parts)


def spanning(request: Request, number: int) -> tuple[str, str]:
    """Return what facts do that are left out of a time, and the option that lists them."""
    if request.filters.relation is Relation.WITHIN:
        verb = "reaches" if number == 1 else "reach"
        return f"{verb} beyond", "--spanning instead of --within"
    return "spans" if number == 1 else "span", "--spanning"


def _nearest_years(session: Session, time: DateRange) -> list[tuple[int, int]]:
    """Return the years before and after a time that have facts, with their number."""
    years: dict[int, set[int]] = {}
    for date in session.corpus.dates(session.request.filters):
        first, last = year_of(date.range.start), year_of(date.range.stop - 1)
        if first == last:
            years.setdefault(first, set()).add(date.fact)
    before = [year for year in years if year < year_of(max(time.start, 1))]
    after = [year for year in years if year > year_of(time.stop - 1)]
    nearest = [*([max(before)] if before else []), *([min(after)] if after else [])]
    return [(year, len(years[year])) for year in nearest]


def nothing_cited(session: Session, typed: str) -> str:
    """Return which citation numbers there are, or which filter leaves nothing."""
    if session.corpus.cited(typed):
        number = Condition("citation", parse_citations(typed))
        return nothing_left(session, session.request.filters.narrowed(number))
    low, high = session.corpus.citations_range()
    return f"no fact has that citation number; they run from {low} to {high}"
