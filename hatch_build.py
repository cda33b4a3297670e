"""Builds the search index of the bundled corpus, so that no search has to.

It is made from ``data/biography.json`` alone and carries that file's CRC-32: the
program uses it only while the JSON is the very same, and otherwise indexes the JSON
in memory, as it does in a checkout where nothing was built.
"""

from __future__ import annotations

import sqlite3
import sys
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexBuildHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own default
    """Runs for wheels, editable ones included, and not for source distributions."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 # hatchling passes it
        """Write the index and have it packed."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        path = root / "src" / "stalinfacts" / "data" / "biography.sqlite"
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        sys.path.insert(0, str(root / "src"))
        try:
            from stalinfacts import corpus, index  # noqa: PLC0415 # found through the line above
        finally:
            sys.path.pop(0)
        source = root / "data" / "biography.json"
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            index.fill(connection, corpus.read(source), made_from=zlib.crc32(source.read_bytes()))
            connection.execute("vacuum")
        finally:
            connection.close()
        build_data["artifacts"].append("/src/stalinfacts/data/biography.sqlite")
