"""Change the trust list: each root and host from a day on, with the source that names it."""

import re
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.errors import AlreadyTrusted, BadTrust
from vanthu.ground.signing.events import (
    AnchorAdded,
    AnchorEnded,
    HostAllowed,
    HostEnded,
)
from vanthu.ground.signing.models import TrustAnchor, TrustHost
from vanthu.ground.signing.permissions import check_keep_trust
from vanthu.ground.signing.verifying.trust import (
    CertificateFacts,
    facts_of,
    read_certificates,
)
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import one_line

_OTHER_FINGERPRINT = (
    "Dấu vân tay không khớp với tệp chứng thư. Không thêm chứng thư này; hãy tải lại từ nguồn gốc."
)
_HOST = re.compile(r"(?=.{1,253}(:|$))[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


@action
def add_anchor(
    actor: Actor,
    *,
    certificate: bytes,
    kind: AnchorKind,
    source: str,
    name: str = "",
    fingerprint: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> TrustAnchor:
    """Trust a root (PEM or DER) for signatures made in a period, by the source that names it.

    Without `valid_from` it is trusted from the day its certificate begins; a `fingerprint`
    (SHA-256, as published) must be that of the file. Raises NotTheTrustKeeper, NotACertificate,
    BadTrust, AlreadyTrusted.
    """
    check_keep_trust(actor)
    facts = _root(certificate)
    if fingerprint and re.sub(r"[\s:.-]", "", fingerprint).lower() != facts.fingerprint:
        raise BadTrust({"fingerprint": _OTHER_FINGERPRINT})
    start = valid_from or facts.not_before
    if not one_line(source):
        raise BadTrust({"source": "Hãy nhập nguồn: nơi công bố chứng thư và cách đã đối chiếu."})
    if valid_to is not None and valid_to <= start:
        raise BadTrust({"valid_to": "Ngày kết thúc phải sau ngày bắt đầu."})
    if TrustAnchor.objects.open_ended().filter(fingerprint=facts.fingerprint).exists():
        raise AlreadyTrusted
    row = TrustAnchor.objects.create(
        name=one_line(name)[:200] or facts.name[:200],
        kind=kind,
        certificate=facts.der,
        fingerprint=facts.fingerprint,
        source=one_line(source)[:300],
        valid_from=start,
        valid_to=valid_to,
        set_by=actor.account_id or 0,
    )
    announce(
        actor,
        AnchorAdded(
            agency_id=actor.agency_id,
            object_id=row.pk,
            title=row.name,
            kind=kind,
            fingerprint=row.fingerprint,
            source=row.source,
            valid_from=start,
            valid_to=valid_to,
        ),
    )
    return row


def _root(content: bytes) -> CertificateFacts:
    certificates = read_certificates(content)
    if len(certificates) != 1:
        raise BadTrust({"certificate": "Tệp có nhiều chứng thư. Hãy thêm từng chứng thư một."})
    facts = facts_of(certificates[0])
    if not facts.is_authority:
        sentence = "Chứng thư này không phải của tổ chức chứng thực. Hãy chọn chứng thư gốc."
        raise BadTrust({"certificate": sentence})
    return facts


@action
def end_anchor(actor: Actor, *, anchor_id: int, valid_to: date) -> TrustAnchor:
    """No longer trust the root for signatures made from `valid_to` on.

    Raises NotTheTrustKeeper, NotFound, BadTrust.
    """
    check_keep_trust(actor)
    row = TrustAnchor.objects.open_ended().filter(pk=anchor_id).first()
    if row is None:
        raise NotFound
    _check_end(row.valid_from, valid_to)
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    announce(
        actor,
        AnchorEnded(
            agency_id=actor.agency_id,
            object_id=row.pk,
            title=row.name,
            fingerprint=row.fingerprint,
            valid_to=valid_to,
        ),
    )
    return row


@action
def allow_host(
    actor: Actor, *, name: str, source: str, internal: bool = False, valid_from: date | None = None
) -> TrustHost:
    """Let a host (`name` or `name:port`) be asked for revocations; raises as `add_anchor` does."""
    check_keep_trust(actor)
    host = one_line(name).lower()
    if not _HOST.fullmatch(host):
        raise BadTrust(
            {"name": "Hãy nhập tên máy chủ, không có http://, ví dụ: ocsp.chungthuc.example."}
        )
    if not one_line(source):
        raise BadTrust(
            {"source": "Hãy nhập nguồn: tài liệu của nơi cấp chứng thư nêu máy chủ này."}
        )
    if TrustHost.objects.open_ended().filter(name=host).exists():
        raise AlreadyTrusted
    row = TrustHost.objects.create(
        name=host,
        internal=internal,
        source=one_line(source)[:300],
        valid_from=valid_from or actor.today,
        set_by=actor.account_id or 0,
    )
    announce(
        actor,
        HostAllowed(
            agency_id=actor.agency_id,
            object_id=row.pk,
            host=host,
            internal=internal,
            source=row.source,
            valid_from=row.valid_from,
        ),
    )
    return row


@action
def end_host(actor: Actor, *, host_id: int, valid_to: date) -> TrustHost:
    """Ask the host no longer from `valid_to` on; raises NotTheTrustKeeper, NotFound, BadTrust."""
    check_keep_trust(actor)
    row = TrustHost.objects.open_ended().filter(pk=host_id).first()
    if row is None:
        raise NotFound
    _check_end(row.valid_from, valid_to)
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    announce(
        actor,
        HostEnded(agency_id=actor.agency_id, object_id=row.pk, host=row.name, valid_to=valid_to),
    )
    return row


def _check_end(valid_from: date, valid_to: date) -> None:
    if valid_to <= valid_from:
        raise BadTrust({"valid_to": "Ngày kết thúc phải sau ngày bắt đầu."})
