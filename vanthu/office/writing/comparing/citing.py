"""How each part of a text is cited, those without a number of their own included."""

from collections import Counter
from collections.abc import Iterator, Sequence

from vanthu.office.writing.choices import Kind
from vanthu.office.writing.comparing.parts import Part, What, content_of
from vanthu.office.writing.content import Annex, Block, Content
from vanthu.office.writing.numbering import annex_labels, cited

_NAMES = {
    Kind.GROUND: "căn cứ thứ",
    Kind.DECISION: "lời quyết định",
    Kind.DASH: "gạch đầu dòng thứ",
    Kind.PLUS: "dấu cộng đầu dòng thứ",
    Kind.PARAGRAPH: "đoạn",
    Kind.CENTRED: "dòng giữa thứ",
    Kind.TABLE: "bảng",
}


def citations(row: Sequence[Part]) -> tuple[str, ...]:
    """`điểm a khoản 2 Điều 5`, `đoạn 1 khoản 3 Điều 2 Phụ lục I`: of each part in its order
    (Decree 30/2020, Annex II: Phần, Chương, Mục, Điều with capitals, khoản and điểm without)."""
    content = content_of(row)
    found = [f"nơi kính gửi thứ {number}" for number in range(1, len(content.to) + 1)]
    found += _blocks(content.blocks, "")
    found += ["tư cách ký"] if content.role else []
    found += [f"người cùng ký thứ {number}" for number in range(1, len(content.signers) + 1)]
    for label, annex in zip(annex_labels(content.annexes), content.annexes, strict=True):
        name = label or _enacted(annex)
        found += [name, *_blocks(annex.blocks, name)]
    assert len(found) == len(row), [part.what for part in row if part.what is not What.BLOCK]
    return tuple(found)


def _enacted(annex: Annex) -> str:
    """A text put in force is cited by its type: `Quy chế kèm theo`."""
    return f"{annex.title.split(chr(10))[0].strip().capitalize()} kèm theo"


def _blocks(blocks: Sequence[Block], where: str) -> Iterator[str]:
    """Numbered by place, whatever their ids: ids need not be unique here."""
    named = [Block(str(place), block.kind) for place, block in enumerate(blocks)]
    counted = cited(Content(blocks=tuple(named)))
    inside, counts = "", Counter[Kind]()
    for block in named:
        if block.id in counted:
            inside, counts = counted[block.id], Counter()
            yield _joined(inside, where)
            continue
        counts[block.kind] += 1
        name = _NAMES[block.kind]
        own = name if block.kind is Kind.DECISION else f"{name} {counts[block.kind]}"
        yield _joined(own, inside, where)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))
