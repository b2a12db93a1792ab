"""Papers and texts as Hypothesis draws them."""

import string

from hypothesis import strategies as st

from vanthu.office.writing.choices import Kind, Style
from vanthu.office.writing.content import Annex, Block, Content, Grid, Signing, Span
from vanthu.office.writing.numbering import POINT_LETTERS

_TRICKY = (
    "Căn cứ Luật;",
    "Xét đề nghị.",
    "QUYẾT ĐỊNH:",
    "Chương I",
    "Điều 1. A",
    "1. A",
    "a) A",
    "- A",
    "+ A",
    "I. A",
    "| a | b |",
    "[đoạn] A",
    "[bảng]",
    "[ký] A",
    "[ký với tư cách] A",
    "Phụ lục I",
    "Kính gửi: A",
    "Văn bản ban hành kèm theo",
    "**",
    "~~",
    "\\",
    "Mục 2",
)
_LETTERS = string.ascii_letters + POINT_LETTERS + "ÁằỆữ0123456789*~\\|[]-+.;:,()/ "


def line() -> st.SearchStrategy[str]:
    """One line without spaces at its ends; often one that looks like something else."""
    free = st.text(st.sampled_from(_LETTERS), max_size=25)
    mixed = st.tuples(st.sampled_from(_TRICKY), free).map("".join)
    return st.one_of(free, mixed, st.sampled_from(_TRICKY)).map(str.strip)


def text() -> st.SearchStrategy[str]:
    """One line, seldom several."""
    several = st.lists(line(), min_size=2, max_size=3).map("\n".join)
    return st.one_of(line(), line(), line(), several)


@st.composite
def marked(draw: st.DrawFn, letters: str) -> tuple[Span, ...]:
    """Spans that neither touch nor overlap others of their style."""
    found = []
    for style in Style:
        cuts = draw(st.lists(st.integers(0, len(letters)), max_size=4, unique=True).map(sorted))
        found += [
            Span(start, stop, style) for start, stop in zip(cuts[::2], cuts[1::2], strict=False)
        ]
    return tuple(sorted(found, key=lambda s: (s.start, s.stop, s.style)))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Tables with up to three columns; shares are round figures."""
    width = draw(st.integers(1, 3))
    row = st.lists(text(), min_size=width, max_size=width).map(tuple)
    rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
    share = st.integers(1, 40).map(lambda n: n / 4)
    widths = draw(st.one_of(st.just([]), st.lists(share, min_size=width, max_size=width)))
    return Grid(rows, draw(st.integers(0, len(rows))), tuple(widths))


@st.composite
def _block(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(list(Kind)))
    letters = draw(text())
    grid = draw(grids()) if kind is Kind.TABLE else None
    return Block("", kind, letters, draw(marked(letters)), grid)


_NAMES = st.text(st.sampled_from(string.ascii_letters + "đĐÁ "), min_size=1, max_size=20).map(
    lambda name: f"A{name}".strip()
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A whole text; ids are those that reading it back gives."""
    to = tuple(draw(st.lists(_NAMES, max_size=3)))
    number = iter(range(1, 1000))
    named = _named(draw(st.lists(_block(), max_size=6)), number)
    annexes = []
    for title, blocks, wide in draw(
        st.lists(st.tuples(text(), st.lists(_block(), max_size=3), st.booleans()), max_size=2)
    ):
        below = _named(blocks, number)
        annexes.append(Annex(f"p{next(number)}", title, below, wide))
    return Content(to, named, tuple(annexes), draw(line()), tuple(draw(_signers)))


_WORDS = line().filter(bool)
_signers = st.lists(
    st.one_of(
        st.builds(Signing, st.lists(_WORDS, min_size=1, max_size=3).map(tuple), line()),
        st.builds(Signing, st.just(()), _WORDS),
    ),
    max_size=3,
)


def _named(blocks: list[Block], number: object) -> tuple[Block, ...]:
    return tuple(
        Block(f"b{next(number)}", b.kind, b.text, b.spans, b.grid)  # type: ignore[call-overload]
        for b in blocks
    )
