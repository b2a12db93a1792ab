"""`vanthu verify`."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.signing.queries import trust_list
from vanthu.ground.signing.verifying.apart import check_apart
from vanthu.ground.signing.verifying.reports import Expected, FileReport, SignatureReport
from vanthu.ground.signing.verifying.trust import (
    Host,
    NotACertificate,
    TrustList,
    anchors_of,
    read_certificates,
)

_CERTIFICATES = {".pem", ".cer", ".crt", ".der"}


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for every file.")
@click.option("--details", is_flag=True, help="With --json: also stamps, state, notes, fields.")
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Trust these roots only: a PEM or DER file, or a folder of them; may be repeated.",
)
@click.option("--host", "hosts", multiple=True, help="A host that may be asked for revocations.")
@click.option("--agency", "names", multiple=True, help="Who should have signed (name or code).")
@click.option("--offline", is_flag=True, help="Ask nobody for revocations.")
def verify(
    files: tuple[Path, ...],
    as_json: bool,
    details: bool,
    trusted: tuple[Path, ...],
    hosts: tuple[str, ...],
    names: tuple[str, ...],
    offline: bool,
) -> None:
    """Check the digital signatures of PDF files; the files are only read, never changed.

    Trusted are the roots of the installation's trust list (`vanthu trust list`), or those given
    with --trust. Only hosts of the list or given with --host are asked for revocations.

    \b
    vanthu verify cong-van.pdf
    vanthu verify *.pdf --json > signatures.jsonl
    vanthu verify van-ban.PDF --trust goc.pem --offline

    Ends with 0 when every file is signed and each signature valid, 1 when a file is not signed
    or a signature is not valid, 2 when a file could not be examined.
    """
    trust = _trust(trusted, hosts)
    expected, now = Expected(names, names), datetime.now(UTC)
    worst = 0
    for file in files:
        report = check_apart(file, trust=trust, now=now, ask=not offline, expected=expected)
        _show(file, report, as_json, details)
        worst = max(worst, _grade(report))
    sys.exit(worst)


def _trust(trusted: tuple[Path, ...], hosts: tuple[str, ...]) -> TrustList:
    kept = _kept()
    asked = tuple(Host(name, internal=True) for name in hosts)
    given = [der for path in _certificate_files(trusted) for der in _read(path)]
    return TrustList(anchors_of(given) if trusted else kept.anchors, (*asked, *kept.hosts))


def _kept() -> TrustList:
    """The installation's list; empty where no database was set up."""
    place = settings.DATABASES["default"]
    if place["ENGINE"].endswith("sqlite3") and not Path(place["NAME"]).exists():
        return TrustList()  # to look into an absent file would make it
    try:
        return trust_list(datetime.now(VIETNAM).date())
    except DatabaseError:
        return TrustList()


def _certificate_files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix.lower() in _CERTIFICATES)
        else:
            yield path


def _read(path: Path) -> list[bytes]:
    try:
        return read_certificates(path.read_bytes())
    except NotACertificate as refusal:
        raise click.UsageError(f"{path}: {refusal.sentence}") from refusal


def _grade(report: FileReport) -> int:
    if not report.could_be_read:
        return 2
    return 0 if report.all_valid else 1


def _show(file: Path, report: FileReport, as_json: bool, details: bool) -> None:
    if as_json:
        click.echo(json.dumps(as_object(file, report, details=details), ensure_ascii=False))
        return
    click.echo(f"{file}: {report.sentence}")
    for number, signature in enumerate(report.signatures, 1):
        _print(f"Chữ ký {number}", signature)
    for number, stamp in enumerate(report.timestamps, 1):
        _print(f"Dấu thời gian của tệp {number}", stamp)


def as_object(file: Path, report: FileReport, *, details: bool = False) -> dict[str, object]:
    """The JSON of one file; one that could not be examined also says why."""
    if details:
        return {"file": str(file), **report.as_evidence(), "sentence": report.sentence}
    found: dict[str, object] = {
        "file": str(file),
        "signatures": [signature.as_json() for signature in report.signatures],
    }
    if not report.could_be_read:
        found |= {"error": report.sentence, "code": report.state.value}
    return found


def _print(title: str, signature: SignatureReport) -> None:
    who = " – ".join(part for part in (signature.signer, signature.organisation) if part)
    click.echo(f"  {title}: {who or '(không rõ người ký)'}")
    if signature.signing_time is not None:
        moment = signature.signing_time.astimezone(VIETNAM)
        click.echo(f"    Thời điểm ký: {moment:%d/%m/%Y %H:%M:%S}")
    click.echo(f"    {signature.reason}")
