"""Options and arguments, each declared once, and the ``Request`` that the shared ones make.

Parsing, help, the manual page and completion are derived from these declarations.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self, TypeVar

from stalinfacts.dates.ranges import Relation
from stalinfacts.errors import UsageError
from stalinfacts.output.formats import find_format
from stalinfacts.output.terminal import COLOR_SETTINGS
from stalinfacts.query.arguments import SORTS
from stalinfacts.query.filters import FILTERS, parse_condition
from stalinfacts.query.model import NO_FILTERS, Condition, Filters
from stalinfacts.query.values import no_such

_Item = TypeVar("_Item")
OWN = "Options"
"""The title of a command's own options in the help."""
MINUS = "\u2212"
"""The sign that stands for the hyphen of ``-word`` while options are parsed."""
SEARCH_LIMIT = 10
"""Hits that a search shows where nobody says how many."""
_MAX_LIMIT = 10**9
"""Limits above are no limit: SQLite's integers end somewhere."""


class Option(NamedTuple):
    """An option. ``kind`` is ``flag``, ``switch`` (``--a/--no-a``), ``text`` or ``texts``."""

    name: str
    flags: tuple[str, ...]
    help: str
    kind: str = "text"
    metavar: str = ""
    completion: str = ""


class Argument(NamedTuple):
    """A positional argument; ``many`` of them, and whether one is ``required``."""

    name: str
    metavar: str
    help: str
    many: bool = False
    required: bool = True
    completion: str = ""


class Group(NamedTuple):
    """Options under a heading of the help."""

    title: str
    options: tuple[Option, ...]

    def only(self, *names: str) -> Self:
        """Return the group with some of its options."""
        return self._replace(options=tuple(o for o in self.options if o.name in names))


def _filter_options() -> tuple[Option, ...]:
    options = []
    for row in FILTERS:
        if row.options:
            kind = "switch" if row.parse is None else "text" if row.sql is None else "texts"
            options.append(
                Option(row.argument, row.options, row.help, kind, row.metavar, row.completion)
            )
    return tuple(options)


FILTER_OPTIONS = Group(
    "Filters",
    (
        *_filter_options(),
        Option(
            "within",
            ("--within",),
            "Only facts whose time lies wholly within the time asked for.",
            "flag",
        ),
        Option(
            "spanning",
            ("--spanning",),
            "Also facts whose time merely spans the time asked for.",
            "flag",
        ),
    ),
)
ORDER_OPTIONS = Group(
    "Order",
    (
        Option(
            "limit",
            ("--limit", "-n"),
            f"At most N (search: {SEARCH_LIMIT}, others: all); 0 shows all.",
            metavar="N",
        ),
        Option(
            "sort", ("--sort",), "relevance, date or article.", metavar="ORDER", completion="sort"
        ),
        Option("reverse", ("--reverse", "-r"), "Reverse the order of what is shown.", "flag"),
    ),
)
OUTPUT_OPTIONS = Group(
    "Output",
    (
        Option(
            "format",
            ("--format", "-f"),
            "auto, table, plain, tsv, csv, json, jsonl, markdown or ids.",
            metavar="FORMAT",
            completion="format",
        ),
        Option("json", ("--json",), "The same as --format json.", "flag"),
        Option(
            "columns",
            ("--columns",),
            "Columns, or keys of JSON, in this order; 'all' for all.",
            metavar="A,B,…",
            completion="columns",
        ),
        Option("header", ("--header/--no-header",), "With or without column names.", "switch"),
        Option("bom", ("--bom",), "Begin CSV with a byte order mark, for spreadsheets.", "flag"),
        Option(
            "one_line",
            ("--one-line", "--short"),
            "In a table one line a fact, cut at the width.",
            "flag",
        ),
    ),
)
COMMON_OPTIONS = Group(
    "Common",
    (
        Option(
            "corpus",
            ("--corpus",),
            "Another corpus: JSON, or SQLite as 'export' writes it (or $STALINFACTS_CORPUS); a NAME"
            " is NAME.json or NAME.sqlite in ~/.local/share/stalinfacts.",
            metavar="FILE",
            completion="corpus",
        ),
        Option(
            "color",
            ("--color", "--colour"),
            "auto, always or never.",
            metavar="WHEN",
            completion="color",
        ),
        Option("pager", ("--pager/--no-pager",), "Page long output, or never.", "switch"),
        Option(
            "verbose",
            ("--verbose", "-v"),
            "Print notes to standard error even when it is not a terminal.",
            "flag",
        ),
        Option("help", ("--help", "-h"), "Show this message and exit.", "flag"),
    ),
)
GLOBAL_OPTIONS = Group(
    "Common",
    (
        Option("version", ("--version", "-V"), "Show the version; with -v the corpus.", "flag"),
        *COMMON_OPTIONS.options,
    ),
)


class Request(NamedTuple):
    """What the shared options ask for, checked. None is "not given".

    ``given`` are their values as typed, by the options' names: to be handed on.
    """

    filters: Filters = NO_FILTERS
    limit: int | None = None
    sort: str | None = None
    reverse: bool = False
    format: str | None = None
    columns: str | None = None
    header: bool | None = None
    bom: bool = False
    one_line: bool = False
    corpus: str | None = None
    color: str | None = None
    pager: bool | None = None
    verbose: bool = False
    given: Mapping[str, Any] = {}

    def limit_or(self, default: int | None) -> int | None:
        """Return the number of results at most, or None for all."""
        limit = default if self.limit is None else self.limit
        return None if not limit or limit > _MAX_LIMIT else limit

    def select(self, items: Sequence[_Item]) -> Sequence[_Item]:
        """Return the items to show: the first ones up to the limit, reversed if so requested."""
        shown = items[: self.limit_or(None)]
        return shown[::-1] if self.reverse else shown


def build_request(values: Mapping[str, Any], global_values: Mapping[str, Any]) -> Request:
    """Return the request that the values of options make; a command's own win over global ones.

    Raises:
        UsageError: a value is invalid.
    """
    given = {name: value for name, value in values.items() if value not in (None, False, [], ())}
    given |= {name: False for name, value in values.items() if value is False and name in _SWITCHES}
    merged = {**global_values, **given}
    if merged.get("within") and merged.get("spanning"):
        raise UsageError("--within and --spanning contradict each other; give one of them")
    format_name = "json" if merged.get("json") else merged.get("format")
    return Request(
        _filters(merged),
        _limit(merged.get("limit")),
        _choice(merged.get("sort"), SORTS, "order"),
        bool(merged.get("reverse")),
        None if format_name in (None, "auto") else find_format(format_name),
        merged.get("columns"),
        merged.get("header"),
        bool(merged.get("bom")),
        bool(merged.get("one_line")),
        merged.get("corpus"),
        _choice(merged.get("color"), COLOR_SETTINGS, "color setting"),
        merged.get("pager"),
        bool(merged.get("verbose")),
        merged,
    )


_SWITCHES = frozenset(
    option.name
    for group in (FILTER_OPTIONS, OUTPUT_OPTIONS, COMMON_OPTIONS)
    for option in group.options
    if option.kind == "switch"
)


def _filters(values: Mapping[str, Any]) -> Filters:
    conditions: list[Condition] = []
    for row in FILTERS:
        value = values.get(row.argument) if row.options else None
        if value is None:
            continue
        if row.parse is None:
            conditions.append(Condition(row.name, value))
        else:
            texts = value if isinstance(value, (list, tuple)) else [value]
            conditions += [parse_condition(row, text) for text in texts]
    relation = Relation.WITHIN if values.get("within") else None
    return Filters(tuple(conditions), Relation.OVERLAPPING if values.get("spanning") else relation)


def command_line(given: Mapping[str, Any], *groups: Group) -> list[str]:
    """Return options as a command line has them: those of some groups that were given."""
    words: list[str] = []
    for option in (option for group in groups for option in group.options):
        value = given.get(option.name)
        if value in (None, [], ()) or (value is False and option.kind == "flag"):
            continue
        if isinstance(value, bool):
            on, _, off = option.flags[0].partition("/")
            words.append(on if value else off)
        else:
            values = value if isinstance(value, (list, tuple)) else [value]
            words += [f"{option.flags[0]}={text}" for text in values]
    return words


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise UsageError(f"invalid number '{text}': write -n 20; -n 0 shows all")
    return int(text) if len(text) <= len(str(_MAX_LIMIT)) else 0


def _choice(value: str | None, choices: tuple[str, ...], kind: str) -> str | None:
    if value is None or value in choices:
        return value
    if value.lower() in choices:
        return value.lower()
    raise UsageError(no_such(kind, value, choices))
