"""Sessions, second factors, tokens and failed attempts."""

from django.db import models
from django.db.models import Q

from vanthu.ground.org.models import Agency, Post
from vanthu.ground.people.models import Account, Person, Tenure


class Session(models.Model):
    """A signed-in browser. Only the hash of its secret is kept; a revoked one is gone at once."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    second_factor_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    ip = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    challenge = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="access_session_account")]


class Totp(models.Model):
    """A time-based one-time password, confirmed once before it counts."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="totp")
    secret = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """Opens the second door once, for who has lost the telephone; keyed hash only."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "code_hash"], name="access_recovery_once")
        ]


class Passkey(models.Model):
    """A WebAuthn credential."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=400, unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    label = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class ApiToken(models.Model):
    """A bearer token for the API, acting from one tenure with that post's rights; hash only."""

    token_hash = models.CharField(max_length=64, unique=True)
    tenure = models.ForeignKey(Tenure, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Attempt(models.Model):
    """A failed sign-in, counted for the lock-out.

    The name is kept hashed: what people type into that field by mistake is often their password.
    """

    username = models.CharField(max_length=64)
    ip = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="access_attempt_username"),
            models.Index(fields=["ip", "at"], name="access_attempt_ip"),
        ]


class RightsChange(models.Model):
    """Somebody got or lost the rights of a post; it waits until a leader has confirmed it (Q-005).

    `what` is the name of the event that changed them, `on` the day from which they are changed.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=100)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.BigIntegerField(null=True, blank=True)
    confirmed_by_name = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "-id"],
                name="access_rights_waiting",
                condition=Q(confirmed_at=None),
            )
        ]
