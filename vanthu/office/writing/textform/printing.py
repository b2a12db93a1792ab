"""From blocks to plain text."""

from collections.abc import Iterator, Sequence

from vanthu.office.writing.choices import HEADINGS, SIGNS, Kind
from vanthu.office.writing.content import Annex, Block, Content
from vanthu.office.writing.numbering import annex_labels, labels
from vanthu.office.writing.textform.lines import TAGS, opening
from vanthu.office.writing.textform.marks import print_marked
from vanthu.office.writing.textform.tables import is_row, print_grid

ENACTED_LINE = "Văn bản ban hành kèm theo"
LANDSCAPE = " (khổ ngang)"
TABLE_TAG = "[bảng]"
ROLE_TAG = "[ký với tư cách]"
SIGNER_TAG = "[ký]"


def print_text(content: Content) -> str:
    """The content as plain text; `parse_text` reads it back, ids apart."""
    lines = [*_addressees(content.to), *_blocks(content.blocks), *_signers(content)]
    for label, annex in zip(annex_labels(content.annexes), content.annexes, strict=True):
        lines += ["", *_annex(label, annex)]
    return "".join(f"{line}\n" for line in lines).lstrip("\n")


def _signers(content: Content) -> Iterator[str]:
    """As what the own signer signs, and the others: what stands above the name, then the name."""
    if content.role:
        yield f"{ROLE_TAG} {print_marked(content.role, ())}"
    for signer in content.signers:
        lines = "\n".join((*signer.authority, signer.name))
        yield from _broken(f"{SIGNER_TAG} {print_marked(lines, ())}")


def _addressees(to: Sequence[str]) -> list[str]:
    if len(to) < 2:
        return [f"Kính gửi: {name}" for name in to] + [""] * len(to)
    ends = [";"] * (len(to) - 1) + ["."]
    return ["Kính gửi:", *(f"- {name}{end}" for name, end in zip(to, ends, strict=True)), ""]


def _annex(label: str, annex: Annex) -> Iterator[str]:
    yield (label or ENACTED_LINE) + (LANDSCAPE if annex.landscape else "")
    title = print_marked(annex.title, ())
    yield from _title(f"\\{title}" if is_row(title.split("\n")[0]) else title)
    yield from _blocks(annex.blocks)


def _title(text: str) -> list[str]:
    """A title on the line below its number; an empty line says that there is none."""
    return _broken(text) if text else [""]


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    before: Kind | None = None
    for block, label in zip(blocks, labels(blocks), strict=True):
        yield from _block(block, label, before)
        before = block.kind


def _block(block: Block, label: str, before: Kind | None) -> Iterator[str]:
    text = print_marked(block.text, block.spans)
    if block.grid is not None:
        # the tag also keeps two tables in a row apart
        if block.text or before is Kind.TABLE:
            yield from _broken(f"{TABLE_TAG} {text}".rstrip(" "))
        yield from print_grid(block.grid)
    elif block.kind in HEADINGS and _titles(text):
        yield label
        yield from _title(text)
    else:
        yield from _broken(_plain(block, label, text, before))


def _titles(text: str) -> bool:
    """Whether the text would be read as the title of the heading above it."""
    first = text.split("\n")[0]
    return not text or bool(
        first and opening(first, None)[0] is Kind.PARAGRAPH and not _special(first)
    )


def _plain(block: Block, label: str, text: str, before: Kind | None) -> str:
    """The block as one would type it, or opened by its tag where that would be misread."""
    if block.kind in HEADINGS:
        return f"[{TAGS[block.kind]}] {text}"
    sign = label or SIGNS.get(block.kind, "")
    line = f"{sign} {text}" if sign and text else sign or text
    first = line.split("\n")[0]
    rest = text.split("\n")[0]
    if first and not _special(first) and opening(first, before) == (block.kind, rest):
        return line
    return f"[{TAGS[block.kind]}] {text}".rstrip(" ")


def _special(line: str) -> bool:
    return is_row(line) or line.startswith(_MISLEADING)


_MISLEADING = (TABLE_TAG, "[ký", "Kính ", "Phụ lục", "PHỤ LỤC", ENACTED_LINE)


def _broken(text: str) -> list[str]:
    """Lines of one block: each but the last ends in a backslash."""
    *lines, last = text.split("\n")
    return [*(f"{line}\\" for line in lines), last]
