"""The pages of docs/ that are written from the code, wholly or between two marks."""

import ast
import os
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent.parent
BEGIN, END = "<!-- written by script/docs -->", "<!-- end of what script/docs wrote -->"
_FLOORS = ("kernel", "ground", "office", "cadres", "reports", "demo", "faces", "config")


def pages() -> dict[Path, str]:
    """What each such page should hold."""
    return {
        ROOT / "docs" / "state-machines.md": state_machines(),
        ROOT / "docs" / "architecture.md": architecture(),
    }


def state_machines() -> str:
    """The page of the state machines."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vanthu.config.settings")
    django.setup()
    from vanthu.faces.jobs.diagrams import page  # noqa: PLC0415 - after Django is set up

    return page()


def architecture() -> str:
    """The architecture page with the paragraphs of today's modules between the marks."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{modules()}\n{END}{after}"


def modules() -> str:
    """A heading for each floor and the docstring of each of its modules."""
    parts = []
    for floor in _FLOORS:
        folder = ROOT / "vanthu" / floor
        parts.append(f"### {floor}\n\n{_docstring(folder)}\n")
        for module in sorted(path.parent for path in folder.glob("*/__init__.py")):
            if text := _docstring(module):
                parts.append(f"- **`{floor}/{module.name}`** {_flat(text)}")
        parts.append("")
    return "\n".join(parts)


def _docstring(folder: Path) -> str:
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    return ast.get_docstring(tree) or ""


def _flat(text: str) -> str:
    return " ".join(text.split())
