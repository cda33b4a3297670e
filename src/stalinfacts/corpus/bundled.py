"""Where the package's own data files lie.

An installed package has them inside, in ``stalinfacts/data``; an editable install and a
plain checkout have them at the top of the checkout, in ``data``. The index is made when
the package is built, so a checkout has none.
"""

from __future__ import annotations

from pathlib import Path

from stalinfacts.errors import CorpusError

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = (_PACKAGE / "data", _PACKAGE.parent.parent / "data")
"""Where data files are looked for, in this order."""


def data_path(name: str) -> Path:
    """Return the path of a data file.

    Raises:
        CorpusError: it is in neither place, so the installation is damaged.
    """
    for folder in _FOLDERS:
        if (path := folder / name).is_file():
            return path
    places = " or ".join(str(folder) for folder in _FOLDERS)
    raise CorpusError(f"the bundled file {name} is not in {places}; install the package again")


def corpus_path() -> Path:
    """Return the path of the bundled corpus; raises as ``data_path``."""
    return data_path("biography.json")


def index_path() -> Path:
    """Return the path of the index that is made when the package is built.

    Raises:
        CorpusError: there is none; the corpus itself is enough.
    """
    return data_path("biography.sqlite")


def vectors_path() -> Path:
    """Return the path of the word vectors; raises as ``data_path``."""
    return data_path("vectors.bin")
