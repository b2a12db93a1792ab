"""Closed sets of copies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CopyKind(models.TextChoices):
    """The three kinds of copy; the value is the code of the document type (Annex III)."""

    WHOLE = "sao-y", _("Sao y")
    EXTRACT = "trich-sao", _("Trích sao")
    AGAIN = "sao-luc", _("Sao lục")


class Medium(models.TextChoices):
    """What a document, or a copy of it, is made of."""

    PAPER = "paper", _("Giấy")
    ELECTRONIC = "electronic", _("Điện tử")


class Verb(models.TextChoices):
    """What the clerk can do about a copy; the label reads inside a sentence."""

    MAKE = "make-copy", _("lập bản sao")
    SIGN = "sign-copy", _("ký số bản sao")
    ISSUE = "issue-copy", _("phát hành bản sao")
    PRINT = "print-original", _("in bản chính giấy")
