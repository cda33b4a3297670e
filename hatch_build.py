"""Packs the data files, and the search index that is made of them, into the wheel.

The index is made from ``data/biography.json`` alone and carries that file's CRC-32: the
program uses it only while the JSON is the very same, and otherwise indexes the JSON in
memory, as it does in a checkout where nothing was built.

It is written into a temporary folder: the sources may be read-only, and several builds
may run at once. An editable wheel, whose package is the source tree, gets it there.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

INDEX = "biography.sqlite"


class IndexBuildHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own default
    """Runs for wheels, editable ones included, and not for source distributions."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index and have it packed with the data files."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory()
        index = Path(self._folder.name) / INDEX
        write(index, root)
        if version == "editable":
            place(index, root / "src" / "stalinfacts" / "data")
            return
        for path in (*sorted((root / "data").iterdir()), index):
            build_data["force_include"][str(path)] = f"stalinfacts/data/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 # hatchling passes them
        """Remove the temporary folder."""
        if self._folder is not None:
            self._folder.cleanup()


class ReadmeHook(MetadataHookInterface):
    """Makes the description of the package: the README without what only a clone has."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Leave out pictures and the targets of links that are relative."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = re.sub(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def write(index: Path, root: Path) -> None:
    """Write the index of the corpus in a source tree."""
    sys.path.insert(0, str(root / "src"))
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        from stalinfacts.corpus import reader
        from stalinfacts.index import writer
        from stalinfacts.text.vectors import WordVectors
    finally:
        sys.path.pop(0)
        sys.dont_write_bytecode = writes_bytecode
    source = root / "data" / "biography.json"
    content = reader.read_bytes(source)
    corpus = reader.decode_corpus(content, source)
    vectors = WordVectors.open(root / "data" / "vectors.bin")
    connection = sqlite3.connect(index, isolation_level=None)
    try:
        crc32 = zlib.crc32(content)
        writer.write_index(connection, corpus, source_crc32=crc32, vectors=vectors)
        connection.execute("vacuum")
    finally:
        connection.close()


def place(index: Path, folder: Path) -> None:
    """Put the index into the source tree, whole; without it the JSON is indexed each time."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(index.read_bytes())
        Path(file.name).chmod(index.stat().st_mode)  # a temporary file is its owner's alone
        Path(file.name).replace(folder / INDEX)
    except OSError as error:
        print(f"no index in {folder}: {error}", file=sys.stderr)
