"""The check in a process of its own: what hangs or swells ends that process and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.factories import signatures as made
from tests.factories.pki import Authority
from vanthu.ground.signing.verifying.apart import Apart
from vanthu.ground.signing.verifying.reports import FileReport
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.ground.signing.verifying.verdicts import FileState, Verdict

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    """One checking process for this file's tests."""
    with Apart() as apart:
        yield apart


def test_it_says_the_same_as_a_check_here(
    apart: Apart, authority: Authority, tmp_path: Path
) -> None:
    path = tmp_path / "CONG VAN.PDF"
    path.write_bytes(made.sign(made.paper(), authority.person(), authority.pki))
    host = authority.pki.base_url.removeprefix("http://")
    report = apart.check(path, trust=made.trust(authority.pki, [host]), now=NOW, ask=True)
    assert [each.verdict for each in report.signatures] == [Verdict.VALID]
    assert report.asked_network
    quiet = apart.check(path, trust=made.trust(authority.pki), now=NOW, ask=False)
    assert [each.verdict for each in quiet.signatures] == [Verdict.REVOCATION_UNKNOWN]
    assert not quiet.asked_network


def test_a_report_is_kept_and_read_back_whole(authority: Authority, tmp_path: Path) -> None:
    pdf = made.sign(made.paper(), authority.person(), authority.pki, made.Way(lta=True))
    from_process = FileReport.of_evidence(made.check_here(pdf, authority.pki).as_evidence())
    assert from_process == made.check_here(pdf, authority.pki)


def test_a_check_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made.paper())
    with Apart(seconds=0.0) as hasty:
        late = hasty.check(path, trust=TrustList(), now=NOW, ask=False)
        assert late.state is FileState.TOO_LONG
        hasty.seconds = 30
        assert hasty.check(path, trust=TrustList(), now=NOW, ask=False).state is FileState.UNSIGNED


def test_a_process_that_was_killed_is_begun_anew(apart: Apart, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no pdf")
    apart.check(path, trust=TrustList(), now=NOW, ask=False)
    assert apart._process is not None
    apart._process.kill()
    apart._process.wait()
    assert apart.check(path, trust=TrustList(), now=NOW, ask=False).state is FileState.NOT_PDF


def test_a_process_begun_ahead_is_the_one_that_checks(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"not a paper")
    with Apart() as apart:
        apart.begin()
        begun = apart._process
        apart.begin()
        report = apart.check(path, trust=TrustList(), now=NOW, ask=False)
        assert apart._process is begun, "it was kept"
        assert report.state is not FileState.TOO_LONG, "its answer is the report, not its greeting"
