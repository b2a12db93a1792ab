"""What the books of staffing share: the module, decisions to choose, columns of choices."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.models import Decision
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Column, Module
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date

MODULE = Module(
    "staffing",
    _("Biên chế, tinh giản"),
    "building-2",
    _("Biên chế được giao, người có mặt, biến động, trường hợp tinh giản và tiền chi trả."),
)
_SHOWN = 100


def decisions(_actor: Actor, _row: Any) -> list[Option]:
    """The newest decisions entered, to choose from."""
    rows = Decision.objects.order_by("-signed_on", "-pk")[:_SHOWN]
    return [Option(row.pk, f"{row.reference}, {short_date(row.signed_on)}") for row in rows]


def kind_column(field: str = "kind", label: Any = None) -> Column:
    """The kind of quota, or another choice of the row."""
    return Column(
        field, label or _("Loại biên chế"), lambda row, _seen: str(_display(row, field)), width=2
    )


def _display(row: Any, field: str) -> str:
    shown: str = getattr(row, f"get_{field}_display")()
    return shown
