"""The commands, each with the module that runs it, what it does and examples.

A test runs the examples; the help and the manual page show them. Adding a command is
adding a row here and a module in ``commands``.
"""

from __future__ import annotations

from typing import NamedTuple

PROGRAM = "stalinfacts"


class CommandEntry(NamedTuple):
    """A command as the help knows it; its module has ``ARGUMENTS``, ``GROUPS`` and ``run``."""

    name: str
    summary: str
    details: str
    examples: tuple[str, ...]

    @property
    def module(self) -> str:
        """The module's path."""
        return f"{PROGRAM}.cli.commands.{self.name}"


COMMANDS = {
    entry.name: entry
    for entry in (
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
        ),
        CommandEntry(
            "on",
            "List every year's facts of a day or month: this day in history.",
            "Today where no day is given. '5 March 1953' is that very day.",
            (f"{PROGRAM} on", f"{PROGRAM} on 5 March", f"{PROGRAM} on March"),
        ),
        CommandEntry(
            "show",
            "Show facts in full, with what contradicts them and their neighbours.",
            "'-' reads ids, or lines that begin with one, from standard input. Ids know no case;"
            " childhood-1..3 is three of them.",
            (
                f"{PROGRAM} show culture-41",
                f"{PROGRAM} show childhood-1..3 -f plain",
                f"{PROGRAM} search purge -f ids | {PROGRAM} show - -f json",
            ),
        ),
        CommandEntry(
            "cite",
            "List every fact behind a citation number of the article.",
            "Several numbers and ranges: 393 394, 393-397, '[384][386]'.",
            (f"{PROGRAM} cite 393", f"{PROGRAM} cite 393-397 -f tsv"),
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
        ),
        CommandEntry(
            "entities",
            "List people, places, organisations, events and works, with counts and aliases.",
            "With one NAME all its aliases are shown. Counts are of the facts that the filters"
            " leave.",
            (f"{PROGRAM} entities trotsky", f"{PROGRAM} entities --kind place -n 5"),
        ),
        CommandEntry(
            "timeline",
            "Draw a bar chart of facts by decade, year or month.",
            "Of all facts, or of those that match a search. A fact counts in each period in"
            " which one of its dates lies as a whole; what is not drawn is counted below.",
            (f"{PROGRAM} timeline", f"{PROGRAM} timeline purge --by decade"),
        ),
        CommandEntry(
            "random",
            "Show a fact at random.",
            "The same seed gives the same facts; -n 0 is the whole corpus, shuffled. A new fact"
            " slips in and moves no other.",
            (f"{PROGRAM} random --seed 1", f"{PROGRAM} random --section family -n 3"),
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
        ),
        CommandEntry(
            "validate",
            "Check a corpus file and list every problem with its place.",
            "JSON or SQLite; the corpus that is open where no FILE is given. Exit status: 0 it is"
            " valid, 1 it is not, 2 it cannot be read.",
            (f"{PROGRAM} validate",),
        ),
        CommandEntry(
            "completion",
            "Print the completion script of a shell.",
            "Its first lines say where it belongs.",
            (f"{PROGRAM} completion bash", f"{PROGRAM} completion zsh"),
        ),
        CommandEntry(
            "help",
            "Show the help of the program or of a command.",
            "",
            (f"{PROGRAM} help search",),
        ),
    )
}
"""Every command by its name, in the order of the help."""

SUBJECT = "Joseph Stalin's life"
SUMMARY = "Look up dated, cited facts about {subject}."
DETAILS = "Prints tables on a terminal and TSV in a pipe. Start with:"
STARTERS = (
    f'{PROGRAM} search "great purge"',
    f"{PROGRAM} year 1937",
    f"{PROGRAM} sections",
)
EXIT_STATUS = "Exit status: 0 something was found, 1 nothing was found, 2 wrong usage."
