"""Reading a file: what is no corpus is refused in one line."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from corpus.examples import BUNDLED, small_corpus, write_json
from stalinfacts.corpus import reader
from stalinfacts.corpus.reader import read_corpus
from stalinfacts.errors import CorpusError


def error_of(path: Path) -> CorpusError:
    with pytest.raises(CorpusError) as caught:
        read_corpus(path)
    assert "\n" not in str(caught.value)
    return caught.value


def test_bundled_corpus_is_read() -> None:
    assert len(read_corpus(BUNDLED).facts) > 1600


def test_error_names_the_file_and_its_first_problem(tmp_path: Path) -> None:
    path = write_json(tmp_path / "c.json", small_corpus({"text": ""}))
    assert str(error_of(path)) == f"{path}: sections[0].facts[0].text: empty text"
    assert error_of(path).problems == ("sections[0].facts[0].text: empty text",)
    path = write_json(path, small_corpus({"text": "", "note": ""}))
    more = "(and 1 more: 'stalinfacts validate' lists them)"
    assert str(error_of(path)) == f"{path}: sections[0].facts[0].text: empty text {more}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON: line 1, column 1: Expecting value"),
        ("{", "not JSON: line 1, column 2: Expecting property name"),
        ('{"schema_version": 1', "not JSON: line 1, column 21: Expecting ',' delimiter"),
        ("[\n1,\n2 3]", "not JSON: line 3, column 3: Expecting ',' delimiter"),
        ("[NaN]", "not JSON: NaN is no JSON number"),
        ("[-Infinity]", "not JSON: -Infinity is no JSON number"),
        ("[" * 100_000, "not a corpus: its lists or objects are nested too deeply"),
        ('{"a": ' * 100_000, "not a corpus: its lists or objects are nested too deeply"),
        ("[1" + "0" * 5000 + "]", "not JSON: it holds a number of thousands of digits"),
        ("5", "expected an object, not a whole number"),
    ],
)
def test_file_that_is_no_json_is_refused_in_one_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    assert str(error_of(path)).startswith(f"{path}: {reason}")


@pytest.mark.parametrize(
    ("once", "twice", "expected"),
    [
        (
            '"text": "A."',
            '"text": "Lost.", "text": "A."',
            "object with id 's-1': duplicate key 'text'",
        ),
        ('"title": "Small"', '"title": "Lost", "title": "Small"', "duplicate key 'title'"),
    ],
)
def test_duplicate_key_is_told(tmp_path: Path, once: str, twice: str, expected: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(small_corpus({"text": "A."})).replace(once, twice), "utf-8")
    assert error_of(path).problems == (expected,)


def test_duplicate_keys_among_very_many_take_linear_time(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    keys = ",".join(f'"k{n % 39_999}": 1' for n in range(40_000))
    path.write_text(f"{{{keys}}}", "utf-8")
    start = time.process_time()
    assert error_of(path).problems[0] == "duplicate key 'k0'"
    assert time.process_time() - start < 10


def test_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(small_corpus({"text": "A."})).encode())
    assert [fact.text for fact in read_corpus(path).facts] == ["A."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe{\x00", "byte 0 is 0xff"),
        (b'{"title": "\xe9"}', "byte 11 is 0xe9"),
        (b"\n\x80", "byte 1 is 0x80"),
    ],
)
def test_other_encoding_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(content)
    assert str(error_of(path)) == f"{path}: not UTF-8: {reason}; save it as UTF-8"


def test_what_is_no_readable_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    none = "No such file or directory; name a corpus file that can be read"
    irregular = "is not a regular file; write the corpus to one first"
    for path, expected in (
        (tmp_path, f"{tmp_path}: is a directory; name a corpus file in it"),
        (tmp_path / "none.json", f"{tmp_path}/none.json: {none}"),
        (tmp_path / "pipe", f"{tmp_path}/pipe: {irregular}"),
        (Path("/dev/zero"), f"/dev/zero: {irregular}"),
        (Path("a\x00b"), r"invalid file name 'a\x00b'"),
    ):
        assert str(error_of(path)) == expected
    assert "symbolic links" in str(error_of(tmp_path / "loop"))


def test_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    with path.open("wb") as file:
        file.truncate(reader.MAX_FILE_SIZE + 1)  # sparse: takes no room
    hint = "a corpus of that size belongs in SQLite ('stalinfacts export')"
    assert str(error_of(path)) == f"{path}: larger than 256 MiB; {hint}"


def test_file_of_just_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_json(tmp_path / "c.json", small_corpus({"text": "A."}))
    monkeypatch.setattr(reader, "MAX_FILE_SIZE", path.stat().st_size)
    assert len(read_corpus(path).facts) == 1
