"""What the books of training share."""

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.training.models import Course, TrainingClass
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Module
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date

MODULE = Module(
    "training",
    _("Đào tạo, bồi dưỡng"),
    "book-open",
    _("Cử đi học, danh sách lớp, kết quả, cam kết phục vụ và kế hoạch năm."),
)
_SHOWN = 200


def courses(_actor: Actor, _row: object) -> list[Option]:
    """Courses to choose from, by name."""
    rows = Course.objects.order_by("name", "pk")[:_SHOWN]
    return [Option(row.pk, f"{row.name} ({row.get_place_display()})") for row in rows]


def classes(_actor: Actor, _row: object) -> list[Option]:
    """The newest classes to choose from."""
    rows = TrainingClass.objects.order_by("-first", "-pk")[:_SHOWN]
    return [Option(row.pk, f"{row.name}, {short_date(row.first)}") for row in rows]
