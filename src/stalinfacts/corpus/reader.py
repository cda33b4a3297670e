"""Reading a corpus file: bytes → JSON → records, or one line that says why not."""

from __future__ import annotations

import json
import stat
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

from stalinfacts.corpus.shapes import quote
from stalinfacts.corpus.validation import check, summary
from stalinfacts.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

    from stalinfacts.corpus.model import CorpusFile

MAX_FILE_SIZE = 256 * 2**20
"""Bytes of JSON that are read at most: a larger corpus belongs in SQLite, opened in place."""


def read_corpus(path: Path) -> CorpusFile:
    """Read and check a JSON corpus.

    Raises:
        CorpusError: the file cannot be read or is not valid; ``problems`` holds every problem.
    """
    return decode_corpus(read_bytes(path), path)


def decode_corpus(content: bytes, path: Path) -> CorpusFile:
    """Check the content of a JSON corpus; ``path`` is for messages only.

    Raises:
        CorpusError: the content is not valid; ``problems`` holds every problem.
    """
    document, duplicates = _decode(content, path)
    corpus, problems = check(document)
    if problems := (*duplicates, *problems):
        raise CorpusError(f"{path}: {summary(problems)}", problems)
    return corpus


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a corpus file.

    Raises:
        CorpusError: it is no regular file, is too large or cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CorpusError(f"{path}: is a directory; name a corpus file in it")
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError(f"{path}: is not a regular file; write the corpus to one first")
        if status.st_size > MAX_FILE_SIZE:
            size = f"{MAX_FILE_SIZE // 2**20} MiB"
            hint = "a corpus of that size belongs in SQLite ('stalinfacts export')"
            raise CorpusError(f"{path}: larger than {size}; {hint}")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise CorpusError(f"{path}: {reason}; name a corpus file that can be read") from None
    except ValueError:  # a NUL in the name
        raise CorpusError(f"invalid file name {str(path)!r}") from None


def _decode(content: bytes, path: Path) -> tuple[object, list[str]]:
    duplicates: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        row = dict(pairs)
        if len(row) != len(pairs):
            where = f"object with id {quote(row['id'])}" if isinstance(row.get("id"), str) else ""
            counts = Counter(name for name, _ in pairs)
            duplicates.extend(
                f"{where}: duplicate key {quote(name)}" if where else f"duplicate key {quote(name)}"
                for name, count in counts.items()
                if count > 1
            )
        return row

    def refuse(name: str) -> NoReturn:
        raise ValueError(f"{name} is no JSON number")

    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse), duplicates
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} is 0x{error.object[error.start]:02x}"
        raise CorpusError(f"{path}: not UTF-8: {byte}; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CorpusError(f"{path}: not JSON: {where}: {error.msg}") from None
    except RecursionError:
        raise CorpusError(
            f"{path}: not a corpus: its lists or objects are nested too deeply"
        ) from None
    except ValueError as error:  # NaN, or an integer of more digits than Python converts
        reason = str(error)
        if not reason.endswith("JSON number"):
            reason = "it holds a number of thousands of digits"
        raise CorpusError(f"{path}: not JSON: {reason}") from None
