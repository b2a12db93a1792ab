"""The pages of docs/ that are written from the code, wholly or between two marks."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import django

from vanthu.office.writing.queries import Family, forms, layout

ROOT = Path(__file__).resolve().parent.parent.parent
BEGIN, END = "<!-- written by script/docs -->", "<!-- end of what script/docs wrote -->"
_FAMILIES = {Family.STATE: "Of the state", Family.PARTY: "Of the Party"}
_FLOORS = ("kernel", "ground", "office", "cadres", "reports", "demo", "faces", "config")


def pages() -> dict[Path, str]:
    """What each such page should hold."""
    return {
        ROOT / "docs" / "state-machines.md": state_machines(),
        ROOT / "docs" / "architecture.md": architecture(),
        ROOT / "docs" / "papers.md": papers(),
    }


def state_machines() -> str:
    """The page of the state machines."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vanthu.config.settings")
    django.setup()
    from vanthu.faces.jobs.diagrams import page  # noqa: PLC0415 - after Django is set up

    return page()


def architecture() -> str:
    """The architecture page with the paragraphs of today's modules between the marks."""
    return _between_marks("architecture.md", modules())


def papers() -> str:
    """The page of papers with the measures and forms of today between the marks."""
    return _between_marks("papers.md", "\n".join([*_measures(), *_forms()]))


def _between_marks(page: str, written: str) -> str:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{written}\n{END}{after}"


def _measures() -> Iterator[str]:
    """Each measure of each family: printed, allowed, where from, what is in doubt."""
    for family in Family:
        rules = layout(family)
        yield f"### {_FAMILIES[family]}\n\n{rules.citation}\n"
        yield "| measure | printed | allowed | source | in doubt |\n|---|--:|--:|---|---|"
        for name, one in rules.measures.items():
            allowed = f"{one.least:g}" if one.least == one.most else f"{one.least:g}–{one.most:g}"
            yield (
                f"| {name} | {one.value:g} {one.unit} | {allowed} | {one.source} | {one.doubt} |"
            )
        for name, doubt in rules.doubts.items():
            if name not in rules.measures:
                yield f"| {name} | | | | {doubt} |"
        yield ""


def _forms() -> Iterator[str]:
    yield "### The forms\n"
    yield "| code | type | form of Annex III | title | opens addressees | signers |"
    yield "|---|---|---|---|---|---|"
    for form in forms().values():
        signers = ", ".join((*form.signers, form.last_signer)) if form.signers else ""
        numbered = f"{form.form}, 1.3" if form.enacting else form.form
        title = "5a" if form.titled else "5b"
        yield (
            f"| {form.code} | {form.name} | {numbered} | {title} | {form.to_label} | {signers} |"
        )
    yield ""


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
