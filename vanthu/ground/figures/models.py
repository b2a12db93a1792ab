"""Runs of figures with their frozen lists, and texts whose sentences know their figures."""

from django.db import models


class Evidence(models.Model):
    """A frozen list of counted rows, kept once under the hash over it."""

    digest = models.CharField(max_length=64, unique=True)
    count = models.IntegerField()
    packed = models.BinaryField()


class FigureRun(models.Model):
    """A figure as it was computed: the question, the value, and the list that proves it.

    `last` is the last day counted; `known_at` the moment of knowledge asked for, `run_at` the
    moment of asking. `agencies` null: the whole province.
    """

    key = models.CharField(max_length=80)
    version = models.SmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    known_at = models.DateTimeField()
    agencies = models.JSONField(null=True)
    filters = models.JSONField(default=dict)
    unit = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=30, decimal_places=6)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="runs")
    run_at = models.DateTimeField()
    run_by = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "-id"], name="figures_run_key")]


class FigureText(models.Model):
    """A report written out of figures: its template, its days, and who had it made."""

    template = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField()
    known_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    agency_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["agency_id", "-id"], name="figures_text_agency")]


class FigureSentence(models.Model):
    """One sentence or heading of a report, as it was printed, with the runs it says."""

    report = models.ForeignKey(FigureText, on_delete=models.CASCADE, related_name="sentences")
    place = models.IntegerField()
    kind = models.CharField(max_length=10)
    text = models.TextField()
    runs = models.ManyToManyField(FigureRun, related_name="sentences")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "place"], name="figures_sentence_place")
        ]
