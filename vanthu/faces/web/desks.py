"""What the editor of a draft opens with: its text, who may change it, and what was said to it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as N_
from markupsafe import Markup

from vanthu.faces.acts.standing import judged
from vanthu.faces.acts.warnings import undone_by_version
from vanthu.faces.web import wording
from vanthu.faces.web.elements import url
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.queries import directory
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import permissions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import open_draft
from vanthu.office.drafting.models import Comment
from vanthu.office.drafting.queries import Desk
from vanthu.office.drafting.queries.beginning import first_text, to_label
from vanthu.office.drafting.rules import full_title
from vanthu.office.drafting.rules.anchoring import locate
from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Content
from vanthu.office.writing.queries import content_to_json, find_form

KINDS = {
    Kind.PARAGRAPH: N_("Đoạn văn"),
    Kind.GROUND: N_("Căn cứ"),
    Kind.DECISION: N_("Dòng quyết định"),
    Kind.PART: N_("Phần I"),
    Kind.CHAPTER: N_("Chương I"),
    Kind.SECTION: N_("Mục 1"),
    Kind.SUBSECTION: N_("Tiểu mục 1"),
    Kind.ARTICLE: N_("Điều 1."),
    Kind.ROMAN: N_("I. Đề mục"),
    Kind.CLAUSE: N_("1. Khoản"),
    Kind.POINT: N_("a) Điểm"),
    Kind.DASH: N_("- Gạch đầu dòng"),
    Kind.PLUS: N_("+ Ý nhỏ"),
    Kind.CENTRED: N_("Dòng giữa, đậm"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with its replies; `lost`: the words it is about were changed."""

    row: Comment
    replies: Sequence[Comment]
    lost: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One draft on somebody's desk; `why` is the sentence why it may only be read.

    `undoes` is what a new version undoes ("" nothing), `asked` whether the reader was asked for
    comments and has not answered. `content` is what stands there; nobody having written, what
    papers of its type begin with.
    """

    document: Document
    desk: Desk
    content: Content
    why: str
    undoes: str
    asked: bool
    remarks: Sequence[Remark]
    commenting: bool
    settling: bool

    @property
    def editable(self) -> bool:
        """Whether whoever looks may write."""
        return not self.why

    @property
    def several(self) -> bool:
        """Whether others sign beside the agency's signer, or should by the form of the type."""
        form = find_form(self.document.type_id or "")
        return bool(self.content.signers or self.content.role or (form and form.signers))

    @property
    def margin(self) -> Mapping[str, Any]:
        """What the list of comments shows."""
        return {
            "comments": self.remarks,
            "commenting": self.commenting,
            "settling": self.settling,
        }

    @property
    def embedded(self) -> Markup:
        """What the script begins with, as JSON that may stand in a page."""
        given = {
            "document": self.document.pk,
            "editable": self.editable,
            "to": to_label(self.document),
            "urls": {name: url(f"draft_{name}", self.document.pk) for name in _ADDRESSES},
            **laid_out(self.desk, self.content),
        }
        text = json.dumps(given, ensure_ascii=False)
        return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c"))


_ADDRESSES = ("save", "preview", "check", "cite", "standards")


def on_desk(actor: Actor, number: int) -> Sheet:
    """A draft as its editor shows it; raises DocumentNotFound, NotFound for an incoming paper."""
    document = find_visible(actor, number)
    if document.direction == Direction.INCOMING:
        raise NotFound
    draft = open_draft(actor, number, lock=False)
    desk = drafting.desk(actor, number)
    why = judged(lambda: permissions.check(actor, Verb.ADD_VERSION, draft)).why
    return Sheet(
        document=document,
        desk=desk,
        content=_begun(document, desk, actor.today),
        why=why,
        undoes="" if why else undone_by_version(draft),
        asked=bool(why and permissions.asked_of(actor, draft)),
        remarks=remarks(desk.content, drafting.comments(actor, number)),
        commenting=bool(desk.version)
        and judged(lambda: permissions.check_comment(actor, draft)).allowed,
        settling=judged(lambda: permissions.check_settle(actor, draft)).allowed,
    )


def colleagues(agency_id: int, day: date) -> list[tuple[str, str]]:
    """Who may be named as signing beside: each holder of a post once, with the post in full."""
    found: dict[str, str] = {}
    for unit in directory(agency_id, day):
        for post in unit.posts:
            if post.holder is not None:
                found.setdefault(post.holder.name, full_title(post.title, unit.name))
    return sorted(found.items())


def _begun(document: Document, desk: Desk, day: date) -> Content:
    """The text of the desk; nobody having written, what papers of the type begin with."""
    untouched = not desk.revision and not desk.version and desk.content.empty
    return first_text(document, day) if untouched else desk.content


def laid_out(desk: Desk, content: Content) -> Mapping[str, Any]:
    """The text with the revision to save on top of, and who saved it when."""
    saved = desk.saved
    return {
        "content": content_to_json(content),
        "revision": desk.revision,
        "version": desk.version,
        "by": saved.saved_by_name if saved else "",
        "at": wording.clock(saved.saved_at) if saved else "",
    }


def remarks(content: Content, rows: Iterable[Comment]) -> list[Remark]:
    """Comments in the order they were made, the open ones first, each with its replies."""
    replies: dict[int, list[Comment]] = defaultdict(list)
    first: list[Comment] = []
    for row in rows:
        if row.parent_id is None:
            first.append(row)
        else:
            replies[row.parent_id].append(row)
    first.sort(key=lambda row: row.resolved_at is not None)
    return [Remark(row, replies[row.pk], _is_lost(content, row)) for row in first]


def _is_lost(content: Content, row: Comment) -> bool:
    found = locate(content, block=row.block, start=row.start, quote=row.quote)
    return bool(row.quote) and found is None
