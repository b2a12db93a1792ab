"""Cells 7a and 7b: authority, position and name of the signer (Annex I, II.7; S-10)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.rules.capitals.rows import capital
from vanthu.office.checking.subject import Row, Subject

_WORD = re.compile(r"(?P<word>TM|TUQ|KT|TL|Q|T/M|K/T|T/L)\s*(?P<dot>\.?)(?P<gap>\s*)(?=[A-ZĐỦƯ])")
_DEPUTY = ("PHÓ", "THỨ TRƯỞNG", "ỦY VIÊN", "UỶ VIÊN")
_DEGREE = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Ths|BS|KS|CN|LS|CKI|CKII|NGND|NGƯT|TTND|TTƯT|Giáo sư|Phó Giáo sư"
    r"|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Cử nhân|Luật sư|Nhà giáo)(?:\b\.?[\s.,-]*|\s+)(?=[A-ZĐ])"
)
# Armed forces, education, health and science may write them (II.7.b).
_MAY_USE_DEGREES = re.compile(r"TRƯỜNG|HỌC VIỆN|BỆNH VIỆN|Y TẾ|GIÁO DỤC|KHOA HỌC|QUÂN|CÔNG AN")

AUTHORITY_FORM = Rule(
    "authority.form",
    Cell.AUTHORITY,
    Severity.ERROR,
    sources.SIGNING,
    "Quyền hạn người ký ghi “{found}”.",
    "Ghi chữ viết tắt in hoa có dấu chấm và một khoảng trắng: “{instead}”.",
)
DEPUTY = Rule(
    "authority.deputy",
    Cell.AUTHORITY,
    Severity.ERROR,
    sources.SIGNING,
    "Ký thay (KT.) nhưng chức vụ “{found}” không phải là cấp phó.",
    "Dưới dòng “KT.” ghi chức vụ của cấp phó ký thay.",
)
DEGREE = Rule(
    "name.degree",
    Cell.NAME,
    Severity.ERROR,
    sources.SIGNING,
    "Trước họ tên người ký ghi học hàm, học vị hoặc danh hiệu.",
    "Chỉ ghi họ và tên: “{instead}”.",
)
NAME_CAPITALS = Rule(
    "name.capitals",
    Cell.NAME,
    Severity.ERROR,
    sources.annex_two("khoản 1 Mục II"),
    "Họ tên người ký “{found}” viết hoa chưa đúng.",
    "Viết hoa chữ cái đầu tất cả các âm tiết: “{instead}”.",
)
PARTY_AUTHORITY = Rule(
    "party.authority",
    Cell.AUTHORITY,
    Severity.ERROR,
    sources.PARTY,
    "Quyền hạn người ký văn bản của Đảng ghi “{found}”.",
    "Ghi chữ viết tắt có gạch chéo: “{instead}”.",
)
NAME_MISSING = Rule(
    "name.missing",
    Cell.NAME,
    Severity.ERROR,
    sources.SIGNING,
    "Văn bản chưa có họ và tên người ký.",
    "Ghi đầy đủ họ và tên người ký.",
)
COSIGNER = Rule(
    "name.cosigner",
    Cell.NAME,
    Severity.WARNING,
    sources.FORMS,
    "Mẫu của loại văn bản có thêm người ký: {found}.",
    "Ghi người cùng ký ở mục “Người cùng ký” của trang soạn thảo.",
)
_PARTY_WORDS = {"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "T/L"}
_STATE_WORDS = {"T/M": "TM.", "K/T": "KT.", "T/L": "TL."}


def check_authority(subject: Subject) -> Iterator[Finding]:
    """TM., KT., TL., TUQ., Q. with a point and a space; T/M, K/T, T/L in the Party."""
    for row in subject.rows(Cell.AUTHORITY):
        found = _WORD.match(row.text)
        if found is None:
            continue
        word, rest = found["word"], row.text[found.end() :]
        if subject.party and word in _PARTY_WORDS:
            instead = f"{_PARTY_WORDS[word]} {rest}"
            yield PARTY_AUTHORITY.found(row.spot(), instead, found=row.text)
        elif not subject.party:
            right = f"{_STATE_WORDS.get(word, word + '.')} {rest}"
            if right != row.text:
                yield AUTHORITY_FORM.found(row.spot(), right, found=row.text)


def check_deputy(subject: Subject) -> Iterator[Finding]:
    """Who signs for the head is a deputy, and says so in the line below."""
    rows = subject.rows(Cell.AUTHORITY)
    for above, row in pairwise(rows):
        for_head = re.match(r"K\s*/?\s*T\b", above.text)
        if for_head and not row.text.startswith(_DEPUTY) and not _WORD.match(row.text):
            yield DEPUTY.found(row.spot(), found=row.text)


def check_name(subject: Subject) -> Iterator[Finding]:
    """The bare full name, each syllable with a capital."""
    for row in subject.rows(Cell.NAME):
        yield from _degree(subject, row)
        name = _DEGREE.sub("", row.text)
        instead = " ".join(capital(word) for word in name.split())
        if instead != name and name != name.upper():
            yield NAME_CAPITALS.found(row.spot(), instead, found=row.text)


def _degree(subject: Subject, row: Row) -> Iterator[Finding]:
    issuer = " ".join(one.text for one in (*subject.parents, *subject.issuer))
    if _DEGREE.match(row.text) and not _MAY_USE_DEGREES.search(issuer.upper()):
        yield DEGREE.found(row.spot(), _without_degrees(row.text))


def _without_degrees(text: str) -> str:
    while (found := _DEGREE.match(text)) is not None:
        text = text[found.end() :]
    return text


def check_name_present(subject: Subject) -> Iterator[Finding]:
    """A draft names all its signers; in a file a name under a seal may only not be read."""
    paper = subject.source is Source.PAPER
    named = len(subject.rows(Cell.NAME))
    if paper and subject.rows(Cell.AUTHORITY) and named < subject.signers:
        yield NAME_MISSING.found()


def check_cosigners(subject: Subject) -> Iterator[Finding]:
    """Minutes have their secretary sign too, contracts the other party (Annex III)."""
    if subject.wanted:
        yield COSIGNER.found(found=", ".join(subject.wanted))
