"""Accounts: opened, closed, unlocked; a password is shown once, to who gives it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.config_people import find_person, person_page
from vanthu.ground.access import actions
from vanthu.ground.access.choices import Right
from vanthu.ground.people.models import Account
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import fold

_REASON = "reason"


def _account(number: int) -> Account:
    found = Account.objects.filter(pk=number).select_related("person").first()
    if found is None:
        raise NotFound
    return found


def _shown_once(request: Request, account: Account, password: str) -> HttpResponse:
    return screen(
        request,
        "config/secret.html",
        here="config",
        account=account,
        password=password,
        back=person_page(account.person_id),
    )


@needs(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def open_one(request: Request, number: int) -> HttpResponse:
    """Give a person an account."""
    person = find_person(request.actor, number)
    hint = _("Từ 3 ký tự: chữ không dấu, số, dấu chấm. Mật khẩu đầu tiên hệ thống tự tạo.")
    form = Form(
        request,
        [Field("username", _("Tên đăng nhập"), hint=hint)],
        {"username": fold(person.full_name).replace(" ", ".")},
    )
    if form.sent and form.does(
        actions.open_account, request.actor, person_id=number, username=form.text("username")
    ):
        return _shown_once(request, *form.result)
    return form_page(
        request,
        form,
        title=_("Cấp tài khoản cho %(name)s") % {"name": person.full_name},
        submit=_("Cấp tài khoản"),
        back=person_page(number),
    )


@needs(Right.MANAGE_ACCOUNTS)
@require_POST
def reset(request: Request, number: int) -> HttpResponse:
    """A new first password."""
    password = actions.reset_password(request.actor, account_id=number)
    return _shown_once(request, _account(number), password)


@needs(Right.MANAGE_ACCOUNTS)
@require_POST
def unlock(request: Request, number: int) -> HttpResponse:
    """Let somebody try again at once."""
    actions.unlock(request.actor, account_id=number)
    told = _("Đã gỡ tạm khóa; người dùng đăng nhập lại được ngay.")
    return done(person_page(_account(number).person_id), told)


_Act = Callable[..., Any]
_WITH_REASON: dict[str, tuple[_Act, str, str, str]] = {
    "close": (
        actions.close_account,
        "Khóa tài khoản",
        "Mọi phiên đăng nhập và mã truy cập kết thúc ngay.",
        "Đã khóa tài khoản.",
    ),
    "reopen": (
        actions.reopen_account,
        "Mở lại tài khoản",
        "Người dùng đăng nhập bằng mật khẩu cũ.",
        "Đã mở lại tài khoản.",
    ),
    "factors": (
        actions.reset_second_factor,
        "Gỡ xác thực bước hai",
        "Chỉ gỡ khi chắc chắn đúng người đề nghị: hãy gặp hoặc gọi trực tiếp.",
        "Đã gỡ xác thực bước hai; mọi phiên đăng nhập đã kết thúc.",
    ),
}


@needs(Right.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def with_reason(request: Request, number: int, what: str) -> HttpResponse:
    """Close, open again, or take the second factors off: each with a reason for the journal."""
    if what not in _WITH_REASON:
        raise NotFound
    act, title, warning, told = _WITH_REASON[what]
    account = _account(number)
    find_person(request.actor, account.person_id)
    form = Form(request, [Field(_REASON, _("Lý do"), kind="area")])
    if form.sent and form.does(act, request.actor, account_id=number, reason=form.text(_REASON)):
        return done(person_page(account.person_id), _(told))
    return form_page(
        request,
        form,
        title=f"{_(title)}: {account.person.full_name}",
        warning=_(warning),
        submit=_(title),
        back=person_page(account.person_id),
    )
