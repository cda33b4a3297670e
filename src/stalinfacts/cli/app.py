"""Declared options and commands → Typer's: the one module that knows Typer.

A command is built when it runs: building all of them, some two hundred options, takes
longer than a search.
"""

from __future__ import annotations

import inspect
import re
import shlex
from functools import cache
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from stalinfacts.cli.options import GLOBAL_OPTIONS, MINUS, build_request
from stalinfacts.cli.registry import COMMANDS, command_arguments, command_groups
from stalinfacts.cli.session import print_version
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.output.formats import FORMAT_NAMES
from stalinfacts.output.terminal import PROGRAM
from stalinfacts.query.values import is_time
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stalinfacts.cli.options import Argument, Group, Option, Request


_Command = Any
"""Typer's own class of commands is private."""
global_values: dict[str, Any] = {}
"""The options that stood before the command."""


def run(args: Sequence[str]) -> int:
    """Run the command that some arguments name, and return its exit status.

    Raises:
        StalinfactsError: it cannot be done.
    """
    try:
        result = _build_program()(args=list(args), prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort:
        return ExitStatus.INTERRUPTED
    except typer.TyperException as error:
        raise UsageError(_describe(error)) from None
    return int(result or 0)


def _describe(error: typer.TyperException) -> str:
    """Return Typer's message in the manner of this program's own."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    option = getattr(error, "option_name", None)
    if error.__class__.__name__ == "NoSuchOption" and option:
        flags = [flag for p in context.command.params for flag in p.opts] if context else []
        near = did_you_mean(option, [flag for flag in flags if flag.startswith("--")], limit=1)
        if near:
            return f"no such option '{option}'. Did you mean '{near[0]}'?"
        return f"no such option '{option}'; see '{path} --help'"
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message.replace("requires an argument", "needs a value")
    message = message.replace("Got unexpected extra argument", "unexpected argument")
    return f"{message[:1].lower()}{message[1:]}; see '{path} --help'"


# --- Typer's commands ------------------------------------------------------------------


class _Group(TyperGroup):
    """Builds the command that runs, and says which one would have worked."""

    def resolve_command(
        self,
        ctx: typer.Context,  # type: ignore[override] # the base class's is private
        args: list[str],
    ) -> tuple[str | None, _Command, list[str]]:
        name, *rest = args
        if name in COMMANDS:
            return name, _build_command(name), protect_exclusions(name, rest)
        if name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise UsageError(_no_such_command(args))


def _no_such_command(args: Sequence[str]) -> str:
    word, line = args[0], shlex.join(args)
    near = did_you_mean(word, COMMANDS, limit=1)
    if near:
        return f"no such command '{word}'. Did you mean '{near[0]}'?"
    if re.fullmatch(r"\[\d+\](\[\d+\])*", word):
        return f"no such command '{word}'. To look a citation up: {PROGRAM} cite {line}"
    if re.fullmatch(r"[a-z-]+-\d+", word):
        return f"no such command '{word}'. To show a fact: {PROGRAM} show {word}"
    if is_time(" ".join(takewhile(lambda arg: not arg.startswith("-"), args))):
        return f"no such command '{word}'. To list the facts of a time: {PROGRAM} year {line}"
    return f"no such command '{word}'. To search: {PROGRAM} search {line}"


def _run_command(name: str, request: Request, own: Mapping[str, object]) -> int:
    """Run a command; only now what it needs is imported (15 ms for a search)."""
    status: int = import_module(COMMANDS[name].module).run(request, **own)
    return status


@cache
def _build_command(name: str) -> _Command:
    entry = COMMANDS[name]
    shared = {option.name for group in entry.shared for option in group.options}

    def callback(**values: object) -> int:
        for argument in entry.arguments:
            if argument.required and not values[argument.name]:
                raise UsageError(f"{name} needs {argument.metavar}, as in: {entry.examples[0]}")
        own_values = {key: value for key, value in values.items() if key not in shared}
        shared_values = {key: value for key, value in values.items() if key in shared}
        return _run_command(name, build_request(shared_values, global_values), own_values)

    _declare(callback, entry.arguments, command_groups(name), name)
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name, context_settings={"help_option_names": []})(callback)
    return typer.main.get_command(app)


def _build_program() -> _Command:
    """Return the program as one of Typer's groups."""
    global_values.clear()
    app = typer.Typer(
        cls=_Group,
        name=PROGRAM,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": []},
    )

    def callback(ctx: typer.Context, **values: object) -> None:
        global_values.update({k: v for k, v in values.items() if v not in (None, False)})
        if values["pager"] is False:
            global_values["pager"] = False
        if values["version"]:
            print_version(build_request({}, global_values))
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            _print_help("", {})

    _declare(callback, (), (GLOBAL_OPTIONS,), "", context=True)
    app.callback(invoke_without_command=True)(callback)
    return typer.main.get_command(app)


def _declare(
    callback: Callable[..., Any],
    arguments: Sequence[Argument],
    groups: Sequence[Group],
    command: str,
    *,
    context: bool = False,
) -> None:
    """Set the signature that Typer reads on a function that takes any keyword."""
    parameters = [_parameter("ctx", typer.Context)] if context else []
    for argument in arguments:
        kind: Any = list[str] | None if argument.many else str | None
        annotation: Any = Annotated[kind, typer.Argument(metavar=argument.metavar)]
        parameters.append(_parameter(argument.name, annotation))
    for option in (option for group in groups for option in group.options):
        annotation = Annotated[_type_of(option), _typer_option(option, command)]
        default = False if option.kind == "flag" else None
        parameters.append(_parameter(option.name, annotation, default))
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # inspect reads it
    callback.__annotations__ = {p.name: p.annotation for p in parameters}


def _parameter(name: str, annotation: object, default: object = None) -> inspect.Parameter:
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, keyword, annotation=annotation, default=default)


def _type_of(option: Option) -> object:
    return {"flag": bool, "switch": bool | None, "texts": list[str] | None}.get(
        option.kind, str | None
    )


def _typer_option(option: Option, command: str) -> object:
    if option.name != "help":
        return typer.Option(*option.flags)

    def show(ctx: typer.Context, value: object) -> None:
        if value:
            given = {name: v for name, v in ctx.params.items() if v not in (None, False)}
            _print_help(command, given)
            raise typer.Exit

    return typer.Option(*option.flags, callback=show)


def _print_help(command: str, values: dict[str, Any]) -> None:
    request = build_request({}, {**global_values, **values})
    _run_command("help", request, {"command": command or None})


# --- words to leave out ----------------------------------------------------------------


def protect_exclusions(command: str, args: Sequence[str]) -> list[str]:
    """Return arguments in which ``-word`` cannot be taken for options.

    A single dash and two letters or more is a word to leave out where a command takes a
    query: short options take their value as a word of its own (``-n 5``).

    Raises:
        UsageError: an option has its value attached (``-n5``).
    """
    if not any(argument.name == "term" for argument in command_arguments(command)):
        return list(args)
    options = [option for group in command_groups(command) for option in group.options]
    with_value = {f for o in options if o.kind in ("text", "texts") for f in o.flags}
    protected: list[str] = []
    for n, arg in enumerate(args):
        if arg == "--":
            return [*protected, *args[n:]]
        is_value = n > 0 and args[n - 1] in with_value
        if arg.startswith("-") and not is_value and _leaves_out(arg):
            _check_attached_value(arg, with_value)
            protected.append(MINUS + arg[1:])
        else:
            protected.append(arg)
    return protected


def _leaves_out(arg: str) -> bool:
    """Return whether an argument with a dash is a word or a phrase to leave out."""
    return re.match(r"-[^\W_]{2}|-[^\W_]['’.]|-[\"“„«(]", arg) is not None


def _check_attached_value(arg: str, with_value: set[str]) -> None:
    flag, value = arg[:2], arg[2:]
    is_number = flag == "-n" and value.isascii() and value.isdecimal()
    is_format = flag == "-f" and value.lower() in FORMAT_NAMES
    if flag in with_value and (is_number or is_format):
        raise UsageError(f"'{arg}' would be a word to leave out; write {flag} {value}")
