"""What tests of processes share."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

from conftest import COMMAND, TIMEOUT, Done, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

QUOTED = shlex.quote(str(COMMAND))
"""The command for a line of the shell: the path may hold anything."""


def run_line(line: str, cwd: Path | None = None, **extra: str) -> Done:
    """Run a line of bash in which ``S`` is the command; its status is that of the line."""
    done = subprocess.run(
        ["bash", "-c", f'S() {{ {QUOTED} "$@"; }}; {line}'],
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(**extra),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        timeout=TIMEOUT,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def check_refused(done: Done, reason: str = "") -> None:
    """Check that a run ended as every refusal does: status 2, one line, nothing else."""
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("stalinfacts: error: ")
    assert done.err.count("\n") == 1
    assert "internal error" not in done.err
    assert reason in done.err


def unmeasured() -> dict[str, str]:
    """Return the environment without coverage, whose data fit on no full disk."""
    environment = clean_environment()
    return {name: value for name, value in environment.items() if "COVERAGE" not in name}
