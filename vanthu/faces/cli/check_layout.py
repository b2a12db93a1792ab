"""`vanthu check-layout`."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from vanthu.kernel.errors import Refusal
from vanthu.office.checking import queries


@click.command("check-layout")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for every file.")
def check_layout(files: tuple[Path, ...], as_json: bool) -> None:
    """Check layout and capitals of official papers: PDF with a text layer, DOCX.

    Each finding names its rule, its place on the page, and what to write instead. The files are
    only read. The exit code is 1 when a file holds an error ("Sai thể thức") or cannot be read; a
    scan is told to be one, and nothing is said about it.

    \b
    vanthu check-layout cong-van.pdf
    vanthu check-layout *.pdf *.docx --json > findings.jsonl
    """
    if not all([_show(file, as_json) for file in files]):
        sys.exit(1)


def _show(file: Path, as_json: bool) -> bool:
    """Whether the file was read and holds no error."""
    try:
        report = queries.check_file(file)
    except Refusal as refusal:
        _refused(file, refusal, as_json)
        return False
    if as_json:
        click.echo(json.dumps(_object(file, report), ensure_ascii=False))
    else:
        _print(file, report)
    return report.count(queries.Severity.ERROR) == 0


def _object(file: Path, report: queries.Report) -> dict[str, object]:
    return {
        "file": str(file),
        "scanned": report.scanned,
        "findings": [finding.as_dict() for finding in report.findings],
    }


def _refused(file: Path, refusal: Refusal, as_json: bool) -> None:
    if as_json:
        answer = {"file": str(file), "scanned": False, "findings": [], "error": refusal.sentence}
        click.echo(json.dumps(answer | {"code": refusal.code}, ensure_ascii=False))
    else:
        click.echo(f"{file}: {refusal.sentence}", err=True)


def _print(file: Path, report: queries.Report) -> None:
    click.echo(f"{file}: {_verdict(report)}")
    table = Table("Mức", "Phần", "Nội dung", "Cách sửa", "Căn cứ")
    for finding in report.findings:
        page = f", trang {finding.page}" if finding.page else ""
        table.add_row(
            finding.severity.label,
            f"{finding.rule.cell.label}{page}",
            finding.message,
            finding.fix,
            str(finding.rule.citation),
        )
    if table.row_count:
        Console().print(table)


def _verdict(report: queries.Report) -> str:
    if report.scanned:
        return "bản quét, không kiểm tra được thể thức"
    if not report.findings:
        return "không thấy lỗi thể thức"
    return ", ".join(
        f"{report.count(severity)} {severity.label.lower()}"
        for severity in queries.Severity
        if report.count(severity)
    )
