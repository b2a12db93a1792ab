"""The environment says where services are; what it leaves open, the installation's own."""

from typing import Any

import pytest

from tests.factories.pki import Authority
from tests.factories.signing import root
from vanthu.ground.signing import outside
from vanthu.ground.signing.outside import OwnServices, key_server, offer, services

NOTHING = {
    "tsa_url": "",
    "hosts": [],
    "pkcs11_module": "",
    "csc_url": "",
    "csc_token": "",
    "seconds": 10,
    "warning_days": 30,
}
OWN = OwnServices("http://127.0.0.1:1/csc/v2", "own", "http://127.0.0.1:2/tsa", (b"crl",))


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "_providers", [])
    offer(lambda: None)
    offer(lambda: OWN)


def test_own_services_fill_what_the_environment_leaves_open(
    settings: Any, own: None, authority: Authority
) -> None:
    settings.SIGNING = NOTHING
    assert (key_server().csc_url, key_server().csc_token) == (OWN.csc_url, "own")
    told = services([root(authority).dump()], ["ocsp.example.vn"])
    assert told.stamp_url == OWN.tsa_url
    assert told.hosts == {"127.0.0.1:2", "ocsp.example.vn"}
    assert told.crls == OWN.crls
    assert told.roots[0].sha256 == root(authority).sha256


def test_the_environment_wins(settings: Any, own: None) -> None:
    named = {"csc_url": "https://ky.example.vn/csc/v2", "tsa_url": "https://tsa.example.vn"}
    settings.SIGNING = {**NOTHING, **named}
    assert (key_server().csc_url, key_server().csc_token) == (named["csc_url"], "")
    assert services([]).stamp_url == named["tsa_url"]
    assert services([]).hosts == {"tsa.example.vn"}
    assert services([]).crls == ()


def test_without_either_nothing_is_named(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "_providers", [])
    settings.SIGNING = NOTHING
    assert services([]).stamp_url == key_server().pkcs11_module == ""
    assert services([]).hosts == frozenset()
