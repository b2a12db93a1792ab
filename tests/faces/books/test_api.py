"""The API twin of a book: the same rows, acts, refusals; nothing a screen does not allow."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from ninja import NinjaAPI

from tests.faces.web.people import client_of
from tests.factories.province import Office, office
from tests.factories.shelf import Dossiers, on_the_shelf
from vanthu.config.urls import urlpatterns as own
from vanthu.faces.api import errors
from vanthu.faces.api.routes.records import operation_id, route, router
from vanthu.faces.api.routing import Operations
from vanthu.faces.books.catalogue import BOOKS
from vanthu.office.dossiers.models import Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
AT = "/api/probe/probe/dossiers"

_api = NinjaAPI(urls_namespace="probe", docs_url=None, openapi_url=None)
errors.handle(_api)
_operations = Operations(tags=["probe"])
route(_operations, Dossiers())
_api.add_router("", _operations)
urlpatterns = [path("api/probe/", _api.urls), *own]


@pytest.fixture
def place() -> Office:
    return office()


@pytest.fixture(autouse=True)
def _book() -> Iterator[None]:
    with on_the_shelf():
        yield


def post(client: Client, address: str, data: Any) -> HttpResponse:
    answer: Any = client.post(address, json.dumps(data), content_type="application/json")
    return answer  # type: ignore[no-any-return]


def test_entered_read_and_listed(place: Office) -> None:
    client = client_of(place.chief)
    done = json.loads(post(client, f"{AT}/acts/open", {"title": "Đề án"}).content)
    number = done["record_id"]
    page = client.get(f"{AT}?q=de%20an&limit=1").json()
    assert page["next"] is None
    assert page["rows"][0]["name"] == "Đề án"
    assert page["rows"][0]["values"]["start_on"] == "2026-11-23"
    one = client.get(f"{AT}/{number}").json()
    assert [act["name"] for act in one["acts"]] == ["close"]
    assert one["trail"][0]["act"] == "Mở hồ sơ"
    assert post(client, f"{AT}/undo", {"act": "open", "token": done["undo"]}).status_code == 200


def test_refused_as_on_screen(place: Office) -> None:
    client = client_of(place.chief)
    assert post(client, f"{AT}/acts/open", {}).status_code == 422
    assert post(client, f"{AT}/acts/open", {"title": "x", "other": 1}).status_code == 422
    assert client.get(f"{AT}/999").status_code == 404
    assert client.get(f"{AT}?cursor=x").status_code == 422
    assert client.get(f"{AT}?start_on_from=x").status_code == 422
    assert client_of(place.specialist).get(AT).status_code == 403
    assert Client().get(AT).status_code == 401


def test_many_are_answered_each_for_itself(place: Office) -> None:
    client = client_of(place.chief)
    number = json.loads(post(client, f"{AT}/acts/open", {"title": "Đề án"}).content)["record_id"]
    asked = {"record_ids": [number, 999], "data": {}}
    rows = json.loads(post(client, f"{AT}/bulk/close", asked).content)
    assert [row["problem"]["code"] for row in rows] == ["dossier-not-complete", "no-such-record"]
    assert Dossier.objects.get().closed_at is None


def test_every_act_of_every_book_has_its_route() -> None:
    routed = {
        operation.operation_id
        for found in router.path_operations.values()
        for operation in found.operations
    }
    wanted = {operation_id(book, act.name) for book in BOOKS.values() for act in book.acts}
    lists = {operation_id(book, name) for book in BOOKS.values() for name in ("list", "get")}
    probe = {operation_id(Dossiers(), name) for name in ("list", "get", "open", "close")}
    assert wanted | lists <= routed | probe
