"""What the import contracts cannot see: foreign keys point down, neighbours knock at the front."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model

from tests.support.environment import ROOT
from tests.support.source import lies_below, module_of, python_files, statements_of

# In one process, which reads and parses our source once.
pytestmark = pytest.mark.xdist_group("source")

FRONT = {"actions", "queries", "permissions", "models", "choices", "events", "rules", "errors"}
# Doors besides the usual ones, each with the reason why neighbours may use it.
SIDE_DOORS = {
    "vanthu.ground.base.actor": "who acts and when: the first argument of every action",
    "vanthu.ground.base.bus": "how an event finds its handlers",
    "vanthu.ground.base.dated": "the period columns of every dated row",
    "vanthu.ground.base.moments": "moments in hand-written statements, as the ORM stores them",
    "vanthu.ground.base.jobs": "the outbox: what leaves the transaction",
    "vanthu.ground.base.known": "rows with the second clock, and how a version is replaced",
    "vanthu.ground.base.remembered": "what a request that only reads asks its modules once",
    "vanthu.ground.files.sniff": "what a file is by its bytes, without the store",
    "vanthu.ground.files.temporary": "where bytes lie on their way into the store",
    "vanthu.ground.signing.keys": "keys that are open for one act: what signs a paper",
    "vanthu.ground.signing.outside": "services that an installation runs itself: the demo's",
    "vanthu.ground.signing.pdf": "places in a PDF, filled and signed: bytes in, bytes out",
    "vanthu.ground.signing.verifying": "checking signatures: bytes in, verdicts out, no database",
    "vanthu.ground.figures.definitions": "what a module declares as a figure",
    "vanthu.ground.figures.registry": "where wiring declares the figures of a module",
    "vanthu.ground.figures.slots": "what a sentence of a report may say",
    "vanthu.ground.access.keys": "how scope keys are written",
    "vanthu.ground.access.resolve": "a session or token becomes an actor, at the edge",
    "vanthu.office.documents.registers": "the rows of registers, periods and numbers",
    "vanthu.office.documents.flows": "the state machines, as tables",
    "vanthu.office.documents.fields": "the typed input of the document actions",
    "vanthu.office.documents.symbols": "pure rules of numbers and symbols",
    "vanthu.office.documents.standard": "the data standard of Decree 30, Annex VI",
    "vanthu.office.reading.layout": "words, lines and boxes, which the checker looks at too",
    "vanthu.office.reading.letters": "Vietnamese letters as the reader and the checker fold them",
    "vanthu.office.reading.spelling": "the closed vocabularies of names and places",
    "vanthu.office.reading.fields": "the fixed words of the cells, for the checker",
    "vanthu.office.reading.sources": "words with their looks out of PDF and DOCX, for the checker",
    "vanthu.office.writing.content": "the blocks of a structured text",
    "vanthu.office.writing.paper": "the cells of a paper and the places of a sheet",
    "vanthu.office.writing.looks": "what is drawn into the fields of a sheet",
    "vanthu.office.interchange.edxml": "messages on the wire, which others write and read too",
    "vanthu.office.handling.boxes": "putting a row in a box and taking it out",
}
# config wires everything; the faces start each other's processes.
FREE = ("vanthu.config", "vanthu.faces")


def test_foreign_keys_point_down() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if not lies_below(_home(field.related_model), _home(model))
    ]
    assert upwards == []


def our_models() -> list[type[Model]]:
    """The models of our own modules."""
    return [model for model in apps.get_models() if model.__module__.startswith("vanthu.")]


def _home(model: type[Model]) -> str:
    return module_of(model.__module__)


def test_neighbours_use_only_the_front() -> None:
    back_doors = [
        f"{importer} -> {imported}"
        for importer, imported in _imports()
        if module_of(importer) != module_of(imported) and not _is_front(imported)
    ]
    assert back_doors == []


def _imports() -> Iterator[tuple[str, str]]:
    for path in python_files("vanthu"):
        importer = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if importer.startswith(FREE):
            continue
        for node in statements_of(path):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    yield importer, _target(node.module, alias.name)


def _target(module: str, name: str) -> str:
    """`from vanthu.ground.org import queries` imports the room, not the package."""
    return f"{module}.{name}" if module_of(module) == module else module


def _is_front(imported: str) -> bool:
    parts = imported.split(".")
    if parts[0] != "vanthu" or len(parts) < 4 or parts[1] not in {"ground", "office", "cadres"}:
        return True
    return parts[3] in FRONT or any(imported.startswith(door) for door in SIDE_DOORS)
