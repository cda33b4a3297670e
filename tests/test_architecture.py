"""A package imports only packages above it; rich and Typer stay behind their boundaries."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

import stalinfacts

PACKAGE = Path(stalinfacts.__file__).parent
ORDER = (
    *(
        "errors",
        "text",
        "dates",
        "corpus",
        "index",
        "query",
        "search",
        "opening",
        "catalog",
        "lookup",
        "api",
    ),
    *("timeline", "output", "cli"),
)
MODULES = sorted(PACKAGE.rglob("*.py"))
RICH = {"tables", "lists", "groups", "cards", "trees", "columns", "explain", "help_page", "canvas"}
RICH |= {"chart", "palette", "rows", "grid", "sparkline"}
TYPER = {"app"}


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names |= (
                {f"{module}.{a.name}" for a in node.names} if module == "stalinfacts" else {module}
            )
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("stalinfacts.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_imports_only_packages_above_it(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own not in ORDER:
        return  # the package's own face: __init__, __main__
    above = set(ORDER[: ORDER.index(own) + 1]) | {"__version__"}
    assert imported_packages(path) <= above


@pytest.mark.parametrize(("library", "modules"), [("rich", RICH), ("typer", TYPER)])
def test_library_is_imported_behind_its_boundary_only(library: str, modules: set[str]) -> None:
    users = {
        path.stem
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        and library
        in {(getattr(node, "module", "") or "").split(".")[0], *(a.name for a in node.names)}
    }
    assert users <= modules


def test_no_file_is_much_longer_than_300_lines() -> None:
    lengths = {p.name: len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {name: n for name, n in lengths.items() if n > 330} == {}


def test_no_class_is_longer_than_150_lines() -> None:
    long = [
        f"{path.name}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno > 150
    ]
    assert long == []


def test_values_are_bound_without_numbers_which_python_3_14_refuses() -> None:
    numbered = re.compile(r"[=<>(,] ?\?\d")
    assert [path.name for path in MODULES if numbered.search(path.read_text("utf-8"))] == []


LATE = [
    ("search purge", {"rich", "json", "csv", "rapidfuzz", "stalinfacts.dates.phrases"}),
    ("--help", {"sqlite3", "stalinfacts.api", "stalinfacts.search", "stalinfacts.output.lists"}),
    ("search --help", {"sqlite3", "stalinfacts.api", "stalinfacts.search"}),
]


@pytest.mark.parametrize(("line", "absent"), LATE)
def test_command_imports_nothing_that_it_does_not_need(line: str, absent: set[str]) -> None:
    assert not imported_by(f"from stalinfacts.cli import app; app.run({line.split()})") & absent


def test_completion_of_options_imports_neither_typer_nor_a_corpus() -> None:
    modules = imported_by("from stalinfacts.cli import completion; completion.run(['on', '--so'])")
    assert not modules & {"typer", "rich", "sqlite3", "stalinfacts.api"}


def imported_by(code: str) -> set[str]:
    script = f"import sys; {code}; print('\\n', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return set(done.stdout.splitlines()[-1].split())
