"""Keys open with their secret, sign, and are forgotten; each place tells what is wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from wsgiref.simple_server import make_server

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from tests.factories.pki import Authority, Quiet
from tests.factories.signing import SIGNATURE, look, near, sheet
from tests.factories.tokens import PIN, Reached, remote, token
from tests.ground.signing.test_pdf import statuses
from vanthu.ground.signing.choices import Driver, Level
from vanthu.ground.signing.errors import (
    BadKeyFile,
    BadKeyService,
    KeyNotFound,
    KeyServiceRefused,
    KeyServiceSilent,
    NoKeyServer,
    OtherKey,
    TokenBusy,
    WrongSecret,
)
from vanthu.ground.signing.keys import pkcs11
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.keys.opening import open_key
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer
from vanthu.ground.signing.pdf.signing import sign


@pytest.fixture(scope="module")
def softhsm(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    with token(tmp_path_factory.mktemp("hsm"), authority) as reached:
        yield reached


@pytest.fixture(scope="module")
def service(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    with remote(tmp_path_factory.mktemp("csc"), authority) as reached:
        yield reached


@pytest.fixture(params=["softhsm", "service", "file"])
def reached(request: pytest.FixtureRequest, authority: Authority) -> Reached:
    """Each place in turn."""
    if request.param == "file":
        holder = authority.person_with_pin("Đỗ Văn Giang", PIN)
        return Reached(holder, KeyPlace(Driver.PKCS12), KeyServer())
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Reached)
    return found


def secret(reached: Reached, pin: str = PIN) -> Secret:
    """What its holder gives."""
    return Secret(pin, reached.holder.pkcs12 if reached.place.driver is Driver.PKCS12 else b"")


def signed(reached: Reached, authority: Authority, given: Secret) -> bytes:
    with open_key(reached.place, given, reached.server) as key:
        return sign(
            sheet(),
            field="ky",
            key=key,
            look=look("An", SIGNATURE),
            level=Level.B_LT,
            services=near(authority),
            certify=True,
        )


def test_each_place_signs(reached: Reached, authority: Authority) -> None:
    pdf = signed(reached, authority, secret(reached))
    assert statuses(pdf, authority)["ky"].bottom_line
    assert statuses(pdf, authority)["ky"].signing_cert.sha256 == fingerprint(reached)


def fingerprint(reached: Reached) -> bytes:
    """SHA-256 of the holder's certificate."""
    return reached.holder.certificate.fingerprint(SHA256())


def test_a_wrong_pin_is_told(reached: Reached, authority: Authority) -> None:
    with pytest.raises(WrongSecret) as told:
        signed(reached, authority, secret(reached, "111111"))
    assert "pin" in told.value.errors


def test_another_key_than_the_registered_does_not_sign(
    reached: Reached, authority: Authority
) -> None:
    registered = replace(reached.place, fingerprint=sha256(b"another").digest())
    with pytest.raises(OtherKey):
        signed(replace(reached, place=registered), authority, secret(reached))


def test_a_secret_shows_nothing_of_itself(reached: Reached) -> None:
    shown = repr(secret(reached)) + repr(KeyServer(csc_token="bearer-of-the-service"))
    assert PIN not in shown
    assert "bearer-of" not in shown


def test_a_key_that_is_not_there_is_named(softhsm: Reached, service: Reached) -> None:
    for reached in (softhsm, service):
        missing = replace(reached.place, credential="khác")
        with pytest.raises(KeyNotFound, match="khác"), _open(missing, reached.server):
            pass
    with pytest.raises(KeyNotFound), _open(replace(softhsm.place, token="x"), softhsm.server):
        pass
    with pytest.raises(KeyNotFound), _open(softhsm.place, KeyServer("/nowhere.so")):
        pass


def _open(place: KeyPlace, server: KeyServer):  # type: ignore[no-untyped-def]
    return open_key(place, Secret(PIN), server)


@pytest.mark.parametrize("driver", [Driver.PKCS11, Driver.CSC])
def test_what_the_operator_has_not_set_is_named(driver: Driver) -> None:
    with pytest.raises(NoKeyServer, match="VANTHU_"), _open(KeyPlace(driver), KeyServer()):
        pass


def test_a_busy_token_is_waited_for_and_then_told(
    softhsm: Reached, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pkcs11, "_LONGEST_WAIT", 0.1)
    with pkcs11._one_at_a_time, pytest.raises(TokenBusy), _open(softhsm.place, softhsm.server):
        pass


def test_what_is_no_key_file_is_refused() -> None:
    with (
        pytest.raises(BadKeyFile),
        open_key(KeyPlace(Driver.PKCS12), Secret(PIN, b"noise"), KeyServer()),
    ):
        pass


def test_a_service_that_is_away_or_refuses_is_told(service: Reached) -> None:
    away = KeyServer("", "http://127.0.0.1:1/csc/v2", "token", 2)
    with pytest.raises(KeyServiceSilent), _open(service.place, away):
        pass
    with (
        pytest.raises(KeyServiceRefused, match="bearer"),
        _open(service.place, replace(service.server, csc_token="other")),
    ):
        pass


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("200 OK", b"<html>"),
        ("200 OK", b"[]"),
        ("200 OK", b"{}"),
        ("200 OK", b'{"credentialIDs": "em"}'),
        ("200 OK", b'{"credentialIDs": ["em"], "cert": {"certificates": ["AAAA"]}}'),
        ("200 OK", b"[" + b" " * (1 << 20) + b"]"),
        ("302 Found", b"{}"),
        ("500 Oops", b"{}"),
    ],
)
def test_an_answer_that_is_none_is_told(status: str, body: bytes) -> None:
    with (
        answering(status, body) as server,
        pytest.raises(BadKeyService),
        _open(KeyPlace(Driver.CSC, "", "em"), server),
    ):
        pass


@contextmanager
def answering(status: str, body: bytes) -> Iterator[KeyServer]:
    """A service that answers everything alike."""

    def same(environ, start):  # type: ignore[no-untyped-def]
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start(status, [("Content-Type", "application/json"), ("Location", "http://127.0.0.1:1/")])
        return [body]

    with make_server("127.0.0.1", 0, same, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield KeyServer("", f"http://127.0.0.1:{server.server_port}", "", 5)
        server.shutdown()
        thread.join()
