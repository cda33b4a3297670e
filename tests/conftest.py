"""What the tests share: the bundled corpus, a small one, and the installed command in a scrubbed environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import settings

import stalinfacts
from stalinfacts import dates, text
from stalinfacts.api import bundled_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.api import Corpus

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sysconfig.get_path("scripts")) / "stalinfacts"
KEPT = ("PATH", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG", "COVERAGE_FILE", "SYSTEMROOT")
TIMEOUT = 60

settings.register_profile("mutants", max_examples=15, derandomize=True, deadline=None)  # thousands of runs: docs/mutants.md


def scrubbed(**extra: str) -> dict[str, str]:
    """Give an environment with nothing of the user's in it, in UTF-8, plus what a test sets."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "TZ": "UTC", "TERM": "xterm-256color"} | extra


class Done(NamedTuple):
    """A finished run of the command."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def jsonl(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def run_command(*args: str, stdin: str = "", env: dict[str, str] | None = None, cwd: Path | None = None, python: Sequence[str] = ()) -> Done:
    """Run the installed command as a process, its output in pipes."""
    command = [sys.executable, *python, "-m", "stalinfacts", *args] if python else [str(COMMAND), *args]
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=scrubbed() if env is None else env,
        cwd=cwd,
        timeout=TIMEOUT,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(autouse=True)
def _cold_caches() -> None:
    """Let no test find its answer in what another one has asked."""
    for module in (dates, text):
        for found in vars(module).values():
            if hasattr(found, "cache_clear"):
                found.cache_clear()


@pytest.fixture(scope="session")
def run() -> Callable[..., Done]:
    """Give ``run_command``."""
    return run_command


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Give the bundled corpus, opened."""
    return stalinfacts.load()


@pytest.fixture(scope="session")
def raw() -> dict[str, Any]:
    """Give the bundled JSON as it is."""
    found: dict[str, Any] = json.loads(bundled_path().read_text(encoding="utf-8"))
    return found


def small_corpus(*facts: dict[str, Any], entities: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """Give the JSON of a corpus of one section, ``s``; each fact needs a ``text`` and may have the rest."""
    rows = [
        {"id": f"s-{n}", "paragraph": 1, "text": "?", "dates": [], "citations": [], "entities": [], "keywords": []} | fact for n, fact in enumerate(facts, 1)
    ]
    return {
        "schema_version": 1,
        "title": "Small",
        "source": {"title": "Nothing"},
        "entities": list(entities),
        "sections": [{"id": "s", "title": "Only", "parent": None, "facts": rows}],
    }


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[..., Path]:
    """Give what writes a small corpus to a file and gives its path."""

    def write(*facts: dict[str, Any], entities: Sequence[dict[str, Any]] = ()) -> Path:
        path = tmp_path / "small.json"
        path.write_text(json.dumps(small_corpus(*facts, entities=entities)), encoding="utf-8")
        return path

    return write
