"""The command line: arguments, streams and exit statuses. It translates, and decides nothing else."""

from __future__ import annotations

import atexit
import contextlib
import gc
import inspect
import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperGroup

from stalinfacts import export, options, terminal
from stalinfacts.errors import CorpusError, ExitStatus, StalinfactsError, UsageError
from stalinfacts.options import COMMON, FILTERS, LISTING, OUTPUT, SEARCH_LIMIT, Request, takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from stalinfacts.api import Corpus
    from stalinfacts.completion import Parameter
    from stalinfacts.export import Record
    from stalinfacts.model import Fact
    from stalinfacts.search import Answer

PROGRAM = "stalinfacts"
CORPUS = "STALINFACTS_CORPUS"
"""Environment variable that names another corpus. Read here: not every version of Typer gives it to every option."""


class _Command(NamedTuple):
    run: Callable[..., None]
    examples: tuple[str, ...]


COMMANDS: dict[str, _Command] = {}
"""Every command by its name, in the order of the help."""


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a command; the examples are shown in its help and its manual page, and run by a test."""

    def register(run: Callable[..., None]) -> Callable[..., None]:
        COMMANDS[name] = _Command(run, examples)
        return run

    return register


EXIT_STATUSES = "Exit status: 0 something was found, 1 nothing was, 2 wrong usage or an invalid corpus."


class _Group(TyperGroup):
    """Builds the one command that runs: building all of them, some two hundred options, takes longer than a search."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # noqa: ARG002 # Typer's own Context
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override] # noqa: ANN401, ARG002 # of Typer's private Command
        known = self.commands.get(cmd_name)
        if known is None and cmd_name in COMMANDS:
            known = self.commands[cmd_name] = _build(cmd_name)
        return known

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override] # noqa: ANN401
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise UsageError(f"'{name}' is no command{_nearest(name, list(COMMANDS))}; '{PROGRAM} --help' lists them")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # noqa: ANN401, ARG002
        rows = [(name, _first_line(one.run)) for name, one in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _first_line(run: Callable[..., None]) -> str:
    return (run.__doc__ or "").strip().split("\n", 1)[0]


def _build(name: str) -> Any:  # noqa: ANN401
    from typer.main import get_command_from_info  # noqa: PLC0415 # Typer's way from a function to a command
    from typer.models import CommandInfo  # noqa: PLC0415

    run, examples = COMMANDS[name]
    shown = "\n".join(f"  {example}" for example in examples)
    epilog = f"\b\nExamples:\n{shown}\n\n{EXIT_STATUSES}"
    info = CommandInfo(name=name, callback=options.callback(run), epilog=epilog, context_settings={"help_option_names": ["-h", "--help"]})
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def _nearest(word: str, known: Sequence[str]) -> str:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # only for a word that is none
    from rapidfuzz.process import extract  # noqa: PLC0415

    near = [name for name, _, _ in extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=2)]
    return f" (the nearest: {', '.join(near)})" if near else ""


app = typer.Typer(
    cls=_Group,
    name=PROGRAM,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


# --- what the global options left ------------------------------------------------

_globals: dict[str, Any] = {}


@app.callback(invoke_without_command=True)
def start(  # noqa: PLR0913 # one parameter an option
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Show the version; with --verbose, the source and its licence.")] = False,
    corpus: Annotated[str | None, typer.Option("--corpus", metavar="FILE", help="Another corpus: JSON, or SQLite as 'export' writes it.")] = None,
    color: Annotated[str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more, and in a pipe too.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page.")] = False,
) -> None:
    """Look up dated, cited facts about Joseph Stalin's life.

    A terminal gets tables, a pipeline TSV or JSON. Start with: stalinfacts search
    "great purge", stalinfacts year 1937, stalinfacts sections.
    """
    _globals.update(
        {k: v for k, v in {"corpus": corpus, "color": color, "verbose": verbose or None, "pager": False if no_pager else None}.items() if v is not None}
    )
    if version:
        _show_version(verbose=verbose)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        terminal.write_lines(ctx.get_help().splitlines(), terminal.settle("auto", pager=False, verbose=False))


def _show_version(*, verbose: bool) -> None:
    from stalinfacts import __version__  # noqa: PLC0415

    lines = [f"{PROGRAM} {__version__}"]
    if verbose:
        corpus = _open(Request())
        source = corpus.source
        lines += [
            f"{len(corpus)} facts, {len(corpus.entities())} entities, {len(corpus.sections())} sections",
            f"Facts restated from '{source.title}', {source.publisher}, revision of {source.revision}: {source.url}",
            f"Facts: {source.license}, with attribution to the source. Code: MIT.",
        ]
    terminal.write_lines(lines, terminal.settle("auto", pager=False, verbose=False))


def _open(request: Request) -> Corpus:
    from stalinfacts.api import load  # noqa: PLC0415 # help and completion need no corpus

    return load(request.corpus or os.environ.get(CORPUS))


class _Session(NamedTuple):
    """A command at work: what was asked, the corpus, and where the answer goes."""

    request: Request
    corpus: Corpus
    terminal: terminal.Terminal

    @property
    def format(self) -> str:
        if self.request.format != "auto":
            return self.request.format
        return "table" if self.terminal.tty else "tsv"

    def titles(self) -> dict[str, str]:
        return {section.id: section.title for section in self.corpus.sections()}


def _session(request: Request) -> _Session:
    request = request._replace(**{k: v for k, v in _globals.items() if k in Request._fields and getattr(request, k) == Request._field_defaults[k]})
    settled = terminal.settle(request.color, pager=request.pager, verbose=request.verbose)
    return _Session(request, _open(request), settled)


def _finish(count: int) -> NoReturn:
    raise typer.Exit(ExitStatus.FOUND if count else ExitStatus.NOTHING_FOUND)


# --- listing facts -----------------------------------------------------------------


def _order(session: _Session, facts: list[Fact], habit: str) -> list[Fact]:
    """Sort and cut a list that comes in its habitual order."""
    sort = session.request.sort or habit
    if sort != habit and sort in ("date", "article"):
        numbers = {fact.id: n for fact in facts for n in [session.corpus.index.number(fact.id)]}
        facts = sorted(facts, key=lambda fact: numbers[fact.id] or 0)
        if sort == "date":
            facts = sorted(facts, key=_first_day)
    if session.request.reverse:
        facts = facts[::-1]
    return facts[: session.request.limit] if session.request.limit else facts


def _first_day(fact: Fact) -> int:
    from stalinfacts import dates  # noqa: PLC0415

    return min((dates.parse(edtf).span.start for edtf in fact.dates), default=dates.END)


def _list(session: _Session, facts: list[Fact], habit: str, spanning: frozenset[str] = frozenset()) -> NoReturn:
    shown = _order(session, facts, habit)
    titles = session.titles()

    def picture() -> RenderableType:
        from stalinfacts import render  # noqa: PLC0415 # a pipe needs no rich

        return render.facts([render.Row(fact, spanning=fact.id in spanning) for fact in shown], titles, session.terminal.width)

    _output(session, (export.fact_record(fact, titles) for fact in shown), export.COLUMNS, picture, count=len(shown))
    if len(shown) < len(facts):
        terminal.note(f"{len(shown)} of {len(facts)} facts; --limit 0 shows all", session.terminal)
    if not facts:
        terminal.note("nothing was found", session.terminal)
    _finish(len(shown))


def _output(session: _Session, records: Iterable[Record], columns: Sequence[str], picture: Callable[[], RenderableType], *, count: int) -> None:
    """Write records in the format asked for; a table is a picture unless columns were chosen."""
    chosen = session.request.columns
    if session.format != "table":
        lines = export.write(session.format, records, chosen or columns, header=session.request.header, chosen=chosen is not None)
        terminal.write_lines(lines, session.terminal)
    elif chosen is not None:
        from stalinfacts import render  # noqa: PLC0415

        terminal.show(render.records(list(records), chosen, {"id": "cyan"}, lambda record, column: export.cell(export.value(record, column))), session.terminal)
    elif count:
        terminal.show(picture(), session.terminal)


@command("search", f"{PROGRAM} search seminary", f'{PROGRAM} search "when was he exiled to Siberia"', f"{PROGRAM} search --section terror purge -f jsonl")
@takes(FILTERS, LISTING, OUTPUT, COMMON)
def search(
    request: Request,
    term: Annotated[list[str], typer.Argument(metavar="TERM...", help="Words, '\"quoted phrases\"', field:value; '-' reads a query a line.")],
    *,
    exact: Annotated[bool, typer.Option("--exact", help="Look for the words as typed: no corrections, no other forms.")] = False,
    every: Annotated[bool, typer.Option("--all", "-a", help="Only facts that meet every word.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each fact matched and how its score came about.")] = False,
) -> None:
    """Find the facts that answer a question, best first.

    Misspellings, other spellings of names and other forms of words are found. Leave a
    word out with -word behind '--': stalinfacts search -- purge -army. The filters work
    inside the query too: year:1937 section:terror entity:beria cite:393 flag:disputed.
    """
    session = _session(request)
    if term == ["-"]:
        _search_lines(session, exact=exact, every=every, explain=explain)
    answer = _answer(session, " ".join(term), exact=exact, every=every)
    titles = session.titles()
    hits = answer.hits if explain else [hit._replace(reasons=()) for hit in answer.hits]

    def picture() -> RenderableType:
        from stalinfacts import render  # noqa: PLC0415

        return render.facts(render.rows_of(hits), titles, session.terminal.width)

    _output(session, (export.hit_record(hit, titles, explain=explain) for hit in hits), export.COLUMNS, picture, count=len(hits))
    if explain and session.format not in ("table", "json", "jsonl"):
        for hit in hits:
            for reason in hit.reasons:
                found = " ".join(reason.words)
                terminal.complain(f"{hit.fact.id}: {reason.term} ({reason.how}: {found}) in {reason.where}: {reason.share:.3f}")
    _tell(session, answer, " ".join(term))
    _finish(len(hits))


def _answer(session: _Session, text: str, *, exact: bool, every: bool) -> Answer:
    request = session.request
    limit = SEARCH_LIMIT if request.limit is None else request.limit or None
    resorted = request.sort in ("date", "article") or request.reverse
    answer = session.corpus.search(text, limit=None if resorted else limit, exact=exact, every=every, filters=request.filters)
    if resorted:
        hits = answer.hits
        if request.sort in ("date", "article"):
            hits.sort(key=lambda hit: session.corpus.index.number(hit.fact.id) or 0)
        if request.sort == "date":
            hits.sort(key=lambda hit: _first_day(hit.fact))
        answer = answer._replace(hits=(hits[::-1] if request.reverse else hits)[:limit])
    return answer


def _tell(session: _Session, answer: Answer, text: str) -> None:
    for typed, words in answer.corrected.items():
        terminal.note(
            f"Showing results for {', '.join(words[:3])} instead of {typed}" if answer.hits else f"'{typed}' may be {', '.join(words[:3])}", session.terminal
        )
    if answer.total > len(answer.hits):
        terminal.note(f"{len(answer.hits)} of {answer.total} facts; --limit 0 shows all", session.terminal)
    if not answer.hits:
        near = session.corpus.index.suggestions(answer.unknown)
        hint = f"; the nearest words: {', '.join(near)}" if near else ""
        terminal.note(f"nothing was found for '{text}'{hint}", session.terminal)


def _search_lines(session: _Session, *, exact: bool, every: bool, explain: bool) -> NoReturn:
    """Answer each line of standard input, in order."""
    titles = session.titles()
    format_ = "jsonl" if session.format == "table" else session.format
    found = 0

    def records() -> Iterator[Record]:
        nonlocal found
        for line in _lines():
            answer = _answer(session, line, exact=exact, every=every)
            found += len(answer.hits)
            for hit in answer.hits:
                yield export.hit_record(hit, titles, explain=explain) | {"query": line}

    columns = session.request.columns or (*export.COLUMNS, *(("query",) if format_ in ("tsv", "csv", "markdown") else ()))
    lines = export.write(format_, records(), columns, header=session.request.header, chosen=session.request.columns is not None)
    terminal.write_lines(lines, session.terminal)
    _finish(found)


def _lines() -> Iterator[str]:
    """Give the lines of standard input that are not blank."""
    if sys.stdin is None:
        msg = "standard input is closed; '-' reads from it"
        raise UsageError(msg)
    stream = sys.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    for line in stream:
        if stripped := line.strip():
            yield stripped


@command("year", f"{PROGRAM} year 1937", f'{PROGRAM} year "June 1907"', f"{PROGRAM} year 1934..1939 --within")
@takes(FILTERS, LISTING, OUTPUT, COMMON)
def year(
    request: Request,
    when: Annotated[list[str], typer.Argument(metavar="WHEN...", help="1937, 1937-07, 1937-07-30, 1930s, 1934..1939, 'July 1937'.")],
    *,
    within: Annotated[bool, typer.Option("--within", help="Leave out what merely spans the time.")] = False,
) -> None:
    """List the facts dated in a time, in order of time.

    What lies inside the time comes first; what merely spans it (1929-1953 for 1937)
    comes after, its date in brackets.
    """
    session = _session(request)
    inside, spanning = session.corpus.split_year(" ".join(when), filters=session.request.filters)
    marked = frozenset() if within else frozenset(fact.id for fact in spanning)
    if marked:
        terminal.note(f"{len(inside)} facts within {' '.join(when)}, {len(marked)} that span it (--within leaves them out)", session.terminal)
    _list(session, inside if within else inside + spanning, "time", marked)


@command("on", f"{PROGRAM} on", f'{PROGRAM} on "5 March"', f"{PROGRAM} on 12-18")
@takes(FILTERS, LISTING, OUTPUT, COMMON)
def on(
    request: Request,
    day: Annotated[list[str] | None, typer.Argument(metavar="[DAY]", help="03-05, '5 March', 'March 5'; today where none is given.")] = None,
) -> None:
    """List every year's facts of a day: this day in history."""
    from stalinfacts import dates  # noqa: PLC0415

    session = _session(request)
    if day:
        month, number = dates.day_of_year(" ".join(day))
    else:
        from datetime import datetime  # noqa: PLC0415 # the one place that reads the clock

        today = datetime.now().astimezone()
        month, number = today.month, today.day
    _list(session, session.corpus.on(month, number, filters=session.request.filters), "time")


@command("show", f"{PROGRAM} show childhood-1", f"{PROGRAM} search purge -f ids | {PROGRAM} show - -f json")
@takes(OUTPUT, COMMON)
def show(
    request: Request,
    fact_id: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of facts; '-' reads one a line.", autocompletion=options.complete("fact"))],
) -> None:
    """Show facts whole: every field, what they conflict with, and the facts beside them."""
    session = _session(request)
    ids = [word for part in fact_id for word in (_lines() if part == "-" else [part])]
    facts = session.corpus.get(ids)
    titles = session.titles()
    records = (export.fact_record(fact, titles) for fact in facts)
    _output(session, records, export.COLUMNS, lambda: _cards(session, facts), count=len(facts))
    _finish(len(facts))


def _cards(session: _Session, facts: list[Fact]) -> RenderableType:
    from rich.console import Group  # noqa: PLC0415

    from stalinfacts import render  # noqa: PLC0415

    sections = {section.id: section for section in session.corpus.sections()}
    entities = {entity.id: entity for entity in session.corpus.entities()}
    parts: list[RenderableType] = []
    for fact in facts:
        path = [sections[fact.section]]
        while path[0].parent is not None:
            path.insert(0, sections[path[0].parent])
        before, after = session.corpus.around(fact)
        others = session.corpus.get(fact.conflicts_with)
        parts += [
            render.card(
                fact,
                path,
                [entities[e] for e in fact.entities],
                render.Beside(session.corpus.source, session.terminal.tty and session.terminal.colour, others, before, after),
            ),
            "",
        ]
    return Group(*parts[:-1])


@command("cite", f"{PROGRAM} cite 393", f"{PROGRAM} cite 393-397 -f tsv")
@takes(FILTERS, LISTING, OUTPUT, COMMON)
def cite(
    request: Request,
    number: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Citation numbers of the article, or 393-397.")],
) -> None:
    """List every fact behind a citation number of the article."""
    from stalinfacts import query  # noqa: PLC0415

    session = _session(request)
    ranges = tuple(pair for text in number for pair in query.citations(text))
    _list(session, session.corpus.cited(ranges, filters=session.request.filters), "article")


@command("sections", f"{PROGRAM} sections", f"{PROGRAM} sections childhood")
@takes(FILTERS, LISTING, OUTPUT, COMMON)
def sections(
    request: Request,
    section_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A section, whose facts are listed.", autocompletion=options.complete("section"))
    ] = None,
) -> None:
    """Show the tree of sections with their counts and years; with an ID that section's facts."""
    session = _session(request)
    if section_id is not None:
        wanted = session.request.filters
        _list(session, session.corpus.facts(wanted._replace(sections=(*wanted.sections, section_id))), "article")
    found = session.corpus.sections()
    records = session.corpus.section_records()

    def picture() -> RenderableType:
        from stalinfacts import render  # noqa: PLC0415

        return render.tree(found, records, session.corpus.title)

    _output(session, records, ("id", "title", "parent", "facts", "first_year", "last_year"), picture, count=len(records))
    _finish(len(records))


@command("entities", f"{PROGRAM} entities trotsky", f"{PROGRAM} entities --kind place -n 5")
@takes(LISTING, OUTPUT, COMMON)
def entities(
    request: Request,
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="Any form of a name, or nearly so.", autocompletion=options.complete("entity"))
    ] = None,
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", "-k", metavar="KIND", help="person, place, organisation, event or work.", autocompletion=options.complete("kind"))
    ] = None,
) -> None:
    """List people, places, organisations, events and works, with counts and other names."""
    session = _session(request)
    records = session.corpus.entity_records(" ".join(name) if name else None, kind)
    if session.request.sort == "article" or session.request.reverse:
        records = records[::-1] if session.request.reverse else records
    shown = records[: session.request.limit] if session.request.limit else records
    columns = ("id", "name", "kind", "facts", "aliases")

    def picture() -> RenderableType:
        from stalinfacts import render  # noqa: PLC0415

        return render.records(shown, columns, {"id": "cyan", "aliases": "dim"}, lambda record, column: export.cell(record[column]).replace(";", ", "))

    _output(session, shown, columns, picture, count=len(shown))
    if len(shown) < len(records):
        terminal.note(f"{len(shown)} of {len(records)} entities; --limit 0 shows all", session.terminal)
    if not records:
        terminal.note("no entity was found" + (f" for '{' '.join(name)}'" if name else ""), session.terminal)
    _finish(len(shown))


@command("timeline", f"{PROGRAM} timeline", f"{PROGRAM} timeline purge --by decade")
@takes(FILTERS, OUTPUT, COMMON)
def timeline(
    request: Request,
    term: Annotated[list[str] | None, typer.Argument(metavar="[TERM...]", help="A search, whose matches are set off.")] = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="PERIOD", help="decade, year or month.", autocompletion=options.complete("period"))] = "year",
) -> None:
    """Draw a bar chart of facts by year, of all facts or of those that match.

    A fact counts in each period that one of its dates lies in as a whole.
    """
    from stalinfacts.timeline import count  # noqa: PLC0415 # no other command needs it

    session = _session(request)
    periods = count(session.corpus, by, " ".join(term) if term else None, session.request.filters)
    records = [period._asdict() for period in periods if period.facts]

    def picture() -> RenderableType:
        from stalinfacts import render  # noqa: PLC0415

        bars = [render.Bar(*period) for period in periods]
        return render.chart(bars, session.terminal.width, searched=bool(term), unicode=session.terminal.utf8 and os.environ.get("TERM") != "dumb")

    _output(session, records, ("period", "facts", "matches", "label"), picture, count=len(records))
    found = sum(period.matches for period in periods) if term else len(records)
    if not found:
        terminal.note("nothing was found", session.terminal)
    _finish(found)


@command("random", f"{PROGRAM} random --seed 1", f"{PROGRAM} random --section family -n 3")
@takes(FILTERS, {key: LISTING[key] for key in ("limit",)}, OUTPUT, COMMON)
def random(
    request: Request,
    *,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="The same seed gives the same fact.")] = None,
) -> None:
    """Show a fact at random."""
    from random import Random  # noqa: PLC0415

    session = _session(request)
    numbers = session.corpus.numbers(session.request.filters)
    wanted = min(session.request.limit or 1, len(numbers))
    drawn = Random(seed).sample(numbers, wanted)  # noqa: S311 # no secret is drawn
    _list(session._replace(request=session.request._replace(limit=None)), session.corpus.index.facts(drawn), "drawn")


@command("export", f"{PROGRAM} export facts.sqlite", f"{PROGRAM} export --section war - -f csv")
@takes(FILTERS, OUTPUT, COMMON)
def export_command(
    request: Request,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Its ending says the format (.json .jsonl .csv .tsv .md .sqlite); '-' is standard output.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write the corpus, or what the filters leave of it, to a file.

    The file appears when it is complete: an interrupted export leaves the old one whole.
    """
    from stalinfacts import files  # noqa: PLC0415 # no other command writes files

    session = _session(request)
    written = files.export(session.corpus, file, session.request, session.terminal, force=force)
    _finish(written)


@command("validate", f"{PROGRAM} validate")
@takes(COMMON)
def validate(
    request: Request,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="A JSON corpus; the bundled one where none is given.")] = None,
) -> None:
    """Check a corpus file and list every problem with its place; exit status 0 or 1."""
    from pathlib import Path  # noqa: PLC0415

    from stalinfacts import api, corpus  # noqa: PLC0415

    settled = terminal.settle(request.color, pager=False, verbose=request.verbose)
    name = file or request.corpus or _globals.get("corpus") or os.environ.get(CORPUS)
    path = Path(name) if name else api.bundled_path()
    try:
        found = corpus.read(path)
    except CorpusError as error:
        if not error.problems:
            raise
        terminal.write_lines(error.problems, settled)
        terminal.complain(f"{path}: {len(error.problems)} problem{'s' if len(error.problems) > 1 else ''}")
        raise typer.Exit(ExitStatus.NOTHING_FOUND) from None
    terminal.note(f"{path}: {len(found.facts)} facts, {len(found.entities)} entities, {len(found.sections)} sections, no problem", settled)
    raise typer.Exit(ExitStatus.FOUND)


@command("completion", f"{PROGRAM} completion bash", f"{PROGRAM} completion zsh")
@takes({})
def completion(
    _request: Request,
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", autocompletion=options.complete("shell"))],
) -> None:
    """Print the completion script of a shell; its first lines say where it belongs."""
    from stalinfacts import completion as completion_  # noqa: PLC0415

    terminal.write_lines(completion_.script(shell).splitlines(), terminal.settle("never", pager=False, verbose=False))


def parameters(name: str) -> list[Parameter]:
    """Give the options and arguments of a command, or of the program itself for "", in the order of its help."""
    from stalinfacts.completion import Parameter  # noqa: PLC0415

    found = [Parameter(("-h", "--help"), takes_value=False, help="Show this message and exit.", complete=None)]
    run = options.callback(COMMANDS[name].run) if name else start
    for parameter in inspect.signature(run, eval_str=True).parameters.values():
        kind, _, told = described(parameter.annotation)
        if told is not None:
            found.append(Parameter(flags(told), takes_value=kind is not bool, help=told.help or "", complete=told.autocompletion))
    return found


def flags(told: Any) -> tuple[str, ...]:  # noqa: ANN401 # of Typer's two kinds of parameter
    """Give the names of an option, ``--section`` and ``-s``; an argument has none.

    In ``Annotated`` Typer takes the first name for the default, and sorts that out later.
    """
    declared = [word for word in (told.default, *(told.param_decls or ())) if isinstance(word, str)]
    return tuple(flag for word in declared for flag in word.split("/") if flag.startswith("-"))


def described(annotation: Any) -> tuple[Any, str, Any]:  # noqa: ANN401 # of Typer's two kinds of parameter
    """Take ``Annotated[type | None, Option(...)]`` apart: the type, the metavar, the option."""
    told = next(iter(getattr(annotation, "__metadata__", ())), None)
    kinds = [
        kind for kind in getattr(getattr(annotation, "__origin__", None), "__args__", (getattr(annotation, "__origin__", None),)) if kind is not type(None)
    ]
    return (kinds[0] if kinds else None), (told.metavar or "" if told is not None else ""), told


def _complete() -> int:
    from stalinfacts.completion import candidates  # noqa: PLC0415

    commands = {name: _first_line(one.run) for name, one in COMMANDS.items()}
    for word, told in candidates(commands, parameters, sys.argv[1:]):
        sys.stdout.write(f"{word}\t{told}\n")
    return ExitStatus.FOUND


# --- the process -------------------------------------------------------------------

_ClickException: type[Exception] = typer.BadParameter.__mro__[2]
"""What Typer raises for wrong usage: it has no public name in every version that this program runs with."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status. Whatever happens, no traceback reaches a user."""
    gc.disable()  # a run is short; collecting what a corpus is made of takes a tenth of it
    _prepare()
    try:
        status = _complete() if "_STALINFACTS_COMPLETE" in os.environ else int(app(args=args, prog_name=PROGRAM, standalone_mode=False) or 0)
        sys.stdout.flush()
        if "closed" in _globals:
            status = _fail("standard output is closed; nothing was written")
    except StalinfactsError as error:
        status = _fail(str(error))
    except KeyboardInterrupt:
        status = ExitStatus.INTERRUPTED
    except typer.Abort:
        status = ExitStatus.INTERRUPTED
    except _ClickException as error:
        status = _fail(_one_line(error))
    except OSError as error:
        status = _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except MemoryError:
        status = _fail("not enough memory for this corpus; export it to SQLite on a larger machine")
    except Exception as error:  # the last resort: a mistake of this program is told in one line too
        status = _fail(f"a mistake in stalinfacts itself: {type(error).__name__}: {error}")
        if "STALINFACTS_DEBUG" in os.environ:
            raise
    _leave(int(status))


def _prepare() -> None:
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 # open to the end of the process
        _globals["closed"] = True
    terminal.prepare_streams()
    if "STALINFACTS_DEBUG" not in os.environ:
        sys.unraisablehook = lambda _told: None  # a signal that falls into a finalizer would print a traceback there
    with contextlib.suppress(AttributeError, ValueError):  # Windows has no SIGPIPE
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head -1` ends the program as it ends grep


def _fail(message: str) -> int:
    terminal.complain(f"{PROGRAM}: error: {message}")
    return ExitStatus.ERROR


def _one_line(error: Any) -> str:  # noqa: ANN401 # see `_ClickException`
    """Give Click's message in the manner of this program's own."""
    message = " ".join(error.format_message().split()).rstrip(".")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else PROGRAM
    hint = "" if "--help" in message else f"; see '{path} --help'"
    if message.startswith("No such option: -") and path.endswith("search"):
        hint = "; to leave a word out write: stalinfacts search -- WORD -OTHER"
    return f"{message[:1].lower()}{message[1:]}{hint}"


def _leave(status: int) -> NoReturn:
    """End the process without taking its modules apart, which would cost a tenth of a search.

    What asked to be run at exit is run. Nothing can fail once the status is settled:
    the flush of a normal exit would print a traceback of its own.
    """
    with contextlib.suppress(ValueError):  # outside the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said and done
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 # there is no public way
    os._exit(status)
