"""Optional programs of the machine: what is lost without each."""

import shutil

from vanthu.office.reading.queries import default_ocr


def missing_programs() -> list[str]:
    """A sentence for each absent program, with the package that brings it (Debian's names)."""
    missing: list[str] = []
    if not default_ocr().available():
        missing.append(
            "thiếu tesseract hoặc dữ liệu tiếng Việt của nó: không đọc được bản quét "
            "(scans cannot be read); cài gói tesseract-ocr-vie."
        )
    if shutil.which("pdftotext") is None:
        missing.append(
            "thiếu pdftotext: tệp PDF lẫn phông chữ đọc kém hơn (PDF files with mixed fonts are "
            "read less well); cài gói poppler-utils."
        )
    return missing
