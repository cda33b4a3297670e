"""Make the pictures of the README from real runs of the installed command.

python tools/make_pictures.py            # rewrite docs/pictures/*.svg
python tools/make_pictures.py --check    # exit status 1 where one is stale
"""

from __future__ import annotations

import html
import io
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

from rich.console import Console
from rich.text import Text

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
COMMAND = str(Path(sysconfig.get_path("scripts")) / "stalinfacts")
WIDTH = 80
RUNS = {
    "search": 'search "great purge"',
    "year": "year 1937",
    "show": "show culture-41",
}


def picture(name: str) -> str:
    """Return the output of a command as SVG."""
    line = RUNS[name]
    done = subprocess.run(
        [COMMAND, *shlex.split(line), "--color", "always", "-f", "table"],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLUMNS": str(WIDTH),
        },
    )
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), color_system="256", force_terminal=True
    )
    console.print(Text(f"$ stalinfacts {line}", "bold"))
    console.print(Text.from_ansi(done.stdout))
    return console.export_svg(title="stalinfacts", unique_id=name)


def words(svg: str) -> str:
    """Return what a picture says: how rich draws it may change with its version."""
    return " ".join(
        html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", svg, flags=re.DOTALL)).split()
    )


def main() -> int:
    """Write the pictures, or check which are stale."""
    check = "--check" in sys.argv[1:]
    stale = []
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in RUNS:
        path, svg = PICTURES / f"{name}.svg", picture(name)
        if not path.is_file() or words(path.read_text(encoding="utf-8")) != words(svg):
            stale.append(path.name)
            if not check:
                path.write_text(svg, encoding="utf-8")
    if check and stale:
        print(f"stale: {', '.join(stale)}; run tools/make_pictures.py", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
