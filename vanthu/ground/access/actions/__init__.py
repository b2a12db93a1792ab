"""What access does: one file for each matter, all of them reached from here."""

from vanthu.ground.access.actions.accounts import (
    FirstPassword,
    choose_language,
    close_account,
    open_account,
    reopen_account,
    reset_password,
    reset_second_factor,
    unlock,
)
from vanthu.ground.access.actions.confirming import confirm_rights
from vanthu.ground.access.actions.factors import (
    confirm_totp,
    enrol_totp,
    make_recovery_codes,
    pass_recovery_code,
    pass_totp,
    remove_totp,
)
from vanthu.ground.access.actions.marks import forget_expired, mark_seen, mark_used
from vanthu.ground.access.actions.passkeys import (
    add_passkey,
    begin_passkey,
    begin_passkey_check,
    begin_passkey_sign_in,
    pass_passkey,
    remove_passkey,
    sign_in_with_passkey,
)
from vanthu.ground.access.actions.passwords import change_password
from vanthu.ground.access.actions.signing import (
    revoke_other_sessions,
    revoke_session,
    sign_in,
    sign_out,
    switch_seat,
)
from vanthu.ground.access.actions.tokens import make_token, revoke_token

__all__ = [
    "FirstPassword",
    "add_passkey",
    "begin_passkey",
    "begin_passkey_check",
    "begin_passkey_sign_in",
    "change_password",
    "choose_language",
    "close_account",
    "confirm_rights",
    "confirm_totp",
    "enrol_totp",
    "forget_expired",
    "make_recovery_codes",
    "make_token",
    "mark_seen",
    "mark_used",
    "open_account",
    "pass_passkey",
    "pass_recovery_code",
    "pass_totp",
    "remove_passkey",
    "remove_totp",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "revoke_other_sessions",
    "revoke_session",
    "revoke_token",
    "sign_in",
    "sign_in_with_passkey",
    "sign_out",
    "switch_seat",
    "unlock",
]
