"""Work dossiers: opened, filled, shared, closed."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line20, Line30, Line50, Line500
from vanthu.faces.acts.inputs import Day, Id, Reasoned
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Limit, Pages, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.kernel.errors import Invalid
from vanthu.office.dossiers import actions, queries
from vanthu.office.dossiers.choices import DossierState
from vanthu.office.dossiers.models import Dossier

router = Operations(tags=["dossiers"])


class DossierOut(Schema):
    """A dossier."""

    id: int
    agency_code: str
    year: int
    notation: str
    title: str
    maintenance: str
    rights: str
    creator_name: str
    language: str
    start_on: date
    end_on: date | None
    description: str
    state: str

    @staticmethod
    def resolve_state(row: Dossier) -> str:
        """Open until it is closed."""
        return str(DossierState.OPEN if row.closed_at is None else DossierState.CLOSED)


class FiledOut(Schema):
    """A line of the list of documents in a dossier."""

    ordinal: int
    document_id: int
    reference: str
    dated: date | None
    type_name: str
    subject: str
    author: str
    pages: int | None
    note: str


class VerbOut(Schema):
    """What can be done with a dossier, and why not."""

    verb: str
    label: str
    allowed: bool
    reason: str


class ShareOut(Schema):
    """A scope key that may read the dossier."""

    holder: int
    since: datetime


class DossierIn(ActInput):
    """The fields its maker fills in; without notation the next free number."""

    title: Annotated[Line500, Field(min_length=1)]
    notation: Line20 = ""
    maintenance: Line30 = ""
    rights: Line30 = ""
    language: Line50 = "Tiếng Việt"
    start_on: Day | None = None
    end_on: Day | None = None
    description: Line500 = ""

    def fields(self) -> actions.DossierFields:
        """As the module takes it."""
        names = actions.DossierFields.__dataclass_fields__
        return actions.DossierFields(**{name: getattr(self, name) for name in names})


class NewDossier(DossierIn):
    """A new dossier, of this year unless another is named."""

    year: Annotated[int, Field(ge=1945, le=2200)] | None = None


class ToFile(ActInput):
    """Which documents go into the dossier, in this order."""

    document_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]


class Sharing(ActInput):
    """With whom: a post, or everyone in a unit."""

    post_id: Id | None = None
    unit_id: Id | None = None

    def holder(self) -> int:
        """The scope key; raises Invalid unless exactly one is named."""
        if (self.post_id is None) == (self.unit_id is None):
            raise Invalid({"post_id": "Hãy chọn một người hoặc một đơn vị."})
        return keys.post(self.post_id) if self.post_id else keys.unit(self.unit_id or 0)


class Closing(ActInput):
    """The last day; that of the newest document unless it is named."""

    end_on: Day | None = None


@router.get("", response=Pages[DossierOut], operation_id="dossiers", summary="Hồ sơ được xem")
@signed_in
def dossiers(
    request: Request, cursor: str | None = None, limit: Limit = 50, closed: bool | None = None
) -> Pages[DossierOut]:
    """The dossiers open to the caller, newest first."""
    before = number(cursor) if cursor else None
    rows = queries.dossiers(request.actor, before=before, limit=limit + 1, closed=closed)
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    shown = [DossierOut.from_orm(row) for row in rows[:limit]]
    return Pages[DossierOut](rows=shown, next=more)


@router.post("", response={201: DossierOut}, operation_id="open_dossier", summary="Lập hồ sơ")
@needs(Right.HANDLE)
def open_dossier(request: Request, data: NewDossier) -> DossierOut:
    """Open a dossier for the work of the caller's post."""
    row = actions.open_dossier(request.actor, fields=data.fields(), year=data.year)
    return DossierOut.from_orm(row)


@router.get("/{int:dossier_id}", response=DossierOut, operation_id="dossier", summary="Một hồ sơ")
@signed_in
def dossier(request: Request, dossier_id: PathId) -> DossierOut:
    """The fields of a dossier."""
    return DossierOut.from_orm(queries.find_visible(request.actor, dossier_id))


@router.get(
    "/{int:dossier_id}/possible",
    response=list[VerbOut],
    operation_id="dossier_possible",
    summary="Được làm gì với hồ sơ",
)
@signed_in
def possible(request: Request, dossier_id: PathId) -> list[VerbOut]:
    """Every verb with yes or the sentence of the no."""
    return [VerbOut.from_orm(each) for each in queries.possible(request.actor, dossier_id)]


@router.get(
    "/{int:dossier_id}/documents",
    response=Pages[FiledOut],
    operation_id="dossier_documents",
    summary="Mục lục văn bản trong hồ sơ",
)
@signed_in
def contents(
    request: Request, dossier_id: PathId, cursor: str | None = None, limit: Limit = 100
) -> Pages[FiledOut]:
    """The documents in order of their numbers."""
    after = min(number(cursor), 2**31 - 1) if cursor else 0
    rows = queries.contents(request.actor, dossier_id, after=after, limit=limit + 1)
    more = str(rows[limit - 1].ordinal) if len(rows) > limit else None
    shown = [FiledOut.from_orm(row) for row in rows[:limit]]
    return Pages[FiledOut](rows=shown, next=more)


@router.get(
    "/{int:dossier_id}/standard",
    response=dict[str, Any],
    operation_id="dossier_standard",
    summary="Các trường hồ sơ theo Phụ lục VI",
)
@signed_in
def standard(request: Request, dossier_id: PathId) -> dict[str, Any]:
    """The 13 leaf fields by their names in the data standard."""
    return queries.standard_fields(request.actor, dossier_id).values


@router.post(
    "/{int:dossier_id}", response=DossierOut, operation_id="change_dossier", summary="Sửa hồ sơ"
)
@needs(Right.HANDLE)
def change(request: Request, dossier_id: PathId, data: DossierIn) -> DossierOut:
    """Change the fields of an open dossier."""
    row = actions.change(request.actor, dossier_id=dossier_id, fields=data.fields())
    return DossierOut.from_orm(row)


@router.post(
    "/{int:dossier_id}/documents",
    response=Done,
    operation_id="file_documents",
    summary="Đưa văn bản vào hồ sơ",
)
@needs(Right.HANDLE)
def put_in(request: Request, dossier_id: PathId, data: ToFile) -> Done:
    """Put documents the caller sees into the dossier."""
    rows = actions.file_documents(
        request.actor, dossier_id=dossier_id, document_ids=data.document_ids
    )
    return Done(sentence=_("Đã đưa {n} văn bản vào hồ sơ.").format(n=len(rows)))


@router.post(
    "/{int:dossier_id}/documents/{int:document_id}/take-out",
    response=Done,
    operation_id="take_out",
    summary="Đưa văn bản ra khỏi hồ sơ",
)
@needs(Right.HANDLE)
def take_out(request: Request, dossier_id: PathId, document_id: PathId, data: Reasoned) -> Done:
    """Who saw the document only through the dossier no longer does."""
    actions.take_out(
        request.actor, dossier_id=dossier_id, document_id=document_id, reason=data.reason
    )
    return Done(sentence=_("Đã đưa văn bản ra khỏi hồ sơ."))


@router.get(
    "/{int:dossier_id}/shares",
    response=list[ShareOut],
    operation_id="dossier_shares",
    summary="Ai được xem hồ sơ",
)
@signed_in
def shares(request: Request, dossier_id: PathId) -> list[ShareOut]:
    """With whom the dossier is shared since when."""
    return [ShareOut.from_orm(row) for row in queries.shares(request.actor, dossier_id)]


@router.post(
    "/{int:dossier_id}/share", response=Done, operation_id="share_dossier", summary="Chia sẻ hồ sơ"
)
@needs(Right.HANDLE, Right.ARCHIVE)
def share(request: Request, dossier_id: PathId, data: Sharing) -> Done:
    """Open the dossier, and so everything in it, to a post or a unit."""
    actions.share(request.actor, dossier_id=dossier_id, holder=data.holder())
    return Done(sentence=_("Đã chia sẻ hồ sơ."))


@router.post(
    "/{int:dossier_id}/unshare",
    response=Done,
    operation_id="unshare_dossier",
    summary="Thôi chia sẻ hồ sơ",
)
@needs(Right.HANDLE, Right.ARCHIVE)
def unshare(request: Request, dossier_id: PathId, data: Sharing) -> Done:
    """Close the dossier to a post or a unit again."""
    actions.unshare(request.actor, dossier_id=dossier_id, holder=data.holder())
    return Done(sentence=_("Đã thôi chia sẻ hồ sơ."))


@router.post(
    "/{int:dossier_id}/close",
    response=DossierOut,
    operation_id="close_dossier",
    summary="Kết thúc hồ sơ",
)
@needs(Right.HANDLE)
def close(request: Request, dossier_id: PathId, data: Closing) -> DossierOut:
    """Complete, numbered by time, and open to the archive."""
    row = actions.close(request.actor, dossier_id=dossier_id, end_on=data.end_on)
    return DossierOut.from_orm(row)
