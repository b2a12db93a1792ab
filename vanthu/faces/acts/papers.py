"""The text of a paper that is looked at once and kept nowhere."""

import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from vanthu.kernel.errors import Invalid, StateSecretRefused
from vanthu.office.reading.errors import FileTooLarge
from vanthu.office.reading.queries import SECRECY_HAZARD, Reading, read_file, read_text

MOST_LETTERS = 500_000


def text_of_paper(chunks: Iterable[bytes]) -> str:
    """The text of a PDF, a DOCX or a plain text; the bytes are gone when it returns.

    Raises Invalid for a scan without a text layer, StateSecretRefused for a secrecy mark, and
    what the reader refuses.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        _write(path, chunks)
        reading = read_file(path, ocr=None)
    _check_open(reading)
    if not reading.text.strip():
        raise Invalid({"file": "Tệp không có lớp chữ (bản quét). Hãy dán nội dung vào ô văn bản."})
    return reading.text


def text_as_typed(text: str) -> str:
    """A pasted text in one spelling; raises Invalid when empty or too long, StateSecretRefused."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if not plain.strip():
        raise Invalid({"text": "Hãy dán đoạn văn bản cần kiểm tra, hoặc chọn một tệp."})
    if len(plain) > MOST_LETTERS:
        raise Invalid({"text": "Đoạn văn bản quá dài. Hãy chia nhỏ hoặc gửi tệp DOCX, PDF."})
    _check_open(read_text(plain))
    return plain


def _check_open(reading: Reading) -> None:
    if SECRECY_HAZARD in reading.hazards:
        raise StateSecretRefused


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    size = 0
    with path.open("wb") as target:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT:
                raise FileTooLarge(limit=f"{settings.UPLOAD_LIMIT // 1024**2} MB")
            target.write(chunk)
