"""Rows of signing: keys and their looks, whom the installation trusts, what its checks found."""

from vanthu.ground.signing.models.checks import SignatureCheck
from vanthu.ground.signing.models.keys import AgencySeal, SignatureImage, SigningKey
from vanthu.ground.signing.models.trust import TrustAnchor, TrustHost

__all__ = [
    "AgencySeal",
    "SignatureCheck",
    "SignatureImage",
    "SigningKey",
    "TrustAnchor",
    "TrustHost",
]
