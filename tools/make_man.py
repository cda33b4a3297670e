"""Make docs/stalinfacts.1 from the declared commands and options.

python tools/make_man.py            # rewrite it
python tools/make_man.py --check    # exit status 1 where it is stale
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.cli.entry import DETAILS, STARTERS, SUBJECT, SUMMARY
from stalinfacts.cli.help import option_line, usage_of
from stalinfacts.cli.options import (
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    GLOBAL_OPTIONS,
    ORDER_OPTIONS,
    OUTPUT_OPTIONS,
    OWN,
)
from stalinfacts.cli.registry import COMMANDS, command_arguments, command_groups

if TYPE_CHECKING:
    from stalinfacts.cli.options import Group

PAGE = Path(__file__).resolve().parent.parent / "docs" / "stalinfacts.1"
SHARED = (FILTER_OPTIONS, ORDER_OPTIONS, OUTPUT_OPTIONS, COMMON_OPTIONS)
DATE = "2026-11-27"
QUERIES = (
    (
        "Words are looked for in any order, in any of their forms and spellings. "
        '"Quoted words" stand side by side; -word, -"a phrase", -field:value and NOT leave out; '
        "OR is either; pur* is any word that begins so. Dates are understood: purge 1937, exiled "
        "before 1905, arrests from 1908 to 1913."
    ),
    (
        "The filters work inside a query: year:1937 from:1934 to:1939 before:1905 after:1939 "
        "section:terror entity:beria cite:393 flag:disputed by:conquest, values with spaces in "
        "quotation marks."
    ),
)
DATES = (
    (
        "1937, July 1937, 30 July 1937, 1937-07-30, 1930s, late 1930s, 19th century, winter "
        "1932-33, 1934..1939, 1917-22, ..1905, 1941.., Jan-Mar 1919, 1-5 March 1953, '37, c. 1914, "
        "before 1905, since 1941, between 1908 and 1913."
    ),
    (
        "A fact answers a time if its own is near it: they overlap, and the fact's time is no "
        "longer than a year or three times the time asked for, or one of its stated ends lies "
        "within. --within asks for less, --spanning for any day in common. In TSV and JSON dates "
        "are EDTF "
        "(ISO 8601-2): 193X is a decade, 1932-24 a winter, 1914~ about, 1937? uncertain, 1934/1939 "
        "an interval."
    ),
)
STATUS = {
    "0": "something was found",
    "1": "nothing was found, or a corpus is not valid",
    "2": "wrong usage, or a corpus or an output that cannot be read or written",
    "130": "interrupted",
}
ENVIRONMENT = {
    "STALINFACTS_CORPUS": "Another corpus, as --corpus.",
    "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR": "No colour, or colour in a pipe too; "
    "--color comes first.",
    "STALINFACTS_PAGER, PAGER, LESS": "What pages long output on a terminal: less, with FRX.",
    "COLUMNS": "The width of a table that is not written to a terminal.",
}


def escape(text: str) -> str:
    """Return text as roff: no hyphen becomes a dash, no line a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    text = text.replace('"', "\\(dq").replace("…", "\\&...").replace("–", "\\(en")
    return re.sub(r"^\.", r"\\&.", text, flags=re.MULTILINE)


def prose(text: str) -> str:
    """Return a paragraph, its lines short enough for those who read the source."""
    lines = textwrap.wrap(
        escape(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(re.sub(r"^\.", r"\\&.", line) for line in lines)


def options(group: Group) -> list[str]:
    """Return the options of a group as tagged paragraphs."""
    return [
        line
        for option in group.options
        for line in (".TP", f"\\fB{escape(option_line(option))}\\fR", prose(option.help))
    ]


def command(name: str) -> list[str]:
    """Return the section of a command."""
    entry, groups = COMMANDS[name], command_groups(name)
    arguments = list(map(usage_of, command_arguments(name)))
    lines = [f".SS {escape(' '.join([name, *arguments]))}", prose(entry.summary)]
    if entry.details:
        lines += [".PP", prose(entry.details)]
    for group in groups:
        if group.title == OWN:
            lines += options(group)
    shared = [group.title.lower() for group in groups if group.title != OWN]
    lines += [".PP", prose(f"Options: {', '.join(shared)}.")]
    return [*lines, ".PP", ".EX", *map(escape, entry.examples), ".EE"]


def page() -> str:
    """Return the whole page."""
    summary = SUMMARY.format(subject=SUBJECT).rstrip(".")
    lines = [
        '.\\" Made by tools/make_man.py: change the commands and options instead.',
        f'.TH STALINFACTS 1 {DATE} "stalinfacts" "User Commands"',
        ".SH NAME",
        f"stalinfacts \\- {escape(summary[:1].lower() + summary[1:])}",
        ".SH SYNOPSIS",
        ".B stalinfacts",
        "\\fIcommand\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        prose(f"{DETAILS} Start with:"),
        ".PP",
        ".EX",
        *map(escape, STARTERS),
        ".EE",
        *options(GLOBAL_OPTIONS.only("version")),
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        lines += command(name)
    for group in SHARED:
        lines += [f".SH {group.title.upper()} OPTIONS", *options(group)]
    for title, paragraphs in (("QUERIES", QUERIES), ("DATES", DATES)):
        lines += [f".SH {title}", "\n.PP\n".join(map(prose, paragraphs))]
    for title, rows in (("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT)):
        lines.append(f".SH {title}")
        for term, text in rows.items():
            lines += [".TP", f".B {escape(term)}", prose(text)]
    lines += [
        ".SH FILES",
        prose(
            "Corpora are JSON files, described by biography.schema.json beside the bundled one, "
            "or SQLite files that export wrote. Those in ~/.local/share/stalinfacts, or in "
            "$XDG_DATA_HOME/stalinfacts, need no more than their name."
        ),
        ".SH SEE ALSO",
        ".BR grep (1),",
        ".BR less (1),",
        ".BR sqlite3 (1)",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or check whether it is stale."""
    if "--check" in sys.argv[1:]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print(f"{PAGE.name} is stale; run tools/make_man.py", file=sys.stderr)
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
