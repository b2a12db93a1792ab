"""What changes keys and pictures; the signing of papers is done by who holds them."""

from vanthu.ground.signing.actions.keys import Registration, register_key, withdraw_key
from vanthu.ground.signing.actions.pictures import register_image, register_seal
from vanthu.ground.signing.actions.using import open_registered

__all__ = [
    "Registration",
    "open_registered",
    "register_image",
    "register_key",
    "register_seal",
    "withdraw_key",
]
