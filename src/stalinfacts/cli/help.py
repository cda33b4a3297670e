"""Help pages, made of the declared commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.entry import DETAILS, EXIT_STATUS, STARTERS, SUBJECT, SUMMARY
from stalinfacts.cli.registry import COMMANDS, command_arguments, command_groups
from stalinfacts.cli.session import corpus_name, load_corpus, terminal_of
from stalinfacts.errors import CorpusError
from stalinfacts.output.help_views import HelpEntry, HelpGroup, HelpPage
from stalinfacts.output.terminal import PROGRAM, print_view

if TYPE_CHECKING:
    from stalinfacts.cli.options import Argument, Option, Request


def print_help(command: str, request: Request) -> None:
    """Print the help of a command, or of the program for ""."""
    page = _command_page(command) if command else _program_page(request)
    print_view(page, terminal_of(request))


def _program_page(request: Request) -> HelpPage:
    summary = SUMMARY.format(subject=_subject(request))
    commands = tuple(HelpEntry(entry.name, entry.summary) for entry in COMMANDS.values())
    return HelpPage(
        f"{PROGRAM} COMMAND [OPTION]…",
        summary,
        tuple(HelpEntry(example, "") for example in STARTERS),
        (DETAILS,),
        (HelpGroup("Commands", commands), *_option_groups("")),
        EXIT_STATUS,
    )


def _subject(request: Request) -> str:
    """Return what the open corpus is about; only another corpus has to be opened for it."""
    try:
        name = corpus_name(request)
        return SUBJECT if name is None else load_corpus(name).title
    except CorpusError:
        return SUBJECT


def _command_page(command: str) -> HelpPage:
    entry = COMMANDS[command]
    arguments = command_arguments(command)
    usage = [PROGRAM, command, *map(usage_of, arguments)]
    described = tuple(HelpEntry(a.metavar, a.help) for a in arguments)
    groups = (HelpGroup("Arguments", described),) if described else ()
    return HelpPage(
        " ".join([*usage, "[OPTION]…"]),
        entry.summary,
        tuple(HelpEntry(example, "") for example in entry.examples),
        (entry.details,) if entry.details else (),
        (*groups, *_option_groups(command)),
        EXIT_STATUS if "Exit status" not in entry.details else "",
    )


def usage_of(argument: Argument) -> str:
    """Return an argument as a usage line writes it: ``TERM…``, ``[FILE]``."""
    name = f"{argument.metavar}…" if argument.many else argument.metavar
    return name if argument.required else f"[{name}]"


def _option_groups(command: str) -> tuple[HelpGroup, ...]:
    return tuple(
        HelpGroup(group.title, tuple(HelpEntry(option_line(o), o.help) for o in group.options))
        for group in command_groups(command)
        if group.options
    )


def option_line(option: Option) -> str:
    """Return an option as the help writes it: ``-n, --limit N``."""
    flags = [flag for names in option.flags for flag in names.split("/")]
    ordered = sorted(flags, key=lambda flag: flag.startswith("--"))
    separator = " / " if option.kind == "switch" else ", "
    written = separator.join(ordered)
    return f"{written} {option.metavar}" if option.metavar else written
