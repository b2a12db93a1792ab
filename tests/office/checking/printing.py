"""A sample as a PDF, a DOCX, or a structured paper."""

import json
from datetime import date
from pathlib import Path

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tests.office.checking.papers import Item, Sample
from tests.office.writing.papers import FONTS
from vanthu.office.checking.findings import Finding
from vanthu.office.checking.queries import check_file
from vanthu.office.writing.choices import Family, Kind
from vanthu.office.writing.content import Annex, Block, Content, Signing
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.queries import forms

_TEMPLATE = Path(__file__).with_name("paper.typ")


def as_pdf(sample: Sample, path: Path) -> Path:
    """Typeset with Tinos, or with the type the sample asks for."""
    pdf = typst.compile(
        _TEMPLATE,
        font_paths=[FONTS],
        sys_inputs={"data": json.dumps(_data(sample), ensure_ascii=False)},
        format="pdf",
        timestamp=0,
    )
    path.write_bytes(pdf)
    return path


def checked(path: Path, content: bytes) -> tuple[Finding, ...]:
    """What the checker finds in the content as a file, which it must be able to look at."""
    path.write_bytes(content)
    report = check_file(path)
    assert not report.scanned
    return report.findings


def _data(sample: Sample) -> Item:
    return {
        "look": sample.look,
        "party": sample.party,
        "star": sample.star,
        "parents": sample.parents,
        "issuer": sample.issuer,
        "number": sample.reference,
        "letter_subject": letter_subject(sample),
        "nation": sample.nation,
        "motto": sample.motto,
        "day": sample.dated,
        "urgency": sample.urgency,
        "title": printed_title(sample),
        "subject": sample.subject,
        "to": sample.to,
        "body": sample.body,
        "sent": sample.sent,
        "recipients": sample.recipients,
        "authority": sample.authority,
        "name": sample.name,
        "annexes": sample.annexes,
    }


def printed_title(sample: Sample) -> str:
    """Cell 5a: the type in capitals."""
    if sample.title is not None:
        return sample.title
    return "" if sample.letter else sample.type_name.upper()


def letter_subject(sample: Sample) -> str:
    """Cell 5b of a letter."""
    if not sample.letter:
        return ""
    return sample.subject_line or f"V/v {sample.subject}"


def as_docx(sample: Sample, path: Path) -> Path:
    """Tables of two cells for heading and closing, paragraphs between."""
    document = docx.Document()
    look, section = sample.look, document.sections[0]
    section.page_width, section.page_height = Mm(look["width"]), Mm(look["height"])
    section.top_margin, section.bottom_margin = Mm(look["top"]), Mm(look["bottom"])
    section.left_margin, section.right_margin = Mm(look["left"]), Mm(look["right"])
    section.different_first_page_header_footer = not look["number_first"]
    _page_field(section.header.paragraphs[0])
    head = document.add_table(1, 2)
    left, right = head.cell(0, 0), head.cell(0, 1)
    for name, text in _left(sample):
        _write(left.add_paragraph(), text, sample, name, centred=True)
    for name, text in (("nation", sample.nation), ("motto", sample.motto), ("day", sample.dated)):
        if text:
            _write(right.add_paragraph(), text, sample, name, centred=True)
    if look["motto_line"]:
        _line_below(right.paragraphs[2 if sample.motto else 1])
    _middle(document, sample)
    closing = document.add_table(1, 2)
    for name, text in (("sent", sample.sent), *(("list", one) for one in sample.recipients)):
        _write(closing.cell(0, 0).add_paragraph(), text, sample, name)
    for name, text in (*(("authority", one) for one in sample.authority), ("name", sample.name)):
        _write(closing.cell(0, 1).add_paragraph(), text, sample, name, centred=True)
    document.save(str(path))
    return path


def _left(sample: Sample) -> list[tuple[str, str]]:
    rows = [*(("parent", one) for one in sample.parents), ("issuer", sample.issuer)]
    star = [("number", sample.star)] if sample.party else []
    subject = letter_subject(sample)
    return [
        *rows,
        *star,
        ("number", sample.reference),
        *([("subject", subject)] if subject else []),
    ]


def _middle(document: docx.document.Document, sample: Sample) -> None:
    title = printed_title(sample)
    if title:
        for text in (title, sample.subject):
            centred = bool(sample.look.get("title_centred", True))
            _write(document.add_paragraph(), text, sample, "title", centred=centred)
    if len(sample.to) == 1:
        _write(document.add_paragraph(), f"Kính gửi: {sample.to[0]}", sample, "to", centred=True)
    elif sample.to:
        for text in ("Kính gửi:", *sample.to):
            _write(document.add_paragraph(), text, sample, "to")
    for one in sample.body:
        paragraph = document.add_paragraph()
        if one["style"] == "article":
            _write(paragraph, one["head"] + " ", sample, "article")
            _write(paragraph, one["text"], sample, "plain")
        else:
            centred = one["style"] == "centre"
            name = {"ground": "ground", "centre": "article"}.get(one["style"], "plain")
            _write(paragraph, one["text"], sample, name, centred=centred)


def _write(
    paragraph: Paragraph, text: str, sample: Sample, name: str, *, centred: bool = False
) -> None:
    look = sample.look.get(name, {"size": sample.look["body"], "bold": False, "italic": False})
    run = paragraph.add_run(text)
    run.font.size = Pt(look["size"])
    run.font.bold, run.font.italic = look["bold"], look["italic"]
    run.font.name = sample.look["font"].replace("Tinos", "Times New Roman")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_field(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _line_below(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "single")
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _code(sample: Sample) -> str:
    names = {form.name: form.code for form in forms().values() if form.family is _family(sample)}
    return names[sample.type_name]


def _family(sample: Sample) -> Family:
    return Family.PARTY if sample.party else Family.STATE


_KINDS = {"ground": Kind.GROUND, "centre": Kind.CENTRED, "article": Kind.ARTICLE}


def as_paper(sample: Sample) -> Paper:
    """The structured paper: numbers of articles, clauses and points are not stored."""
    blocks = tuple(_block(number, one) for number, one in enumerate(sample.body))
    annexes = tuple(
        Annex(
            f"x{n}", one["title"], tuple(_block(n * 100 + m, r) for m, r in enumerate(one["body"]))
        )
        for n, one in enumerate(sample.annexes, 1)
    )
    return Paper(
        type_code=_code(sample),
        type_name=sample.type_name,
        family=_family(sample),
        issuer=sample.issuer,
        symbol=sample.symbol,
        subject=sample.subject,
        signing=Signing(tuple(sample.authority), sample.name),
        content=Content(tuple(sample.to), blocks, annexes),
        parent=" ".join(sample.parents),
        place=sample.place,
        number=sample.serial,
        day=date(2026, 9, 5),
        recipients=tuple(sample.recipients),
        urgency=sample.urgency,
    )


def _block(number: int, one: Item) -> Block:
    text = str(one["text"])
    kind = _KINDS.get(one["style"], Kind.PARAGRAPH)
    if one["style"] == "plain" and not one.get("typed"):
        head, _, rest = text.partition(" ")
        marked = {".": Kind.CLAUSE, ")": Kind.POINT, "-": Kind.DASH}.get(head[-1:])
        if marked is not None and len(head) <= 4 and rest:
            kind, text = (Kind.ROMAN if head[0] in "IVX" else marked), rest
    if text.startswith("QUYẾT"):
        kind = Kind.DECISION
    return Block(f"b{number}", kind, text)
