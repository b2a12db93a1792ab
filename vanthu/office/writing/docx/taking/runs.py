"""Inside a paragraph: letters with their look, and all that stands between letters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from vanthu.office.writing.docx.taking.lines import Run
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.taking.package import Package
from vanthu.office.writing.docx.taking.styles import Look, Styles, look_of
from vanthu.office.writing.docx.xml import MC, Element, M, W, branch, letters, value, w

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_LINES = ("line", "straightConnector1")


@dataclass
class Gathered:
    """What one paragraph yielded; `boxes` are the contents of text boxes anchored in it."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    new_page: bool = False


class RunReader:
    """Reads the inside of paragraphs; footnotes are looked up where they are called."""

    def __init__(self, package: Package, styles: Styles, losses: Losses) -> None:
        self._styles = styles
        self._losses = losses
        self._notes = {
            (kind, note.get(w("id"), "")): note
            for kind in ("footnote", "endnote")
            for root in package.related(f"{kind}s")
            for note in root.iter(w(kind))
        }
        self._acts: dict[str, Callable[[Element, Look, Gathered], None]] = {
            w("r"): self._run,
            w("ins"): self._inserted,
            w("moveTo"): self._inner,
            w("del"): self._deleted,
            w("bookmarkStart"): self._bookmark,
            MC + "AlternateContent": self._alternative,
            M + "oMath": self._equation,
            M + "oMathPara": self._equation,
            **{w(name): self._inner for name in _WRAPPERS},
        }

    def gather(self, paragraph: Element, look: Look) -> Gathered:
        """The letters of a paragraph in order."""
        gathered = Gathered()
        self._inner(paragraph, look, gathered)
        return gathered

    def foreign(self) -> None:
        """A part written by another program, which Word would convert when it opens the file."""
        self._losses.add(Loss.FOREIGN)

    def _inner(self, node: Iterable[Element], look: Look, gathered: Gathered) -> None:
        for child in node:
            act = self._acts.get(child.tag)
            if act is not None:
                act(child, look, gathered)

    def _inserted(self, node: Element, look: Look, gathered: Gathered) -> None:
        before = len(gathered.runs)
        self._inner(node, look, gathered)
        text = "".join(run.text for run in gathered.runs[before:])
        if text.strip():
            self._losses.add(Loss.INSERTED, text)

    def _deleted(self, node: Element, _look: Look, _gathered: Gathered) -> None:
        text = letters(node, "delText", "t")
        if text.strip():
            self._losses.add(Loss.DELETED, text)

    def _bookmark(self, node: Element, _look: Look, gathered: Gathered) -> None:
        gathered.bookmarks.append(str(node.get(w("name"), "")))

    def _alternative(self, node: Element, look: Look, gathered: Gathered) -> None:
        self._inner(branch(node), look, gathered)

    def _equation(self, node: Element, _look: Look, gathered: Gathered) -> None:
        text = "".join(each.text or "" for each in node.iter(M + "t"))
        self._losses.add(Loss.EQUATION, text)
        gathered.runs.append(Run(text))

    def _run(self, node: Element, look: Look, gathered: Gathered) -> None:
        properties = node.find(w("rPr"))
        style = self._styles.character_look(value(properties, "rStyle"))
        own = look_of(properties).over(style).over(look)
        for child in node:
            self._piece(child, own, gathered)

    def _piece(self, child: Element, look: Look, gathered: Gathered) -> None:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "t":
            self._letters(child.text or "", look, gathered)
        elif name in _SIGNS:
            self._letters(_SIGNS[name], look, gathered)
        elif name == "br":
            self._break(child, look, gathered)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), child.get(w("id"), ""))
        elif name == "sym":
            self._losses.add(Loss.SYMBOL)
        elif name in ("drawing", "pict", "object"):
            self._drawn(child, gathered)
        elif child.tag == MC + "AlternateContent":
            for inner in branch(child):
                self._piece(inner, look, gathered)

    def _letters(self, text: str, look: Look, gathered: Gathered) -> None:
        if look.hidden:
            if text.strip():
                self._losses.add(Loss.HIDDEN, text)
            return
        shown = text.upper() if look.capitals else text
        gathered.runs.append(Run(shown, bool(look.bold), bool(look.italic)))

    def _break(self, node: Element, look: Look, gathered: Gathered) -> None:
        if node.get(w("type")) in ("page", "column"):
            gathered.new_page = True
        else:
            self._letters("\n", look, gathered)

    def _note(self, kind: str, number: str) -> None:
        note = self._notes.get((kind, number))
        text = letters(note, "t") if note is not None else ""
        self._losses.add(Loss.FOOTNOTE if kind == "footnote" else Loss.ENDNOTE, text)

    def _drawn(self, node: Element, gathered: Gathered) -> None:
        boxes = [box for box in node.iter(w("txbxContent")) if not _repeated(box)]
        for box in boxes:
            text = letters(box, "t")
            if text.strip():
                self._losses.add(Loss.TEXT_BOX, text)
                gathered.boxes.append(box)
        loss = _loss_of(node)
        if loss is not None and not (loss is Loss.SHAPE and boxes):
            self._losses.add(loss)


_WRAPPERS = (
    *("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"),
    *("subDoc",),
)


def _loss_of(node: Element) -> Loss | None:
    """What a drawing is to the reader; ruled lines under the heading are no loss."""
    if any(True for _each in node.iter(_A + "blip", _V + "imagedata")) and node.tag != w("object"):
        return Loss.IMAGE
    if node.tag == w("object") or any(map(_embedded, node.iter(_A + "graphicData"))):
        return Loss.OBJECT
    forms = {str(each.get("prst")) for each in node.iter(_A + "prstGeom")}
    if forms:
        return None if forms <= set(_LINES) else Loss.SHAPE
    drawn = [each for each in node.iter() if str(each.tag).startswith(_V)]
    return None if all(map(_idle, drawn)) else Loss.SHAPE


_VML_IDLE = {_V + name for name in ("line", "shapetype", "stroke", "formulas", "f", "path", "fill")}
_CONNECTOR = "{urn:schemas-microsoft-com:office:office}connectortype"


def _idle(node: Element) -> bool:
    """Part of a straight line drawn in the old vocabulary."""
    return node.tag in _VML_IDLE or node.get(_CONNECTOR) == "straight"


def _embedded(node: Element) -> bool:
    uri = str(node.get("uri", ""))
    return "/chart" in uri or "/diagram" in uri


def _repeated(box: Element) -> bool:
    """Whether a text box stands in the branch for old Words, or inside another text box."""
    return any(each.tag in (MC + "Fallback", w("txbxContent")) for each in box.iterancestors())
