"""Signing in, the account and its helpers."""

from django.urls import path

from vanthu.faces.web.views import account, delegations, handover, signing

urlpatterns = [
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-in/language/<str:code>", signing.language, name="sign_in_language"),
    path("sign-in/passkey/options", signing.passkey_options, name="passkey_options"),
    path("sign-in/passkey", signing.passkey_sign_in, name="passkey_sign_in"),
    path("sign-in/second-factor", signing.second_factor, name="second_factor"),
    path("sign-in/second-factor/options", signing.factor_options, name="factor_options"),
    path("sign-in/second-factor/passkey", signing.factor_passkey, name="factor_passkey"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("post", signing.switch_post, name="switch_post"),
    path("preferences", signing.preferences, name="preferences"),
    path("account", account.account, name="account"),
    path("account/password", account.password, name="password"),
    path("account/second-factor", account.enrol, name="enrol_second_factor"),
    path("account/second-factor/remove", account.remove_totp, name="remove_second_factor"),
    path("account/recovery-codes", account.recovery_codes, name="recovery_codes"),
    path("account/passkeys/options", account.new_passkey_options, name="new_passkey_options"),
    path("account/passkeys", account.add_passkey, name="add_passkey"),
    path("account/passkeys/<int:number>/remove", account.remove_passkey, name="remove_passkey"),
    path("account/sessions/<str:handle>/end", account.end_session, name="end_session"),
    path("account/sessions/end-others", account.end_others, name="end_other_sessions"),
    path("account/tokens", account.make_token, name="make_token"),
    path("account/tokens/<int:number>/revoke", account.revoke_token, name="revoke_token"),
    path("account/hand-over", handover.hand_over, name="hand_over"),
    path("account/hand-over.<str:form>", handover.export, name="hand_over_export"),
    path("account/delegations", delegations.delegations, name="delegations"),
    path(
        "account/delegations/<int:number>/revoke",
        delegations.revoke,
        name="revoke_delegation",
    ),
]
