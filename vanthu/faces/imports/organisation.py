"""Units and posts from a sheet."""

from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org import actions
from vanthu.ground.org.actions.units import UnitFields
from vanthu.ground.org.choices import Role
from vanthu.ground.org.queries import agency_by_code, units_of
from vanthu.kernel.errors import Refusal
from vanthu.kernel.text import fold

AGENCY = Column(
    "Mã định danh cơ quan",
    required=False,
    hint="Để trống là cơ quan của bạn; cơ quan khác chỉ đầu mối cấp tỉnh nhập được.",
)
UNIT = "Đơn vị"


def agency_id(actor: Actor, row: Row, memory: Memory) -> int:
    """The agency named in the row, else the actor's."""
    code = row.text(AGENCY.name, required=False)
    if not code:
        return actor.agency_id

    def read() -> int:
        try:
            return agency_by_code(code, actor.today).pk
        except Refusal as refusal:
            raise WrongCell(AGENCY.name, refusal.sentence) from refusal

    found: int = memory.once(("agency", code), read)
    return found


def unit_id(actor: Actor, agency: int, column: str, name: str, memory: Memory) -> int | None:
    """The unit of that name in the agency; None for an empty name."""
    if not name:
        return None
    units: dict[str, int] = memory.once(
        ("units", agency),
        lambda: {fold(unit.name): unit.unit_id for unit in units_of(agency, actor.today)},
    )
    if fold(name) not in units:
        raise WrongCell(column, f"Cơ quan không có đơn vị “{name}”. Hãy lập đơn vị trước.")
    return units[fold(name)]


def _unit(actor: Actor, row: Row, memory: Memory) -> None:
    agency = agency_id(actor, row, memory)
    above = row.text("Thuộc đơn vị", required=False)
    name = row.text("Tên đơn vị")
    unit = actions.create_unit(
        actor,
        agency_id=agency,
        fields=UnitFields(
            name=name,
            abbreviation=row.text("Chữ viết tắt"),
            parent_id=unit_id(actor, agency, "Thuộc đơn vị", above, memory),
            order=row.whole("Thứ tự", default=row.number),
        ),
        from_day=row.day("Từ ngày"),
    )
    known = memory.kept.get(("units", agency))
    if known is not None:
        known[fold(name)] = unit.pk


def _post(actor: Actor, row: Row, memory: Memory) -> None:
    agency = agency_id(actor, row, memory)
    actions.create_post(
        actor,
        agency_id=agency,
        title=row.text("Chức vụ"),
        role=row.one_of("Vai trò", Role),
        unit_id=unit_id(actor, agency, UNIT, row.text(UNIT, required=False), memory),
        deputy=row.yes("Cấp phó"),
        rank=row.whole("Thứ tự", default=row.number),
        from_day=row.day("Từ ngày"),
    )


UNITS = Kind(
    "units",
    "Đơn vị",
    "Phòng, ban, đơn vị của cơ quan; đơn vị cấp trên đứng ở dòng trước.",
    (Right.CONFIGURE,),
    (
        Column("Tên đơn vị", "name", example="Phòng Kinh tế"),
        Column("Chữ viết tắt", "abbreviation", example="KT"),
        Column("Thuộc đơn vị", "parent_id", required=False),
        Column("Thứ tự", "order", required=False, example="1"),
        Column("Từ ngày", "from_day", example="01/07/2025"),
        AGENCY,
    ),
    _unit,
)
POSTS = Kind(
    "posts",
    "Chức vụ",
    "Mỗi dòng một chức vụ; năm chuyên viên là năm dòng.",
    (Right.CONFIGURE,),
    (
        Column("Chức vụ", "title", example="Chuyên viên"),
        Column("Vai trò", "role", choices=Role, example="Chuyên viên"),
        Column(UNIT, "unit_id", required=False, example="Phòng Kinh tế"),
        Column("Cấp phó", "deputy", required=False, hint="Có hoặc để trống."),
        Column("Thứ tự", "rank", required=False, example="1"),
        Column("Từ ngày", "from_day", example="01/07/2025"),
        AGENCY,
    ),
    _post,
)
