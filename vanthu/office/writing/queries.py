"""The front of the writer: values in, text, JSON and sheets out. Nothing is kept."""

from vanthu.office.writing.choices import Family, Kind, Style
from vanthu.office.writing.citing import full_citation, short_citation
from vanthu.office.writing.comparing.changes import (
    CellChange,
    Change,
    ClauseChange,
    Stand,
    compare_contents,
    replayed,
)
from vanthu.office.writing.comparing.parts import What
from vanthu.office.writing.content import Annex, Block, Content, Grid, Signing, Span
from vanthu.office.writing.docx.making.document import docx_of
from vanthu.office.writing.docx.names import DOCX
from vanthu.office.writing.docx.taking.content import DocxContent, content_of_docx
from vanthu.office.writing.forms.catalogue import Form, find_form, form_of, forms
from vanthu.office.writing.looks import text_signature_look, text_signature_place
from vanthu.office.writing.numbering import (
    POINT_LETTERS,
    annex_labels,
    cited,
    label,
    labels,
    roman,
)
from vanthu.office.writing.paper import Paper, Place, Sheet
from vanthu.office.writing.serialise import (
    canonical_json,
    content_digest,
    content_from_json,
    content_to_json,
)
from vanthu.office.writing.textform.parsing import parse_text
from vanthu.office.writing.textform.printing import print_text
from vanthu.office.writing.typesetting.copying import CopyBlock, CopySheet, copy_sheet
from vanthu.office.writing.typesetting.lines import day_line, letter_subject, number_line, to_label
from vanthu.office.writing.typesetting.measures import Frame, Layout, Measure, layout
from vanthu.office.writing.typesetting.setting import typeset
from vanthu.office.writing.typesetting.values import end_marked, is_title

__all__ = [
    "DOCX",
    "POINT_LETTERS",
    "Annex",
    "Block",
    "CellChange",
    "Change",
    "ClauseChange",
    "Content",
    "CopyBlock",
    "CopySheet",
    "DocxContent",
    "Family",
    "Form",
    "Frame",
    "Grid",
    "Kind",
    "Layout",
    "Measure",
    "Paper",
    "Place",
    "Sheet",
    "Signing",
    "Span",
    "Stand",
    "Style",
    "What",
    "annex_labels",
    "canonical_json",
    "cited",
    "compare_contents",
    "content_digest",
    "content_from_json",
    "content_of_docx",
    "content_to_json",
    "copy_sheet",
    "day_line",
    "docx_of",
    "end_marked",
    "find_form",
    "form_of",
    "forms",
    "full_citation",
    "is_title",
    "label",
    "labels",
    "layout",
    "letter_subject",
    "number_line",
    "parse_text",
    "print_text",
    "text_signature_look",
    "text_signature_place",
    "to_label",
    "replayed",
    "roman",
    "short_citation",
    "typeset",
]
