"""Registers, groups of recipients, terms, holidays and parameters from a sheet."""

from datetime import date

from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.actions import set_calendar_day
from vanthu.ground.org.choices import DayKind
from vanthu.ground.org.queries import agency_by_code
from vanthu.kernel.errors import Refusal
from vanthu.kernel.text import fold
from vanthu.office.documents.actions import define_register, open_period, set_group
from vanthu.office.documents.choices import PeriodKind, RegisterKind, Urgency
from vanthu.office.documents.models import RecipientGroup
from vanthu.office.documents.queries import types_by_code
from vanthu.office.handling.actions import set_deadline_rule, set_parameter
from vanthu.office.handling.choices import ParameterName

_TYPES = "Loại văn bản"
_FROM, _SOURCE = "Có hiệu lực từ ngày", "Căn cứ"
_CLERK = (Right.MANAGE_REGISTERS,)


def _type_code(name: str, memory: Memory) -> str:
    """The code of a type by its name, abbreviation or code."""
    known: dict[str, str] = memory.once("types", _types)
    code = known.get(fold(name))
    if code is None:
        raise WrongCell(_TYPES, f"Không có loại văn bản “{name}”.")
    return code


def _types() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, row in types_by_code().items():
        found |= {fold(code): code, fold(row.name): code}
    return found


def _register(actor: Actor, row: Row, memory: Memory) -> None:
    names = [name.strip() for name in row.text(_TYPES, required=False).split(",")]
    register = define_register(
        actor,
        name=row.text("Tên sổ"),
        kind=row.one_of("Sổ dùng cho", RegisterKind),
        types=[_type_code(name, memory) for name in names if name],
        body=row.text("Tên hội đồng, ban, tổ", required=False),
        body_symbol=row.text("Viết tắt của hội đồng, ban, tổ", required=False),
        period_kind=row.one_of("Đánh số", PeriodKind),
        valid_from=row.day("Dùng từ ngày"),
    )
    if year := row.whole("Mở năm", default=0):
        if not 2000 <= year <= 2100:
            raise WrongCell("Mở năm", "Hãy nhập một năm, ví dụ 2026.")
        open_period(
            actor,
            register_id=register.pk,
            label=str(year),
            starts_on=date(year, 1, 1),
            ends_before=date(year + 1, 1, 1),
        )


def _member(actor: Actor, row: Row, memory: Memory) -> None:
    """Gathered here, set by `_groups` once all rows are read."""
    code = row.text("Mã định danh cơ quan")
    try:
        agency = agency_by_code(code, actor.today).pk
    except Refusal as refusal:
        raise WrongCell("Mã định danh cơ quan", refusal.sentence) from refusal
    memory.kept.setdefault("groups", {}).setdefault(row.text("Tên nhóm"), []).append(agency)


def _groups(actor: Actor, memory: Memory) -> None:
    """A group that is there already keeps its members and gets the new ones."""
    for name, members in memory.kept.get("groups", {}).items():
        row = RecipientGroup.objects.filter(agency=actor.agency_id, name=name).first()
        before = list(row.members.values_list("pk", flat=True)) if row else []
        number = row.pk if row else None
        set_group(actor, name=name, member_ids=[*before, *members], group_id=number)


def _deadline(actor: Actor, row: Row, memory: Memory) -> None:
    name = row.text(_TYPES, required=False)
    urgent = bool(row.text("Độ khẩn", required=False))
    set_deadline_rule(
        actor,
        type_code=_type_code(name, memory) if name else "",
        urgency=int(row.one_of("Độ khẩn", Urgency)) if urgent else None,
        working_days=row.whole("Số ngày làm việc"),
        valid_from=row.day(_FROM),
        source=row.text(_SOURCE),
    )


def _holiday(actor: Actor, row: Row, _memory: Memory) -> None:
    set_calendar_day(
        actor,
        day=row.day("Ngày"),
        kind=row.one_of("Là", DayKind),
        name=row.text("Tên"),
        source=row.text(_SOURCE),
    )


def _parameter(actor: Actor, row: Row, _memory: Memory) -> None:
    set_parameter(
        actor,
        name=row.one_of("Tham số", ParameterName),
        value=row.whole("Giá trị"),
        valid_from=row.day(_FROM),
        source=row.text(_SOURCE),
    )


REGISTERS = Kind(
    "registers",
    "Sổ đăng ký",
    "Mỗi dòng một hệ thống số.",
    _CLERK,
    (
        Column("Tên sổ", "name", example="Sổ đăng ký quyết định"),
        Column("Sổ dùng cho", "kind", choices=RegisterKind, example="Sổ đăng ký văn bản đi"),
        Column(_TYPES, "types", required=False, hint="Tên các loại, cách nhau bằng dấu phẩy."),
        Column("Đánh số", "period_kind", choices=PeriodKind, example="Theo năm"),
        Column("Dùng từ ngày", "valid_from", example="01/01/2026"),
        Column("Mở năm", "starts_on", required=False, hint="Để trống nếu mở kỳ sau."),
        Column("Tên hội đồng, ban, tổ", "body", required=False),
        Column("Viết tắt của hội đồng, ban, tổ", "body_symbol", required=False),
    ),
    _register,
)
GROUPS = Kind(
    "groups",
    "Nhóm nơi nhận",
    "Mỗi dòng một cơ quan của một nhóm; nhóm đã có thì thêm cơ quan vào.",
    (Right.MANAGE_REGISTERS, Right.CONFIGURE),
    (
        Column("Tên nhóm", "name", example="Các xã, phường"),
        Column("Mã định danh cơ quan", "members", example="H61.12"),
    ),
    _member,
    _groups,
)
DEADLINES = Kind(
    "deadlines",
    "Thời hạn xử lý",
    "Để trống loại hoặc độ khẩn là áp dụng cho mọi loại, mọi độ khẩn.",
    (Right.CONFIGURE,),
    (
        Column(_TYPES, "type_code", required=False, example="Công văn"),
        Column("Độ khẩn", "urgency", required=False, choices=Urgency),
        Column("Số ngày làm việc", "working_days", example="10"),
        Column(_FROM, "valid_from", example="01/01/2027"),
        Column(_SOURCE, "source", example="Điều 12 Quy chế làm việc"),
    ),
    _deadline,
)
HOLIDAYS = Kind(
    "holidays",
    "Ngày nghỉ, ngày làm bù",
    "Áp dụng cho cả tỉnh; chỉ đầu mối cấp tỉnh nhập được.",
    (Right.CONFIGURE,),
    (
        Column("Ngày", "day", example="01/01/2027"),
        Column("Là", "kind", choices=DayKind, example="Ngày nghỉ"),
        Column("Tên", "name", example="Tết Dương lịch"),
        Column(_SOURCE, "source", example="Thông báo nghỉ lễ năm 2027"),
    ),
    _holiday,
)
PARAMETERS = Kind(
    "parameters",
    "Tham số",
    "Các số của quy trình, có ngày hiệu lực.",
    (Right.CONFIGURE,),
    (
        Column("Tham số", "name", choices=ParameterName),
        Column("Giá trị", "value", example="3"),
        Column(_FROM, "valid_from", example="01/01/2027"),
        Column(_SOURCE, "source", example="Quy chế làm việc"),
    ),
    _parameter,
)
