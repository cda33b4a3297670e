"""What tests share: the bundled corpus, a small one, and the command in a clean environment."""

from __future__ import annotations

import atexit
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

import stalinfacts
from stalinfacts.cli import main
from stalinfacts.corpus.bundled import corpus_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.api import Corpus

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sysconfig.get_path("scripts")) / "stalinfacts"
KEPT = (
    "PATH",
    "COVERAGE_PROCESS_START",
    "COVERAGE_PROCESS_CONFIG",
    "COVERAGE_FILE",
    "SYSTEMROOT",
    "TMPDIR",
)
TIMEOUT = 60

if not os.access(ROOT, os.W_OK):  # a checkout of somebody else's
    hypothesis_home = tempfile.mkdtemp()
    set_hypothesis_home_dir(hypothesis_home)
    atexit.register(shutil.rmtree, hypothesis_home, ignore_errors=True)
settings.register_profile("suite", deadline=None)  # a busy machine is no failure
settings.load_profile("suite")


def clean_environment(**extra: str) -> dict[str, str]:
    """Return an environment with nothing of the user's in it, in UTF-8, plus what a test sets.

    The home is a place where nobody can make a folder, root either.
    """
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    fixed = {"LC_ALL": "C.UTF-8", "HOME": "/dev/null", "TZ": "UTC", "TERM": "xterm-256color"}
    return kept | fixed | extra


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

    @property
    def ids(self) -> list[str]:
        """The first column of standard output."""
        return [line.split("\t")[0] for line in self.out.splitlines()]


def run_in_process(*args: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Done:
    """Run the command line in this process, its output in memory."""
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
        for _ in range(2)
    )
    content = stdin.encode() if isinstance(stdin, str) else stdin
    source = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
    environment = clean_environment() if env is None else env
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.multiple(sys, stdout=out, stderr=err, stdin=source),
    ):
        status = main.run(args)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return Done(status, *texts)


def run_command(
    *args: str,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Done:
    """Run the installed command as a process, its output in pipes."""
    done = subprocess.run(
        [str(COMMAND), *args],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=clean_environment() if env is None else env,
        cwd=cwd,
        timeout=TIMEOUT,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session", autouse=True)
def _days_are_those_of_utc() -> None:
    """Set the time zone of this process, which ``clean_environment`` sets for others."""
    os.environ["TZ"] = "UTC"
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _signals_reach_commands() -> None:
    """Have signals reach commands where they are ignored, as under nohup or in a script's job.

    What a process ignores, the programs it starts ignore too; what it handles, they do not.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.fixture(scope="session")
def run() -> Callable[..., Done]:
    """Return ``run_in_process``."""
    return run_in_process


@pytest.fixture(scope="session")
def run_process() -> Callable[..., Done]:
    """Return ``run_command``."""
    return run_command


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Return the bundled corpus, opened."""
    return stalinfacts.load()


@pytest.fixture(scope="session")
def raw() -> dict[str, Any]:
    """Return the bundled JSON as it is."""
    document: dict[str, Any] = json.loads(corpus_path().read_text(encoding="utf-8"))
    return document


def small_corpus(
    *facts: dict[str, Any], entities: Sequence[dict[str, Any]] = (), **top: Any
) -> dict[str, Any]:
    """Return the JSON of a corpus of one section, ``s``; each fact needs a ``text``."""
    return {
        "schema_version": 1,
        "title": "Small",
        "source": {"title": "Nothing"},
        "entities": list(entities),
        "sections": [{"id": "s", "title": "Only", "facts": list(facts)}],
        **top,
    }


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a small corpus to a file and returns its path."""

    def write(*facts: dict[str, Any], entities: Sequence[dict[str, Any]] = (), **top: Any) -> Path:
        path = tmp_path / "small.json"
        document = small_corpus(*facts, entities=entities, **top)
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write
