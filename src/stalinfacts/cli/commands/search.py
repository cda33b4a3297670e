"""``search``: the facts that answer a query, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.cli.hints import command, nothing_found
from stalinfacts.cli.options import MINUS, SEARCH_LIMIT
from stalinfacts.cli.printing import (
    Frame,
    count_text,
    limit_hint,
    print_notes,
    print_records,
    record_context,
)
from stalinfacts.cli.session import input_lines, open_session
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.output.formats import ColumnOptions, write
from stalinfacts.output.records import (
    QUERY_COLUMNS,
    SEARCH_COLUMNS,
    hit_record,
    unanswered_record,
)
from stalinfacts.output.terminal import print_error, print_view, write_lines
from stalinfacts.output.views import FactList, Heading, Hint, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.output.records import Record
    from stalinfacts.query.model import Query
    from stalinfacts.search.model import Hit, SearchResult

_SENTENCE = 5
"""Terms of a query from which it is taken for a statement, to be compared with what is found."""


class _Search(NamedTuple):
    """A search: how to look, and how to print what is found."""

    session: Session
    exact: bool
    match_all: bool
    explain: bool
    count_only: bool


def run(
    request: Request,
    term: list[str] | None,
    *,
    exact: bool,
    match_all: bool,
    explain: bool,
    count: bool,
) -> int:
    """Answer a query, or each line of standard input."""
    terms = term or []
    if not terms and not request.filters.conditions:
        raise UsageError('search needs a TERM or a filter, as in: stalinfacts search "great purge"')
    if "-" in terms and len(terms) > 1:
        raise UsageError("'-' reads queries from standard input and takes no other TERM")
    search = _Search(open_session(request), exact, match_all, explain, count)
    if terms == ["-"]:
        return _answer_lines(search)
    query = _parse(search, terms)
    result = _answer(search, query)
    shown = " ".join(terms).replace(MINUS, "-")
    return _print_result(search, query, result, shown)


def _parse(search: _Search, text: str | list[str]) -> Query:
    query = search.session.corpus.parse(text, exact=search.exact, match_all=search.match_all)
    return query._replace(filters=query.filters.merge(search.session.request.filters))


def _answer(search: _Search, query: Query) -> SearchResult:
    request = search.session.request
    limit = 1 if search.count_only else request.limit_or(SEARCH_LIMIT)
    return search.session.corpus.answer(
        query, limit=limit, sort=request.sort or "relevance", reverse=request.reverse
    )


def _print_result(search: _Search, query: Query, result: SearchResult, text: str) -> int:
    session = search.session
    if search.count_only:
        write_lines([str(result.total)], session.terminal)
        return ExitStatus.FOUND if result.total else ExitStatus.NOTHING_FOUND
    frame = _frame(search, result, text)
    notes = [*query.notes, *session.corpus.correction_notes(query.filters), *_notes(result)]
    if result.hits or not session.is_table:
        context = record_context(session, corrected=result.corrected)
        records = (hit_record(hit, context, explain=search.explain) for hit in result.hits)
        print_records(
            session, records, SEARCH_COLUMNS, lambda: _view(search, result, frame), frame=frame
        )
    if not result.hits:
        notes.append(nothing_found(session, query, result, text))
    elif not session.is_table:
        commands = [f"{hint.text}: {hint.command}" for hint in frame.foot if hint.command]
        notes += [frame.heading.right, *commands[:1]]
    print_notes(session, notes)
    return ExitStatus.FOUND if result.hits else ExitStatus.NOTHING_FOUND


def _view(search: _Search, result: SearchResult, frame: Frame) -> FactList:
    items = [_item(hit, explain=search.explain) for hit in result.hits]
    request = search.session.request
    return FactList(items, *frame, one_line=request.one_line, header=request.header is not False)


def _item(hit: Hit, *, explain: bool) -> Item:
    if not explain:
        return Item(hit.fact, hit.matches)
    return Item(hit.fact, hit.matches, hit.score, hit.explanations, hit.missing)


def _frame(search: _Search, result: SearchResult, text: str) -> Frame:
    request = search.session.request
    order = {"date": "in order of time", "article": "in article order"}.get(
        request.sort or "", "best first"
    )
    count = count_text(len(result.hits), result.total, at_least=result.at_least)
    right = f"{count}, {order}" if len(result.hits) > 1 else count
    hints = [*_missing_hints(result, is_ranked=request.sort in (None, "relevance"))]
    hints += limit_hint(len(result.hits), result.total)
    if len(result.hits) > 1 and request.sort is None:
        hints.append(Hint("in order of time", "--sort date"))
    if result.hits:
        show = command(request, "show", result.hits[0].fact.id, filtered=False)
        hints.append(Hint("one in full", show))
    return Frame(Heading(f"“{text}”" if text else "all facts", right), tuple(hints))


def _missing_hints(result: SearchResult, *, is_ranked: bool) -> list[Hint]:
    """Return which words no fact has, and which of a sentence the first fact lacks."""
    hints = []
    if result.hits and result.missing:
        hints.append(Hint(f"not in any fact: {_quoted(result.missing)}"))
    best = result.hits[0] if result.hits and is_ranked else None
    if best and len(best.missing) + len({e.term for e in best.explanations}) >= _SENTENCE:
        rest = [term for term in best.missing if term not in result.missing]
        if rest:
            where = "this fact" if len(result.hits) == 1 else "the first fact"
            hints.append(Hint(f"not in {where}: {_quoted(rest)}"))
    return hints


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts)


def _notes(result: SearchResult) -> list[str]:
    notes = [
        f"Showing results for {', '.join(words[:3])} instead of {typed}"
        if result.hits
        else f"'{typed}' may be {', '.join(words[:3])}"
        for typed, words in result.corrected.items()
    ]
    if result.hits and result.missing:
        notes.append(f"not in any fact: {_quoted(result.missing)}")
    return notes


# --- queries from standard input -------------------------------------------------------


def _answer_lines(search: _Search) -> int:
    """Answer each line of standard input, in order; a bad line ends nothing."""
    session = search.session
    hits = errors = 0
    for number, line in enumerate(input_lines(), 1):
        try:
            query = _parse(search, line)
            result = _answer(search, query)
        except UsageError as error:
            print_error(f"line {number}: {error}")
            errors += 1
            continue
        hits += len(result.hits)
        if session.is_table and not search.count_only:
            print_view(_view(search, result, _frame(search, result, line)), session.terminal)
        elif search.count_only:
            write_lines([f"{result.total}\t{line}"], session.terminal, flush=True)
        else:
            _write_answers(search, result, line, header=number == 1)
        if not result.hits and session.terminal.notes:
            print_notes(session, [f"line {number}: {nothing_found(session, query, result, line)}"])
    if errors:
        return ExitStatus.ERROR
    return ExitStatus.FOUND if hits else ExitStatus.NOTHING_FOUND


def _write_answers(search: _Search, result: SearchResult, line: str, *, header: bool) -> None:
    session = search.session
    context = record_context(session, corrected=result.corrected, query=line)

    def records() -> Iterator[Record]:
        for hit in result.hits:
            yield hit_record(hit, context, explain=search.explain)
        if not result.hits and session.format in ("json", "jsonl"):
            yield unanswered_record(line, result.missing)

    columns = QUERY_COLUMNS.resolve(session.request.columns)
    options = ColumnOptions(
        columns, session.request.header if header else False, bom=session.request.bom and header
    )
    lines = write(session.format, records(), options, QUERY_COLUMNS.default)
    write_lines(lines, session.terminal, flush=True)
