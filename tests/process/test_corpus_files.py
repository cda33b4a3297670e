"""Files that are named as a corpus and are none, or are more than anybody writes."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from conftest import COMMAND, TIMEOUT, Done, small_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

import stalinfacts
from process.processes import check_refused, unmeasured
from stalinfacts.corpus.reader import read_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Done]

ONE_LINE = 1_000


@pytest.mark.parametrize("kind", ["folder", "pipe", "unreadable", "missing", "device", "empty"])
def test_what_is_no_readable_file_is_refused_at_once(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "c.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "unreadable":
        path.write_text("{}", encoding="utf-8")  # to root it is an invalid corpus
        path.chmod(0)
    elif kind == "empty":
        path.touch()
    elif kind == "device":
        path = path.__class__("/dev/zero")
    start = time.monotonic()
    check_refused(run("search", "x", "--corpus", str(path)), path.name)
    assert time.monotonic() - start < TIMEOUT / 4


def test_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    with path.open("wb") as file:
        file.truncate(2**30)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))

    done = subprocess.run(
        [COMMAND, "search", "x", "--corpus", path],
        capture_output=True,
        text=True,
        env=unmeasured(),
        preexec_fn=limit,  # no threads here
        timeout=TIMEOUT,
        check=False,
    )
    check_refused(Done(done.returncode, done.stdout, done.stderr), "SQLite")


def test_long_text_and_many_dates_are_answered(run: Run, write_corpus: Callable[..., Path]) -> None:
    fact = {
        "text": "word " * 100_000 + "end.",
        "dates": [f"{year:04}" for year in range(1, 1_000)],
        "keywords": [f"k{n}" for n in range(1_000)],
    }
    path = str(write_corpus(fact, {"text": "x" * 5_000}))
    assert run("search", "end", "--corpus", path).status == 0
    assert run("year", "0500", "--corpus", path).status == 0
    folded = run("show", "s-2", "-f", "table", "--corpus", path)
    assert folded.out.count("x") == 5_000


@pytest.mark.parametrize("shape", ["keys", "aliases", "conflicts", "letters", "depth"])
def test_odd_shapes_take_seconds(run: Run, tmp_path: Path, shape: str) -> None:
    document = small_corpus({"text": "x."})
    if shape == "keys":
        document |= {f"k{n}": 1 for n in range(20_000)}
    elif shape == "aliases":
        aliases = [f"a{n}" for n in range(20_000)]
        document["entities"] = [{"id": "e", "name": "E", "kind": "person", "aliases": aliases}]
    elif shape == "conflicts":
        ids = [f"s-{n}" for n in range(1, 301)]
        facts = [{"id": i, "text": "x.", "conflicts_with": [j for j in ids if j != i]} for i in ids]
        document["sections"][0]["facts"] = facts
    elif shape == "letters":
        signs = " ".join(chr(code) for code in range(0x4E00, 0x4E00 + 20_000))
        document["sections"][0]["facts"] = [{"text": f"{signs}."}]
    else:
        document["sections"] = [
            {"id": f"s{n}", "title": "S", **({"parent": f"s{n - 1}"} if n else {})}
            for n in range(2_000)
        ]
    path = tmp_path / "c.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    start = time.monotonic()
    for args in (["search", "x"], ["sections", "-f", "table"], ["validate", str(path)]):
        done = run(*args, "--corpus", str(path))
        assert done.status in (0, 1, 2)
        assert all(len(line) < ONE_LINE for line in done.err.splitlines())
    assert time.monotonic() - start < TIMEOUT / 2


def test_long_values_are_shortened_in_messages(run: Run, tmp_path: Path) -> None:
    document = small_corpus({"text": "x."})
    document["sections"][0]["id"] = "A" * 1_000_000
    path = tmp_path / "c.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    done = run("search", "x", "--corpus", str(path))
    check_refused(done, "sections[0].id: invalid id 'AAAA")
    assert len(done.err) < ONE_LINE
    for args in (["year"], ["show"], ["cite"], ["search", "-f"], ["search", "x", "--section"]):
        done = run(*args, "x" * 100_000)
        check_refused(done, "xxx…")
        assert len(done.err) < ONE_LINE


def test_empty_name_of_a_corpus_is_refused_as_an_option_and_unset_as_a_variable(run: Run) -> None:
    check_refused(run("search", "x", "--corpus", ""), "--corpus names no file")
    check_refused(run("--corpus", " ", "search", "x"), "--corpus names no file")
    assert run("search", "seminary", env={"STALINFACTS_CORPUS": ""}).status == 0
    check_refused(run("--corpus", "none.json", "--version", "-v"), "none.json")


def test_validate_checks_what_export_wrote(run: Run, tmp_path: Path) -> None:
    for name in ("c.sqlite", "c.json"):
        path = str(tmp_path / name)
        assert run("export", path, "--section", "terror").status == 0
        assert run("validate", path) == (0, "", "")
        assert run("validate", env={"STALINFACTS_CORPUS": path}) == (0, "", "")


def test_hint_below_the_sections_of_another_corpus_works(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    path = str(write_corpus({"text": "x."}))
    shown = run("sections", "-f", "table", "--corpus", path).out
    assert "stalinfacts sections s\n" in shown
    assert "1 fact in 1 section" in shown


def test_ids_of_a_timeline_are_refused(run: Run) -> None:
    check_refused(run("timeline", "-f", "ids"), "periods have no ids; write --columns period")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "text", "facts", "sections", "entities", "title", "source"])
            | st.just("schema_version")
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=50, deadline=None)
@given(JSON)
def test_any_json_is_a_corpus_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with contextlib.suppress(stalinfacts.CorpusError):
        read_corpus(path)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    for head in (b"", b"SQLite format 3\x00", b"\xef\xbb\xbf", b'{"schema_version":'):
        path.write_bytes(head + content)
        with pytest.raises(stalinfacts.CorpusError):
            stalinfacts.load(path)
