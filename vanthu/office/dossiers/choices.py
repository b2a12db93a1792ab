"""Closed sets of dossiers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierState(models.TextChoices):
    """Where a dossier stands."""

    OPEN = "open", _("Đang lập")
    CLOSED = "closed", _("Đã kết thúc")


class Verb(models.TextChoices):
    """What a person can do to a dossier; the label reads inside a sentence."""

    CHANGE = "change", _("sửa thông tin hồ sơ")
    FILE = "file", _("đưa văn bản vào hồ sơ")
    TAKE_OUT = "take-out", _("đưa văn bản ra khỏi hồ sơ")
    SHARE = "share", _("chia sẻ hồ sơ")
    UNSHARE = "unshare", _("thôi chia sẻ hồ sơ")
    CLOSE = "close", _("kết thúc hồ sơ")
