"""What is documented is what is there."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND, ROOT, TIMEOUT, clean_environment

from stalinfacts import api

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(start: str) -> str:
    match = re.search(rf"<!-- {start} -->\n```sh\n(.*?)```\n<!-- end -->", README, re.DOTALL)
    assert match is not None
    return match[1]


def run_script(script: str, folder: Path) -> str:
    """Run lines of a shell that must end well and without messages; return what they print."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        env=clean_environment(PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=4 * TIMEOUT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


RECIPES = [block.strip() for block in re.split(r"\n\n", between("recipes"))]


@pytest.mark.parametrize(
    "recipe", RECIPES, ids=[block.split("\n")[0].lstrip("# ")[:40] for block in RECIPES]
)
def test_readme_recipe_works(recipe: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    for program in ("jq", "fzf"):
        if f"| {program}" in recipe and shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    printed = run_script(recipe, tmp_path_factory.mktemp("recipe"))
    assert printed or "export" in recipe or "stalinfacts on" in recipe


CONSOLE = [line[2:].partition("   ")[0] for line in README.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("line", CONSOLE)
def test_readme_command_finds_something(line: str, tmp_path: Path) -> None:
    assert run_script(line, tmp_path)


def test_sqlite_utils_reads_exports(tmp_path: Path) -> None:
    script = """
        stalinfacts export facts.sqlite
        sqlite-utils search facts.sqlite fact seminary -c id | jq -r '.[].id' | grep -x childhood-66
        stalinfacts export - -f csv | sqlite-utils insert mine.db fact - --csv
        count=$(sqlite-utils query mine.db 'select count(*) as n from fact' | jq '.[0].n')
        test "$count" = "$(stalinfacts export - -f ids | wc -l)"
    """
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    run_script(script, tmp_path)


def test_readme_lines_are_what_ci_runs() -> None:
    assert between("test line").strip().endswith("-m pytest -n auto")
    assert "test line" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert between("run line").strip().endswith('.venv/bin/stalinfacts search "great purge"')


def test_examples_of_the_python_interface_work() -> None:
    assert doctest.testmod(api).failed == 0
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


@pytest.mark.parametrize("tool", ["make_man.py", "make_pictures.py"])
def test_generated_documents_are_fresh(tool: str) -> None:
    environment = clean_environment(PATH=os.environ["PATH"])
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_manual_page_has_no_lint() -> None:
    page = ROOT / "docs" / "stalinfacts.1"
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-Tlint", page], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_manual_page_has_no_warnings() -> None:
    if shutil.which("man") is None or shutil.which("groff") is None:
        pytest.skip("man is not installed")
    done = subprocess.run(
        ["man", "--warnings", "-l", ROOT / "docs" / "stalinfacts.1"],
        capture_output=True,
        text=True,
        env=clean_environment(MANPAGER="cat"),
        check=False,
    )
    assert done.stderr == ""


def test_relative_links_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (path.parent / target).exists(), (path.name, target)


def test_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    assert re.search(r"^### (Added|Changed|Fixed)$", text, re.MULTILINE)
