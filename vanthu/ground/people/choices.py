"""Closed sets of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DelegationKind(models.TextChoices):
    """What is delegated (Decree 30 Art. 13; requirements S-10, Q-007)."""

    ABSENCE = "absence", _("Xử lý thay khi vắng mặt")
    SIGNING = "signing", _("Ủy quyền ký thừa ủy quyền (TUQ.)")


class Language(models.TextChoices):
    """The language of the screens."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"
