"""`vanthu figures`."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from vanthu.ground.figures.rules.checking import Finding, check_figures
from vanthu.kernel.errors import Refusal
from vanthu.office.reading.queries import default_ocr, read_file


@click.group()
def figures() -> None:
    """Numbers in reports: do the printed shares and sums follow from their parts?"""


@figures.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for every file.")
@click.option("--no-ocr", is_flag=True, help="Leave scans unread.")
def check(files: tuple[Path, ...], as_json: bool, no_ocr: bool) -> None:
    """Check the figures of PDF, DOCX, scans or plain texts; exit 1 when one of them is wrong.

    What is surely a claim is judged: right, truncated, wrong with the right value, or not to be
    checked because a part is missing. Nothing is kept.

    \b
    vanthu figures check bao-cao.docx
    vanthu figures check *.pdf --json | jq '.findings[] | select(.verdict == "wrong")'
    """
    sound = [_show(file, as_json, no_ocr) for file in files]
    if not all(sound):
        sys.exit(1)


def _show(file: Path, as_json: bool, no_ocr: bool) -> bool:
    try:
        text = read_file(file, ocr=None if no_ocr else default_ocr(), every_page=True).text
    except Refusal as refusal:
        _refused(file, refusal, as_json)
        return False
    found = check_figures(text)
    if as_json:
        rows = [finding.as_dict(text) for finding in found]
        click.echo(json.dumps({"file": str(file), "findings": rows}, ensure_ascii=False))
    else:
        _print_table(file, text, found)
    return not any(finding.is_alarm for finding in found)


def _refused(file: Path, refusal: Refusal, as_json: bool) -> None:
    if as_json:
        answer = {"error": refusal.sentence, "code": refusal.code}
        click.echo(json.dumps({"file": str(file), "findings": [], **answer}, ensure_ascii=False))
    else:
        click.echo(f"{file}: {refusal.sentence}", err=True)


def _print_table(file: Path, text: str, found: list[Finding]) -> None:
    table = Table("Trong văn bản", "Kết luận", "Giải thích", title=str(file))
    for finding in found:
        table.add_row(finding.quote(text), finding.verdict.label, finding.sentence)
    Console().print(table)
