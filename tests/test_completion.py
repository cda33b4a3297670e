"""Completion, as the shells ask for it and in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND, run_command, scrubbed

from stalinfacts import cli, completion

if TYPE_CHECKING:
    from pathlib import Path


def words(*typed: str, **environment: str) -> list[str]:
    done = run_command(*typed, env=scrubbed(_STALINFACTS_COMPLETE="words", **environment))
    assert (done.status, done.err) == (0, "")
    return [line.split("\t")[0] for line in done.lines]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["se"], ["search", "sections"]),
        ([""], list(cli.COMMANDS)),
        (["--vers"], ["--version"]),
        (["search", "--sec"], ["--section"]),
        (["search", "--section", "chi"], ["childhood"]),
        (["search", "--section=chi"], ["--section=childhood"]),
        (["search", "-s", "chi"], ["childhood"]),
        (["search", "-f", "j"], ["json", "jsonl"]),
        (["search", "--columns", "id,te"], ["id,text"]),
        (["search", "--sort", "d"], ["date"]),
        (["timeline", "--by", ""], ["decade", "year", "month"]),
        (["entities", "--kind", "p"], ["person", "place"]),
        (["show", "childhood-66"], ["childhood-66"]),
        (["completion", "z"], ["zsh"]),
        (["--color", "never", "se"], ["search", "sections"]),
        (["search", "--corpus", ""], []),  # the shell completes file names
        (["nonsense", "--x"], []),
        (["search", "--", "--sec"], []),
    ],
)
def test_the_last_word_is_completed(typed: list[str], expected: list[str]) -> None:
    assert words(*typed) == expected


def test_entities_are_completed_by_any_name_to_their_ids() -> None:
    assert "trotsky" in words("search", "--entity", "Trot")
    assert "trotsky" in words("search", "--entity", "Троц")
    assert "trotsky" in words("entities", "trots")


def test_a_corpus_of_ones_own_is_completed_from_and_a_broken_one_completes_nothing(tmp_path: Path) -> None:
    assert words("search", "--section", "c", STALINFACTS_CORPUS=str(tmp_path / "none.json")) == []


def test_every_option_of_every_command_is_completed() -> None:
    for name in cli.COMMANDS:
        told = run_command(name, "--help").out
        for option in words(name, "--"):
            assert option in told


def test_an_unknown_shell_is_refused() -> None:
    done = run_command("completion", "tcsh")
    assert (done.status, done.err) == (2, "stalinfacts: error: 'tcsh' is no shell with completion; shells are bash, zsh, fish\n")


needs_shellcheck = pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")


@needs_shellcheck
def test_the_bash_script_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "stalinfacts.bash"
    path.write_text(completion.script("bash"), encoding="utf-8")
    done = subprocess.run(["shellcheck", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


SHELLS = {
    "bash": """source <(stalinfacts completion bash)
COMP_WORDS=(stalinfacts {words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _stalinfacts; printf '%s\\n' "${{COMPREPLY[@]}}" """,
    "zsh": """autoload -Uz compinit; compinit -u -D; source <(stalinfacts completion zsh)
_describe() {{ print -l -- "${{(@)found%%:*}}" }}
words=(stalinfacts {words}); CURRENT=${{#words}}; _stalinfacts""",
    "fish": """stalinfacts completion fish | source
complete --do-complete "stalinfacts {line}" | string split -f1 \\t""",
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["se"], ["search", "sections"]),
        (["search", "--section", "chi"], ["childhood"]),
        (["search", "x", "--sor"], ["--sort"]),
        (["show", "childhood-66"], ["childhood-66"]),
    ],
)
def test_a_real_shell_completes(shell: str, typed: list[str], expected: list[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = SHELLS[shell].format(words=" ".join(typed), line=" ".join(typed))
    environment = scrubbed(PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}", HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path))
    quiet = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run([shell, *quiet, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == expected, done.stderr
