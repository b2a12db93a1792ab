"""The workbook: the template people fill in, and its rows as they come back."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from vanthu.faces.imports.cells import Row
from vanthu.faces.imports.kinds import Column, Kind
from vanthu.kernel.errors import Refusal
from vanthu.kernel.text import fold

_LISTS = "Danh mục"
# The example under the headings; a row that still equals it is passed over.
_EXAMPLE_ROW = 2
# The column of what has to be corrected; a sheet that is sent again may still have it.
WRONG = "Cần sửa"


class NotTheTemplate(Refusal):
    """The file is no workbook, or lacks columns."""

    code = "not-the-template"
    status = 422
    default_sentence = (
        "Tệp không đúng mẫu “{title}”: {what}. Hãy tải mẫu ở trang này, điền rồi gửi lại."
    )


class TooManyRows(Refusal):
    """More rows than one import takes."""

    code = "too-many-rows"
    status = 422
    default_sentence = "Mỗi lần nhập tối đa {most} dòng. Hãy chia tệp thành nhiều phần."


def template(kind: Kind, out: IO[bytes]) -> None:
    """Write the template: headings with notes, an example, lists to choose from."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = kind.title[:31]
    lists = book.create_sheet(_LISTS)
    for number, column in enumerate(kind.columns, 1):
        _heading(sheet.cell(1, number), column)
        sheet.cell(_EXAMPLE_ROW, number, column.example).font = Font(italic=True, color="666666")
        sheet.column_dimensions[get_column_letter(number)].width = max(len(column.name) + 4, 18)
        if column.choices is not None:
            _offer(sheet, lists, number, column, kind.most)
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    book.save(out)


def _heading(cell: Any, column: Column) -> None:
    cell.value = f"{column.name} *" if column.required else column.name
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E3EFEE")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if column.hint:
        cell.comment = Comment(column.hint, "vanthu")


def _offer(sheet: Any, lists: Any, number: int, column: Column, most: int) -> None:
    assert column.choices is not None, "asked for by the caller"
    letter = get_column_letter(number)
    labels = [str(member.label) for member in column.choices]
    for at, label in enumerate(labels, 1):
        lists.cell(at, number, label)
    source = f"'{_LISTS}'!${letter}$1:${letter}${len(labels)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=not column.required)
    rule.add(f"{letter}2:{letter}{most + 1}")
    sheet.add_data_validation(rule)


@contextmanager
def lines_of(kind: Kind, path: Path) -> Iterator[Iterator[Sequence[Any]]]:
    """The lines of the first sheet, read piece by piece; raises NotTheTemplate."""
    with _opened(kind, path) as sheet:
        yield sheet.iter_rows(values_only=True)


def count(kind: Kind, path: Path) -> int:
    """How many lines the sheet says it has below its headings; 0 where it does not say."""
    with _opened(kind, path) as sheet:
        return max((sheet.max_row or 1) - 1, 0)


@contextmanager
def _opened(kind: Kind, path: Path) -> Iterator[Any]:
    # As a stream: openpyxl goes by the ending of a name, and stored files have none.
    with path.open("rb") as stream:
        try:
            book = load_workbook(stream, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise NotTheTemplate(title=kind.title, what="không phải tệp XLSX") from error
        try:
            yield book.worksheets[0]
        finally:
            book.close()


def read(kind: Kind, path: Path) -> Iterator[Row]:
    """The filled rows of the first sheet; raises NotTheTemplate, TooManyRows."""
    with lines_of(kind, path) as lines:
        yield from _rows(kind, lines)


def corrected(
    kind: Kind, path: Path, faults: Mapping[int, str], out: IO[bytes], *, only: bool
) -> None:
    """The sender's own sheet with what is wrong beside each wrong row; `only` those rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(kind.title[:31])
    with lines_of(kind, path) as lines:
        headings = _own(next(lines, ()))
        sheet.append([*(_marked(sheet, text) for text in headings), _marked(sheet, WRONG)])
        for number, values in enumerate(lines, _EXAMPLE_ROW):
            wrong = faults.get(number, "")
            if wrong or not only:
                cells = [_plainly(sheet, value) for value in values[: len(headings)]]
                cells += [None] * (len(headings) - len(cells))
                sheet.append([*cells, _red(sheet, wrong) if wrong else None])
    book.save(out)


def _own(headings: Sequence[object]) -> list[str]:
    """The headings up to the last one, without the column an earlier answer had added."""
    found = ["" if heading is None else str(heading) for heading in headings]
    while found and (not found[-1] or found[-1] == WRONG):
        found.pop()
    return found


def _plainly(sheet: Any, value: Any) -> Any:
    """A text that looks like a formula stays a text: the sheet may come from anywhere."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _marked(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FBE3E0" if text == WRONG else "E3EFEE")
    return cell


def _red(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(color="9C1C12")
    return cell


def _rows(kind: Kind, lines: Iterator[Sequence[Any]]) -> Iterator[Row]:
    places = _places(kind, next(lines, ()))
    count = 0
    for number, values in enumerate(lines, _EXAMPLE_ROW):
        cells = {name: values[at] if at < len(values) else None for name, at in places.items()}
        if not _filled(cells) or (number == _EXAMPLE_ROW and _is_example(kind, cells)):
            continue
        count += 1
        if count > kind.most:
            raise TooManyRows(most=kind.most)
        yield Row(number, cells)


def _places(kind: Kind, headings: Sequence[object]) -> dict[str, int]:
    """Where each column stands: people move and drop columns; those required must be there."""
    found = {_plain(heading): at for at, heading in enumerate(headings) if heading is not None}
    missing = [c.name for c in kind.columns if c.required and _plain(c.name) not in found]
    if missing:
        raise NotTheTemplate(title=kind.title, what=f"thiếu cột {', '.join(missing)}")
    return {c.name: found[_plain(c.name)] for c in kind.columns if _plain(c.name) in found}


def _plain(heading: object) -> str:
    return fold(str(heading).rstrip(" *"))


def _filled(cells: dict[str, Any]) -> bool:
    return any(value is not None and str(value).strip() for value in cells.values())


def _is_example(kind: Kind, cells: dict[str, Any]) -> bool:
    return all(str(cells.get(c.name) or "") == c.example for c in kind.columns if c.example)
