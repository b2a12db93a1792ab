"""Closed sets of figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What is counted; the label is the word behind the number. Never added across."""

    PERSON = "person", _("người")
    TURN = "turn", _("lượt")
    CASE = "case", _("trường hợp")
    DOCUMENT = "document", _("văn bản")
    AGENCY = "agency", _("cơ quan, đơn vị")
    CLASS = "class", _("lớp")
    QUOTA = "quota", _("biên chế")
    INDICATOR = "indicator", _("chỉ tiêu")
    MONEY = "money", _("đồng")
    NUMBER = "number", _("đơn vị tính của chỉ tiêu")


class Nature(models.TextChoices):
    """Whether periods can be added up: a flow can, a stock is read at the end of a period."""

    FLOW = "flow", _("Số phát sinh trong kỳ")
    STOCK = "stock", _("Số có tại thời điểm")


class Counting(models.TextChoices):
    """How the value comes out of the rows."""

    DISTINCT = "distinct", _("Mỗi đối tượng tính một lần")
    AMOUNT = "amount", _("Cộng số lượng của từng dòng")
