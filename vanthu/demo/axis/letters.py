"""What the demo's neighbours write of themselves, as electronic letters on paper of their own."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO

from vanthu.demo.load.sheets import fonts
from vanthu.office.interchange.edxml.message import (
    Attachment,
    DocumentMessage,
    Organization,
    Signer,
    Trace,
)
from vanthu.office.writing import queries as writing

_MARK = "Văn bản này do trục mô phỏng của bản dùng thử gửi đến; nơi gửi không có thật."
_TEXTS = (
    (
        "18",
        "V/v phối hợp rà soát hồ sơ liên thông",
        "Đề nghị quý cơ quan phối hợp rà soát hồ sơ liên thông giữa hai đơn vị.",
    ),
    (
        "112",
        "V/v đề nghị cung cấp thông tin đầu mối văn thư",
        "Đề nghị quý cơ quan cung cấp đầu mối văn thư để gửi, nhận văn bản điện tử.",
    ),
)


def written(
    neighbours: Sequence[Organization], code: str, now: datetime
) -> Iterator[DocumentMessage]:
    """One letter of each of the first two to the agency of that code."""
    day = now.date()
    for sender, (number, subject, text) in zip(neighbours, _TEXTS, strict=False):
        symbol = "MP-VP"
        signer = Signer(position="Giám đốc", name="Trần Văn Mô Phỏng")
        page = _page(sender, number, symbol, subject, text, day, signer)
        yield DocumentMessage(
            sender=sender,
            receivers=(Organization(code=code, name=code),),
            document_id=f"{sender.code},{day:%Y/%m/%d},{number}/{symbol}",
            number=number,
            symbol=symbol,
            day=day,
            place="Mô Phỏng",
            type_name="Công văn",
            subject=subject,
            signer=signer,
            page_count=1,
            traces=(Trace(code=sender.code, at=now),),
            attachments=(_file(page, f"cong-van-{number}.pdf"),),
        )


def _page(
    sender: Organization,
    number: str,
    symbol: str,
    subject: str,
    text: str,
    day: date,
    signer: Signer,
) -> bytes:
    sheet = writing.Paper(
        type_code="cong-van",
        type_name="Công văn",
        family=writing.Family.STATE,
        issuer=sender.name,
        symbol=symbol,
        subject=subject,
        signing=writing.Signing(("GIÁM ĐỐC",), signer.name),
        content=writing.parse_text(f"{text}\n\n{_MARK}"),
        place="Mô Phỏng",
        number=number,
        day=day,
    )
    return writing.typeset(sheet, fonts()).pdf


def _file(content: bytes, name: str) -> Attachment:
    return Attachment(
        name=name,
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_id="file-1",
        open=partial(BytesIO, content),
    )
