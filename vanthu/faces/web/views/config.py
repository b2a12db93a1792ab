"""Where configuration begins, the catalogue of types, and who may what and why."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import KeyKind, Right
from vanthu.ground.access.keys import parts
from vanthu.ground.access.permissions import why
from vanthu.ground.access.rules import KEY_RULES, RIGHTS
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.office.documents.choices import TypeFamily
from vanthu.office.documents.permissions import why_see
from vanthu.office.documents.queries import types_by_code

ADMINISTRATION = (Right.CONFIGURE, Right.MANAGE_ACCOUNTS, Right.MANAGE_REGISTERS)


@needs(*ADMINISTRATION)
@require_GET
def config(request: Request) -> HttpResponse:
    """The topics, each with what it holds; one that is not the reader's says whose it is."""
    return screen(
        request,
        "config/config.html",
        here="config",
        topics=[_topic(request.actor, *each) for each in _topics()],
    )


Topic = tuple[str, str, str, str, tuple[Right, ...]]


def _of_papers(clerk: tuple[Right, ...]) -> list[Topic]:
    """What the papers of an agency are made with."""
    return [
        (
            *(_("Con dấu, chữ ký số"), _("Mẫu con dấu và chứng thư số của cơ quan")),
            *("seal", "stamp", (Right.ISSUE,)),
        ),
        (
            *(_("Thẩm quyền ký"), _("Ai ký thay mặt, ký thay, ký thừa lệnh loại văn bản nào")),
            *("config_mandates", "stamp", clerk),
        ),
        (
            *(_("Văn bản mẫu"), _("Những đoạn văn cơ quan hay dùng khi soạn thảo")),
            *("config_standards", "file-text", clerk),
        ),
        (
            *(_("Nhóm nơi nhận"), _("Danh sách cơ quan hay gửi cùng nhau")),
            *("config_groups", "send", clerk),
        ),
    ]


def _of_exchange(configure: tuple[Right, ...]) -> list[Topic]:
    """The links to other installations, and whom they reach."""
    return [
        (
            *(
                _("Đường liên thông"),
                _("Tình trạng, thử kết nối, tạm dừng, gói tin không rõ nơi nhận"),
            ),
            *("config_exchange", "link", configure),
        ),
        (
            *(
                _("Danh bạ liên thông"),
                _("Cơ quan nơi khác gửi được qua đường liên thông, đồng bộ hằng đêm"),
            ),
            *("config_directory", "link", configure),
        ),
    ]


def _topics() -> list[Topic]:
    configure, accounts = (Right.CONFIGURE,), (Right.MANAGE_ACCOUNTS, Right.CONFIGURE)
    clerk = (Right.MANAGE_REGISTERS, Right.CONFIGURE)
    return [
        (
            *(_("Tổ chức"), _("Cơ quan, đơn vị, chức vụ, mã định danh, theo ngày hiệu lực")),
            *("config_organisation", "building-2", configure),
        ),
        (
            *(_("Con người, tài khoản"), _("Bổ nhiệm, điều chuyển, cấp tài khoản")),
            *("config_people", "users", accounts),
        ),
        (
            *(
                _("Nhiệm vụ tổ chức, cán bộ"),
                _("Chức vụ nào nhập, xác nhận, thẩm định, quyết định"),
            ),
            *("cadres", "user-check", (Right.CONFIGURE, Right.CADRES)),
        ),
        (
            *(_("Sổ đăng ký"), _("Hệ thống số, năm, nhiệm kỳ, số giữ và số hủy")),
            *("registers", "book-open", (Right.MANAGE_REGISTERS, Right.REPORT)),
        ),
        *_of_papers(clerk),
        (
            *(_("Thời hạn xử lý"), _("Số ngày làm việc theo loại văn bản và độ khẩn")),
            *("config_deadlines", "alarm-clock", configure),
        ),
        (
            *(_("Ngày nghỉ, ngày làm bù"), _("Lịch làm việc dùng để tính hạn của cả tỉnh")),
            *("config_holidays", "calendar", configure),
        ),
        (
            *(_("Tham số"), _("Nhắc hạn, gia hạn, hoàn tác, chuyển giao ngay")),
            *("config_parameters", "settings", configure),
        ),
        (
            *(_("Danh sách tin cậy"), _("Chứng thư gốc để kiểm tra chữ ký số, máy chủ được hỏi")),
            *("config_trust", "shield-check", configure),
        ),
        *_of_exchange(configure),
        (
            *(_("Loại văn bản"), _("Tên, chữ viết tắt và căn cứ của từng loại")),
            *("config_types", "file-text", ADMINISTRATION),
        ),
        (
            *(_("Ai được làm gì"), _("Quyền của từng vai trò và lý do")),
            *("access", "shield-check", ADMINISTRATION),
        ),
        (
            *(_("Nhập từ Excel"), _("Tải mẫu, kiểm tra từng dòng, rồi nhập")),
            *("config_imports", "upload", ADMINISTRATION),
        ),
    ]


def _topic(
    actor: Actor, title: str, note: str, name: str, icon: str, rights: tuple[Right, ...]
) -> dict[str, Any]:
    allowed = any(actor.may(right) for right in rights)
    return {
        "title": title,
        "note": note,
        "url": address(name),
        "icon": icon,
        "why": "" if allowed else why(actor, rights[0]).sentence,
    }


@needs(*ADMINISTRATION)
@require_GET
def types(request: Request) -> HttpResponse:
    """The document types: fixed by the decree, so read only."""
    families = {value: str(label) for value, label in TypeFamily.choices}
    rows = [
        [row.name, row.abbreviation or "–", families[row.family], row.citation]
        for row in types_by_code().values()
    ]
    return screen(request, "config/types.html", here="config", rows=rows)


@signed_in
@require_GET
def access(request: Request) -> HttpResponse:
    """What each role may, what the reader may and why, and why a document is open to them."""
    actor = request.actor
    asked = request.GET.get("document", "")
    document = row_number(asked)
    return screen(
        request,
        "config/access.html",
        here="config" if any(actor.may(right) for right in ADMINISTRATION) else "",
        mine=[(str(right.label), why(actor, right)) for right in Right],
        keys=[str(parts(key)[0].label) for key in actor.keys],
        roles=[str(role.label) for role in Role],
        matrix=[(str(right.label), [right in RIGHTS[role] for role in Role]) for right in Right],
        opens=_opens(),
        document=asked,
        reasons=why_see(actor, document) if document is not None else None,
    )


def _opens() -> list[tuple[str, str]]:
    """Which documents are open to whom: the kinds of scope keys and the roles that hold them."""
    found = []
    for rule in KEY_RULES:
        roles = ", ".join(str(role.label) for role in Role if role in rule.roles)
        found.append((str(KeyKind(rule.kind).label), roles))
    return found
