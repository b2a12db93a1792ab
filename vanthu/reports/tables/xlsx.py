"""A table as XLSX, written row by row so that a year's register needs no more memory than a
page.
"""

from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from vanthu.reports.tables.model import Table

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "Times New Roman"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9  # the paper size code of Office Open XML


def safe(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_DANGEROUS) else text


def _dressed(cell: Any, bold: bool, centred: bool, boxed: bool) -> Any:
    """The cell with its font, alignment and border."""
    cell.font = Font(name=_FONT, bold=bold, size=11)
    cell.alignment = Alignment(
        wrap_text=boxed, vertical="top", horizontal="center" if centred else None
    )
    if boxed:
        cell.border = _BORDER
    return cell


def write_xlsx(table: Table, out: IO[bytes]) -> None:
    """Write the table: heading lines, the header row, the rows; ready to print landscape."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.heading.title[:31])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 8 + column.width * 9

    looks: dict[tuple[bool, bool, bool], Any] = {}

    def cell(text: str, *, bold: bool = False, centred: bool = False, boxed: bool = True) -> Any:
        made: Any = WriteOnlyCell(sheet, value=safe(text))
        look = (bold, centred, boxed)
        if look in looks:
            # What openpyxl keeps of a look are a few numbers; to find them anew for each cell
            # takes ten times as long as to write it, and it offers no other way to reuse them.
            made._style = looks[look]
        else:
            looks[look] = _dressed(made, bold, centred, boxed)._style
        return made

    heading = table.heading
    top = [heading.parent.upper(), heading.agency.upper(), heading.title.upper(), *heading.lines]
    for text in filter(None, top):
        sheet.append([cell(text, bold=True, boxed=False)])
    sheet.append([])
    sheet.append([cell(column.name, bold=True, centred=True) for column in table.columns])
    if table.numbered:
        sheet.append([cell(f"({n})", centred=True) for n in range(1, len(table.columns) + 1)])
    for row in table.rows:
        sheet.append(
            [cell(text, centred=c.centred) for text, c in zip(row, table.columns, strict=True)]
        )
    sheet.append([])
    for text in (*table.closing, heading.mark):
        sheet.append([cell(text, boxed=False)])
    book.save(out)
