"""What the books of targets share: the module, choices, and the names of agencies."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.targets.models import Indicator, Resolution
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Module
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi

MODULE = Module(
    "targets", _("Chỉ tiêu nghị quyết"), "flag", _("Nghị quyết, chỉ tiêu, giao và báo cáo kỳ.")
)
# A list to choose from is read by a person.
_LONGEST = 200


def decisions(_actor: Actor, _row: Any) -> list[Option]:
    """The newest decisions that were entered."""
    rows = Decision.objects.order_by("-signed_on", "-pk")[:_LONGEST]
    return [
        Option(row.pk, f"{row.reference}, {short_date(row.signed_on)}, {row.issuer}")
        for row in rows
    ]


def resolutions(_actor: Actor, _row: Any = None) -> list[Option]:
    """Every resolution and plan."""
    return [Option(row.pk, row.title) for row in Resolution.objects.order_by("-first", "pk")]


def indicators(_actor: Actor, _row: Any = None) -> list[Option]:
    """The indicators under their resolutions."""
    rows = Indicator.objects.select_related("resolution").order_by("-resolution", "number")
    return [Option(row.pk, str(row), row.resolution.title) for row in rows]


def shown(value: Decimal | None) -> str:
    """`2.715`, `24,5`; nothing for no value."""
    return "" if value is None else format_vi(value.normalize() + 0)
