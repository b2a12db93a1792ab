"""`vanthu edxml`."""

import hashlib
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.asjson import reading_as_object, refusal_as_object
from vanthu.office.interchange.edxml.errors import NoFile, Unreadable, Unwritable
from vanthu.office.interchange.edxml.message import DocumentMessage, Message
from vanthu.office.interchange.edxml.reading import Reading
from vanthu.office.interchange.edxml.reading import read as read_packet
from vanthu.office.interchange.edxml.spec import message_from
from vanthu.office.interchange.edxml.writing import write as write_packet

_ROWS = {
    "from": "Nơi gửi",
    "to": "Nơi nhận",
    "document_id": "Mã định danh",
    "number": "Số",
    "symbol": "Ký hiệu",
    "date": "Ngày ban hành",
    "type": "Tên loại",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "due": "Thời hạn",
    "status": "Trạng thái",
    "attachments": "Tệp đính kèm",
}
_FAILURES: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp hoặc thư mục này",
    PermissionError: "không có quyền",
    IsADirectoryError: "đây là thư mục",
}
_KINDS = {
    "new": "văn bản mới",
    "recall": "thu hồi văn bản",
    "update": "cập nhật văn bản",
    "replace": "thay thế văn bản",
    None: "trạng thái",
}


@click.group()
def edxml() -> None:
    """Read and write messages of the national axis (edXML, QCVN 102:2016)."""


@edxml.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for every file.")
@click.option(
    "--files",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the attachments into this folder, in one of its own for every packet.",
)
def read(files: tuple[Path, ...], as_json: bool, folder: Path | None) -> None:
    """Read packets; the files are only read, never changed.

    Prefixes, order, case and encodings of other systems are tolerated and told as warnings. The
    exit code is 1 when a packet is refused, or holds a file that is not the one it says; `error`
    says why.

    \b
    vanthu edxml read goi-tin.edxml
    vanthu edxml read *.edxml --json > messages.jsonl
    vanthu edxml read goi-tin.edxml --json --files ./tep
    """
    if not all([_show(number, file, as_json, folder) for number, file in enumerate(files, 1)]):
        sys.exit(1)


def _show(number: int, file: Path, as_json: bool, folder: Path | None) -> bool:
    """Whether the packet was read and nothing in it is wrong."""
    try:
        told = _told(file, folder / str(number) if folder is not None else None)
    except Unreadable as refusal:
        told = refusal_as_object(refusal)
    except OSError as problem:
        told = refusal_as_object(_no_file(problem))
    told = {"file": _shown_path(file), **told}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(told)
    return told["error"] is None


def _no_file(problem: OSError) -> NoFile:
    why = next((told for kind, told in _FAILURES.items() if isinstance(problem, kind)), None)
    return NoFile(what=why or problem.strerror or type(problem).__name__)


def _told(file: Path, folder: Path | None) -> dict[str, Any]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
    reading = read_packet(file, folder)
    told = reading_as_object(reading)
    for each, path in zip(told["attachments"], _paths(reading), strict=True):
        each |= path
    return told


def _paths(reading: Reading) -> list[dict[str, str]]:
    """Where each attachment was written to, when it was."""
    if not isinstance(reading.message, DocumentMessage):
        return []
    paths: list[dict[str, str]] = []
    for each in reading.message.attachments:
        if each.open is None:
            paths.append({})
        else:
            with each.open() as stream:
                paths.append({"path": stream.name})
    return paths


def _shown_path(file: Path) -> str:
    """A path may hold bytes that are no letters."""
    return os.fsencode(file).decode(errors="replace")


def _print(told: dict[str, Any]) -> None:
    verdict = told["error"] or _KINDS[told["business"]]
    click.echo(f"{told['file']}: {verdict}", err=told["error"] is not None)
    table = Table("Thông tin", "Giá trị")
    for name, label in _ROWS.items():
        if value := _shown(told[name]):
            table.add_row(label, Text(value))
    if table.row_count:
        Console().print(table)
    for warning in told["warnings"]:
        click.echo(warning)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    if not isinstance(value, dict):
        return str(value or "")
    if "sha256" in value:
        return f"{value['name']} ({value['type']}, {value['size']} byte)"
    names = ("authority", "position", "code", "name", "description", "at", "id")
    return " · ".join(str(value[name]) for name in names if value.get(name))


@edxml.command()
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The packet.")
@click.option("--apart", is_flag=True, help="Only the envelope: the attachments travel apart.")
def write(spec: Path, output: Path, apart: bool) -> None:
    """Write a packet out of a JSON specification: the keys that `read --json` prints.

    Each attachment names its file by `path`, from the folder of SPEC. The same specification
    gives the same bytes. What the form does not allow is told in sentences, and nothing is
    written; the exit code is 1 then.

    \b
    vanthu edxml write van-ban.json -o goi-tin.edxml
    """
    try:
        message = message_from(spec.read_bytes(), spec.parent)
        digest = _write(message, output, embed=not apart)
    except Unwritable as refusal:
        click.echo("\n".join((f"{_shown_path(spec)}: {refusal}", *refusal.problems)), err=True)
        sys.exit(1)
    except OSError as problem:
        told = _no_file(problem).sentence
        click.echo(f"{_shown_path(spec)} > {_shown_path(output)}: {told}", err=True)
        sys.exit(1)
    click.echo(f"{_shown_path(output)}: sha256 {digest}")


def _write(message: Message, output: Path, *, embed: bool) -> str:
    """Write beside the place, and put it there when it is whole; its SHA-256."""
    today = datetime.now(VIETNAM).date()
    handle, name = mkstemp(dir=output.parent, prefix=".edxml-")
    made = Path(name)
    try:
        with os.fdopen(handle, "w+b") as target:
            write_packet(message, target, embed=embed, today=today)
            target.seek(0)
            digest = hashlib.file_digest(target, "sha256").hexdigest()
        made.chmod(0o666 & ~_umask())
        made.replace(output)
    finally:
        made.unlink(missing_ok=True)
    return digest


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
