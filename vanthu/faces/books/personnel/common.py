"""What the books of personnel share."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.choices import BornKnown
from vanthu.faces.books.base import Module

MODULE = Module(
    "personnel",
    _("Cán bộ, quyết định, phân công"),
    "users",
    _("Nền của mọi trường hợp: con người, quan hệ đã kê khai, quyết định, nhiệm vụ."),
)


def born_words(born_on: date, known: str) -> str:
    """A birth date as far as the papers say it: 05/01/1975, 01/1975 or 1975."""
    form = {BornKnown.MONTH: "%m/%Y", BornKnown.YEAR: "%Y"}.get(BornKnown(known), "%d/%m/%Y")
    return born_on.strftime(form)
