"""Who is calling."""

from ninja import Schema

from vanthu.faces.api.routing import Operations
from vanthu.faces.web.access import Request, signed_in
from vanthu.ground.access.resolve import Seat

router = Operations(tags=["me"])


class SeatOut(Schema):
    """A post one may act from."""

    tenure_id: int
    post_id: int
    title: str
    role: str
    agency_id: int
    agency_name: str
    unit_id: int | None
    for_name: str


class Me(Schema):
    """The caller: a person acting from a post, with its rights."""

    name: str
    username: str
    language: str
    on_behalf: bool
    rights: list[str]
    seat: SeatOut | None
    seats: list[SeatOut]


@router.get("", response=Me, operation_id="me", summary="Tôi là ai, từ vị trí nào")
@signed_in
def me(request: Request) -> Me:
    """Name, post, agency and rights of the caller, and the other posts they may act from."""
    somebody = request.signed_in
    return Me(
        name=somebody.actor.name,
        username=somebody.username,
        language=somebody.language,
        on_behalf=somebody.actor.on_behalf_of is not None,
        rights=sorted(somebody.actor.rights),
        seat=_seat(somebody.seat) if somebody.seat else None,
        seats=[_seat(each) for each in somebody.seats],
    )


def _seat(seat: Seat) -> SeatOut:
    return SeatOut.from_orm(seat)
