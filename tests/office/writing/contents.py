"""Contents as Hypothesis makes them: every kind of block, with words that look like other kinds."""

from hypothesis import strategies as st

from vanthu.office.writing.choices import Kind, Style
from vanthu.office.writing.content import Annex, Block, Content, Grid, Span

_WORDS = st.sampled_from(
    """Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp báo cáo kết quả trước ngày 15 tháng 01
    năm 2026; căn cứ Điều 5 khoản 2 điểm a (sau đây gọi là Quy chế) “trích dẫn” và/hoặc 1.200.000
    đồng - QĐ-UBND + a) 1. I. Chương II Kính gửi: Nơi nhận: Phụ lục I CHỦ TỊCH v.v.""".split()
)
_MISLEADING = st.sampled_from(
    [
        "1. Không phải khoản",
        "a) Không phải điểm",
        "- Không phải gạch đầu dòng",
        "+ cộng",
        "Điều 9. Trích nguyên văn",
        "Chương IV",
        "I. MỤC LA MÃ",
        "Căn cứ Luật Lưu trữ;",
        "QUYẾT ĐỊNH:",
        "Kính gửi: Sở Nội vụ",
        "Nơi nhận:",
        "Phụ lục III",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN",
        "“Điều 3. Lời được trích",
        "Nguyễn Văn An",
    ]
)


def _sentence(most: int) -> st.SearchStrategy[str]:
    return st.lists(_WORDS, min_size=1, max_size=most).map(" ".join)


texts = st.one_of(
    _sentence(12),
    _sentence(6).map(lambda words: f"{words}."),
    _MISLEADING,
    st.tuples(_sentence(4), _sentence(4)).map("\n".join),
)
cells = st.one_of(st.just(""), _sentence(4), st.tuples(_sentence(2), _sentence(2)).map("\n".join))


@st.composite
def _spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """At most one span a style, over less than half: what covers a block is no emphasis."""
    found = []
    for style in Style:
        if len(text) > 3 and draw(st.booleans()):
            start = draw(st.integers(0, len(text) - 2))
            stop = draw(st.integers(start + 1, min(len(text), start + len(text) // 3)))
            found.append(Span(start, max(stop, start + 1), style))
    return tuple(sorted(found, key=lambda s: (s.start, s.stop, s.style)))


@st.composite
def _grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.integers(1, 4))
    row = st.tuples(*[cells] * columns)
    rows = draw(st.lists(row, min_size=1, max_size=4))
    rows[0] = (draw(_sentence(3)), *rows[0][1:])
    shares = st.lists(st.integers(1, 9), min_size=columns, max_size=columns)
    widths = tuple(map(float, draw(shares))) if draw(st.booleans()) else ()
    return Grid(tuple(rows), draw(st.integers(0, len(rows))), widths)


@st.composite
def blocks(draw: st.DrawFn, name: str) -> Block:
    """One block with its id."""
    kind = draw(st.sampled_from(Kind))
    if kind is Kind.TABLE:
        return Block(name, kind, draw(st.one_of(st.just(""), _sentence(4))), (), draw(_grids()))
    text = "QUYẾT NGHỊ:" if kind is Kind.DECISION else draw(texts)
    plain = kind in _ALWAYS_BOLD or (kind in _TITLES and not text.endswith("."))
    if kind is Kind.GROUND:
        text = text.removeprefix("- ")  # Party papers print one there
    spans = [span for span in draw(_spans(text)) if not plain or span.style is Style.ITALIC]
    return Block(name, kind, text, tuple(spans))


_ALWAYS_BOLD = (
    *(Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION),
    *(Kind.DECISION, Kind.CENTRED),
)
_TITLES = (Kind.ARTICLE, Kind.ROMAN, Kind.CLAUSE)


@st.composite
def bodies(draw: st.DrawFn, prefix: str, most: int = 12) -> tuple[Block, ...]:
    """Blocks in a row."""
    count = draw(st.integers(0, most))
    return tuple(draw(blocks(f"{prefix}{number}")) for number in range(count))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A whole text."""
    names = st.lists(
        st.sampled_from(["Sở Nội vụ", "Ủy ban nhân dân các xã, phường", "Các sở, ban, ngành tỉnh"]),
        max_size=3,
        unique=True,
    )
    annexes = tuple(
        Annex(f"p-{n}", draw(_titles), draw(bodies(f"x{n}_", 5)), draw(st.booleans()))
        for n in range(draw(st.integers(0, 2)))
    )
    return Content(tuple(draw(names)), draw(bodies("b")), annexes)


_titles = st.sampled_from(
    ["", "DANH MỤC NHIỆM VỤ", "QUY CHẾ\nLàm việc của Ủy ban", "Biểu số 1", "BIỂU\nTỔNG HỢP SỐ LIỆU"]
)
