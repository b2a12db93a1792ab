#!/usr/bin/env python3
"""Gather what the screens say into the English catalogue, and tell what is not translated yet.

Templates and marked texts are found by Babel. A refusal's sentence is written beside its rule,
where Django is not known: every whole sentence in Vietnamese of the lower floors is taken for one.
Run with the environment's Python: `.venv/bin/python script/messages.py [--check]`.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "vanthu" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("say", "N_", "gettext_lazy", "gettext_noop"), None),
}
FLOORS = ("kernel", "ground", "office", "cadres", "reports", "faces")
# A date that moves with every run would make every run a change.
_MADE = datetime(2026, 11, 23, tzinfo=UTC)
VIETNAMESE = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]"
)


def gather() -> Catalog:
    """Every message, without the places it stands at: those change with every line."""
    found = Catalog(
        locale="en",
        header_comment="# English for the screens. Kept by script/messages.py; translated by hand.",
        project="vanthu",
        version="1",
        creation_date=_MADE,
        revision_date=_MADE,
        msgid_bugs_address="-",
        last_translator="-",
        language_team="en",
        fuzzy=False,
    )
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    rows = extract_from_dir(ROOT, methods, options, KEYWORDS, comment_tags=())
    messages = [message for _file, _line, message, _comments, _context in rows]
    for message in [*messages, *sentences()]:
        if (message[0] if isinstance(message, tuple) else message).strip():
            found.add(message)
    return found


def sentences() -> Iterator[str]:
    """Whole sentences of the code that are neither marked nor documentation."""
    for floor in FLOORS:
        for path in sorted((ROOT / "vanthu" / floor).rglob("*.py")):
            tree = ast.parse(path.read_text())
            told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            pieces = {
                id(value)
                for node in ast.walk(tree)
                if isinstance(node, ast.JoinedStr)
                for value in node.values
            }
            for node in ast.walk(tree):
                if id(node) not in told | pieces and _is_sentence(node):
                    yield str(node.value)  # type: ignore[attr-defined]


def _is_sentence(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    text = node.value
    return text.endswith((".", "?")) and " " in text and bool(VIETNAMESE.search(text))


def merge(found: Catalog, kept: Catalog) -> Catalog:
    """The messages found, with the translations kept; what nobody says any more is dropped."""
    for message in kept:
        now = found.get(message.id) if message.id else None
        if now is not None and message.string:
            now.string = message.string
    return found


def main() -> int:
    """Write the catalogue anew, or with --check only tell; 1 when something is not translated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    kept = read_po(CATALOGUE.open("rb")) if CATALOGUE.exists() else Catalog(locale="en")
    found = merge(gather(), kept)
    if not check:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        with CATALOGUE.open("wb") as target:
            write_po(target, found, width=100, sort_output=True, omit_header=False)
    left = [message.id for message in found if message.id and not _translated(message.string)]
    for each in left:
        print(each)
    print(f"{len(found)} messages, {len(left)} not translated", file=sys.stderr)
    return 1 if left else 0


def _translated(string: Any) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
