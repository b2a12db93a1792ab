"""What the entries of the journal are called, as an official reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vanthu.faces.web.views.journal_words.cadres import (
    MEMBERSHIP,
    PERSONNEL,
    PLANNING,
    STAFFING,
    TARGETS,
    TRAINING,
)
from vanthu.faces.web.views.journal_words.objects import OBJECTS, Words
from vanthu.faces.web.views.journal_words.office import DOCUMENTS, DRAFTING, HANDLING
from vanthu.faces.web.views.journal_words.system import ACCOUNTS, PEOPLE

__all__ = ["EVENTS", "GROUPS", "OBJECTS", "called"]

GROUPS: tuple[tuple[str | Promise, Words], ...] = (
    (_("Văn bản, số, sổ"), DOCUMENTS),
    (_("Xử lý văn bản đến"), HANDLING),
    (_("Dự thảo, phát hành, hồ sơ"), DRAFTING),
    (_("Tổ chức, con người"), PEOPLE),
    (_("Hồ sơ, quy định công tác cán bộ"), PERSONNEL),
    (_("Chỉ tiêu nghị quyết"), TARGETS),
    (_("Đảng viên"), MEMBERSHIP),
    (_("Đào tạo, bồi dưỡng"), TRAINING),
    (_("Quy hoạch cán bộ"), PLANNING),
    (_("Biên chế, tinh giản"), STAFFING),
    (_("Tài khoản, hệ thống"), ACCOUNTS),
)
EVENTS: Words = {name: label for _title, words in GROUPS for name, label in words.items()}


def called(name: str) -> str:
    """The event in words; its own name where history holds one no longer announced."""
    return str(EVENTS.get(name, name))
