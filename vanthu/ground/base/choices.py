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
    """Which lane of the worker runs a job: an hour of OCR must not delay an urgent delivery."""

    QUICK = "quick", _("Việc ngắn")
    SLOW = "slow", _("Việc dài")
