"""Closed sets of the base."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Thất bại")


class Lane(models.TextChoices):
    """Which lane of the worker runs a job: neither an hour of OCR nor a slow network may delay an
    urgent delivery."""

    QUICK = "quick", _("Việc ngắn")
    SLOW = "slow", _("Việc dài")
    NETWORK = "net", _("Việc qua mạng")
