"""The trust list: dated rows with a source, changed by the province's administrator alone."""

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.factories.drafts import blob
from tests.factories.pki import Authority
from tests.factories.province import Office, office
from tests.support.told import last_events
from vanthu.ground.org.choices import Level
from vanthu.ground.signing import actions, queries
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.errors import AlreadyTrusted, BadTrust, NotTheTrustKeeper
from vanthu.ground.signing.models import TrustAnchor
from vanthu.ground.signing.verifying.reports import FileReport
from vanthu.ground.signing.verifying.trust import NotACertificate
from vanthu.ground.signing.verifying.verdicts import FileState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
SOURCE = "Trang của tổ chức chứng thực, đối chiếu qua điện thoại ngày 02/11/2026"


@pytest.fixture
def centre() -> Office:
    """An agency of the province, whose administrator keeps the list."""
    return office(level=Level.PROVINCE)


def root_of(authority: Authority) -> bytes:
    """The root's certificate, PEM."""
    return authority.pki.root.certificate.public_bytes(Encoding.PEM)


def added(centre: Office, authority: Authority, **changes: object) -> TrustAnchor:
    """The test root, trusted."""
    values = {"certificate": root_of(authority), "kind": AnchorKind.OWN, "source": SOURCE}
    return actions.add_anchor(centre.sysadmin, **(values | changes))  # type: ignore[arg-type]


def test_a_root_is_trusted_for_its_period(centre: Office, authority: Authority) -> None:
    row = added(centre, authority, name="Gốc của tỉnh")
    assert last_events(1) == ["anchor-added"]
    root = authority.pki.root.certificate
    assert row.valid_from == root.not_valid_before_utc.date()
    day = centre.sysadmin.today
    (anchor,) = queries.trust_list(day).on(day)
    assert anchor.certificate == root.public_bytes(Encoding.DER)
    actions.end_anchor(centre.sysadmin, anchor_id=row.pk, valid_to=day)
    assert last_events(1) == ["anchor-ended"]
    assert queries.trust_list(day).on(day) == ()
    assert queries.trust_list(day).on(day - timedelta(days=1)) == (
        queries.trust_list(day).anchors[0],
    )


def test_the_fingerprint_must_be_the_published_one(centre: Office, authority: Authority) -> None:
    with pytest.raises(BadTrust) as refused:
        added(centre, authority, fingerprint="00" * 32)
    assert "không khớp" in refused.value.errors["fingerprint"]
    row = added(centre, authority)
    actions.end_anchor(centre.sysadmin, anchor_id=row.pk, valid_to=centre.sysadmin.today)
    assert added(centre, authority, fingerprint=row.spaced).fingerprint == row.fingerprint


def test_what_is_no_root_is_refused(centre: Office, authority: Authority) -> None:
    with pytest.raises(NotACertificate):
        added(centre, authority, certificate=b"no certificate")
    holder = authority.person().certificate.public_bytes(Encoding.DER)
    with pytest.raises(BadTrust):
        added(centre, authority, certificate=holder)
    with pytest.raises(BadTrust):
        added(centre, authority, source=" ")
    both = root_of(authority) + authority.pki.issuing.certificate.public_bytes(Encoding.PEM)
    with pytest.raises(BadTrust):
        added(centre, authority, certificate=both)
    added(centre, authority)
    with pytest.raises(AlreadyTrusted):
        added(centre, authority)


def test_only_the_administrator_of_the_province(centre: Office, authority: Authority) -> None:
    commune = office(level=Level.COMMUNE)
    for actor in (centre.clerk, centre.leader, commune.sysadmin):
        with pytest.raises(NotTheTrustKeeper):
            actions.allow_host(actor, name="ocsp.example", source=SOURCE)


@pytest.mark.parametrize(
    "name", ["", "http://ocsp.example", "ocsp.example/path", "a b", "-x", "host:port", "x" * 300]
)
def test_a_host_is_a_name_and_no_address(centre: Office, name: str) -> None:
    with pytest.raises(BadTrust):
        actions.allow_host(centre.sysadmin, name=name, source=SOURCE)


def test_hosts_are_asked_in_their_period(centre: Office) -> None:
    row = actions.allow_host(centre.sysadmin, name="OCSP.chungthuc.example", source=SOURCE)
    day = centre.sysadmin.today
    assert [host.name for host in queries.trust_list(day).hosts] == ["ocsp.chungthuc.example"]
    later = day + timedelta(days=3)
    actions.end_host(centre.sysadmin, host_id=row.pk, valid_to=later)
    assert queries.trust_list(day).hosts
    assert queries.trust_list(later).hosts == ()
    second = actions.allow_host(centre.sysadmin, name="crl.chungthuc.example", source=SOURCE)
    with pytest.raises(BadTrust):
        actions.end_host(centre.sysadmin, host_id=second.pk, valid_to=date(2020, 1, 1))


def test_two_checks_by_the_same_list_name_the_same_list(
    centre: Office, authority: Authority
) -> None:
    day = centre.sysadmin.today
    empty = queries.trust_list(day).digest
    added(centre, authority)
    assert queries.trust_list(day).digest == queries.trust_list(day).digest != empty


def test_evidence_is_kept_beside_older_evidence(centre: Office, authority: Authority) -> None:
    file, trust = blob("a paper"), queries.trust_list(centre.sysadmin.today)
    for state in (FileState.UNSIGNED, FileState.DAMAGED):
        report = FileReport(state)
        actions.keep_check(centre.sysadmin, sha256=file.pk, report=report, trust=trust)
    assert last_events(1) == ["signatures-checked"]
    checks = queries.checks_of(file.pk)
    assert [queries.report_of(check).state for check in checks] == [
        FileState.DAMAGED,
        FileState.UNSIGNED,
    ]
    assert queries.latest_checks([file.pk])[file.pk] == checks[0]
