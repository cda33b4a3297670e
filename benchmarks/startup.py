"""How long a user waits: the command beside an interpreter, a Typer program and imports.

    python benchmarks/startup.py

Runs take turns, so that a noisy machine is noisy for all of them; the figures that carry over
are the ratios. The Typer program stands for the least that a program of this kind can do.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

COMMAND = str(Path(sysconfig.get_path("scripts")) / "stalinfacts")
TYPER = """
import typer
app = typer.Typer()
@app.command()
def one(term: list[str], limit: int = 10): print(term, limit)
@app.command()
def two(name: str): print(name)
app(prog_name="two")
"""


def measure(command: list[str], environment: dict[str, str]) -> float:
    """Run a command once and return the milliseconds that it took."""
    start = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
    )
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Print the medians and their ratios to the Typer program."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "two.py"
        program.write_text(TYPER, encoding="utf-8")
        python = sys.executable
        complete = {"_STALINFACTS_COMPLETE": "words"}
        complete_two = {"_TWO_COMPLETE": "complete_bash", "COMP_WORDS": "two o", "COMP_CWORD": "1"}
        plain: dict[str, str] = {}
        rows: list[tuple[str, list[str], dict[str, str]]] = [
            ("empty interpreter", [python, "-c", "pass"], plain),
            ("two-command Typer program", [python, str(program), "one", "x"], plain),
            (
                "import typer, rich, rapidfuzz",
                [python, "-c", "import typer, rich.console, rich.table, rapidfuzz.process"],
                plain,
            ),
            ("search in a pipe", [COMMAND, "search", "seminary"], plain),
            ("search with a correction", [COMMAND, "search", "seminery"], plain),
            ("search as a table", [COMMAND, "search", "-f", "table", "seminary"], plain),
            (
                "search, a whole question",
                [COMMAND, "search", "when was he exiled to Siberia"],
                plain,
            ),
            ("year in a pipe", [COMMAND, "year", "1937"], plain),
            ("help of the Typer program", [python, str(program), "--help"], plain),
            ("help", [COMMAND, "--help"], plain),
            ("help of a command", [COMMAND, "search", "--help"], plain),
            ("completion of the Typer program", [python, str(program)], complete_two),
            ("completion of a command", [COMMAND, "se"], complete),
            ("completion of a name", [COMMAND, "search", "--entity", "Tro"], complete),
        ]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        for _, command, extra in rows:
            measure(command, clean | extra)  # byte code and file cache
        times: dict[str, list[float]] = {name: [] for name, _, _ in rows}
        for _ in range(runs):
            for name, command, extra in rows:
                times[name].append(measure(command, clean | extra))
    medians = {name: statistics.median(found) for name, found in times.items()}
    base = medians["two-command Typer program"]
    print(f"{'':<34}{'median':>9}{'ratio':>8}")
    for name, median in medians.items():
        print(f"{name:<34}{median:>6.1f} ms{median / base:>8.2f}")


if __name__ == "__main__":
    main()
