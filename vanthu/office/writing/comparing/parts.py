"""A content as one row of parts, so that one comparison serves addressees, blocks and annexes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Annex, Block, Content, Signing


class What(StrEnum):
    """What a part of a content is."""

    ADDRESSEE = "addressee"
    BLOCK = "block"
    ROLE = "role"  # as what the agency's own signer signs
    SIGNER = "signer"  # who signs beside: the lines above the name, then the name
    ANNEX = "annex"  # the head of an annex: title and how its pages lie


@dataclass(frozen=True, slots=True)
class Part:
    """One part; a name of cell 9a, who signs and the title of an annex are blocks here."""

    what: What
    block: Block
    landscape: bool = False

    @property
    def kind(self) -> tuple[What, Kind]:
        """What the part is, down to the kind of its block."""
        return self.what, self.block.kind

    @property
    def says(self) -> tuple[object, ...]:
        """All that a reader sees; the id is none of it."""
        return self.kind, self.block.text, self.block.spans, self.block.grid, self.landscape


def parts(content: Content) -> tuple[Part, ...]:
    """The parts in reading order."""
    found = [Part(What.ADDRESSEE, Block("", Kind.PARAGRAPH, name)) for name in content.to]
    found += [Part(What.BLOCK, block) for block in content.blocks]
    found += [Part(What.ROLE, Block("", Kind.PARAGRAPH, content.role))] if content.role else []
    found += [Part(What.SIGNER, _signer(signer)) for signer in content.signers]
    for annex in content.annexes:
        head = Block(annex.id, Kind.CENTRED, annex.title)
        found.append(Part(What.ANNEX, head, annex.landscape))
        found += [Part(What.BLOCK, block) for block in annex.blocks]
    return tuple(found)


def _signer(signer: Signing) -> Block:
    return Block("", Kind.PARAGRAPH, "\n".join((*signer.authority, signer.name)))


def content_of(row: Iterable[Part]) -> Content:
    """The content that a row of parts makes."""
    to: list[str] = []
    body: list[Block] = []
    annexes: list[tuple[Annex, list[Block]]] = []
    signers: list[Signing] = []
    role = ""
    for part in row:
        if part.what is What.ADDRESSEE:
            to.append(part.block.text)
        elif part.what is What.ROLE:
            role = part.block.text
        elif part.what is What.SIGNER:
            *authority, name = part.block.text.split("\n")
            signers.append(Signing(tuple(authority), name))
        elif part.what is What.ANNEX:
            head = Annex(part.block.id, part.block.text, (), part.landscape)
            annexes.append((head, []))
        else:
            (annexes[-1][1] if annexes else body).append(part.block)
    whole = tuple(replace(head, blocks=tuple(blocks)) for head, blocks in annexes)
    return Content(tuple(to), tuple(body), whole, role, tuple(signers))


def words_of(block: Block) -> str:
    """The letters of a block, those of its table included, a row a line."""
    rows = [" | ".join(row) for row in block.grid.rows] if block.grid else []
    return "\n".join(filter(None, [block.text, *rows]))


def same_ids(row: Sequence[Part]) -> dict[str, int]:
    """Where each id stands; ids that occur twice are no help."""
    found: dict[str, int] = {}
    doubled = set()
    for place, part in enumerate(row):
        if part.block.id in found:
            doubled.add(part.block.id)
        if part.block.id:
            found[part.block.id] = place
    return {name: place for name, place in found.items() if name not in doubled}
