"""Each kind of signature gets its verdict, and no file makes the check fail (Q-041, S-13)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.sign.fields import MDPPerm

from tests.factories import signatures as made
from tests.factories import signing
from tests.factories.pki import Authority, around
from tests.factories.signatures import Way
from vanthu.demo.pki.authority import Issued, Pki, new_key
from vanthu.demo.pki.choices import HolderKind
from vanthu.ground.signing.verifying.checking import check
from vanthu.ground.signing.verifying.network import Network
from vanthu.ground.signing.verifying.reports import Expected, FileReport, SignatureReport
from vanthu.ground.signing.verifying.trust import Anchor, TrustList
from vanthu.ground.signing.verifying.verdicts import Coverage, FileState, Verdict

DAYS = timedelta(days=1)


@pytest.fixture(scope="module")
def holder(authority: Authority) -> Issued:
    """A person whose certificate is good."""
    return authority.person()


@pytest.fixture(scope="module")
def good(authority: Authority, holder: Issued) -> bytes:
    """A paper signed by that person."""
    return made.sign(made.paper(), holder, authority.pki)


def whole(
    pdf: bytes,
    authority: Authority,
    *,
    ask: bool = True,
    trust: TrustList | None = None,
    expected: Expected | None = None,
) -> FileReport:
    """The report on a file, by the test authority's root."""
    listed = made.trust(authority.pki, [host_of(authority)]) if trust is None else trust
    network = Network(listed.hosts) if ask else None
    return check(pdf, trust=listed, now=datetime.now(UTC), network=network, expected=expected)


def one(pdf: bytes, authority: Authority, **how: object) -> SignatureReport:
    """The report on the first signature."""
    return whole(pdf, authority, **how).signatures[0]  # type: ignore[arg-type]


def host_of(authority: Authority) -> str:
    """Where the authority answers."""
    return authority.pki.base_url.removeprefix("http://")


def codes(report: SignatureReport) -> set[str]:
    """What the verdict rests on."""
    return {note.code for note in report.notes}


def test_a_good_signature(authority: Authority, good: bytes) -> None:
    report = one(good, authority)
    assert report.verdict is Verdict.VALID
    assert (report.intact, report.trusted, report.modified_after) == (True, True, False)
    assert report.covers is Coverage.WHOLE_FILE
    assert report.signer == "Nguyễn Văn An"
    assert report.cn_issuer == "vanthu DEMO CA"
    assert report.organisation == "UBND tỉnh Vĩnh Long"
    assert codes(report) == {"time-claimed"}


def test_without_a_network_revocation_is_said_to_be_unknown(
    authority: Authority, good: bytes
) -> None:
    report = one(good, authority, ask=False)
    assert report.verdict is Verdict.REVOCATION_UNKNOWN
    assert (report.intact, report.trusted) == (True, True)
    assert "revocation-offline" in codes(report)


def test_a_host_outside_the_list_is_not_asked(authority: Authority, good: bytes) -> None:
    asked = len(authority.asked)
    report = one(good, authority, trust=made.trust(authority.pki))
    assert report.verdict is Verdict.REVOCATION_UNKNOWN
    assert "127.0.0.1 không nằm trong danh sách được phép" in report.reason
    assert len(authority.asked) == asked


def test_a_host_that_does_not_answer_is_named(authority: Authority, good: bytes) -> None:
    gone = Pki.make(authority.pki.folder.parent / "gone", "http://127.0.0.1:9", datetime.now(UTC))
    away = Authority(gone)
    pdf = made.sign(made.paper(), away.person(), gone)
    report = one(pdf, away)
    assert report.verdict is Verdict.REVOCATION_UNKNOWN
    assert "Không kết nối được 127.0.0.1" in report.reason


def test_changed_bytes(authority: Authority, good: bytes) -> None:
    place = good.index(b"QUYET DINH")
    report = one(good[:place] + b"quyet" + good[place + 5 :], authority)
    assert report.verdict is Verdict.ALTERED
    assert (report.intact, report.trusted, report.modified_after) == (False, False, None)


def test_a_revoked_certificate(authority: Authority) -> None:
    holder = authority.person()
    pdf = made.sign(made.paper(), holder, authority.pki)
    authority.pki.revoke(holder.serial, datetime.now(UTC) - 2 * DAYS)
    report = one(pdf, authority)
    assert report.verdict is Verdict.REVOKED
    assert (report.intact, report.trusted) == (True, False)


def test_revoked_after_a_proven_signing(authority: Authority) -> None:
    holder, earlier = authority.person(), datetime.now(UTC) - 5 * DAYS
    stamped = made.sign(made.paper(), holder, authority.pki, Way(at=earlier, stamped=True))
    claimed = made.sign(made.paper(), holder, authority.pki, Way(at=earlier))
    authority.pki.revoke(holder.serial, datetime.now(UTC) - 2 * DAYS)
    report = one(stamped, authority)
    assert report.verdict is Verdict.VALID
    assert {"stamped", "revoked-later"} <= codes(report)
    assert one(claimed, authority).verdict is Verdict.REVOKED


def test_signed_with_an_expired_certificate(authority: Authority) -> None:
    report = one(made.sign(made.paper(), authority.expired(), authority.pki), authority)
    assert report.verdict is Verdict.EXPIRED
    assert (report.intact, report.trusted) == (True, False)


def test_expired_since_the_signing(authority: Authority) -> None:
    holder, then = authority.expired(), datetime.now(UTC) - 700 * DAYS
    claimed = one(made.sign(made.paper(), holder, authority.pki, Way(at=then)), authority)
    assert (claimed.verdict, claimed.trusted) == (Verdict.EXPIRED_SINCE, None)
    kept = made.sign(made.paper(), holder, authority.pki, Way(at=then, ltv=True))
    assert one(kept, authority, ask=False).verdict is Verdict.VALID


def test_a_certificate_that_begins_later(authority: Authority) -> None:
    early = Way(at=datetime.now(UTC) - 500 * DAYS)
    report = one(made.sign(made.paper(), authority.person(), authority.pki, early), authority)
    assert (report.verdict, report.trusted) == (Verdict.NOT_YET_VALID, False)


def test_long_term_signatures_need_no_network(authority: Authority, holder: Issued) -> None:
    pdf = made.sign(made.paper(), holder, authority.pki, Way(lta=True))
    report = whole(pdf, authority, ask=False)
    assert [each.verdict for each in report.signatures] == [Verdict.VALID]
    assert [each.verdict for each in report.timestamps] == [Verdict.VALID]
    assert report.signatures[0].time_proven
    assert report.signatures[0].modified_after is False
    assert not report.asked_network


@pytest.mark.parametrize("digest", ["sha1", "md5"])
def test_a_weak_digest(authority: Authority, holder: Issued, digest: str) -> None:
    report = one(made.sign(made.paper(), holder, authority.pki, Way(digest=digest)), authority)
    assert report.verdict is Verdict.WEAK
    assert (report.intact, report.trusted) == (True, True)
    assert digest.upper().replace("SHA", "SHA-") in report.reason


def test_a_short_key(authority: Authority) -> None:
    term = around(datetime.now(UTC))
    weak = authority.pki.issue("Lê Văn Cũ", HolderKind.PERSON, term=term, key=new_key(1024))
    report = one(made.sign(made.paper(), weak, authority.pki), authority)
    assert report.verdict is Verdict.WEAK
    assert "1024" in report.reason


def test_an_unknown_authority(authority: Authority, good: bytes) -> None:
    report = one(good, authority, trust=TrustList())
    assert (report.verdict, report.trusted) == (Verdict.UNTRUSTED, False)
    assert report.intact is True


def test_a_self_signed_certificate(authority: Authority) -> None:
    alone = made.self_signed("Tự Ký")
    report = one(made.sign(made.paper(), alone, authority.pki), authority)
    assert (report.verdict, report.trusted) == (Verdict.SELF_SIGNED, False)


def test_a_root_counts_only_in_its_time(authority: Authority, good: bytes) -> None:
    root = authority.pki.root.certificate.public_bytes(Encoding.DER)
    today = datetime.now(UTC).date()
    ended = TrustList((Anchor("Gốc cũ", root, "own", today - 9 * DAYS, today - DAYS),))
    assert one(good, authority, trust=ended).verdict is Verdict.UNTRUSTED
    then = Way(at=datetime.now(UTC) - 5 * DAYS)
    earlier = made.sign(made.paper(), authority.person(), authority.pki, then)
    assert one(earlier, authority, trust=ended, ask=False).trusted is True


def test_demo_roots_are_named_as_such(authority: Authority, good: bytes) -> None:
    listed = made.trust(authority.pki, [host_of(authority)], kind="demo")
    report = one(good, authority, trust=listed)
    assert report.verdict is Verdict.VALID
    assert "không có giá trị pháp lý" in report.reason


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        (("Ủy ban nhân dân tỉnh Vĩnh Long",), Verdict.VALID),
        (("UBND TỈNH VĨNH LONG",), Verdict.VALID),
        (("Sở Nội vụ",), Verdict.OTHER_SIGNER),
        (("Ủy ban nhân dân tỉnh Bến Tre", "Ủy ban nhân dân tỉnh Vĩnh Long"), Verdict.VALID),
        ((), Verdict.VALID),
    ],
)
def test_the_agency_that_should_have_signed(
    authority: Authority, good: bytes, names: tuple[str, ...], verdict: Verdict
) -> None:
    assert one(good, authority, expected=Expected(names)).verdict is verdict


def test_the_agency_by_its_identifier(authority: Authority) -> None:
    pdf = made.sign(made.paper(), authority.agency("Cơ quan A", "H61.1"), authority.pki)
    assert one(pdf, authority, expected=Expected(("Khác",), ("H61.1",))).verdict is Verdict.VALID


def test_several_signatures_each_of_its_revision(
    authority: Authority, holder: Issued, good: bytes
) -> None:
    pdf = made.sign(good, authority.agency(), authority.pki, Way(field="dau"))
    leader, agency = whole(pdf, authority).signatures
    assert (leader.verdict, leader.covers) == (Verdict.VALID, Coverage.REVISION)
    assert (agency.verdict, agency.covers) == (Verdict.VALID, Coverage.WHOLE_FILE)
    assert "dau" in leader.reason


def test_fields_filled_where_the_signer_allows_it(authority: Authority, holder: Issued) -> None:
    open_way, closed_way = Way(certify=MDPPerm.FILL_FORMS), Way(certify=MDPPerm.NO_CHANGES)
    allowed = made.fill(made.sign(made.paper(), holder, authority.pki, open_way))
    report = one(allowed, authority)
    assert (report.verdict, report.modified_after) == (Verdict.VALID, False)
    assert "phạm vi cho phép: so" in report.reason
    forbidden = made.fill(made.sign(made.paper(), holder, authority.pki, closed_way))
    report = one(forbidden, authority)
    assert (report.verdict, report.modified_after) == (Verdict.MODIFIED, True)


def test_content_put_over_after_signing_is_seen(authority: Authority, good: bytes) -> None:
    report = one(made.overpaint(good), authority)
    assert (report.verdict, report.modified_after) == (Verdict.MODIFIED, True)
    assert report.intact is True
    assert report.covers is Coverage.REVISION


def test_content_put_over_between_two_signatures_is_seen(authority: Authority, good: bytes) -> None:
    pdf = made.sign(made.overpaint(good), authority.agency(), authority.pki, Way(field="dau"))
    first, second = whole(pdf, authority).signatures
    assert first.verdict is Verdict.MODIFIED
    assert second.verdict is Verdict.VALID


def test_bytes_behind_the_end_are_seen(authority: Authority, good: bytes) -> None:
    for tail in (b"\n%extra", b"0" * 400, b"1 0 obj<<>>endobj", made.paper("KHAC")):
        assert not any(map(good_enough, offline(good + tail, authority)))
    assert all(map(good_enough, offline(good + b"\r\n\0\0", authority)))


@pytest.mark.parametrize("attack", [made.rebuilt, made.moved])
def test_signature_wrapping_is_seen(
    authority: Authority, good: bytes, attack: Callable[[bytes], bytes]
) -> None:
    report = one(attack(good), authority)
    assert report.verdict in {Verdict.ALTERED, Verdict.MODIFIED}
    assert report.modified_after is not False


def test_a_signature_without_a_value_is_none(authority: Authority, good: bytes) -> None:
    assert one(made.emptied(good), authority).verdict is Verdict.UNREADABLE


def test_files_without_signatures(authority: Authority) -> None:
    assert whole(made.paper(), authority).state is FileState.UNSIGNED
    assert whole(b"", authority).state is FileState.NOT_PDF
    assert whole(b"PK\x03\x04 a docx", authority).state is FileState.NOT_PDF
    assert whole(b"%PDF-1.7\nbroken", authority).state is FileState.DAMAGED
    assert whole(made.locked("mật khẩu"), authority).state is FileState.ENCRYPTED


def test_a_cross_reference_that_points_at_itself(authority: Authority) -> None:
    loop = b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 9/Root 1 0 R>>\n"
    report = whole(loop + b"startxref\n9\n%%EOF\n", authority)
    assert report.state is FileState.DAMAGED


@settings(max_examples=60)
@given(cut=st.integers(0, 10**6))
def test_no_truncation_makes_it_fail_or_stay_valid(
    authority: Authority, good: bytes, cut: int
) -> None:
    assert not any(map(good_enough, offline(good[: cut % len(good)], authority)))


@settings(max_examples=150)
@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_no_changed_bit_makes_it_fail_or_stay_valid(
    authority: Authority, good: bytes, place: int, bit: int
) -> None:
    pdf, place = bytearray(good), place % len(good)
    pdf[place] ^= 1 << bit
    reports = offline(bytes(pdf), authority)
    _, first, second, _ = made.ranges(good)
    if not first <= place < second:  # the padding behind the signature's value says nothing
        assert not any(map(good_enough, reports))


@settings(max_examples=60)
@given(noise=st.binary(max_size=300), head=st.sampled_from([b"", b"%PDF-1.7\n"]))
def test_no_noise_makes_it_fail(authority: Authority, noise: bytes, head: bytes) -> None:
    assert offline(head + noise, authority) == ()


def offline(pdf: bytes, authority: Authority) -> tuple[SignatureReport, ...]:
    """The reports without asking anybody."""
    return whole(pdf, authority, ask=False).signatures


def good_enough(report: SignatureReport) -> bool:
    """Whether a reader would take the signature for a good one."""
    return report.verdict in {Verdict.VALID, Verdict.REVOCATION_UNKNOWN}


def test_what_we_sign_number_and_seal_ourselves_is_found_good(authority: Authority) -> None:
    helpers = signing.near(authority)
    leader = signing.signed(signing.sheet(), authority.person(), helpers)
    finished = signing.sealed(signing.numbered(leader), authority.agency(), helpers)
    report = whole(finished, authority, ask=False)
    assert [each.verdict for each in report.signatures] == [Verdict.VALID, Verdict.VALID]
    assert [each.modified_after for each in report.signatures] == [False, False]
    assert [each.field for each in report.signatures] == ["ky", "dau"]
    assert [each.verdict for each in report.timestamps] == [Verdict.VALID]
    assert {"ngay", "so"} <= set(filled_fields(report.signatures[0]))


def filled_fields(report: SignatureReport) -> list[str]:
    """The fields that were filled after the signing."""
    return [
        name
        for note in report.notes
        if note.code == "filled"
        for name in note.values["fields"].split(", ")
    ]
