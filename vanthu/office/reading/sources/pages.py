"""Which pages of a PDF or an image are read, and how: text layer, `pdftotext`, or recognition."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from vanthu.kernel.text import clean
from vanthu.office.reading.choices import Origin
from vanthu.office.reading.errors import OcrFailed, OcrUnavailable, UnreadableFile
from vanthu.office.reading.fields.marks import MOTTO, SENT_TO
from vanthu.office.reading.fields.positions import tail_position
from vanthu.office.reading.layout import Line, Sheet, Word, rows
from vanthu.office.reading.letters import flat, garbled_share, syllable_share
from vanthu.office.reading.sniff import Limits
from vanthu.office.reading.sources import poppler
from vanthu.office.reading.sources.engine import OcrEngine
from vanthu.office.reading.sources.pdfium import Pdf, opened
from vanthu.office.reading.sources.scan import DPI, recognised
from vanthu.office.reading.sources.signatures import Signatures, read_signatures
from vanthu.office.reading.sources.turning import seems_turned, turned, turned_word

Progress = Callable[[int, int], None]
"""Called with the pages recognised so far and the pages to recognise at most."""

_LETTERS = 120
_SPELLED = 0.8
_GARBLED = 0.05
_MARGIN = 0.07


@dataclass(slots=True)
class Recognition:
    """The recogniser for one file: counts its pages, remembers why it could not go on."""

    engine: OcrEngine | None
    progress: Progress | None
    most: int
    every_page: bool = False
    done: set[int] = field(default_factory=set)
    unread: bool = False
    notes: list[str] = field(default_factory=list)
    turns: dict[int, int] = field(default_factory=dict)

    def page(self, image: Callable[[], Image.Image], page: int) -> list[Line]:
        """Lines of a page image; none when recognition is absent, used up or fails."""
        if self.engine is None or len(self.done) >= self.most:
            self.unread = self.unread or self.engine is None
            return []
        try:
            if not self.engine.available():
                raise OcrUnavailable
            lines = self._upright(self.engine, image(), page)
        except (OcrUnavailable, OcrFailed) as refusal:
            self.unread = True
            self.notes = [refusal.sentence]
            self.engine = None
            return []
        self.done.add(page)
        if self.progress is not None:
            self.progress(len(self.done), self.most)
        return lines

    def _upright(self, engine: OcrEngine, image: Image.Image, page: int) -> list[Line]:
        """The lines, of a page that seems turned read again the right way up."""
        lines = recognised(engine, image, page, header=page == 1)
        if not seems_turned(lines, image) or not (quarters := engine.quarters_to_upright(image)):
            return lines
        self.turns[page] = quarters
        return recognised(engine, turned(image, quarters), page, header=page == 1)


def sheet_of_pdf(
    path: Path, hazards: tuple[str, ...], recognition: Recognition, limits: Limits
) -> Sheet:
    """First page and the pages of the closing with places; the text of all pages for search."""
    signatures = read_signatures(path)
    with opened(path) as pdf:
        reader = _PdfPages(path, pdf, signatures, recognition)
        count = len(pdf)
        texts = [pdf.text(page) for page in range(1, min(count, limits.text_pages) + 1)]
        further = _order(_closing_pages(texts, count), count, recognition)
        pages = _gathered(reader.lines, further, recognition) if count else {}
    return Sheet(
        lines=_together(pages),
        origin=Origin.OCR if recognition.done else Origin.DIGITAL,
        text=_whole_text(texts, pages, recognition.done),
        page_count=count,
        signatures=signatures.count,
        hazards=tuple(dict.fromkeys((*hazards, *signatures.hazards))),
        needs_ocr=recognition.unread,
        notes=tuple(recognition.notes),
    )


def sheet_of_image(path: Path, recognition: Recognition) -> Sheet:
    """A scan saved as pictures: PNG, JPEG, or TIFF with one frame a page."""
    frames = frame_count(path)
    pages = _gathered(
        lambda page: recognition.page(lambda: frame(path, page, DPI), page),
        _order(_closing_pages([], frames), frames, recognition),
        recognition,
    )
    return Sheet(
        lines=_together(pages),
        origin=Origin.OCR,
        text=_whole_text([""] * frames, pages, recognition.done),
        page_count=frames,
        needs_ocr=recognition.unread,
        notes=tuple(recognition.notes),
    )


def _order(closing: Iterable[int], count: int, recognition: Recognition) -> list[int]:
    """Further pages to look at: those of the closing, then for search all the others."""
    rest = range(2, count + 1) if recognition.every_page else ()
    return list(dict.fromkeys([*closing, *rest]))


def _together(pages: dict[int, list[Line]]) -> tuple[Line, ...]:
    return tuple(line for page in sorted(pages) for line in pages[page])


def _whole_text(texts: list[str], pages: dict[int, list[Line]], recognised: set[int]) -> str:
    """Text for search: of recognised pages what was recognised, of others their text layer."""
    parts = [
        "\n".join(line.text for line in pages[number]) if number in recognised else text
        for number, text in enumerate(texts, start=1)
    ]
    return clean("\n".join(part for part in parts if part.strip()))


@dataclass(frozen=True, slots=True)
class _PdfPages:
    path: Path
    pdf: Pdf
    signatures: Signatures
    recognition: Recognition

    def lines(self, page: int) -> list[Line]:
        words = self.pdf.printed(page)
        if not is_readable(words) and poppler.available() and _enough(words):
            words = poppler.words(self.path, page)
        if is_readable(words):
            words = words + self.pdf.overlays(page, self.signatures.widgets)
            return [line for line in rows(words) if not _page_number(line, page)]
        lines = self.recognition.page(lambda: self.pdf.image(page, DPI / 72), page)
        overlays = self.pdf.overlays(page, self.signatures.widgets)
        quarters = self.recognition.turns.get(page, 0)
        return _with_overlays(lines, [turned_word(word, quarters) for word in overlays])


def _with_overlays(lines: list[Line], overlays: list[Word]) -> list[Line]:
    """Sets a number or a day of a signature field into the recognised row that it lies in."""
    if not overlays or not lines:
        return lines
    words = [word for line in lines for word in line.words]
    near = [word for word in words if any(_level(word, one) for one in overlays)]
    rest = [line for line in lines if not set(line.words) & set(near)]
    merged = [*rest, *rows(near + overlays)]
    return sorted(merged, key=lambda line: line.box.y0 if line.box else 0.0)


def _level(word: Word, other: Word) -> bool:
    if word.box is None or other.box is None:
        return False
    return word.box.y0 < (other.box.y0 + other.box.y1) / 2 < word.box.y1


def _enough(words: list[Word]) -> bool:
    return sum(len(word.text) for word in words if not word.overlay) >= _LETTERS


def is_readable(words: list[Word]) -> bool:
    """Whether a text layer holds enough words, spelled as Vietnamese is."""
    text = " ".join(word.text for word in words if not word.overlay)
    if len(text) < _LETTERS:
        return False
    return syllable_share(text) >= _SPELLED or garbled_share(text) < _GARBLED


def _page_number(line: Line, page: int) -> bool:
    box = line.box
    return page > 1 and box is not None and box.y1 < _MARGIN + 0.03 and line.text.strip().isdigit()


def _gathered(
    read: Callable[[int], list[Line]], further: Iterable[int], recognition: Recognition
) -> dict[int, list[Line]]:
    """Lines of the first page and of further pages until the closing is seen, by page."""
    pages = {1: read(1)}
    for page in further:
        if _closes(pages) and not recognition.every_page:
            break
        pages[page] = read(page)
    return pages


def _closing_pages(texts: list[str], count: int) -> Iterator[int]:
    """Pages that may hold the closing, likeliest first, without the first page."""
    named = [n for n, text in enumerate(texts, start=1) if n > 1 and _names_recipients(text)]
    order = [*named[:1], *(named[0] + 1 for _ in named[:1]), count, 2, count - 1, 3]
    yield from dict.fromkeys(page for page in order if 1 < page <= count)


def _names_recipients(text: str) -> bool:
    return any(SENT_TO.search(line) for line in flat(text).splitlines())


def _closes(pages: dict[int, list[Line]]) -> bool:
    """The list of recipients has begun on one of the pages and its signature is on it too."""
    for lines in pages.values():
        texts = [line.text for line in lines]
        if any(SENT_TO.search(flat(text)) for text in texts):
            return True
        if any(_signs_at_its_end(text) for text in texts[-25:]):
            return True
    return False


def _signs_at_its_end(text: str) -> bool:
    """A position in capitals; the heading of the nation also has the word CHỦ in it."""
    return tail_position(text) is not None and not MOTTO.search(flat(text))


def frame_count(path: Path) -> int:
    """Pages of an image file; raises UnreadableFile."""
    try:
        with Image.open(path) as image:
            return int(getattr(image, "n_frames", 1))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UnreadableFile from error


def frame(path: Path, page: int, dpi: int) -> Image.Image:
    """One page of an image file, upright, as if A4 were scanned at `dpi`."""
    try:
        with Image.open(path) as image:
            image.seek(page - 1)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableFile from error
    scale = dpi * 8.27 / min(upright.size)
    size = (round(upright.width * scale), round(upright.height * scale))
    return upright if 0.8 < scale < 1.25 else upright.resize(size, Image.Resampling.LANCZOS)
