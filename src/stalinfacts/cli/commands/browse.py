"""``browse``: search as one types, with fzf as the screen and this program as the search.

fzf shows the list and reads the keys; each change of the line runs ``browse --list``, and
the fact under the bar is what ``show`` prints. Both are run by ``/bin/sh``, whatever the
user's shell is: fzf quotes for it what was typed, ``shlex`` the rest. The rest stands in the
environment, where fzf does not look for its own ``{q}`` and ``{1}``, which names may hold.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.cli.cards import cards_of
from stalinfacts.cli.options import (
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    MINUS,
    ORDER_OPTIONS,
    command_line,
)
from stalinfacts.cli.printing import Frame, count_text, print_facts
from stalinfacts.cli.session import open_session
from stalinfacts.errors import ExitStatus, OutputError, UsageError
from stalinfacts.output.atomic import signals_end_the_block
from stalinfacts.output.records import dates_for_readers, remark
from stalinfacts.output.sanitize import escape_control_characters, one_line
from stalinfacts.output.terminal import write_lines
from stalinfacts.output.views import Cards, Heading
from stalinfacts.query.line import join_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact

_MOST_HITS = 200
"""Hits that are listed while somebody types; nobody reads on."""
_DATE_WIDTH = 22
"""Columns of a date in the list: a tab stop, so that the texts stand below each other."""
_LISTING, _CARD, _FOLDER = "STALINFACTS_LISTING", "STALINFACTS_CARD", "STALINFACTS_FOLDER"
_RELOAD = (
    f"""line={{q}}; list=$(eval "${_LISTING}"' "$line"' 2>"${_FOLDER}/error");"""
    f""" if test $? -eq 2; then printf '\\t%s\\n' "$(cut -d: -f3- "${_FOLDER}/error")";"""
    f""" else echo; printf '%s' "$list" >"${_FOLDER}/list"; fi; cat "${_FOLDER}/list\""""
)
"""A line below the prompt, and the list: where a query is invalid, why, and the last list."""
_PREVIEW = (
    "id={1}; export COLUMNS=$((FZF_PREVIEW_COLUMNS - 2));"
    f""" test -z "$id" || eval "${_CARD}"' "$id"'"""
)
_NO_MATCH, _INTERRUPTED = 1, 130
"""Exit statuses of fzf."""
_NEEDS = "browse needs fzf 0.31 or later: apt install fzf, brew install fzf, or see junegunn/fzf"


def run(request: Request, term: list[str] | None, *, multi: bool, list_only: bool) -> int:
    """Let facts be chosen, and print their ids, or the facts in the format asked for."""
    session = open_session(request)
    line = join_arguments([word.replace(MINUS, "-") for word in term or ()])
    if list_only:
        lines = list(_lines(session, line))
        write_lines(lines, session.terminal)
        return ExitStatus.FOUND if lines else ExitStatus.NOTHING_FOUND
    fzf = shutil.which("fzf")
    if fzf is None:
        raise UsageError(_NEEDS)
    status, chosen = _choose([fzf, *_fzf_options(request, line, multi=multi)], session, line)
    if not chosen:
        return status
    session = session._replace(request=request._replace(format=request.format or "ids"))
    facts = session.corpus.get(chosen)
    frame = Frame(Heading("chosen", count_text(len(facts), len(facts))))
    return print_facts(session, facts, frame, Cards(cards_of(session, facts)))


def _lines(session: Session, line: str) -> Iterator[str]:
    """Yield what is listed for a line that was typed: id, date and text with tabs between."""
    corpus, request = session.corpus, session.request
    limit = request.limit_or(_MOST_HITS if line.strip() else None)
    if line.strip():
        query = corpus.parse(line)
        query = query._replace(filters=query.filters.merge(request.filters))
        facts = [hit.fact for hit in corpus.answer(query, limit=limit).hits]
    else:
        facts = corpus.facts(request.filters, limit=limit)
    for fact in facts:
        shown = (fact.id, dates_for_readers(fact.dates), _text(fact))
        yield "\t".join(escape_control_characters(one_line(part)) for part in shown)


def _text(fact: Fact) -> str:
    words = remark(fact)
    return f"{fact.text} ({words})" if words else fact.text


def _fzf_options(request: Request, line: str, *, multi: bool) -> list[str]:
    is_colored = _is_colored(request)
    return [
        "--disabled",
        f"--query={line}",
        f"--bind=change:reload:{_RELOAD}",
        "--header-lines=1",
        f"--preview={_PREVIEW}",
        "--preview-window=right,50%,wrap,border-left,<55(down,60%,wrap,border-top)",
        "--delimiter=\t",
        "--with-nth=2..",
        f"--tabstop={_DATE_WIDTH}",
        "--reverse",
        "--info=inline",
        "--prompt=search> ",
        "--expect=esc",
        "--no-print0",  # a user's own options may have it
        "--multi" if multi else "--no-multi",
        *(() if is_colored else ("--no-color",)),
    ]


def _is_colored(request: Request) -> bool:
    return request.color != "never" and not os.environ.get("NO_COLOR")


def _commands(request: Request) -> dict[str, str]:
    """Return what fzf runs, as variables of its environment that hold lines for a shell."""
    corpus = COMMON_OPTIONS.only("corpus")
    program = [sys.executable, "-P", "-m", "stalinfacts"]  # -P: nothing from this folder
    narrowed = command_line(request.given, FILTER_OPTIONS, ORDER_OPTIONS.only("limit"), corpus)
    color = f"--color={'always' if _is_colored(request) else 'never'}"
    card = [*program, "show", "-f", "table", color, "--no-pager"]
    return {
        _LISTING: shlex.join([*program, "browse", "--list", "--no-pager", *narrowed, "--"]),
        _CARD: shlex.join([*card, *command_line(request.given, corpus), "--"]),
        "SHELL": "/bin/sh",
    }


def _choose(command: list[str], session: Session, line: str) -> tuple[int, list[str]]:
    """Return the exit status, and the ids of the facts that were chosen in fzf."""
    with (
        signals_end_the_block(),
        tempfile.TemporaryFile() as lines,
        tempfile.TemporaryDirectory() as folder,
    ):
        # Not a pipe, which would end this program when fzf leaves.
        content = "".join(f"{text}\n" for text in _lines(session, line)).encode()
        Path(folder, "list").write_bytes(content)
        lines.write(b"\n" + content)
        lines.seek(0)
        done = subprocess.run(  # noqa: S603 # fzf, with words quoted above
            command,
            stdin=lines,
            stdout=subprocess.PIPE,
            env={**os.environ, **_commands(session.request), _FOLDER: folder},
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode == _INTERRUPTED:
        return ExitStatus.INTERRUPTED, []
    if done.returncode not in (0, _NO_MATCH):
        raise OutputError(f"fzf could not run here. {_NEEDS}")
    key, *chosen = done.stdout.splitlines() or [""]
    ids = [text.split("\t")[0] for text in chosen if text and key != "esc"]
    return ExitStatus.NOTHING_FOUND, ids
