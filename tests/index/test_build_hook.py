"""The build hook: what a wheel gets, and that the sources stay as they are."""

from __future__ import annotations

import importlib.util
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from corpus.examples import BUNDLED, ROOT

from stalinfacts.index.reader import IndexReader

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def hook_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_hook(module: ModuleType, root: Path, target: str = "wheel") -> Any:
    return module.IndexBuildHook(str(root), {}, None, None, str(root), target)


def test_wheel_gets_the_data_and_an_index_from_a_temporary_folder(hook_module: ModuleType) -> None:
    hook = make_hook(hook_module, ROOT)
    build_data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", build_data)
    packed = build_data["force_include"]
    names = {Path(target).name for target in packed.values()}
    assert names == {path.name for path in (ROOT / "data").iterdir()} | {"biography.sqlite"}
    [path] = [Path(source) for source in packed if source.endswith("biography.sqlite")]
    assert not path.is_relative_to(ROOT)
    index = IndexReader.open(path)
    assert index.source_crc32 == zlib.crc32(BUNDLED.read_bytes())
    assert len(index.postings.vectors([1])[1]) > 0
    index.close()
    hook.finalize("standard", build_data, "")
    assert not path.exists()


def test_source_distribution_gets_nothing(hook_module: ModuleType) -> None:
    hook = make_hook(hook_module, ROOT, "sdist")
    build_data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", build_data)
    hook.finalize("standard", build_data, "")
    assert build_data == {"force_include": {}}


def test_editable_wheel_has_its_index_in_the_tree(
    hook_module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook_module, "write", lambda index, _: index.write_bytes(b"index"))
    (tmp_path / "src" / "stalinfacts").mkdir(parents=True)
    hook = make_hook(hook_module, tmp_path)
    build_data: dict[str, Any] = {"force_include": {}}
    hook.initialize("editable", build_data)
    hook.finalize("editable", build_data, "")
    folder = tmp_path / "src" / "stalinfacts" / "data"
    assert [path.name for path in folder.iterdir()] == ["biography.sqlite"]
    assert (folder / "biography.sqlite").read_bytes() == b"index"
    assert build_data == {"force_include": {}}


def test_index_in_the_tree_is_as_readable_as_it_was(
    hook_module: ModuleType, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    index.touch()
    index.chmod(0o644)
    hook_module.place(index, tmp_path / "data")
    assert (tmp_path / "data" / "biography.sqlite").stat().st_mode & 0o777 == 0o644


def test_tree_that_cannot_be_written_goes_without(
    hook_module: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    index = tmp_path / "index"
    index.touch()
    hook_module.place(index, tmp_path / "file")
    assert capsys.readouterr().err.startswith(f"no index in {tmp_path}/file: ")
