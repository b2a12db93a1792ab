"""What is set is PDF/A-2b: by the typesetter, by qpdf, by our list of clauses."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.office.writing.every_type import paper_of
from tests.office.writing.papers import DECISION, FONTS
from tests.office.writing.test_reading_back import filled, reserved
from tests.support.pdfa import faults
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.office.writing import looks
from vanthu.office.writing.queries import form_of, forms, typeset

QPDF = shutil.which("qpdf")
needs_qpdf = pytest.mark.skipif(QPDF is None, reason="qpdf is not installed (script/test does)")


def qpdf_says(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([str(QPDF), "--check", path], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@needs_qpdf
@pytest.mark.parametrize("code", list(forms()))
def test_every_form_is_archival(code: str, tmp_path: Path) -> None:
    pdf = typeset(paper_of(form_of(code)), FONTS).pdf
    assert faults(pdf) == []
    assert qpdf_says(pdf, tmp_path) == ""


@needs_qpdf
def test_fields_and_their_looks_keep_it_archival(tmp_path: Path) -> None:
    free = typeset(replace(DECISION, number=None, day=None), FONTS)
    blank = reserved(DECISION, free)
    done = filled(DECISION, free, blank)
    for pdf in (blank, done):
        assert faults(pdf) == []
        assert qpdf_says(pdf, tmp_path) == ""


@pytest.mark.parametrize("look", ["signature", "seal", "text"])
def test_looks_are_archival_themselves(look: str) -> None:
    if look == "signature":
        pdf = looks.signature_look(signature_png("An"), 150, 80, FONTS)
    elif look == "seal":
        pdf = looks.seal_look(seal_png("Sở Nội vụ", FONTS), 36, FONTS)
    else:
        pdf = looks.text_signature_look(["Số, ký hiệu: 05/QĐ-UBND"], FONTS)
    assert faults(pdf) == []


def spoilt(fault: str) -> bytes:
    """A good paper with one clause broken."""
    writer = PdfWriter(clone_from=io.BytesIO(typeset(DECISION, FONTS).pdf))
    root = writer.root_object
    if fault == "6.6.2":
        del root["/Metadata"]
    elif fault == "6.2.3":
        del root["/OutputIntents"]
    elif fault == "6.5":
        script = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
        root[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(script))
    elif fault == "6.2.11.4":
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        root[NameObject("/Extra")] = writer._add_object(font)
    elif fault == "6.3":
        note = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/T"): TextStringObject("x"),
                NameObject("/Rect"): writer.pages[0].mediabox,
            }
        )
        writer.add_annotation(0, note)
    elif fault == "6.1.3":
        writer.encrypt("", "owner")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("fault", ["6.6.2", "6.2.3", "6.5", "6.2.11.4", "6.3"])
def test_the_list_sees_what_it_says_it_sees(fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(spoilt(fault)))


def test_a_file_that_is_encrypted_is_not_archival() -> None:
    assert "6.1.3 encrypted" in faults(spoilt("6.1.3"))


def test_the_typesetter_says_what_it_made() -> None:
    metadata = PdfReader(io.BytesIO(typeset(DECISION, FONTS).pdf)).xmp_metadata
    assert metadata is not None
    assert (metadata.dc_title or {}).get("x-default") == DECISION.subject
