"""Short files, short functions: what one can read at a glance."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.support.environment import ROOT
from tests.support.source import functions, python_files, tree_of

# In one process, which reads and parses our source once.
pytestmark = pytest.mark.xdist_group("source")

FOLDERS = ("vanthu", "tests", "script")
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def test_no_file_is_over_500_lines() -> None:
    lengths = {str(p.relative_to(ROOT)): p.read_text().count("\n") for p in python_files(*FOLDERS)}
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    found = sorted(functions("vanthu"), key=lambda function: function.lines)
    lengths = [function.lines for function in found]
    assert median(lengths) <= 9
    assert lengths[len(lengths) * 9 // 10] <= 30
    assert [f for f in found if f.lines > LONGEST_FUNCTION] == []


def test_functions_of_tests_are_short() -> None:
    assert [f for f in functions("tests", "script") if f.lines > LONGEST_FUNCTION] == []


def test_every_public_thing_says_what_it_means() -> None:
    assert _without_docstring() == []


def _without_docstring() -> list[str]:
    import_time = {"Meta", "Migration"}
    return [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in python_files("vanthu")
        for node in _public_definitions(path)
        if node.name not in import_time and not ast.get_docstring(node)
    ]


def _public_definitions(path: Path) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in tree_of(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
