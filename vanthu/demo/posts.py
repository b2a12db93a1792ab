"""Which posts each sort of agency has: leaders, the office, rooms, the records clerk."""

from collections.abc import Iterator, Sequence
from typing import Any

from vanthu.demo.specs import PostSpec, UnitSpec
from vanthu.ground.org.choices import Role

# Agencies where the specialists who look after everyone's system, archive and journal sit.
_EXTRA: dict[str, tuple[tuple[str, Role], ...]] = {
    "vp-ubnd:86": (("Lưu trữ viên", Role.ARCHIVIST),),
    "vp-tinh-uy": (("Lưu trữ viên", Role.ARCHIVIST),),
    "so-noi-vu": (
        ("Lưu trữ viên", Role.ARCHIVIST),
        ("Chuyên viên thẩm định", Role.PERSONNEL),
    ),
    "btc-tinh-uy": (("Chuyên viên thẩm định", Role.PERSONNEL),),
    "so-nnmt": (("Lưu trữ viên", Role.ARCHIVIST),),
    "so-tai-chinh": (("Lưu trữ viên", Role.ARCHIVIST),),
    "thanh-tra": (("Thanh tra viên giám sát nhật ký", Role.INSPECTOR),),
    "so-khcn": (("Quản trị hệ thống", Role.SYSADMIN),),
    "tt-cds": (("Quản trị hệ thống", Role.SYSADMIN),),
}
_WITH_SPECIALISTS = 4


def provincial(row: dict[str, Any], units: Sequence[UnitSpec]) -> tuple[PostSpec, ...]:
    """Posts of a provincial agency of `province.json`.

    A collective body (UBND, HĐND, Tỉnh ủy) is served by an office that is an agency of its own;
    the office's chief and clerk then hold the same posts in both.
    """
    key = row["key"]
    found = list(_leaders(key, row))
    if office := row.get("office"):
        found.append(
            _post(key, "Chánh Văn phòng", Role.OFFICE_CHIEF, held_with=f"{office}#leader", rank=10)
        )
        found.append(
            _post(key, "Văn thư", Role.RECORDS_CLERK, held_with=f"{office}#clerk", rank=90)
        )
    else:
        found.append(_clerk(key, units))
        found.append(_personnel(key, units[0].key))
    found.extend(_rooms(key, units, row["kind"]))
    found.extend(
        PostSpec(f"{key}#extra{n}", title, role, units[0].key, rank=95)
        for n, (title, role) in enumerate(_EXTRA.get(key, ()))
    )
    return tuple(found)


def service(key: str, leader: str, units: Sequence[UnitSpec]) -> tuple[PostSpec, ...]:
    """Posts of a public-service unit or sub-department."""
    office, work = units
    extra = tuple(
        PostSpec(f"{key}#extra{n}", title, role, office.key, rank=95)
        for n, (title, role) in enumerate(_EXTRA.get(key, ()))
    )
    return (
        PostSpec(f"{key}#leader", leader, Role.AGENCY_LEADER),
        _clerk(key, units),
        _personnel(key, office.key),
        PostSpec(f"{office.key}#head", "Trưởng phòng", Role.OFFICE_CHIEF, office.key, rank=20),
        PostSpec(f"{work.key}#head", "Trưởng phòng", Role.UNIT_HEAD, work.key, rank=30),
        PostSpec(f"{work.key}#s1", "Chuyên viên", Role.SPECIALIST, work.key, rank=40),
        *extra,
    )


def commune(key: str, units: Sequence[UnitSpec]) -> tuple[PostSpec, ...]:
    """Posts of a commune's people's committee and its four bodies (requirements X-04).

    Its personnel officer is the Party committee's, as in communes after the reform.
    """
    office, economy, society, counter = units
    return (
        PostSpec(f"{key}#leader", "Chủ tịch", Role.AGENCY_LEADER),
        PostSpec(f"{key}#deputy1", "Phó Chủ tịch", Role.AGENCY_LEADER, deputy=True, rank=1),
        PostSpec(f"{office.key}#head", "Chánh Văn phòng", Role.OFFICE_CHIEF, office.key, rank=10),
        _clerk(key, units),
        PostSpec(f"{economy.key}#head", "Trưởng phòng", Role.UNIT_HEAD, economy.key, rank=20),
        PostSpec(f"{economy.key}#s1", "Chuyên viên", Role.SPECIALIST, economy.key, rank=40),
        PostSpec(f"{society.key}#head", "Trưởng phòng", Role.UNIT_HEAD, society.key, rank=30),
        PostSpec(f"{counter.key}#head", "Giám đốc", Role.UNIT_HEAD, counter.key, rank=35),
        _personnel(key, office.key, held_with=f"dang:{key.rsplit(':', 1)[1]}#personnel"),
    )


def party_committee(key: str) -> tuple[PostSpec, ...]:
    """The secretary and the personnel officer of a commune's Party committee."""
    return (PostSpec(f"{key}#leader", "Bí thư", Role.AGENCY_LEADER), _personnel(key, ""))


def council_chair(key: str, party: str) -> tuple[PostSpec, ...]:
    """The chair of a commune's people's council, who is its Party secretary as a rule."""
    return (PostSpec(f"{key}#leader", "Chủ tịch", Role.AGENCY_LEADER, held_with=f"{party}#leader"),)


def _post(key: str, title: str, role: Role, *, held_with: str, rank: int) -> PostSpec:
    return PostSpec(f"{key}#{role}", title, role, rank=rank, held_with=held_with)


def _leaders(key: str, row: dict[str, Any]) -> Iterator[PostSpec]:
    yield PostSpec(f"{key}#leader", row.get("leader", "Giám đốc"), Role.AGENCY_LEADER)
    title = row.get("deputy", "Phó Giám đốc")
    for n in range(1, row.get("deputies", 2) + 1):
        yield PostSpec(f"{key}#deputy{n}", title, Role.AGENCY_LEADER, deputy=True, rank=n)


def _clerk(key: str, units: Sequence[UnitSpec]) -> PostSpec:
    return PostSpec(f"{key}#clerk", "Văn thư", Role.RECORDS_CLERK, units[0].key, rank=90)


def _personnel(key: str, unit: str, held_with: str = "") -> PostSpec:
    title = "Cán bộ tổ chức"
    return PostSpec(f"{key}#personnel", title, Role.PERSONNEL, unit, rank=80, held_with=held_with)


def _rooms(key: str, units: Sequence[UnitSpec], kind: str) -> Iterator[PostSpec]:
    for place, unit in enumerate(units):
        chief = unit.abbreviation == "VP" and kind not in {"office", "hdnd"}
        role = Role.OFFICE_CHIEF if chief else Role.UNIT_HEAD
        yield PostSpec(f"{unit.key}#head", _head_title(unit), role, unit.key, rank=20 + place)
        if place and place <= _WITH_SPECIALISTS:
            yield PostSpec(f"{unit.key}#s1", "Chuyên viên", Role.SPECIALIST, unit.key, rank=60)


def _head_title(unit: UnitSpec) -> str:
    if unit.name.startswith("Văn phòng"):
        return "Chánh Văn phòng"
    if unit.name.startswith("Ban"):
        return "Trưởng Ban"
    return "Giám đốc" if unit.name.startswith("Trung tâm") else "Trưởng phòng"
