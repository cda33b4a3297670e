"""Completion, as the shells ask for it and in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND, TIMEOUT, clean_environment, run_in_process

from stalinfacts.cli.completion import script
from stalinfacts.cli.registry import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path


def complete(*typed: str, **environment: str) -> list[str]:
    env = clean_environment(_STALINFACTS_COMPLETE="words", **environment)
    done = run_in_process(*typed, env=env)
    assert (done.status, done.err) == (0, "")
    return done.ids


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["se"], ["search", "sections"]),
        ([""], list(COMMANDS)),
        (["--vers"], ["--version"]),
        (["search", "--sec"], ["--section"]),
        (["search", "--section", "chi"], ["childhood"]),
        (["search", "--section=chi"], ["--section=childhood"]),
        (["search", "--section", "=", "chi"], ["childhood"]),
        (["search", "--format", "=", "j"], ["json", "jsonl"]),
        (["search", "-s", "chi"], ["childhood"]),
        (["search", "-f", "J"], ["json", "jsonl"]),
        (["search", "--columns", "id,te"], ["id,text"]),
        (["search", "--sort", "d"], ["date"]),
        (["search", "section:chi"], ["section:childhood"]),
        (["search", "section", ":", "chi"], ["childhood"]),
        (["search", "-section:chi"], ["-section:childhood"]),
        (["search", "flag:dis"], ["flag:disputed"]),
        (["search", "secti"], ["section:", "sections:"]),
        (["timeline", "--by", ""], ["decade", "year", "month"]),
        (["entities", "--kind", "p"], ["person", "place"]),
        (["show", "childhood-66"], ["childhood-66"]),
        (["completion", "z"], ["zsh"]),
        (["help", "ti"], ["timeline"]),
        (["--color", "never", "se"], ["search", "sections"]),
        (["search", "--corpus", ""], []),  # the shell completes file names
        (["export", "out"], []),
        (["nonsense", "--x"], []),
        (["search", "--", "--sec"], []),
    ],
)
def test_last_word_is_completed(typed: list[str], expected: list[str]) -> None:
    assert complete(*typed) == expected


@pytest.mark.parametrize(
    ("typed", "candidate"),
    [
        ("trots", "trotsky"),
        ("Троц", "Троцкий"),
        ("Bronst", "Bronstein"),
        ('"Leon Tr', "Leon Trotsky"),
    ],
)
def test_entity_is_completed_by_any_of_its_names(typed: str, candidate: str) -> None:
    assert candidate in complete("search", "--entity", typed)


def test_candidates_say_what_they_mean() -> None:
    env = clean_environment(_STALINFACTS_COMPLETE="words")
    lines = run_in_process("sections", "pac", env=env).lines
    assert lines == ["pact\tPact with Hitler"]


def test_broken_corpus_completes_nothing(tmp_path: Path) -> None:
    assert complete("search", "-s", "c", STALINFACTS_CORPUS=str(tmp_path / "none.json")) == []
    assert complete("search", "-s", "chi", STALINFACTS_CORPUS="") == ["childhood"]


def test_scripts_begin_with_where_they_belong() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"stalinfacts completion {shell}" in "\n".join(script(shell).splitlines()[:4])


def in_shell(*command: str) -> str:
    environment = clean_environment(PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=TIMEOUT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("stalinfacts search --format = j", ["json", "jsonl"]),
        ("stalinfacts search section : chi", ["childhood"]),
        ("stalinfacts search --entity Bronst", ["Bronstein"]),
        ("stalinfacts export o", []),
    ],
)
def test_bash_completes(words: str, expected: list[str]) -> None:
    code = (
        f'eval "$(stalinfacts completion bash)"; COMP_WORDS=({words});'
        ' COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _stalinfacts; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert [line for line in in_shell("bash", "-c", code).splitlines() if line] == expected


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("search --format=j", "--format=json"),
        ("search --section chi", "childhood"),
        ("show childhood-66", "childhood-66"),
    ],
)
def test_fish_completes(line: str, expected: str) -> None:
    code = f"stalinfacts completion fish | source; complete --do-complete 'stalinfacts {line}'"
    candidates = [row.split("\t")[0] for row in in_shell("fish", "-c", code).splitlines()]
    assert expected in candidates


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_reads_the_script() -> None:
    code = (
        "autoload -U compinit && compinit -u -D;"
        ' eval "$(stalinfacts completion zsh)"; whence -w _stalinfacts'
    )
    assert "function" in in_shell("zsh", "-f", "-c", code)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_bash_script_has_no_lint(tmp_path: Path) -> None:
    path = tmp_path / "completion.bash"
    path.write_text(script("bash"), encoding="utf-8")
    done = subprocess.run(["shellcheck", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
