"""What changes keys, pictures and the trust list; papers are signed by who holds them."""

from vanthu.ground.signing.actions.checks import keep_check
from vanthu.ground.signing.actions.keys import Registration, register_key, withdraw_key
from vanthu.ground.signing.actions.pictures import register_image, register_seal
from vanthu.ground.signing.actions.trust import add_anchor, allow_host, end_anchor, end_host
from vanthu.ground.signing.actions.using import open_registered

__all__ = [
    "Registration",
    "add_anchor",
    "allow_host",
    "end_anchor",
    "end_host",
    "keep_check",
    "open_registered",
    "register_image",
    "register_key",
    "register_seal",
    "withdraw_key",
]
