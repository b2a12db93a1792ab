"""The layers around every view: default-deny, sign-in, what is owed, rights, forgery, headers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from tests.factories import province
from tests.factories.province import NOW
from tests.factories.sessions import session
from tests.support.pages import CheckedClient
from vanthu.faces.web.access import Request, even_held, needs, public, signed_in
from vanthu.faces.web.middleware import SESSION_COOKIE, client_address
from vanthu.faces.web.returning import SIGN_IN_PAGE
from vanthu.ground.access import actions
from vanthu.ground.access.choices import Right
from vanthu.ground.access.models import Session
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.models import Account
from vanthu.kernel.errors import Conflict

pytestmark = pytest.mark.django_db


def _view(request: Request) -> HttpResponse:
    language = translation.get_language()
    return HttpResponse(f"{request.actor.name} {language}", content_type="text/plain")


def _refuses(request: Request) -> HttpResponse:
    raise Conflict("Văn bản {number} đã được đăng ký.", number=7)


def _copy(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def called(request: Request) -> HttpResponse:
        return view(request)

    return called


urlpatterns = [
    path("silent", _copy(_view)),
    path("public", public(_copy(_view))),
    path("mine", signed_in(_copy(_view))),
    path("held", even_held(_copy(_view))),
    path("registers", needs(Right.MANAGE_REGISTERS, Right.CONFIGURE)(_copy(_view))),
    path("refuses", signed_in(_copy(_refuses))),
    path("api/thing", csrf_exempt(_copy(_view))),
    path("api/refuses", csrf_exempt(_copy(_refuses))),
]


@pytest.fixture(autouse=True)
def _own_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def _browser(actor: Actor, **values: Any) -> CheckedClient:
    client = CheckedClient()
    client.cookies[SESSION_COOKIE] = session(actor, **values)
    return client


def test_a_view_that_does_not_say_who_may_is_closed_to_everybody() -> None:
    office = province.office()
    for client in (CheckedClient(), _browser(office.leader), _browser(office.sysadmin)):
        answer = client.get("/silent")
        assert answer.status_code == 403
        assert "chưa khai báo" in answer.content.decode()


def test_a_public_view_needs_nobody() -> None:
    with CaptureQueriesContext(connection) as statements:
        answer = CheckedClient().get("/public")
    assert answer.status_code == 200
    assert len(statements) == 0


@pytest.mark.parametrize("address", ["/mine", "/held", "/registers"])
def test_nobody_is_sent_to_sign_in_and_back(address: str) -> None:
    answer = CheckedClient().get(f"{address}?trang=2")
    assert answer.status_code == 302
    assert answer["Location"] == f"{SIGN_IN_PAGE}?next=%2F{address[1:]}%3Ftrang%3D2"


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ({}, ""),
        ({"Referer": "http://testserver/mine?box=late"}, "next=%2Fmine%3Fbox%3Dlate&"),
        ({"Referer": "http://evil.example/mine"}, ""),
        ({"Referer": "http://testserver//evil.example"}, "next=%2Fevil.example&"),
        ({"Referer": "http://["}, ""),
    ],
)
def test_a_write_by_nobody_is_not_repeated_but_leads_back_to_its_form(
    headers: dict[str, str], back: str
) -> None:
    answer = CheckedClient().post("/mine", headers=headers)
    assert answer["Location"] == f"{SIGN_IN_PAGE}?{back}ended=1"


@pytest.mark.parametrize(
    ("method", "target", "back"),
    [
        ("post", "reader", "%2Fmine%3Fbox%3Dlate"),  # the form of an act has an address of its own
        ("post", "main", "%2Fheld"),
        ("get", "", "%2Fheld"),  # a piece that is asked for again and again is no page
        ("get", "reader", "%2Fmine%3Fbox%3Dlate"),
    ],
)
def test_a_session_that_ended_sends_the_whole_page_to_sign_in_and_back(
    method: str, target: str, back: str
) -> None:
    client = CheckedClient()
    client.cookies[SESSION_COOKIE] = "het-han"
    answer = getattr(client, method)(
        "/mine?box=late",
        headers={
            "HX-Request": "true",
            "HX-Target": target,
            "HX-Current-URL": "http://testserver/held",
        },
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == f"{SIGN_IN_PAGE}?next={back}&ended=1"


def test_a_piece_asked_for_by_htmx_sends_the_whole_page_to_sign_in() -> None:
    answer = CheckedClient().get("/mine", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, f"{SIGN_IN_PAGE}?next=%2Fmine")


def test_a_program_is_told_in_json() -> None:
    answer = CheckedClient().get("/api/thing")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not-signed-in"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_whoever_is_signed_in_is_found_in_one_statement() -> None:
    office = province.office()
    client = _browser(office.clerk)
    with CaptureQueriesContext(connection) as statements:
        answer = client.get("/mine")
    # session, account, tenures, delegations and shares at once
    assert len(statements) == 1
    assert answer.content.decode() == f"{office.clerk.name} vi"


def test_the_time_of_last_use_is_written_every_few_minutes_only() -> None:
    office = province.office()
    client = _browser(office.clerk, seen_at=NOW - timedelta(minutes=6))
    client.get("/mine")
    assert Session.objects.get().seen_at == NOW
    with CaptureQueriesContext(connection) as statements:
        client.get("/mine")
    assert len(statements) == 1


def test_a_right_is_asked_of_the_post_and_the_refusal_says_who_has_it() -> None:
    office = province.office()
    for actor in (office.clerk, office.sysadmin):
        assert _browser(actor).get("/registers").status_code == 200
    answer = _browser(office.specialist).get("/registers")
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "Chuyên viên" in text
    assert "Quản lý sổ đăng ký" in text


def test_what_is_owed_comes_before_everything_else(settings: Any) -> None:
    office = province.office()
    Account.objects.filter(pk=office.clerk.account_id or 0).update(must_change_password=True)
    client = _browser(office.clerk)
    assert client.get("/mine")["Location"].endswith("/password")
    assert client.get("/api/thing").json()["code"] == "change-password"
    assert client.get("/held").status_code == 200
    settings.SIGN_IN = {"second_factor": True}
    without = _browser(office.clerk, second_factor_at=None)
    assert without.get("/mine")["Location"].endswith("/second-factor")
    assert without.get("/api/thing").status_code == 403


def test_a_refusal_of_a_view_is_an_answer() -> None:
    office = province.office()
    client = _browser(office.clerk)
    page = client.get("/refuses")
    assert page.status_code == 409
    assert "Văn bản 7 đã được đăng ký." in page.content.decode()
    told = client.get("/api/refuses").json()
    assert told["sentence"] == "Văn bản 7 đã được đăng ký."
    assert told["code"] == "conflict"


def test_a_forged_write_with_the_cookie_is_refused_by_the_api() -> None:
    office = province.office()
    client = Client(enforce_csrf_checks=True)
    client.cookies[SESSION_COOKIE] = session(office.clerk)
    assert client.post("/api/thing").status_code == 403
    assert client.post("/api/thing", headers={"Authorization": "Basic eA=="}).status_code == 403
    assert client.get("/api/thing").status_code == 200
    secret, _token = actions.make_token(office.clerk, label="Một cửa")
    by_token = Client(enforce_csrf_checks=True)
    answer = by_token.post("/api/thing", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_a_wrong_token_is_not_helped_by_the_cookie() -> None:
    office = province.office()
    client = _browser(office.clerk)
    answer = client.get("/api/thing", headers={"Authorization": "Bearer sai"})
    assert answer.status_code == 401


def test_a_page_loads_nothing_foreign_and_is_kept_nowhere() -> None:
    answer = CheckedClient().get("/public")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("abc-12345", True), ("short", False), ("x" * 41, False), ("a\u00e1bcdefgh", False)],
)
def test_a_request_keeps_the_id_it_came_with_when_it_is_one(sent: str, kept: bool) -> None:
    answer = CheckedClient().get("/public", headers={"X-Request-ID": sent})
    assert (answer["X-Request-ID"] == sent) is kept
    assert 8 <= len(answer["X-Request-ID"]) <= 40


def test_the_language_is_the_accounts_unless_the_browser_says_otherwise() -> None:
    office = province.office()
    Account.objects.filter(pk=office.clerk.account_id or 0).update(language="en")
    client = _browser(office.clerk)
    assert client.get("/mine").content.decode().endswith("en")
    client.cookies["ngon_ngu"] = "vi"
    assert client.get("/mine").content.decode().endswith("vi")
    client.cookies["ngon_ngu"] = "xx"
    assert client.get("/mine")["Content-Language"] == "vi"


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_an_address_is_believed_of_our_proxies_only(
    proxies: int, header: str, address: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    sent = {"X-Forwarded-For": header} if header else {}
    request: HttpRequest = RequestFactory().get("/", headers=sent, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == address
