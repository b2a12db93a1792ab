"""The environment says where services are; what it leaves open, the installation's own file."""

import json
from pathlib import Path
from typing import Any

from tests.factories.pki import Authority
from tests.factories.signing import root
from vanthu.ground.signing.outside import FILE, key_server, services

NOTHING = {
    "tsa_url": "",
    "hosts": [],
    "pkcs11_module": "",
    "csc_url": "",
    "csc_token": "",
    "seconds": 10,
    "warning_days": 30,
}


def test_the_environment_wins_over_the_file(
    settings: Any, tmp_path: Path, authority: Authority
) -> None:
    settings.VAR, settings.SIGNING = tmp_path, {**NOTHING, "csc_url": "https://ky.example.vn"}
    (tmp_path / FILE).write_text(
        json.dumps({"csc_url": "http://127.0.0.1:1", "tsa_url": "http://127.0.0.1:2/tsa"})
    )
    assert key_server().csc_url == "https://ky.example.vn"
    told = services([root(authority).dump()], ["ocsp.example.vn"])
    assert told.stamp_url == "http://127.0.0.1:2/tsa"
    assert told.hosts == {"127.0.0.1", "ocsp.example.vn"}
    assert told.roots[0].sha256 == root(authority).sha256


def test_without_either_nothing_is_named(settings: Any, tmp_path: Path) -> None:
    settings.VAR, settings.SIGNING = tmp_path, NOTHING
    assert services([]).stamp_url == key_server().pkcs11_module == ""
    assert services([]).hosts == frozenset()
