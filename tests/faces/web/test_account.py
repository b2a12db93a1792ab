"""Signing in and one's own account, from the pages."""

import re

import pyotp
import pytest
from django.contrib.auth.hashers import make_password

from tests.faces.web.people import client_of
from tests.factories.province import Office, actor_of, office, post, tenure
from tests.support.pages import CheckedClient
from vanthu.faces.web.middleware import LANGUAGE_COOKIE, SESSION_COOKIE
from vanthu.ground.access.models import ApiToken, Session
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Account, Delegation, Person

pytestmark = pytest.mark.django_db
PASSWORD = "mot-cau-dai-de-nho"


@pytest.fixture
def place(cheap_hashes: None) -> Office:
    made = office()
    Account.objects.update(password=make_password(PASSWORD))
    return made


def username(place: Office, who: str = "clerk") -> str:
    return Account.objects.get(pk=place.staff[who].account_id or 0).username


def test_signing_in_leads_to_the_page_that_was_asked_for(place: Office) -> None:
    client = CheckedClient()
    form = {"username": username(place), "password": PASSWORD, "next": "/boxes/to-present"}
    response = client.post("/sign-in", form)
    assert response["Location"] == "/boxes/to-present"
    cookie = response.cookies[SESSION_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/boxes/to-present").status_code == 200
    assert client.get("/sign-in")["Location"] == "/"


def test_who_is_signed_out_by_time_is_told_so_until_signed_in_again(place: Office) -> None:
    sentence = "Phiên làm việc đã hết hạn. Đăng nhập lại để tiếp tục."
    client = CheckedClient()
    sent = client.post(
        "/drafts/new", {"subject": "x"}, headers={"Referer": "http://testserver/drafts/new"}
    )
    assert sentence in client.get(sent["Location"]).content.decode()
    assert sentence not in client.get("/sign-in").content.decode()
    form = {"username": username(place), "password": "sai", "next": "/drafts/new", "ended": "1"}
    assert 'name="ended"' in client.post("/sign-in", form).content.decode()
    done = client.post("/sign-in", {**form, "password": PASSWORD})
    assert done["Location"] == "/drafts/new"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:1"])
def test_signing_in_never_leads_elsewhere(place: Office, elsewhere: str) -> None:
    form = {"username": username(place), "password": PASSWORD, "next": elsewhere}
    assert CheckedClient().post("/sign-in", form)["Location"] == "/"


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(place: Office) -> None:
    form = {"username": username(place), "password": "sai"}
    response = CheckedClient().post("/sign-in", form)
    text = response.content.decode()
    assert response.status_code == 403
    assert "Caps Lock" in text
    assert username(place) in text
    assert "sai" not in re.findall(r'value="([^"]*)"', text)


def test_after_too_many_tries_the_door_stays_shut_for_a_while(place: Office) -> None:
    client = CheckedClient()
    for _ in range(5):
        client.post("/sign-in", {"username": username(place), "password": "sai"})
    response = client.post("/sign-in", {"username": username(place), "password": PASSWORD})
    assert response.status_code == 429
    assert "tạm khóa" in response.content.decode()


def test_signing_out_ends_the_session(place: Office) -> None:
    client = client_of(place.clerk)
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert Session.objects.get().revoked_at is not None


def test_a_form_from_elsewhere_is_refused(place: Office) -> None:
    strict = CheckedClient(enforce_csrf_checks=True)
    here = {"Referer": "http://testserver/sign-in?next=/upload"}
    response = strict.post("/sign-in", {"username": "a", "password": "b"}, headers=here)
    text = response.content.decode()
    assert response.status_code == 403
    assert "<h1>Trang đã mở quá lâu</h1>" in text  # no matter of rights
    assert "tải lại trang rồi gửi lại" in text
    assert 'href="/sign-in?next=/upload"' in text
    assert "csrf" not in text


def test_the_password_changes_and_other_sessions_end(place: Office) -> None:
    other, client = client_of(place.clerk), client_of(place.clerk)
    form = {"old": PASSWORD, "new": "cau-khac-dai-hon-nua", "again": "cau-khac-dai-hon-nua"}
    wrong = client.post("/account/password", {**form, "again": "khac"})
    assert "không giống nhau" in wrong.content.decode()
    weak = client.post("/account/password", {**form, "new": "ngan", "again": "ngan"})
    assert "Mật khẩu chưa đạt" in weak.content.decode()
    assert client.post("/account/password", form)["Location"] == "/account"
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 302


def test_one_time_codes_are_set_up_with_a_picture_and_asked_for_at_the_next_sign_in(
    place: Office,
) -> None:
    client = client_of(place.clerk)
    page = client.get("/account/second-factor").content.decode()
    secret = re.search(r'<code class="secret">(\w+)</code>', page)
    address = re.search(r'name="address" value="([^"]+)"', page)
    assert secret
    assert address
    code = pyotp.TOTP(secret[1]).at(place.clerk.now)
    wrong = client.post("/account/second-factor", {"code": "000000", "address": address[1]})
    assert secret[1] in wrong.content.decode()  # the entry in the telephone stays good
    done = client.post("/account/second-factor", {"code": code, "address": address[1]})
    codes = re.findall(r"<code>([\w-]+)</code>", done.content.decode())
    assert len(codes) == 10
    form = {"username": username(place), "password": PASSWORD}
    fresh = CheckedClient()
    fresh.post("/sign-in", form)
    held = fresh.get("/boxes/to-present")["Location"]
    assert held == "/sign-in/second-factor?next=%2Fboxes%2Fto-present"
    assert fresh.post("/sign-in/second-factor", {"code": "123"}).status_code == 403
    assert fresh.post("/sign-in/second-factor", {"code": codes[0]})["Location"] == "/"
    assert fresh.get("/boxes/to-register").status_code == 200


def test_sessions_and_tokens_are_listed_and_ended(place: Office) -> None:
    client, other = client_of(place.clerk), client_of(place.clerk, agent="Firefox/140.0 Windows")
    page = client.get("/account").content.decode()
    assert "Firefox, Windows" in page
    handle = re.search(r"/account/sessions/(\w+)/end", page)
    assert handle
    client.post(f"/account/sessions/{handle[1]}/end")
    assert other.get("/account").status_code == 302
    made = client.post("/account/tokens", {"label": "Phần mềm kế toán", "days": "30"})
    assert "vanthu_" in made.content.decode()
    assert "vanthu_" not in client.get("/account").content.decode()
    assert client.post("/account/tokens", {"label": "", "days": "0"}).status_code == 422
    token = ApiToken.objects.get()
    client.post(f"/account/tokens/{token.pk}/revoke")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_delegation_is_given_and_taken_back(place: Office) -> None:
    client = client_of(place.head)
    form = {
        "receiver": str(place.deputy_head.tenure_id),
        "kind": "absence",
        "from_day": "23/11/2026",
        "last_day": "27/11/2026",
        "basis": "Giấy ủy quyền số 02/GUQ",
    }
    wrong = client.post("/account/delegations", {**form, "last_day": "mai"})
    assert "Ngày không hợp lệ" in wrong.content.decode()
    client.post("/account/delegations", form)
    row = Delegation.objects.get()
    assert str(row.valid_to) == "2026-11-28"  # the last day named is the last day
    assert "Giấy ủy quyền số 02/GUQ" in client.get("/account/delegations").content.decode()
    deputy = client_of(place.deputy_head)
    assert "thay" in deputy.get("/account").content.decode()
    deputy.post("/post", {"post": str(place.head.tenure_id)})
    assert "thay" in deputy.get("/boxes/to-assign").content.decode()
    client.post(f"/account/delegations/{row.pk}/revoke")
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_somebody_with_two_posts_changes_between_them(place: Office) -> None:
    second = post(place.agency, Role.SPECIALIST, "Thư ký", unit=place.headquarters)
    held = tenure(second, Person.objects.get(pk=place.specialist.person_id or 0))
    client = client_of(place.specialist)
    assert client.post("/post", {"post": str(held.pk)})["Location"] == "/"
    page = client.get("/account").content.decode()
    assert 'aria-current="true"' in page
    assert "Thư ký" in page
    assert client.post("/post", {"post": str(place.leader.tenure_id)}).status_code == 403
    assert actor_of(held).post_id == second.pk


def test_the_language_and_the_theme_are_remembered(place: Office) -> None:
    client = client_of(place.clerk)
    client.post("/preferences", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/account").content.decode()
    client.post("/preferences", {"language": "en"})
    assert client.cookies[LANGUAGE_COOKIE].value == "en"
    assert '<html lang="en"' in client.get("/account").content.decode()
    assert Account.objects.get(pk=place.clerk.account_id or 0).language == "en"
    stranger = CheckedClient()
    stranger.get("/sign-in/language/en")
    assert '<html lang="en"' in stranger.get("/sign-in").content.decode()


def test_notices_and_help_open_for_everyone(place: Office) -> None:
    for actor in place.staff.values():
        client = client_of(actor)
        for address in ("/notifications", "/help", "/help/start", "/help/keys", "/account"):
            assert client.get(address).status_code == 200, address
    client = client_of(place.clerk)
    for topic in ("incoming", "directing", "handling", "drafting", "account"):
        assert client.get(f"/help/{topic}").status_code == 200
    assert client.get("/help/khong-co").status_code == 404
    assert client.post("/notifications/read")["Location"] == "/notifications"
