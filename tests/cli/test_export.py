"""``export`` and ``validate``: files that are complete, and that are a corpus again."""

from __future__ import annotations

import csv
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

import stalinfacts
from stalinfacts.corpus.bundled import corpus_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]


def test_json_export_of_everything_is_the_bundled_file(run: Run) -> None:
    assert run("export", "-").out == corpus_path().read_text(encoding="utf-8")


def test_json_export_escapes_what_a_terminal_obeys(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    path = write_corpus({"text": "A\u202e \x9b2J\U000e0041."})
    out = run("export", "-", "--corpus", str(path)).out
    assert "\\u202e \\u009b2J\\udb40\\udc41" in out
    assert json.loads(out)["sections"][0]["facts"][0]["text"] == "A\u202e \x9b2J\U000e0041."


@pytest.mark.parametrize("name", ["part.json", "part.sqlite"])
def test_export_of_a_part_is_a_valid_corpus_again(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("export", str(path), "--section", "war").status == 0
    assert run("validate", str(path), "-v").status == 0
    part = run("search", "-n", "0", "--section", "war", "-f", "jsonl", "--columns", "id,text,dates")
    again = run(
        "search",
        "-n",
        "0",
        "--dated",
        "--corpus",
        str(path),
        "-f",
        "jsonl",
        "--columns",
        "id,text,dates",
    )
    assert again.jsonl == [record for record in part.jsonl if record["dates"]]
    assert {s.id for s in stalinfacts.load(path).sections()} < {
        s.id for s in stalinfacts.load().sections()
    }


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "tsv", "md", "txt", "sqlite"])
def test_existing_file_is_kept_without_force(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"facts.{suffix}"
    path.write_text("old", encoding="utf-8")
    done = run("export", str(path), "--section", "pact")
    assert done.status == 2
    assert "--force" in done.err
    assert path.read_text(encoding="utf-8") == "old"
    assert run("export", str(path), "--section", "pact", "--force").status == 0
    assert path.read_bytes() != b"old"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_export_tells_what_it_wrote(run: Run, tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "pact.csv"), "--section", "pact", "-v")
    assert "10 facts → " in done.err


def test_csv_reads_back_with_all_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pact.csv"
    run("export", str(path), "--section", "pact", "--columns", "all", "--bom")
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(text.decode("utf-8-sig").splitlines()))
    assert len(rows) == 10
    assert {"entities", "keywords", "held_by", "note"} <= set(rows[0])


def test_markdown_export_ends_with_its_source(run: Run) -> None:
    last = run("export", "-", "-f", "md", "--section", "pact").lines[-1]
    assert "CC BY-SA" in last


def test_sqlite_view_has_iso_days_and_null_for_open_ends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.sqlite"
    run("export", str(path))
    connection = sqlite3.connect(path)
    try:
        row = connection.execute(
            "select first, last from fact_view where id = 'terror-73'"
        ).fetchone()
        assert row == ("1932-12-01", "1933-02-28")
        undated = "select count(*) from fact_view where first is null and last is null"
        assert connection.execute(undated).fetchone()[0] > 0
        meta = dict(connection.execute("select key, value from meta"))
    finally:
        connection.close()
    assert "CC BY-SA" in json.loads(meta["source"])["license"]


def test_template_is_a_valid_corpus(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert run("export", "--template", str(path)).status == 0
    assert run("validate", str(path)).status == 0
    assert len(stalinfacts.load(path)) == 3
    assert "Exists" not in run("search", "-n", "1", "--corpus", str(path), "the").err


def test_validate_lists_every_problem_with_its_place(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    path = write_corpus({"text": "A."}, {"text": 3, "dates": ["1937-13"]}, {"txt": "B."})
    done = run("validate", str(path))
    assert done.status == 1
    assert len(done.lines) >= 3
    assert all(line.startswith("sections[0].facts[") for line in done.lines)


def test_filter_that_leaves_nothing_returns_1(run: Run) -> None:
    assert run("export", "-", "-f", "ids", "--section", "pact", "--flag", "by-whom").status == 1
