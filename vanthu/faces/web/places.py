"""What the left rail offers: the boxes one empties, then the pages one looks things up in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.handling.choices import Box

Text = str | Promise


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """A box in the rail: for whose post carries the right, and for anybody it holds work for."""

    box: Box
    icon: str
    right: Right
    go: str = ""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page in the rail, shown to whoever has one of the rights (none named: to everybody)."""

    label: Text
    name: str
    icon: str
    rights: tuple[Right, ...] = ()
    go: str = ""


_INCOMING = (
    BoxPlace(Box.TO_RECEIVE, "inbox", Right.REGISTER, "v"),
    BoxPlace(Box.TO_REGISTER, "file-pen", Right.REGISTER, "r"),
    BoxPlace(Box.TO_ANSWER_RECALL, "undo-2", Right.REGISTER, "m"),
    BoxPlace(Box.TO_ANSWER_CHANGE, "reply", Right.REGISTER, "w"),
    BoxPlace(Box.TO_GIVE_BACK, "corner-up-left", Right.REGISTER, "j"),
    BoxPlace(Box.TO_PRESENT, "send", Right.PRESENT, "p"),
    BoxPlace(Box.TO_DIRECT, "pen-line", Right.DIRECT, "c"),
    BoxPlace(Box.TO_HAND_OVER, "forward", Right.REGISTER, "h"),
    BoxPlace(Box.TO_ASSIGN, "users", Right.ASSIGN_IN_UNIT, "a"),
    BoxPlace(Box.TO_HANDLE, "user-check", Right.HANDLE, "x"),
    BoxPlace(Box.TO_SUPPORT, "user", Right.HANDLE, "u"),
    BoxPlace(Box.TO_KNOW, "eye", Right.HANDLE, "k"),
    BoxPlace(Box.RETURNED, "corner-up-left", Right.PRESENT, "b"),
    BoxPlace(Box.TO_EXTEND, "calendar", Right.DIRECT, "e"),
)
_OUTGOING = (
    BoxPlace(Box.DRAFTS, "file-text", Right.DRAFT, "d"),
    BoxPlace(Box.TO_COMMENT, "users", Right.HANDLE, "y"),
    BoxPlace(Box.TO_APPROVE_CONTENT, "check", Right.APPROVE_CONTENT, "n"),
    BoxPlace(Box.TO_APPROVE_FORMAT, "columns-3", Right.APPROVE_FORMAT, "f"),
    BoxPlace(Box.TO_SIGN, "stamp", Right.SIGN, "s"),
    BoxPlace(Box.TO_NUMBER, "hash", Right.ISSUE, "o"),
    BoxPlace(Box.TO_ISSUE, "send", Right.ISSUE, "i"),
)
BOXES: tuple[tuple[Text, tuple[BoxPlace, ...]], ...] = (
    (_("Văn bản đến"), _INCOMING),
    (_("Văn bản đi, nội bộ"), _OUTGOING),
)
BOX_PLACES: Mapping[Box, BoxPlace] = {place.box: place for _title, of in BOXES for place in of}

PAGES: tuple[tuple[Text, tuple[PagePlace, ...]], ...] = (
    (
        _("Tra cứu"),
        (
            PagePlace(_("Bảng điều hành"), "dashboard", "layout-dashboard", go="t"),
            PagePlace(_("Tìm kiếm"), "search", "search", (Right.SEARCH,)),
            PagePlace(_("Danh sách văn bản"), "documents", "list", (Right.SEARCH,), "l"),
            PagePlace(
                _("Sổ đăng ký"), "registers", "book-open", (Right.REPORT, Right.MANAGE_REGISTERS)
            ),
            PagePlace(_("Liên thông"), "exchange", "link", (Right.REGISTER, Right.ISSUE), go="z"),
            PagePlace(_("Báo cáo"), "reports", "chart-column", (Right.REPORT,)),
            PagePlace(_("Kiểm tra số liệu"), "figures_check", "check-check"),
        ),
    ),
    (
        _("Số liệu và quy tắc"),
        (
            PagePlace(_("Báo cáo giữa nhiệm kỳ"), "midterm", "file-check", (Right.CADRES,)),
            PagePlace(_("Danh mục số liệu"), "figures", "hash", (Right.CADRES,)),
            PagePlace(_("Bộ quy tắc"), "rulebook", "book-open", (Right.CADRES,)),
        ),
    ),
    (
        _("Tổ chức, cán bộ"),
        (
            PagePlace(_("Tổ chức, cán bộ"), "cadres", "users", (Right.CADRES,), "m"),
            PagePlace(_("Chỉ tiêu nghị quyết"), "targets_board", "flag", (Right.CADRES,)),
            PagePlace(_("Lộ trình giảm biên chế"), "staffing_path", "building-2", (Right.CADRES,)),
            PagePlace(_("Tổng hợp tinh giản"), "staffing_summary", "hash", (Right.CADRES,)),
            PagePlace(_("Tổng hợp đào tạo"), "training_overview", "chart-column", (Right.CADRES,)),
            PagePlace(
                _("Biến động đảng viên"), "membership_movement", "chart-column", (Right.CADRES,)
            ),
            PagePlace(_("Bảng quy hoạch"), "planning_board", "list", (Right.CADRES,)),
        ),
    ),
    (
        _("Quản trị"),
        (
            PagePlace(
                _("Cấu hình"),
                "config",
                "settings",
                (Right.CONFIGURE, Right.MANAGE_ACCOUNTS, Right.MANAGE_REGISTERS),
            ),
            PagePlace(
                _("Thay đổi quyền"),
                "rights",
                "user-check",
                (Right.CONFIRM_RIGHTS, Right.MANAGE_ACCOUNTS, Right.READ_JOURNAL),
            ),
            PagePlace(_("Nhật ký"), "journal", "history", (Right.READ_JOURNAL,)),
            PagePlace(
                _("Truy cập khẩn cấp"),
                "emergency",
                "shield-check",
                (Right.CONFIGURE, Right.DIRECT, Right.READ_JOURNAL),
            ),
            PagePlace(_("Việc nền"), "jobs", "rotate-cw", (Right.CONFIGURE,)),
        ),
    ),
)


@cache
def address(name: str) -> str:
    """The path of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def box_groups(actor: Actor, counts: Mapping[Box, int], here: str) -> list[dict[str, Any]]:
    """The boxes of the actor with their counts, group by group; `here` is the open one's code."""
    return [
        {"title": title, "boxes": rows}
        for title, places in BOXES
        if (rows := [_box(p, counts, here) for p in places if _is_shown(actor, p, counts)])
    ]


def page_groups(actor: Actor, here: str) -> list[dict[str, Any]]:
    """The pages the actor may open, group by group."""
    return [
        {"title": title, "boxes": rows}
        for title, places in PAGES
        if (rows := [_page(p, here) for p in places if _may(actor, p) and address(p.name)])
    ]


def _is_shown(actor: Actor, place: BoxPlace, counts: Mapping[Box, int]) -> bool:
    return bool(counts.get(place.box)) or (bool(actor.keys) and actor.may(place.right))


def _may(actor: Actor, place: PagePlace) -> bool:
    return not place.rights or any(actor.may(right) for right in place.rights)


def _box(place: BoxPlace, counts: Mapping[Box, int], here: str) -> dict[str, Any]:
    code = place.box.value
    return {
        "code": code,
        "name": place.box.label,
        "url": f"/boxes/{code}",
        "icon": place.icon,
        "go": place.go,
        "count": counts.get(place.box, 0),
        "current": code == here,
    }


def _page(place: PagePlace, here: str) -> dict[str, Any]:
    return {
        "code": place.name,
        "name": place.label,
        "url": address(place.name),
        "icon": place.icon,
        "go": place.go,
        "count": 0,
        "current": place.name == here,
    }
