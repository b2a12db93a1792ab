"""Rows of signing: who signs with which key, and what a signature and a seal look like."""

from vanthu.ground.signing.models.keys import AgencySeal, SignatureImage, SigningKey

__all__ = ["AgencySeal", "SignatureImage", "SigningKey"]
