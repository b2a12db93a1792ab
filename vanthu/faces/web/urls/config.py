"""Configuration: organisation, people, groups, terms, imports, who may what."""

from django.urls import path

from vanthu.faces.web.views import (
    config,
    config_accounts,
    config_directory,
    config_exchange,
    config_groups,
    config_imports,
    config_organisation,
    config_people,
    config_signers,
    config_terms,
    config_trust,
    config_units,
)

_ORGANISATION = "config/organisation"
_AGENCY = f"{_ORGANISATION}/agencies"
_UNIT, _POST = f"{_ORGANISATION}/units", f"{_ORGANISATION}/posts"
_PERSON, _TENURE = "config/people/<int:number>", "config/tenures/<int:number>"
_ACCOUNT = "config/accounts/<int:number>"
_DIRECTORY = "config/exchange/directory"
_IMPORT = "config/imports/<int:number>"

urlpatterns = [
    path("config", config.config, name="config"),
    path("config/types", config.types, name="config_types"),
    path("access", config.access, name="access"),
    path(_ORGANISATION, config_organisation.organisation, name="config_organisation"),
    path(f"{_AGENCY}/new", config_organisation.create, name="config_agency_new"),
    path(f"{_AGENCY}/<int:number>/rename", config_organisation.rename, name="config_agency_rename"),
    path(f"{_AGENCY}/<int:number>/code", config_organisation.code, name="config_agency_code"),
    path(f"{_AGENCY}/<int:number>/merge", config_organisation.merge, name="config_agency_merge"),
    path(f"{_AGENCY}/<int:number>/split", config_organisation.split, name="config_agency_split"),
    path(f"{_UNIT}/new", config_units.create, name="config_unit_new"),
    path(f"{_UNIT}/<int:number>/rename", config_units.rename, name="config_unit_rename"),
    path(f"{_UNIT}/<int:number>/close", config_units.close, name="config_unit_close"),
    path(f"{_POST}/new", config_units.create_post, name="config_post_new"),
    path(f"{_POST}/<int:number>/close", config_units.close_post, name="config_post_close"),
    path(_DIRECTORY, config_directory.directory, name="config_directory"),
    path(f"{_DIRECTORY}/export.xlsx", config_directory.export, name="config_directory_export"),
    path(f"{_DIRECTORY}/<str:link>/sync", config_directory.sync, name="config_directory_sync"),
    path("config/people", config_people.people, name="config_people"),
    path("config/people/new", config_people.add, name="config_person_new"),
    path(_PERSON, config_people.person, name="config_person"),
    path(f"{_PERSON}/correct", config_people.correct, name="config_person_correct"),
    path(f"{_PERSON}/appoint", config_people.appoint, name="config_appoint"),
    path(f"{_PERSON}/account", config_accounts.open_one, name="config_account_open"),
    path(f"{_TENURE}/end", config_people.end, name="config_tenure_end"),
    path(f"{_TENURE}/move", config_people.move, name="config_move"),
    path(f"{_ACCOUNT}/password", config_accounts.reset, name="config_account_reset"),
    path(f"{_ACCOUNT}/unlock", config_accounts.unlock, name="config_account_unlock"),
    path(f"{_ACCOUNT}/<str:what>", config_accounts.with_reason, name="config_account_act"),
    path("config/signers", config_signers.mandates, name="config_mandates"),
    path("config/signers/new", config_signers.give, name="config_mandate_new"),
    path("config/signers/<int:number>/end", config_signers.end, name="config_mandate_end"),
    path("config/texts", config_signers.standards, name="config_standards"),
    path("config/texts/new", config_signers.standard_new, name="config_standard_new"),
    path("config/texts/<int:number>", config_signers.standard, name="config_standard"),
    path(
        "config/texts/<int:number>/drop", config_signers.standard_drop, name="config_standard_drop"
    ),
    path("config/groups", config_groups.groups, name="config_groups"),
    path("config/groups/new", config_groups.create, name="config_group_new"),
    path("config/groups/<int:number>", config_groups.change, name="config_group"),
    path("config/groups/<int:number>/drop", config_groups.drop, name="config_group_drop"),
    path("config/trust", config_trust.trust, name="config_trust"),
    path("config/trust/new", config_trust.add, name="config_anchor_new"),
    path("config/trust/<int:number>/end", config_trust.end, name="config_anchor_end"),
    path("config/trust/hosts/new", config_trust.allow, name="config_host_new"),
    path("config/trust/hosts/<int:number>/end", config_trust.disallow, name="config_host_end"),
    path("config/exchange", config_exchange.exchange, name="config_exchange"),
    path("config/exchange/lost.xlsx", config_exchange.export, name="config_exchange_export"),
    path("config/exchange/<slug:name>/try", config_exchange.try_out, name="config_link_try"),
    path("config/exchange/<slug:name>/pause", config_exchange.pause, name="config_link_pause"),
    path("config/exchange/<slug:name>/resume", config_exchange.resume, name="config_link_resume"),
    path("config/deadlines", config_terms.deadlines, name="config_deadlines"),
    path("config/deadlines/new", config_terms.set_deadline, name="config_deadline_new"),
    path(
        "config/deadlines/<int:number>/end", config_terms.end_deadline, name="config_deadline_end"
    ),
    path("config/holidays", config_terms.holidays, name="config_holidays"),
    path("config/holidays/new", config_terms.set_holiday, name="config_holiday_new"),
    path("config/holidays/remove", config_terms.remove_holiday, name="config_holiday_remove"),
    path("config/parameters", config_terms.parameters, name="config_parameters"),
    path("config/parameters/<str:name>", config_terms.set_number, name="config_parameter"),
    path("config/imports", config_imports.imports, name="config_imports"),
    path(
        "config/imports/<str:code>/template",
        config_imports.template,
        name="config_import_template",
    ),
    path("config/imports/<str:code>/send", config_imports.send, name="config_import_send"),
    path(_IMPORT, config_imports.result, name="config_import"),
    path(f"{_IMPORT}/keep", config_imports.keep, name="config_import_keep"),
    path(f"{_IMPORT}/errors", config_imports.errors_file, name="config_import_errors"),
    path(f"{_IMPORT}/passwords", config_imports.passwords, name="config_import_passwords"),
]
