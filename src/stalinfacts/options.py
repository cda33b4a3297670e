"""The options that commands share, declared once.

A command takes one ``Request`` and names the groups of options that it wants; what
Typer needs to know of them, the signature, is put together here. So a filter works
the same wherever facts are listed, and a new one is added in one place.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from stalinfacts import dates, export, query
from stalinfacts.errors import UsageError
from stalinfacts.query import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

SORTS = ("relevance", "date", "article")
SEARCH_LIMIT = 10


class Request(NamedTuple):
    """What the shared options ask for, checked."""

    filters: Filters = Filters()
    limit: int | None = None
    sort: str | None = None
    reverse: bool = False
    format: str = "auto"
    columns: tuple[str, ...] | None = None
    header: bool | None = None
    corpus: str | None = None
    color: str = "auto"
    pager: bool = True
    verbose: bool = False


def complete(kind: str) -> Callable[[str], list[str]]:
    """Give what completes a value of some kind for a shell: sections, entities, facts, flags, ..."""

    def words(incomplete: str) -> list[str]:
        from stalinfacts import completion  # noqa: PLC0415 # only a shell asks for it

        return completion.complete(kind, incomplete)

    return words


def _fixed(*values: str) -> Callable[[str], list[str]]:
    return lambda incomplete: [value for value in values if value.startswith(incomplete)]


_FILTERS = "Filters"
_OUTPUT = "Output"

FILTERS: dict[str, Any] = {
    "since": Annotated[
        str | None, typer.Option("--from", metavar="WHEN", help="Only facts dated then or later (1937, 1937-07, 'July 1937').", rich_help_panel=_FILTERS)
    ],
    "until": Annotated[str | None, typer.Option("--to", metavar="WHEN", help="Only facts dated then or earlier.", rich_help_panel=_FILTERS)],
    "section": Annotated[
        list[str] | None,
        typer.Option(
            "--section", "-s", metavar="NAME", help="Only facts of a section and those below it; may be repeated.", autocompletion=complete("section")
        ),
    ],
    "entity": Annotated[
        list[str] | None,
        typer.Option("--entity", "-e", metavar="NAME", help="Only facts that name a person, place, ...; may be repeated.", autocompletion=complete("entity")),
    ],
    "citation": Annotated[list[str] | None, typer.Option("--citation", "-c", metavar="N", help="Only facts behind a citation number, or 393-397.")],
    "flag": Annotated[
        list[str] | None,
        typer.Option("--flag", metavar="FLAG", help="Only facts with a flag: attributed, estimate, disputed, ...", autocompletion=complete("flag")),
    ],
    "dated": Annotated[bool | None, typer.Option("--dated/--undated", help="Only facts with a date, or with none.", show_default=False)],
    "cited": Annotated[bool | None, typer.Option("--cited/--uncited", help="Only facts with a citation, or with none.", show_default=False)],
}
LISTING: dict[str, Any] = {
    "limit": Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=0, help="Show at most N; 0 shows all.", show_default=False)],
    "sort": Annotated[str | None, typer.Option("--sort", metavar="ORDER", help="relevance, date or article.", autocompletion=_fixed(*SORTS))],
    "reverse": Annotated[bool, typer.Option("--reverse", "-r", help="Turn the order round.")],
}
OUTPUT: dict[str, Any] = {
    "format": Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="auto, table, plain, tsv, csv, json, jsonl, markdown or ids.",
            autocompletion=_fixed("auto", *export.FORMATS),
        ),
    ],
    "columns": Annotated[
        str | None, typer.Option("--columns", metavar="A,B,...", help="Columns to show, or keys of JSON.", autocompletion=complete("columns"))
    ],
    "header": Annotated[bool | None, typer.Option("--header/--no-header", help="Show the columns' names or not.", show_default=False)],
}
COMMON: dict[str, Any] = {
    "corpus": Annotated[
        str | None, typer.Option("--corpus", metavar="FILE", help="Another corpus: JSON, or SQLite as 'export' writes it (or $STALINFACTS_CORPUS).")
    ],
    "color": Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.", autocompletion=_fixed("auto", "always", "never"))],
    "pager": Annotated[bool, typer.Option("--pager/--no-pager", help="Page what is longer than the screen.", show_default=False)],
    "verbose": Annotated[bool, typer.Option("--verbose", "-v", help="Say more, and in a pipe too.")],
}
_DEFAULTS: dict[str, Any] = {"reverse": False, "format": "auto", "color": "auto", "pager": True, "verbose": False}


def takes(*groups: dict[str, Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command, whose first parameter is a ``Request``, the options of some groups."""
    shared = {name: annotation for group in groups for name, annotation in group.items()}

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        command.shared = shared  # type: ignore[attr-defined] # for `callback`, once the command is wanted
        return command

    return decorate


def callback(command: Callable[..., None]) -> Callable[..., None]:
    """Give what Typer calls for a command: its own parameters and the shared ones, with the signature that Typer reads."""
    shared: dict[str, Any] = command.shared  # type: ignore[attr-defined] # set by `takes`
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]

    @functools.wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401 # Typer checks them
        chosen = {name: values.pop(name) for name in shared}
        command(request(**chosen), **values)

    added = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(n), annotation=a) for n, a in shared.items()]
    kept = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    run.__signature__ = inspect.Signature(kept + added)  # type: ignore[attr-defined] # inspect reads it
    run.__annotations__ = {p.name: p.annotation for p in kept + added}
    return run


def request(  # noqa: PLR0913 # the one place where the options are named one by one
    *,
    since: str | None = None,
    until: str | None = None,
    section: list[str] | None = None,
    entity: list[str] | None = None,
    citation: list[str] | None = None,
    flag: list[str] | None = None,
    dated: bool | None = None,
    cited: bool | None = None,
    sort: str | None = None,
    columns: str | None = None,
    **others: Any,  # noqa: ANN401
) -> Request:
    """Check the values of the shared options.

    Raises:
        UsageError: one of them is none.
    """
    filters = Filters(
        None if since is None else dates.when(since).start,
        None if until is None else dates.when(until).stop,
        tuple(section or ()),
        tuple(entity or ()),
        tuple(pair for text in citation or () for pair in query.citations(text)),
        tuple(flag or ()),
        dated,
        cited,
    )
    if filters.since is not None and filters.until is not None and filters.since >= filters.until:
        raise UsageError(f"--from {since} lies after --to {until}; turn them round")
    if sort is not None and sort not in SORTS:
        raise UsageError(f"'{sort}' is no order; orders are {', '.join(SORTS)}")
    if others.get("format", "auto") not in ("auto", *export.FORMATS):
        raise UsageError(f"'{others['format']}' is no format; formats are auto, {', '.join(export.FORMATS)}")
    names = None if columns is None else tuple(name.strip() for name in columns.split(",") if name.strip())
    if names == ():
        raise UsageError(f"--columns '{columns}' names no column; write --columns id,date,text")
    return Request(filters, sort=sort, columns=names, **{k: v for k, v in others.items() if v is not None})
