"""The API attacked from its own description: whatever is sent, no answer is a 5xx.

Ids are drawn from rows that exist as often as not, so that the attack gets past the door.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
import time_machine
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NotSet

from tests.factories import calling, drafts
from tests.factories.cadres import bureau, decision, somebody
from tests.factories.calling import ROOT
from tests.factories.province import NOW, office
from tests.factories.states import STATES
from tests.support.environment import is_postgres
from vanthu.cadres.personnel.actions import declare_kinship
from vanthu.cadres.personnel.choices import Relation
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.faces.api.main import api

# Beside SQLite fewer: what only it refuses (integers beyond 64 bits) is among the first.
EXAMPLES = 7 if is_postgres() else 3
LARGEST = (1 << 40) - 1
WHO = ("clerk", "leader", "head", "specialist", "archivist", "sysadmin", "inspector")
# What is known is corrected later than it was entered; the clock stands still here.
EARLIER = NOW - timedelta(days=1)
HANDS = ("enterer", "confirmer", "appraiser", "decider", "auditor")


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _with_known_ids(value: Any) -> Any:
    """Every field that is an id takes a small number as well as any other."""
    if isinstance(value, list):
        return [_with_known_ids(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("maximum") == LARGEST:
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 40}, value]}
    return {name: _with_known_ids(each) for name, each in value.items()}


def _operations() -> list[Any]:
    described = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{ROOT}/")))
    described["paths"] = _with_known_ids(described["paths"])
    described["components"] = _with_known_ids(described["components"])
    schema: Any = schemathesis.openapi.from_dict(described)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.timeout(600)  # some thousand requests; on a busy machine that takes minutes
@pytest.mark.django_db
def test_nothing_that_is_sent_breaks_it(store: object) -> None:
    place = office()
    for make in STATES.values():
        make(place)
    drafts.blob()
    cadres = bureau()
    people = [somebody(cadres.commune, name=name) for name in ("Lê Văn Một", "Lê Thị Hai")]
    decision(cadres.commune, date(2026, 11, 2))
    declare_kinship(
        cadres.enterer.at(EARLIER),
        first=people[0].pk,
        second=people[1].pk,
        relation=Relation.SPOUSE,
        declared_on=date(2026, 11, 2),
    )
    PersonFacts.objects.update(known_from=EARLIER)
    tokens = {who: calling.token(place.staff[who]) for who in WHO}
    tokens |= {who: calling.token(getattr(cadres, who)) for who in HANDS}
    for operation in _operations():
        _attack(operation, tokens)


def _attack(operation: Any, tokens: dict[str, str]) -> None:
    sent = st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=sent, who=st.sampled_from(_who(operation)))
    def attack(case: Any, who: str) -> None:
        with transaction.atomic():
            response = _send(case, tokens[who])
            if response.streaming:
                assert b"".join(response.streaming_content)
            if case.method == "POST" and response.status_code < 300:
                connection.check_constraints()  # what a commit would find
            # What was read or refused left nothing; undoing makes the driver forget its statements.
            written = case.method != "GET" and response.status_code < 400
            transaction.set_rollback(written or response.status_code >= 500)
        assert response.status_code < 500, f"{who} {case.method} {case.formatted_path}"
        if response.status_code >= 400 and "json" in response.headers.get("Content-Type", ""):
            assert json.loads(response.content)["sentence"]

    attack()


def _who(operation: Any) -> tuple[str, ...]:
    """Organisational work is attacked by who does it: nobody else comes past the door."""
    return (*HANDS, "sysadmin") if operation.path.startswith(f"{ROOT}/cadres/") else WHO


def _send(case: Any, token: str) -> Any:
    address = case.formatted_path
    if case.query:
        address += "?" + urlencode(case.query, doseq=True, errors="replace")
    client = Client(headers={"authorization": f"Bearer {token}"})
    if isinstance(case.body, NotSet):
        return client.generic(case.method, address)
    if case.media_type == "multipart/form-data":
        return client.post(address, _plain_form(case.body))
    body = json.dumps(case.body) if not isinstance(case.body, bytes) else case.body
    return client.generic(case.method, address, body, content_type="application/json")


def _plain_form(body: Any) -> dict[str, str]:
    items = body.items() if isinstance(body, dict) else [("file", body)]
    return {str(name): str(value) for name, value in items}
