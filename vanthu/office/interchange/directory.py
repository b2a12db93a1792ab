"""The rows of the agency directory: whom a link lists, and each time the list was taken over."""

from django.db import models
from django.db.models import Q

from vanthu.office.interchange.choices import ListChange, SyncState

LONGEST_CODE = 100
LONGEST_NAME = 500


class DirectorySync(models.Model):
    """One time that the list of a link was taken over: what came of it, and how much it changed.

    `listed` counts the rows of the list, `skipped` those that no row can be made of. REFUSED is a
    list that lost too much to be believed; FAILED one that broke off. Neither closes anything.
    """

    link = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=SyncState)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    asked_by_name = models.CharField(max_length=100, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    listed = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    renamed = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    reopened = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)

    class Meta:
        constraints = [
            # two workers never take over one list at once
            models.UniqueConstraint(
                fields=["link"], condition=Q(state="running"), name="interchange_one_sync"
            )
        ]
        indexes = [models.Index(fields=["link", "-id"], name="interchange_syncs_of_link")]


class DirectoryAgency(models.Model):
    """An agency as the directory of a link lists it; code, name and mail as received (I-07).

    `open`: it can be written to. Else it is closed, gone from the list (`last_seen`: when it last
    stood there), or an old code; `successor` is the code that the list names in its place, never
    computed, and `successors` how many it names. `folded` holds the words it is found by; `hidden`
    is a node of the axis or what no packet can be addressed to. `changed_in` is the last sync that
    changed the row, `change` how, `before` the name it had before that.
    """

    link = models.CharField(max_length=40)
    code = models.CharField(max_length=LONGEST_CODE)
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.TextField()
    parent_code = models.CharField(max_length=LONGEST_CODE, blank=True)
    mail = models.CharField(max_length=200, blank=True)
    successor = models.CharField(max_length=LONGEST_CODE, blank=True)
    successors = models.IntegerField(default=0)
    open = models.BooleanField()
    hidden = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField(null=True, blank=True)
    change = models.CharField(max_length=10, choices=ListChange)
    changed_in = models.ForeignKey(DirectorySync, on_delete=models.PROTECT, related_name="changes")
    before = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "code"], name="interchange_listed_once")
        ]
        indexes = [
            models.Index(fields=["code"], name="interchange_listed_code"),
            models.Index(fields=["successor"], name="interchange_old_codes"),
            models.Index(fields=["changed_in", "id"], name="interchange_changed_in"),
        ]
