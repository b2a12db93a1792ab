"""How long papers take to be set and read, and what is drawn into their fields; no database."""

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.report import replaced
from bench.servers import ROOT
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.office.reading.queries import read_file
from vanthu.office.writing import looks
from vanthu.office.writing.queries import (
    Content,
    Family,
    Form,
    Paper,
    Signing,
    content_of_docx,
    docx_of,
    form_of,
    forms,
    parse_text,
    print_text,
    typeset,
)

BEGIN, END = "<!-- papers: written by script/bench --part papers -->", "<!-- end of papers -->"
FONTS = ROOT / "vanthu" / "faces" / "web" / "static" / "fonts" / "tinos"
_PARAGRAPH = "Đề nghị các cơ quan, đơn vị tổ chức thực hiện đúng thời gian và nội dung trên. " * 5
_TURNS = 15


def measure(*, quick: bool) -> None:
    """Print the table, and write it into docs/performance.md unless the run is a quick one."""
    turns = 2 if quick else _TURNS
    rows = [f"{_about()}\n", *_sheets(turns), "", *_files(turns), "", *_pieces(turns)]
    table = "\n".join(rows)
    click.echo(table)
    if not quick:
        page = ROOT / "docs" / "performance.md"
        page.write_text(replaced(page.read_text(), BEGIN, END, f"\n{table}\n"))


def _about() -> str:
    day, load = f"{datetime.now(UTC):%Y-%m-%d}", os.getloadavg()[0]
    return (
        f"`script/bench --part papers`, {day}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, load {load:.1f} when it began; every turn another paper."
    )


def _sheets(turns: int) -> Iterator[str]:
    yield "| paper | pages | KB | set: median ms | p95 ms | CPU ms | read back: median ms |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, paper in _papers():
        sheet = typeset(paper, FONTS)
        begin = time.process_time()
        found = _setting(paper, turns)
        spent = (time.process_time() - begin) * 1000 / turns
        yield (
            f"| {name} | {sheet.pages} | {len(sheet.pdf) / 1024:.0f} | "
            f"{statistics.median(found):.0f} | {p95(found):.0f} | {spent:.0f} | "
            f"{_reading(sheet.pdf, turns):.0f} |"
        )
    medians = {f.name: statistics.median(_setting(_paper(f), 3)) for f in forms().values()}
    slowest = max(medians, key=lambda name: medians[name])
    yield f"| slowest of {len(forms())} forms: {slowest} |  |  | {medians[slowest]:.0f} |  |  |  |"


def _files(turns: int) -> Iterator[str]:
    yield "| the same as DOCX | KB | written: median ms | CPU ms | taken in: median ms | CPU ms |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, paper in _papers():
        file = docx_of(paper)
        written = _both(_writing(paper), turns)
        taken = _both(_taking(file), turns)
        yield f"| {name} | {len(file) / 1024:.0f} | {written} | {taken} |"


def _both(call: Callable[[int], object], turns: int) -> str:
    begin = time.process_time()
    found = times(call, turns)
    spent = (time.process_time() - begin) * 1000 / turns
    return f"{statistics.median(found):.0f} | {spent:.0f}"


def _writing(paper: Paper) -> Callable[[int], object]:
    return lambda turn: docx_of(_another(paper, turn))


def _taking(file: bytes) -> Callable[[int], object]:
    return lambda _turn: content_of_docx(file)


def _setting(paper: Paper, turns: int) -> list[float]:
    return times(lambda turn: typeset(_another(paper, turn), FONTS), turns)


def _pieces(turns: int) -> Iterator[str]:
    """What is drawn into fields, and the shapes of a text."""
    signature, seal = signature_png("Nguyễn Văn An"), seal_png("Sở Nội vụ", FONTS)
    text = print_text(_regulation(150))
    parts: list[tuple[str, Callable[[int], object]]] = [
        ("number", lambda n: looks.number_look(f"Số: {n}/QĐ", 190, 18, Family.STATE, FONTS)),
        ("signature", lambda n: looks.signature_look(signature, 156 + n, 79, FONTS)),
        ("seal, 36 mm", lambda n: looks.seal_look(seal, 36 + n / 100, FONTS)),
        ("signature without a picture", lambda n: looks.text_signature_look([f"Số: {n}"], FONTS)),
        ("150 articles from plain text", lambda n: parse_text(f"{text}{n}")),
    ]
    yield "| drawn or read | median ms | p95 ms |\n|---|--:|--:|"
    for name, call in parts:
        found = times(call, turns)
        yield f"| {name} | {statistics.median(found):.1f} | {p95(found):.1f} |"


def _papers() -> Iterator[tuple[str, Paper]]:
    yield "công văn, one page", _paper(form_of("cong-van"))
    yield "quyết định", _paper(form_of("quyet-dinh"))
    yield "tờ trình of the Party", _paper(form_of("dang-to-trinh"))
    yield "quyết định with a regulation (1.3)", _with(form_of("quyet-dinh"), _regulation(40))
    yield "báo cáo, ten pages", _with(form_of("bao-cao"), _paragraphs(70))
    yield "đề án, a hundred pages", _with(form_of("de-an"), _paragraphs(700))
    yield "kế hoạch with a table of 500 rows", _with(form_of("ke-hoach"), _table(500))


def _paper(form: Form) -> Paper:
    party = form.family is Family.PARTY
    return Paper(
        type_code=form.code,
        type_name=form.name,
        family=form.family,
        issuer="Đảng ủy Sở Nội vụ" if party else "Sở Nội vụ",
        parent="Đảng bộ tỉnh" if party else "Ủy ban nhân dân tỉnh Vĩnh Long",
        symbol="TTr/ĐU" if party else "QĐ-SNV",
        subject="Về việc tổ chức hội nghị tổng kết công tác",
        signing=Signing(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Văn An"),
        content=replace(form.skeleton, to=("Ủy ban nhân dân tỉnh",) if form.to_label else ()),
        place="Vĩnh Long",
        recipients=("- Như trên;", "- Lưu: VT."),
    )


def _with(form: Form, content: Content) -> Paper:
    return replace(_paper(form), content=content)


def _paragraphs(number: int) -> Content:
    return parse_text("\n".join(f"Mục thứ {n}. {_PARAGRAPH}" for n in range(number)))


def _regulation(articles: int) -> Content:
    lines = [f"Điều {n}. Nội dung {n}\n1. {_PARAGRAPH}\na) {_PARAGRAPH}" for n in range(articles)]
    head = (
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\n\nVăn bản ban hành kèm theo\nQUY CHẾ\\\nlàm việc\n"
    )
    return parse_text(head + "\n".join(lines))


def _table(rows: int) -> Content:
    lines = [f"| {n} | Nhiệm vụ số {n} | Sở Nội vụ | Quý IV |" for n in range(rows)]
    return parse_text(
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n" + "\n".join(lines)
    )


def _another(paper: Paper, turn: int) -> Paper:
    """The same paper about something else: the typesetter remembers what it has set."""
    return replace(paper, subject=f"{paper.subject} lần thứ {turn} lúc {time.time_ns()}")


def times(call: Callable[[int], object], turns: int) -> list[float]:
    """How long each of the turns took, in milliseconds."""
    found = []
    for turn in range(turns):
        begin = time.perf_counter()
        call(turn)
        found.append((time.perf_counter() - begin) * 1000)
    return found


def p95(found: list[float]) -> float:
    """The time within which 95 % of the turns were done."""
    return sorted(found)[min(len(found) - 1, round(0.95 * len(found)))]


def _reading(pdf: bytes, turns: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        return statistics.median(times(lambda _: read_file(path, ocr=None), min(turns, 5)))
