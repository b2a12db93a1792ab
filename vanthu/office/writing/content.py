"""The structured text of a paper: blocks, tables, annexes; frozen values."""

from dataclasses import dataclass, field

from vanthu.office.writing.choices import ENACTED, Kind, Style


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Letters `start` (inclusive) to `stop` (exclusive) of a block's text, set apart; those of a
    block stand sorted."""

    start: int
    stop: int
    style: Style


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, the first `header` rows repeated on every page.

    `widths` are relative shares of the text width, one a column; empty: all alike.
    """

    rows: tuple[tuple[str, ...], ...]
    header: int = 1
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `id` stays with it while its text changes, so that comments keep their place.

    `text` is the title for parts, chapters and sections; for an article the title, which may be
    empty or a whole sentence. "\n" is a line break inside the block.
    """

    id: str
    kind: Kind
    text: str = ""
    spans: tuple[Span, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in the same file (Decree 30 Annex I, Part III); numbered by its place.

    A title whose first line is the name of a type ("QUY CHẾ") makes it the text that the paper
    puts in force (form 1.3): it has a head of its own and is not called an annex.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    landscape: bool = False

    @property
    def enacted(self) -> bool:
        """Whether it is a text put in force by the paper."""
        return self.title.split("\n")[0].strip().upper() in ENACTED


@dataclass(frozen=True, slots=True)
class Signing:
    """The block of the signer (cells 7a, 7b): `authority` lines above, then the name.

    `authority` is what stands above the signature, line by line as the system sets it: for a deputy
    `("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")`; `title` is a further title under the authority (7b).
    """

    authority: tuple[str, ...]
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a drafter writes: addressees (kính gửi), body and annexes. All else is data.

    Where several sign (minutes, contracts, joint papers), `role` is as what the agency's own signer
    does ("CHỦ TỌA", "ĐẠI DIỆN BÊN B"), and `signers` are the others, from the left.
    """

    to: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = field(default=())
    role: str = ""
    signers: tuple[Signing, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nobody has written anything."""
        return not any(b.text.strip() or b.grid for b in self.blocks) and not self.annexes
