"""People with their posts and accounts from a sheet."""

from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.faces.imports.organisation import AGENCY, UNIT, agency_id, unit_id
from vanthu.ground.access.actions import FirstPassword, open_account
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Post
from vanthu.ground.people import actions
from vanthu.ground.people.models import Tenure
from vanthu.kernel.text import fold

NAME, USERNAME = "Họ và tên", "Tên đăng nhập"
# What an account gets while a file is only tried: nothing can be signed in with it.
_NONE = FirstPassword("", "")


def _person(actor: Actor, row: Row, memory: Memory) -> None:
    person = actions.add_person(
        actor,
        fields=actions.PersonFields(
            full_name=row.text(NAME),
            email=row.text("Thư điện tử", required=False),
            phone=row.text("Điện thoại", required=False),
        ),
    )
    title = row.text("Chức vụ", required=False)
    if title:
        actions.appoint(
            actor,
            person_id=person.pk,
            post_id=_vacant(actor, row, title, memory),
            from_day=row.day("Từ ngày"),
            basis=row.text("Quyết định"),
        )
    if username := row.text(USERNAME, required=False):
        first = _NONE if memory.trial else memory.passwords.pop()
        account, plain = open_account(actor, person_id=person.pk, username=username, first=first)
        memory.opened.append((person.full_name, account.username, plain))


def _vacant(actor: Actor, row: Row, title: str, memory: Memory) -> int:
    """The first post of the title in the unit that nobody holds on the day or has since."""
    agency = agency_id(actor, row, memory)
    unit = unit_id(actor, agency, UNIT, row.text(UNIT, required=False), memory)
    day = row.day("Từ ngày")
    held = Tenure.objects.exclude(valid_to__lte=day).values("post")
    posts = Post.objects.on(day).filter(agency=agency, unit=unit).exclude(pk__in=held)
    for number, name in posts.order_by("rank", "pk").values_list("pk", "title"):
        if fold(name) == fold(title):
            return int(number)
    raise WrongCell(
        "Chức vụ", f"Không còn chức vụ “{title}” nào trống ở đơn vị này. Hãy lập chức vụ trước."
    )


PEOPLE = Kind(
    "people",
    "Người, chức vụ, tài khoản",
    "Người mới; chức vụ và tài khoản có thể để trống, làm sau trên trang của từng người.",
    (Right.CONFIGURE,),
    (
        Column(NAME, "full_name", example="Nguyễn Thị Bình"),
        Column("Thư điện tử", "email", required=False),
        Column("Điện thoại", "phone", required=False),
        Column("Chức vụ", "post_id", required=False, example="Chuyên viên"),
        Column(UNIT, "unit_id", required=False, example="Phòng Kinh tế"),
        Column("Từ ngày", "from_day", required=False, example="01/07/2025"),
        Column("Quyết định", "basis", required=False, hint="Bắt buộc khi có chức vụ."),
        Column(USERNAME, "username", required=False, example="nguyen.thi.binh"),
        AGENCY,
    ),
    _person,
)
