"""Our own source as data: files, functions, floors. What the gates measure."""

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.environment import ROOT


@dataclass(frozen=True)
class Function:
    """One function: where it is and how many lines it has, its docstring included."""

    place: str
    lines: int


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files of these folders, without migrations, which Django writes."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), str(path))


@cache
def statements_of(path: Path) -> tuple[ast.AST, ...]:
    """Every statement of a file, however deep: a tenth of all that its tree holds."""
    found: list[ast.AST] = []
    left: list[ast.AST] = [tree_of(path)]
    while left:
        node = left.pop()
        found.append(node)
        for name in ("body", "handlers", "orelse", "finalbody", "cases"):
            part = getattr(node, name, None)
            left += part if isinstance(part, list) else []
    return tuple(found)


def functions(*folders: str) -> Iterator[Function]:
    """Every function and method of these folders."""
    for path in python_files(*folders):
        for node in statements_of(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield Function(place, node.end_lineno - node.lineno + 1)


def names_defined(*folders: str) -> set[str]:
    """Every identifier that these folders define: modules, classes, functions, fields, members."""
    names: set[str] = set()
    for path in python_files(*folders):
        names |= {path.stem, path.parent.name}
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
    return names


@cache
def heights() -> dict[str, int]:
    """How high each floor and room lies, read from the import contracts; greater is higher."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    result: dict[str, int] = {}
    for section in contracts.sections():
        layers = contracts[section].get("layers", "").split("\n")
        for height, layer in enumerate(reversed([line for line in layers if line])):
            for name in layer.replace("(", "").replace(")", "").split("|"):
                result[name.strip()] = height
    return result


def module_of(dotted: str) -> str:
    """The room's module: vanthu.ground.org for vanthu.ground.org.models."""
    parts = dotted.split(".")
    deep = len(parts) > 2 and parts[1] in {"ground", "office", "cadres", "faces"}
    return ".".join(parts[: 3 if deep else 2])


def lies_below(lower: str, upper: str) -> bool:
    """True when module `lower` may be used by module `upper` (its own rows included)."""
    if lower == upper:
        return True
    floor, other = (".".join(name.split(".")[:2]) for name in (lower, upper))
    if floor != other:
        return heights()[floor] < heights()[other]
    return heights()[lower] < heights()[upper]
