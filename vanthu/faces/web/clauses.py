"""Changes of a text as the compare page shows them: words, tones, both sides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from vanthu.kernel.text import Piece
from vanthu.office.writing.queries import Change, ClauseChange, Kind, What

Item = dict[str, Any]

_KINDS = {
    Kind.GROUND: N_("căn cứ"),
    Kind.DECISION: N_("lời quyết định"),
    Kind.PART: N_("phần"),
    Kind.CHAPTER: N_("chương"),
    Kind.SECTION: N_("mục"),
    Kind.SUBSECTION: N_("tiểu mục"),
    Kind.ARTICLE: N_("điều"),
    Kind.ROMAN: N_("mục lớn"),
    Kind.CLAUSE: N_("khoản"),
    Kind.POINT: N_("điểm"),
    Kind.DASH: N_("gạch đầu dòng"),
    Kind.PLUS: N_("dấu cộng"),
    Kind.PARAGRAPH: N_("đoạn"),
    Kind.CENTRED: N_("dòng giữa"),
    Kind.TABLE: N_("bảng"),
}
_WHATS = {
    What.ADDRESSEE: N_("nơi kính gửi"),
    What.ROLE: N_("tư cách ký"),
    What.SIGNER: N_("người cùng ký"),
    What.ANNEX: N_("phụ lục"),
}
_COUNTED = {
    Change.ADDED: N_("%(count)s %(what)s thêm"),
    Change.REMOVED: N_("%(count)s %(what)s bỏ"),
    Change.CHANGED: N_("%(count)s %(what)s sửa"),
    Change.MOVED: N_("%(count)s %(what)s chuyển chỗ"),
}
_LABELS = {
    Change.ADDED: (N_("Thêm"), "green"),
    Change.REMOVED: (N_("Bỏ"), "red"),
    Change.CHANGED: (N_("Sửa"), "accent"),
    Change.MOVED: (N_("Chuyển chỗ"), "amber"),
}


def count_words(changes: Iterable[ClauseChange]) -> list[str]:
    """`3 khoản sửa`, `1 điểm thêm`: how many of each kind, in the order they are met."""
    counts = Counter((_what(change), change.change) for change in changes)
    return [
        _(_COUNTED[change]) % {"count": count, "what": _(what)}
        for (what, change), count in counts.items()
    ]


def shown(place: int, change: ClauseChange) -> Item:
    """One change with its two sides; a side is None where the clause does not stand there."""
    label, tone = _LABELS[change.change]
    name = change.citation
    return {
        "id": f"c{place}",
        "name": f"{name[0].upper()}{name[1:]}",
        "was": change.was,
        "label": _(label),
        "tone": tone,
        "old": _side(change.pieces, "added") if change.old else None,
        "new": _side(change.pieces, "removed") if change.new else None,
        "cells": [
            {
                "name": _("Hàng %(row)s, cột %(column)s")
                % {"row": each.row, "column": each.column},
                "old": _side(each.pieces, "added"),
                "new": _side(each.pieces, "removed"),
            }
            for each in change.cells
        ],
        "looks": change.looks,
    }


def _side(pieces: Sequence[Piece], without: str) -> list[Piece]:
    return [piece for piece in pieces if piece.change != without]


def _what(change: ClauseChange) -> str:
    part = change.part
    return _WHATS.get(part.what) or _KINDS[part.block.kind]
