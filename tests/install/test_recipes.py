"""Every block of ``docs/recipes.md`` is run; where a program is missing, the test says so."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import COMMAND, ROOT, TIMEOUT, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
LIBRARIES = ("pandas", "duckdb")


class Recipe(NamedTuple):
    """A block to run: under which heading, in which language, what it needs."""

    title: str
    language: str
    code: str

    @property
    def needs(self) -> list[str]:
        """The programs and libraries that its first line names."""
        match = re.match(r"# needs: (.+)", self.code)
        return match[1].split() if match else []


def recipes() -> list[Recipe]:
    found = []
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        for language, code in re.findall(r"```(sh|python)\n(.*?)```", part, re.DOTALL):
            found.append(Recipe(part.splitlines()[0], language, code))
    return found


RECIPES = recipes()


def run_recipe(recipe: Recipe, folder: Path) -> subprocess.CompletedProcess[str]:
    for name in recipe.needs:
        is_library = name in LIBRARIES
        found = importlib.util.find_spec(name) if is_library else shutil.which(name, path=path())
        if not found:
            pytest.skip(f"{name} is not installed")
    shell = ["bash", "-e", "-o", "pipefail", "-c"]
    command = [sys.executable, "-c"] if recipe.language == "python" else shell
    return subprocess.run(
        [*command, recipe.code],
        env=clean_environment(PATH=path(), HOME=str(folder)),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=4 * TIMEOUT,
        check=False,
    )


def path() -> str:
    return f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    "recipe", RECIPES, ids=[f"{n}-{recipe.title[:20]}" for n, recipe in enumerate(RECIPES)]
)
def test_recipe_works(recipe: Recipe, tmp_path: Path) -> None:
    done = run_recipe(recipe, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    written = [file for file in tmp_path.iterdir() if file.is_file() and file.stat().st_size]
    assert done.stdout.strip() or written


def recipe_that(says: str) -> Recipe:
    return next(recipe for recipe in RECIPES if says in recipe.code)


def test_anki_cards_blank_every_year_and_have_a_guid(tmp_path: Path) -> None:
    assert run_recipe(recipe_that("anki.txt"), tmp_path).returncode == 0
    cards = (tmp_path / "anki.txt").read_text(encoding="utf-8").splitlines()[5:]
    assert len(cards) > 300
    assert len({card.split("\t")[0] for card in cards}) == len(cards)
    assert all("{{c1::" in card for card in cards)
    assert not [card for card in cards if re.search(r"(?<!::)\b1[89]\d\d\b(?!\}\}|–)", card)]


def test_timeline_has_days_for_every_event(tmp_path: Path) -> None:
    assert run_recipe(recipe_that("timeline.json"), tmp_path).returncode == 0
    events = json.loads((tmp_path / "timeline.json").read_text(encoding="utf-8"))["events"]
    assert len(events) > 10
    assert all(re.fullmatch(r"\d{4}", event["start_date"]["year"]) for event in events)
    assert all("CC BY-SA" in event["media"]["credit"] for event in events)


def test_calendar_knows_the_fifth_of_march(tmp_path: Path) -> None:
    assert "1953" in run_recipe(recipe_that("calendar -f"), tmp_path).stdout


def test_page_for_programs_is_thirty_lines_and_its_commands_run(tmp_path: Path) -> None:
    part = TEXT.partition("## For programs and assistants")[2].splitlines()
    assert len(part) <= 36
    for line in part:
        if line.startswith("stalinfacts ") and "   " in line:
            typed = re.split(r"\s{3,}", line)[0].replace("QUESTION OR WORDS", "who killed trotsky")
            typed = typed.replace("ID", "culture-41").replace("NAME", "Троцкий")
            done = subprocess.run(
                ["bash", "-c", typed],
                env=clean_environment(PATH=path()),
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert (done.returncode, done.stderr) == (0, ""), typed
            assert all(json.loads(line) for line in done.stdout.splitlines())
