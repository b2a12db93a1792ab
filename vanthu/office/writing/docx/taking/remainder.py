"""Parts beside the body: comments in the margin, the tops and feet of pages."""

from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.taking.package import Package
from vanthu.office.writing.docx.taking.styles import Styles
from vanthu.office.writing.docx.xml import Element, letters, value, w


def name_remainder(package: Package, styles: Styles, losses: Losses) -> list[str]:
    """Names what stands there, and gives the lines of cell 13, which are data.

    A page number alone is no loss: the typesetter sets its own.
    """
    for root in package.related("comments"):
        for comment in root.iter(w("comment")):
            who = str(comment.get(w("author"), "")).strip()
            text = " ".join(map(_text, comment.iter(w("p"))))
            losses.add(Loss.COMMENT, f"{who}: {text}" if who else text)
    edges = (root for kind in ("header", "footer") for root in package.related(kind))
    lines = [line for root in edges for line in root.iter(w("p"))]
    ours = [line for line in lines if _style(line, styles) == CellStyle.CONTACT]
    for text in dict.fromkeys(_text(line) for line in lines if line not in ours):
        if any(letter.isalpha() for letter in text):
            losses.add(Loss.EDGE, text)
    return [text for line in ours if (text := _text(line))]


def _style(line: Element, styles: Styles) -> str:
    return styles.name(value(line.find(w("pPr")), "pStyle") or "")


def _text(line: Element) -> str:
    return " ".join(letters(line, "t").split())
