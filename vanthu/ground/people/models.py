"""Persons, accounts, tenures and delegations."""

from django.db import models
from django.db.models import F, Q

from vanthu.ground.base.dated import Dated
from vanthu.ground.org.models import Post
from vanthu.ground.people.choices import DelegationKind, Language


class Person(models.Model):
    """A person as the administration needs them: a name and how to reach them, nothing more."""

    full_name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["name_key"], name="people_person_name")]


class Account(models.Model):
    """How a person signs in. `password` is an argon2 hash."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    username = models.CharField(max_length=80, unique=True)
    password = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.VIETNAMESE)
    mail_notices = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()


class Tenure(Dated):
    """A person holds a post from..to, by a decision (`basis`)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    basis = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["post"], condition=Q(valid_to=None), name="people_one_holder"
            ),
            models.UniqueConstraint(
                fields=["person", "post", "valid_from"], name="people_tenure_once"
            ),
        ]


class Delegation(Dated):
    """One tenure acts for another for a limited time; it cannot be delegated on (S-10, Q-007)."""

    giver = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="delegations_given")
    receiver = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, related_name="delegations_received"
    )
    kind = models.CharField(max_length=10, choices=DelegationKind)
    scope = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False), name="people_delegation_ends"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="people_delegation_two_people"
            ),
        ]
