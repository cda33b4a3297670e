"""The commands, each with what it does, examples, its arguments and its options.

A test runs the examples; the help and the manual page show them. Adding a command is
adding a row here and a module in ``commands``, whose ``run`` is imported when the command
runs: parsing, help and completion need none of what answers.
"""

from stalinfacts.cli.entry import CommandEntry
from stalinfacts.cli.options import (
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    GLOBAL_OPTIONS,
    ORDER_OPTIONS,
    OUTPUT_OPTIONS,
    OWN,
    Argument,
    Group,
    Option,
)
from stalinfacts.output.terminal import PROGRAM

_UNSORTED = (
    FILTER_OPTIONS,
    ORDER_OPTIONS.only("limit", "reverse"),
    OUTPUT_OPTIONS,
    COMMON_OPTIONS,
)
"""Of commands whose order is given."""
_ENTRIES = (
    CommandEntry(
        "search",
        "Find the facts that answer a query, best first.",
        'Words in any order; "words side by side"; -word, -"a phrase", -field:value and NOT'
        " leave out; OR is either; pur* is any word that begins so. Dates are understood"
        " (exiled before 1905). Fields: year: from: to: before: after: section: entity: cite:"
        " flag: by:. Misspellings, other spellings of names and other forms of words are"
        " found. '-' reads one query per line from standard input.",
        (
            f'{PROGRAM} search "great purge"',
            f"{PROGRAM} search who killed trotsky",
            f"{PROGRAM} search purge -army year:1937..1938",
        ),
        arguments=(
            Argument(
                "term",
                "TERM",
                "Words, \"phrases\", -exclusions, field:value; '-' reads queries from standard"
                " input.",
                many=True,
                required=False,
                completion="term",
            ),
        ),
        options=(
            Option("exact", ("--exact",), "Look for the words as typed only.", "flag"),
            Option("match_all", ("--all", "-a"), "Only facts that hold every word.", "flag"),
            Option("explain", ("--explain",), "Show how each score came about.", "flag"),
            Option("count", ("--count",), "Print the number of facts only.", "flag"),
        ),
    ),
    CommandEntry(
        "browse",
        "Search as you type, and choose facts (with fzf).",
        "Each key searches anew, best first; the fact under the bar is shown in full beside"
        " the list. Enter prints the id of the chosen fact, or the fact in the format asked"
        " for; Esc leaves (exit status 1), Ctrl-C too (130). --multi marks several with Tab.",
        (
            f"{PROGRAM} browse",
            f"{PROGRAM} browse trotsky --from 1925",
            f"{PROGRAM} browse --multi | {PROGRAM} show -",
        ),
        arguments=(
            Argument(
                "term",
                "TERM",
                "The search to begin with; without one all facts are listed.",
                many=True,
                required=False,
                completion="term",
            ),
        ),
        options=(
            Option("multi", ("--multi", "-m"), "Choose several facts, with Tab.", "flag"),
            Option(
                "list_only",
                ("--list",),
                "Print the list, a fact a line, and choose nothing: what each key press runs.",
                "flag",
            ),
        ),
        shared=(
            FILTER_OPTIONS,
            ORDER_OPTIONS.only("limit"),
            OUTPUT_OPTIONS.only("format", "json", "columns", "header"),
            COMMON_OPTIONS,
        ),
    ),
    CommandEntry(
        "year",
        "List the facts of a time, in order of time.",
        "A year, month, day, season, decade, century or range, as people write them. Facts"
        " whose time merely spans it are counted and left out; --spanning lists them too,"
        " --within leaves out all that do not lie wholly within. Several times are several.",
        (
            f"{PROGRAM} year 1937",
            f"{PROGRAM} year June 1907",
            f"{PROGRAM} year 1934..1939 --within",
        ),
        arguments=(Argument("when", "WHEN", "1937, July 1937, 1930s, 1934..1939, …", many=True),),
        shared=_UNSORTED,
    ),
    CommandEntry(
        "on",
        "List every year's facts of a day or month: this day in history.",
        "Today where no day is given. '5 March 1953' is that very day.",
        (f"{PROGRAM} on", f"{PROGRAM} on 5 March", f"{PROGRAM} on March"),
        arguments=(
            Argument("day", "DAY", "5 March, 03-05, March, today.", many=True, required=False),
        ),
        shared=_UNSORTED,
    ),
    CommandEntry(
        "show",
        "Show facts in full, with what contradicts them and their neighbours.",
        "'-' reads ids, or lines that begin with one, from standard input. Ids know no case;"
        " childhood-1..3 is three of them. A pipe gets five columns; -f json has every field,"
        " -f table the whole card.",
        (
            f"{PROGRAM} show culture-41",
            f"{PROGRAM} show childhood-1..3 -f plain",
            f"{PROGRAM} search purge -f ids | {PROGRAM} show - -f json",
        ),
        arguments=(
            Argument(
                "fact_id",
                "ID",
                "Ids of facts, childhood-1..3; '-' reads them from standard input.",
                many=True,
                completion="fact",
            ),
        ),
        shared=(OUTPUT_OPTIONS, COMMON_OPTIONS),
    ),
    CommandEntry(
        "cite",
        "List every fact behind a citation number of the article.",
        "Several numbers and ranges: 393 394, 393-397, '[384][386]'.",
        (f"{PROGRAM} cite 393", f"{PROGRAM} cite 393-397 -f tsv"),
        arguments=(
            Argument("number", "NUMBER", "Citation numbers of the article, or 393-397.", many=True),
        ),
    ),
    CommandEntry(
        "sections",
        "Show the tree of sections with counts and years; with an ID that section's facts.",
        "Counts are of the facts that the filters leave, those of the sections below included.",
        (
            f"{PROGRAM} sections",
            f"{PROGRAM} sections great terror",
            f"{PROGRAM} sections --from 1941 --to 1945",
        ),
        arguments=(
            Argument(
                "section_id",
                "ID",
                "A section, by its id or title, whose facts are listed.",
                many=True,
                required=False,
                completion="section",
            ),
        ),
    ),
    CommandEntry(
        "entities",
        "List people, places, organisations, events and works, with counts and aliases.",
        "With one NAME all its aliases are shown. Counts are of the facts that the filters leave.",
        (f"{PROGRAM} entities trotsky", f"{PROGRAM} entities --kind place -n 5"),
        arguments=(
            Argument(
                "name",
                "NAME",
                "Any form of a name, or nearly so; several names are several.",
                many=True,
                required=False,
                completion="entity",
            ),
        ),
        options=(
            Option(
                "kind",
                ("--kind", "-k"),
                "person, place, organisation, event or work.",
                metavar="KIND",
                completion="kind",
            ),
        ),
        shared=_UNSORTED,
    ),
    CommandEntry(
        "timeline",
        "Draw a bar chart of facts by decade, year or month.",
        "Of all facts, or of those that match a search. A fact counts in each period in"
        " which one of its dates lies as a whole; what is not drawn is counted below.",
        (f"{PROGRAM} timeline", f"{PROGRAM} timeline purge --by decade"),
        arguments=(
            Argument(
                "term",
                "TERM",
                "A search, of whose matches the chart is.",
                many=True,
                required=False,
                completion="term",
            ),
        ),
        options=(
            Option(
                "by",
                ("--by",),
                "decade, year or month (year).",
                metavar="PERIOD",
                completion="period",
            ),
        ),
        shared=(FILTER_OPTIONS, OUTPUT_OPTIONS, COMMON_OPTIONS),
    ),
    CommandEntry(
        "random",
        "Show a fact at random.",
        "The same seed gives the same facts; -n 0 is the whole corpus, shuffled. A new fact"
        " slips in and moves no other.",
        (f"{PROGRAM} random --seed 1", f"{PROGRAM} random --section family -n 3"),
        options=(
            Option("seed", ("--seed",), "The same seed gives the same facts.", metavar="TEXT"),
        ),
        shared=(FILTER_OPTIONS, ORDER_OPTIONS.only("limit"), OUTPUT_OPTIONS, COMMON_OPTIONS),
    ),
    CommandEntry(
        "export",
        "Write the corpus, or the filtered part of it, to a file.",
        "The file appears when it is complete: an interrupted export leaves the old one"
        " whole. JSON and SQLite are a corpus again, which --corpus reads; HTML is one page"
        " with a filter and a chart of the years, which needs no network.",
        (
            f"{PROGRAM} export life.html",
            f"{PROGRAM} export facts.sqlite",
            f"{PROGRAM} export --section war - -f csv",
        ),
        arguments=(
            Argument(
                "file",
                "FILE",
                "Its ending says the format (.html .json .jsonl .csv .tsv .md .txt .sqlite); '-'"
                " is standard output.",
                required=False,
                completion="file",
            ),
        ),
        options=(
            Option("force", ("--force",), "Overwrite a file that exists.", "flag"),
            Option(
                "template",
                ("--template",),
                "Write a small corpus to fill in instead.",
                metavar="FILE",
                completion="file",
            ),
        ),
        shared=(
            FILTER_OPTIONS,
            ORDER_OPTIONS.only("limit"),
            OUTPUT_OPTIONS.only("format", "json", "columns", "header", "bom"),
            COMMON_OPTIONS,
        ),
    ),
    CommandEntry(
        "validate",
        "Check a corpus file and list every problem with its place.",
        "JSON or SQLite; the corpus that is open where no FILE is given. Exit status: 0 it is"
        " valid, 1 it is not, 2 it cannot be read.",
        (f"{PROGRAM} validate",),
        arguments=(
            Argument(
                "file",
                "FILE",
                "A corpus, JSON or SQLite, or a NAME as --corpus takes it.",
                required=False,
                completion="corpus",
            ),
        ),
        shared=(COMMON_OPTIONS,),
    ),
    CommandEntry(
        "completion",
        "Print the completion script of a shell.",
        "Its first lines say where it belongs.",
        (f"{PROGRAM} completion bash", f"{PROGRAM} completion zsh"),
        arguments=(Argument("shell", "SHELL", "bash, zsh or fish.", completion="shell"),),
        shared=(COMMON_OPTIONS.only("help"),),
    ),
    CommandEntry(
        "help",
        "Show the help of the program or of a command.",
        "",
        (f"{PROGRAM} help search",),
        arguments=(
            Argument("command", "COMMAND", "A command.", required=False, completion="command"),
        ),
        shared=(COMMON_OPTIONS.only("help", "color", "pager"),),
    ),
)
COMMANDS = {entry.name: entry for entry in _ENTRIES}
"""Every command by its name, in the order of the help."""


def command_groups(name: str) -> tuple[Group, ...]:
    """Return the options of a command under their headings; of the program itself for ""."""
    if not name:
        return (GLOBAL_OPTIONS,)
    return (Group(OWN, COMMANDS[name].options), *COMMANDS[name].shared)


def command_arguments(name: str) -> tuple[Argument, ...]:
    """Return the arguments of a command."""
    return COMMANDS[name].arguments if name else ()
