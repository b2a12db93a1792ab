"""The API's own description: valid OpenAPI 3.1, complete, and honest about who may."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from click.testing import CliRunner
from django.test import Client
from ninja import Router

from tests.factories.calling import ROOT, Caller
from tests.factories.province import office
from vanthu.faces.acts.catalogue import ACTS
from vanthu.faces.api.main import api
from vanthu.faces.api.routing import Operations
from vanthu.faces.cli.openapi import openapi


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{ROOT}/")))
    return found


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_it_is_valid(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(described).validate()


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    known = set(described["components"]["schemas"])
    wanted = {ref.rsplit("/", 1)[-1] for ref in _references(described)}
    assert wanted <= known


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_every_operation_says_what_it_is_and_who_may(described: dict[str, Any]) -> None:
    for place, operation in _operations(described):
        assert operation["summary"], place
        assert operation["x-who-may"], place
        assert operation["tags"], place
        assert operation.get("description"), place
        assert {"401", "403", "404", "409", "422"} <= set(operation["responses"]), place


def test_no_two_operations_share_an_id(described: dict[str, Any]) -> None:
    ids = Counter(operation["operationId"] for _place, operation in _operations(described))
    assert [name for name, count in ids.items() if count > 1] == []


def test_no_two_shapes_share_a_name() -> None:
    """Two classes of one name would overwrite each other in the components."""
    names: dict[str, set[str]] = {}
    for _prefix, router in api._routers:
        for shape in _shapes(router):
            names.setdefault(shape.__name__, set()).add(f"{shape.__module__}.{shape.__qualname__}")
    assert {name: found for name, found in names.items() if len(found) > 1} == {}


def _shapes(router: Router) -> Iterator[type]:
    for view in router.path_operations.values():
        for operation in view.operations:
            for model in [*operation.models, *operation.response_models.values()]:
                for info in getattr(model, "model_fields", {}).values():
                    if hasattr(info.annotation, "model_fields"):
                        yield info.annotation


def test_every_act_has_a_route_and_those_for_many_another(described: dict[str, Any]) -> None:
    paths = described["paths"]
    for name, act in ACTS.items():
        assert f"{ROOT}/documents/{{document_id}}/acts/{name}" in paths
        assert (f"{ROOT}/acts/{name}" in paths) == act.bulk


def test_an_operation_that_does_not_say_who_may_cannot_be_added() -> None:
    with pytest.raises(TypeError, match="does not say who may"):
        Operations().get("/door")(_open_door)


def _open_door(request: Any) -> str:
    return str(request)


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(openapi)
    assert printed.exit_code == 0
    assert json.loads(printed.output)["openapi"] == "3.1.0"


@pytest.mark.django_db
def test_it_is_shown_to_whoever_is_signed_in() -> None:
    assert Client().get(f"{ROOT}/openapi.json").status_code == 401
    assert Caller(office().clerk).get("/openapi.json").body["info"]["title"] == "vanthu"


@pytest.mark.django_db
def test_nobody_gets_anywhere_without_signing_in(described: dict[str, Any]) -> None:
    client = Client()
    for place, _operation in _operations(described):
        method, path = place.split(" ")
        address = re.sub(r"{\w+}", "1", path)
        response = client.generic(method, address, b"{}", content_type="application/json")
        assert response.status_code == 401, place
