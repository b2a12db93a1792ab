"""The trust list as checks take it, and its rows."""

from datetime import date

from vanthu.ground.signing.models import TrustAnchor, TrustHost
from vanthu.ground.signing.verifying.trust import Anchor, Host, TrustList


def trust_list(day: date) -> TrustList:
    """Every root with its period, and the hosts that may be asked on `day`; two statements."""
    anchors = tuple(_anchor(row) for row in TrustAnchor.objects.order_by("id"))
    hosts = TrustHost.objects.on(day).order_by("name")
    return TrustList(anchors, tuple(Host(row.name, row.internal) for row in hosts))


def _anchor(row: TrustAnchor) -> Anchor:
    certificate = bytes(row.certificate)
    return Anchor(row.name, certificate, row.kind, row.valid_from, row.valid_to)


def anchors() -> list[TrustAnchor]:
    """The roots for a screen: those in force first, then by name."""
    return list(TrustAnchor.objects.order_by("valid_to", "name", "-id"))


def hosts() -> list[TrustHost]:
    """The hosts for a screen: those in force first, then by name."""
    return list(TrustHost.objects.order_by("valid_to", "name", "-id"))
