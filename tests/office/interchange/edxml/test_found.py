"""What the fuzzer has found (script/fuzz), mended, stays so."""

from pathlib import Path

import pytest

from bench.fuzzing import targets

FOUND = sorted(path for path in Path(__file__).with_name("found").glob("*/*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found(path: Path, tmp_path: Path) -> None:
    getattr(targets, path.parent.name)(path.read_bytes(), tmp_path)
