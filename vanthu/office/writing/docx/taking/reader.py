"""The walk through `word/document.xml`: every letter becomes part of a line or a named loss."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vanthu.office.writing.docx.errors import DocxTooLarge
from vanthu.office.writing.docx.names import marked_id
from vanthu.office.writing.docx.taking.lines import Body, Item, Line, Run, marked
from vanthu.office.writing.docx.taking.lists import Lists
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.taking.package import Package
from vanthu.office.writing.docx.taking.runs import Gathered, RunReader
from vanthu.office.writing.docx.taking.styles import Listed, Styles, listed_in
from vanthu.office.writing.docx.taking.tables import read_table
from vanthu.office.writing.docx.xml import MC, Element, W, branch, switch, value, w

_AROUND = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


class Reader:
    """Reads one body once, in order: automatic numbers count on from line to line."""

    def __init__(self, package: Package, losses: Losses) -> None:
        self.styles = Styles(_first(package, "styles"))
        self._lists = Lists(_first(package, "numbering"))
        self._runs = RunReader(package, self.styles, losses)
        self._losses = losses
        self._most = package.limits.lines
        self._count = 0
        self._section = 0
        self._landscape: list[bool] = []
        self._held: list[Run] = []

    def body(self, root: Element) -> Body:
        """Everything between the tags of the body."""
        body = root.find(w("body"))
        items = tuple(self._items(body)) if body is not None else ()
        self._landscape.append(_lies_across(body.find(w("sectPr")) if body is not None else None))
        return Body(items, tuple(self._landscape))

    def _items(self, parent: Iterable[Element]) -> Iterator[Item]:
        for child in parent:
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                table = read_table(child, self._cell_items, self._losses)
                if any(table.rows):  # all of them may have been deleted
                    yield replace(table, section=self._section)
            elif child.tag in _AROUND:
                yield from self._items(child)
            elif child.tag == MC + "AlternateContent":
                yield from self._items(branch(child))
            elif child.tag == w("altChunk"):
                self._runs.foreign()

    def _cell_items(self, cell: Element) -> tuple[Item, ...]:
        return tuple(self._items(cell))

    def _paragraph(self, node: Element) -> Iterator[Item]:
        self._count += 1
        if self._count > self._most:
            raise DocxTooLarge(limit=f"{self._most} đoạn")
        properties = node.find(w("pPr"))
        style = value(properties, "pStyle")
        gathered = self._runs.gather(node, self.styles.paragraph_look(style))
        runs, self._held = [*self._held, *gathered.runs], []
        if _mark_deleted(properties):
            self._held = runs
        elif self.styles.name(style or "").lower().startswith("toc"):
            self._losses.add(Loss.CONTENTS)
        else:
            yield self._line(runs, gathered, properties, style)
        for box in gathered.boxes:
            yield from self._items(box)
        self._end_section(properties)

    def _line(
        self, runs: list[Run], gathered: Gathered, properties: Element | None, style: str | None
    ) -> Line:
        text, spans = marked(runs)
        said = value(properties, "jc")
        place = self._place(properties, style)
        before = properties is not None and switch(properties, "pageBreakBefore")
        return Line(
            text=text,
            spans=spans,
            auto=self._lists.label(place) if place is not None and text else None,
            style=self.styles.name(style) if style else "",
            centred=self.styles.centred(style) if said is None else said == "center",
            mark=next(filter(None, map(marked_id, gathered.bookmarks)), ""),
            section=self._section,
            new_page=gathered.new_page or bool(before),
        )

    def _place(self, properties: Element | None, style: str | None) -> Listed | None:
        return listed_in(properties) or self.styles.listed(style)

    def _end_section(self, properties: Element | None) -> None:
        section = properties.find(w("sectPr")) if properties is not None else None
        if section is not None:
            self._landscape.append(_lies_across(section))
            self._section += 1


def _first(package: Package, kind: str) -> Element | None:
    return next(iter(package.related(kind)), None)


def _mark_deleted(properties: Element | None) -> bool:
    """A deleted paragraph mark joins the paragraph with the next one."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _lies_across(section: Element | None) -> bool:
    page = section.find(w("pgSz")) if section is not None else None
    return page is not None and page.get(w("orient")) == "landscape"
