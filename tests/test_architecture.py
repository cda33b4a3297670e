"""The shape of the package: imports go one way, and what is documented is what is there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import stalinfacts

PACKAGE = Path(stalinfacts.__file__).parent
MAY_IMPORT = {
    "errors": set(),
    "dates": {"errors"},
    "text": set(),
    "model": {"dates"},
    "corpus": {"errors", "dates", "model", "text"},
    "thesaurus": set(),
    "index": {"errors", "dates", "text", "model", "corpus", "thesaurus"},
    "query": {"errors", "dates", "text"},
    "spelling": {"text"},
    "filters": {"errors", "text", "model", "query", "spelling", "index"},
    "search": {"query", "spelling", "model", "index", "filters", "text", "dates"},
    "api": {"errors", "dates", "model", "corpus", "index", "query", "filters", "search"},
    "timeline": {"errors", "dates", "query", "search", "api"},
    "export": {"errors", "dates", "text", "model", "search", "index"},
    "render": {"dates", "text", "model", "search", "export"},
    "terminal": {"errors", "text"},
    "options": {"errors", "dates", "query", "export", "completion"},
    "completion": {"errors", "text", "model", "api", "export"},
    "files": {"errors", "model", "index", "corpus", "export", "terminal", "api", "options"},
    "cli": {"errors", "dates", "query", "model", "search", "corpus", "api", "timeline", "export", "render", "terminal", "options", "files", "completion"},
    "__init__": {"api", "errors", "model", "query", "search"},
    "__main__": {"cli"},
}
"""What each module may import. A circle would need two rows that name each other: there is none."""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "stalinfacts":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stalinfacts."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("stalinfacts.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    assert imports(path) <= MAY_IMPORT[path.stem]


def test_no_two_modules_import_one_another() -> None:
    order = list(MAY_IMPORT)
    seen: set[str] = set()
    for name in sorted(order, key=lambda module: depth(module, ())):
        assert MAY_IMPORT[name] <= seen | {name}
        seen.add(name)


def depth(module: str, above: tuple[str, ...]) -> int:
    assert module not in above, f"a circle: {' -> '.join((*above, module))}"
    return 1 + max((depth(other, (*above, module)) for other in MAY_IMPORT[module]), default=0)


def test_only_spelling_names_and_messages_know_rapidfuzz_and_only_pictures_know_rich() -> None:
    for path in PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "rapidfuzz" in text:
            assert path.stem in {"spelling", "filters", "index", "cli"}
        if "from rich" in text:
            assert path.stem in {"render", "terminal", "cli", "files", "timeline"}
