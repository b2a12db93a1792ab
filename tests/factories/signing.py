"""Papers with places kept free, signed step by step with keys of the test authority."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from tests.factories.pki import Authority
from vanthu.demo.pki.answers import time_stamper
from vanthu.demo.pki.authority import Issued
from vanthu.ground.signing.choices import Level, SlotKind
from vanthu.ground.signing.keys import pkcs12
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.pdf.filling import fill
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.signing import sign, sign_text_only
from vanthu.ground.signing.pdf.slots import Filling, Rect, Slot

NUMBER: Rect = (85, 730, 225, 748)
DAY: Rect = (290, 710, 470, 728)
SIGNATURE: Rect = (340, 400, 480, 460)
SEAL: Rect = (285, 380, 387, 482)
PAPER = """#set page(paper: "a4")
#set text(font: "Tinos", size: 14pt, lang: "vi")
ỦY BAN NHÂN DÂN TỈNH VĨNH LONG
#v(4cm)
Về việc bổ nhiệm ông Nguyễn Văn An giữ chức vụ Phó Giám đốc Sở Nội vụ
#pagebreak()
Nơi nhận: Lưu: VT.
"""


@cache
def paper(text: str = PAPER) -> bytes:
    """A typeset PDF/A-2b of two pages, without fields."""
    return _set(text, "a-2b")


@cache
def look(words: str, rect: Rect = NUMBER) -> bytes:
    """A one-page PDF of the size of `rect` that shows `words`."""
    x0, y0, x1, y1 = rect
    page = f"#set page(width: {x1 - x0}pt, height: {y1 - y0}pt, margin: 0pt)\n"
    return _set(f'{page}#set text(font: "Tinos", size: 12pt)\n{words}', "1.7")


def _set(text: str, standard: Literal["a-2b", "1.7"]) -> bytes:
    tinos = Path(settings.STATIC_ROOT) / "fonts" / "tinos"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[tinos])
    return typst.compile(text.encode(), font_paths=fonts, format="pdf", pdf_standards=standard)


@cache
def sheet() -> bytes:
    """A paper with the places of number, day, signature and seal kept free."""
    return reserve(paper(), slots())


def slots() -> tuple[Slot, ...]:
    """The places of number, day, signature and seal."""
    return (
        Slot("so", SlotKind.TEXT, 1, NUMBER, look("Số: #h(30pt) /QĐ-UBND"), "Số, ký hiệu"),
        Slot("ngay", SlotKind.TEXT, 1, DAY, look("ngày … tháng …", DAY), "Ngày ban hành"),
        Slot("ky", SlotKind.SIGNATURE, 1, SIGNATURE, label="Chữ ký số của người ký"),
        Slot("dau", SlotKind.SIGNATURE, 1, SEAL, label="Chữ ký số", locks=("so", "ngay")),
    )


def services(authority: Authority) -> Services:
    """Services of the test authority over the network of this machine."""
    pki = authority.pki
    return Services(
        stamp_url=f"{pki.base_url}/tsa",
        roots=(_asn1(pki.root.certificate),),
        hosts=frozenset({pki.base_url.removeprefix("http://")}),
        seconds=5,
    )


def near(authority: Authority) -> Services:
    """The same without a network for the time stamp: quicker."""
    return replace(services(authority), stamper=time_stamper(authority.pki))


def signed(
    pdf: bytes,
    holder: Issued,
    helpers: Services,
    level: Level = Level.B_LT,
    field: str = "ky",
    certify: bool = True,
) -> bytes:
    """The paper signed by the leader (or by anybody in another field)."""
    rect = SIGNATURE if field == "ky" else SEAL
    with pkcs12.opened(Secret(holder.password, holder.pkcs12)) as key:
        return sign(
            pdf,
            field=field,
            key=key,
            look=look("#text(blue)[An]", rect),
            level=level,
            services=helpers,
            certify=certify,
        )


def numbered(pdf: bytes, number: str = "125", day: str = "ngày 02 tháng 9 năm 2026") -> bytes:
    """The paper with number and day in their places."""
    return fill(pdf, fillings(number, day))


def fillings(number: str, day: str) -> Mapping[str, Filling]:
    """What number and day look like."""
    words = f"Số: {number}/QĐ-UBND"
    return {"so": Filling(words, look(words)), "ngay": Filling(day, look(day, DAY))}


def sealed(
    pdf: bytes, holder: Issued, helpers: Services, level: Level = Level.B_LTA, field: str = "dau"
) -> bytes:
    """The paper signed by the agency."""
    return signed(pdf, holder, helpers, level, field, certify=False)


def text_signed(pdf: bytes, holder: Issued, helpers: Services, level: Level = Level.B_LT) -> bytes:
    """An annex in a file of its own, with the agency's signature as text at its top right."""
    rect = (400.0, 800.0, 560.0, 830.0)
    with pkcs12.opened(Secret(holder.password, holder.pkcs12)) as key:
        return sign_text_only(
            pdf,
            field="co-quan",
            page=1,
            rect=rect,
            look=look("125/QĐ-UBND", rect),
            key=key,
            level=level,
            services=helpers,
        )


def root(authority: Authority) -> x509.Certificate:
    """The certificate that everything of the authority chains to."""
    return _asn1(authority.pki.root.certificate)


def _asn1(certificate: object) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))  # type: ignore[attr-defined]
