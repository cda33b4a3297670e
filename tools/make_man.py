"""Make docs/stalinfacts.1 from what the command's help is made of.

python tools/make_man.py            # rewrite it
python tools/make_man.py --check    # exit status 1 where it is stale
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from pathlib import Path

from stalinfacts import cli, options

PAGE = Path(__file__).resolve().parent.parent / "docs" / "stalinfacts.1"
GROUPS = (("FILTERS", options.FILTERS), ("ORDER", options.LISTING), ("OUTPUT", options.OUTPUT), ("COMMON OPTIONS", options.COMMON))


def escape(text: str) -> str:
    """Write text as roff: no hyphen becomes a dash, no line a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return re.sub(r"^\.", r"\\&.", text, flags=re.MULTILINE)


def prose(text: str) -> str:
    """Write a paragraph, its lines short enough for those who read the source."""
    lines = textwrap.wrap(escape(" ".join(text.split())), 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(re.sub(r"^\.", r"\\&.", line) for line in lines)


def option(annotation: object) -> list[str]:
    """Write an option as a tagged paragraph."""
    kind, metavar, told = cli.described(annotation)
    flags = cli.flags(told)
    value = f" \\fI{escape(metavar)}\\fR" if metavar and kind is not bool else ""
    return [".TP", ", ".join(f"\\fB{escape(flag)}\\fR{value}" for flag in flags), prose(told.help or "")]


def groups_of(name: str) -> list[str]:
    """Name the groups of options that a command takes."""
    shared = cli.COMMANDS[name].run.shared  # type: ignore[attr-defined] # set by `options.takes`
    return [title.lower() for title, group in GROUPS if set(group) & set(shared)]


def command(name: str) -> list[str]:
    """Write the section of a command."""
    run, examples = cli.COMMANDS[name]
    parameters = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
    described = [cli.described(p.annotation) for p in parameters]
    arguments = " ".join(metavar for _, metavar, told in described if not cli.flags(told))
    lines = [f".SS {escape(f'{name} {arguments}'.strip())}"]
    for n, paragraph in enumerate(inspect.cleandoc(run.__doc__ or "").split("\n\n")):
        lines += [".PP"] * (n > 0) + [prose(paragraph)]
    for parameter in parameters:
        if cli.flags(cli.described(parameter.annotation)[2]):
            lines += option(parameter.annotation)
    if groups := groups_of(name):
        lines += [".PP", prose(f"Takes the {', the '.join(groups)}.")]
    lines += [".PP", ".EX", *(escape(example) for example in examples), ".EE"]
    return lines


def page() -> str:
    """Write the whole page."""
    lines = [
        '.\\" Made by tools/make_man.py: change the docstrings and options of the command instead.',
        '.TH STALINFACTS 1 2026-11-25 "stalinfacts" "User Commands"',
        ".SH NAME",
        "stalinfacts \\- look up dated, cited facts about Joseph Stalin\\(aqs life",
        ".SH SYNOPSIS",
        ".B stalinfacts",
        "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        "\n.PP\n".join(map(prose, inspect.cleandoc(cli.start.__doc__ or "").split("\n\n"))),
        ".SH COMMANDS",
    ]
    for name in cli.COMMANDS:
        lines += command(name)
    for title, group in GROUPS:
        lines.append(f".SH {title}")
        for annotation in group.values():
            lines += option(annotation)
    lines += [
        ".SH QUERIES",
        prose(
            "Words are looked for in any order, in any of their forms and spellings. "
            '"Quoted words" stand side by side; -word leaves a word out; dates are understood as dates ("purge 1937", "in the thirties").',
        ),
        ".PP",
        prose(
            "The filters work inside a query: year:1937 from:1934 to:1939 section:terror entity:beria cite:393 flag:disputed, "
            "values with spaces in quotation marks.",
        ),
        ".SH DATES",
        prose(
            "1937, 1937-07, 1937-07-30, 1930s, 1934..1939, 1934-1939, ..1905, 1941-06.., 'July 1937', '30 July 1937', 'winter 1932', "
            "'early 1930s', 'since 1941'.",
        ),
        ".PP",
        prose(
            "Dates are written in a subset of EDTF (ISO 8601-2): 193X is a decade, 1932-24 a winter, 1914~ about, 1937? uncertain, 1934/1939 an interval.",
        ),
        ".SH EXIT STATUS",
        ".TP",
        "0",
        "something was found",
        ".TP",
        "1",
        "nothing was found, or a corpus is not valid",
        ".TP",
        "2",
        "wrong usage, or a corpus that cannot be read",
        ".TP",
        "130",
        "interrupted",
        ".SH ENVIRONMENT",
    ]
    for name, told in (
        ("STALINFACTS_CORPUS", "Another corpus, as --corpus."),
        ("NO_COLOR, CLICOLOR_FORCE, FORCE_COLOR", "No colour, or colour in a pipe too; --color comes first."),
        ("PAGER, LESS", "What pages long output on a terminal: less, with FRX."),
    ):
        lines += [".TP", f".B {escape(name)}", prose(told)]
    lines += [
        ".SH FILES",
        prose("Corpora are JSON files, described by biography.schema.json beside the bundled one, or SQLite files that export wrote."),
        ".SH SEE ALSO",
        ".BR grep (1),",
        ".BR less (1),",
        ".BR sqlite3 (1)",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or say whether it is stale."""
    if "--check" in sys.argv[1:]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print(f"{PAGE.name} is stale; run tools/make_man.py", file=sys.stderr)
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
