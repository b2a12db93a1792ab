"""`vanthu read`."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from vanthu.faces.cli.progress import progress_bar
from vanthu.kernel.errors import Refusal
from vanthu.office.reading import queries

LABELS = {
    "issuer_lines": "Cơ quan ban hành",
    "number": "Số, ký hiệu",
    "place": "Địa danh",
    "date": "Ngày ban hành",
    "type": "Tên loại",
    "abstract": "Trích yếu",
    "signer_position": "Chức vụ người ký",
    "signer_name": "Người ký",
    "to": "Kính gửi",
    "recipients": "Nơi nhận",
    "urgency": "Độ khẩn",
    "arrival_number": "Số đến",
    "arrival_date": "Ngày đến",
}


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for every file.")
@click.option("--places", is_flag=True, help="With --json: also boxes on the page, symbol, notes.")
@click.option("--no-ocr", is_flag=True, help="Leave scans unread.")
def read(files: tuple[Path, ...], as_json: bool, places: bool, no_ocr: bool) -> None:
    """Read the fields of official papers: PDF, DOCX, scans (PNG, JPEG, TIFF), plain text.

    The files are only read, never changed. A field that cannot be read is null; one with a
    confidence below 0.9 should be checked by a person. Scans need the optional program
    tesseract with its Vietnamese data (Debian: tesseract-ocr-vie).

    \b
    vanthu read cong-van.pdf
    vanthu read *.pdf *.docx --json > fields.jsonl
    vanthu read scan.pdf --json --places
    """
    failed = sum(not _show(file, as_json, places, no_ocr) for file in files)
    if failed:
        sys.exit(1)


def _show(file: Path, as_json: bool, places: bool, no_ocr: bool) -> bool:
    try:
        reading = _read(file, no_ocr)
    except Refusal as refusal:
        _refused(file, refusal, as_json)
        return False
    if as_json:
        click.echo(json.dumps(reading.as_dict(file, places=places), ensure_ascii=False))
    else:
        _print_table(file, reading)
    return True


def _read(file: Path, no_ocr: bool) -> queries.Reading:
    ocr = None if no_ocr else queries.default_ocr()
    if not sys.stderr.isatty():
        return queries.read_file(file, ocr=ocr)
    with progress_bar({"ocr": f"Nhận dạng {file.name}"}) as tell:
        return queries.read_file(file, ocr=ocr, progress=lambda done, most: tell("ocr", done, most))


def _refused(file: Path, refusal: Refusal, as_json: bool) -> None:
    """A file that cannot be read gives the same object with nothing in it, and the reason."""
    if as_json:
        empty = queries.Reading(official_document=False, found={})
        answer = empty.as_dict(file) | {"error": refusal.sentence, "code": refusal.code}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(f"{file}: {refusal.sentence}", err=True)


def _print_table(file: Path, reading: queries.Reading) -> None:
    click.echo(f"{file}: {_verdict(reading)}")
    table = Table("Thông tin", "Giá trị", "Tin cậy")
    for name, value in reading.fields.items():
        if value is None:
            continue
        sure = reading.confidence[name]
        mark = "" if sure >= queries.CHECK_BELOW else "  cần kiểm tra"
        shown = value if isinstance(value, str) else "\n".join(value)
        table.add_row(LABELS[name], shown, f"{sure:.2f}{mark}")
    if table.row_count:
        Console().print(table)
    for note in reading.notes:
        click.echo(note)


def _verdict(reading: queries.Reading) -> str:
    """A scan that was not read may well be official: that is said only of what was read."""
    if reading.official_document:
        return "văn bản hành chính"
    unread = reading.needs_ocr and not reading.text.strip()
    return "chưa đọc được chữ nào" if unread else "không phải văn bản hành chính"
