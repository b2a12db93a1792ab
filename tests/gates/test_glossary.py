"""docs/glossary.md binds terms to identifiers: each exists, and each kind of row has a term."""

import re

import pytest

from tests.gates.test_structure import our_models
from tests.support.environment import ROOT
from tests.support.source import names_defined

# In one process, which reads and parses our source once.
pytestmark = pytest.mark.xdist_group("source")

GLOSSARY = ROOT / "docs" / "glossary.md"


def identifiers() -> list[str]:
    """The identifiers in the second column of the glossary's tables."""
    rows = [line.split("|") for line in GLOSSARY.read_text().splitlines() if line.startswith("| ")]
    cells = [row[2] for row in rows if len(row) > 3]
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def test_every_identifier_of_the_glossary_exists() -> None:
    defined = names_defined("vanthu")
    missing = {
        word
        for identifier in identifiers()
        for word in re.findall(r"\w+", identifier)
        if word not in defined
    }
    assert missing == set()


def test_every_kind_of_row_has_a_term() -> None:
    named = {identifier.split(".")[0] for identifier in identifiers()}
    assert {model.__name__ for model in our_models()} - named == set()
