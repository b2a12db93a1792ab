"""Agency identifiers with their periods: real at level one, made up below it and marked so.

Old style (QCVN 102:2016, 13 characters): `000.00.12.H61` is the 12th body under H61. New style
(QĐ 20/2020/QĐ-TTg, at most 35 characters): `H61.12`. A merged province keeps the code of the name
it keeps; the other codes are closed (QĐ 09/2025/QĐ-TTg).
"""

from collections import Counter
from collections.abc import Sequence

from vanthu.demo.sources import REFORM, day, rows
from vanthu.demo.specs import AgencySpec, CodeSpec
from vanthu.ground.org.choices import CodeScheme, Level, System

# Letters of level one: A Party, H people's committees, I mass bodies, K people's councils (I-02).
_LETTER = {System.PARTY: "A", System.STATE: "H", System.FRONT: "I", System.COUNCIL: "K"}
_NUMBER = {"86": "61", "83": "07", "84": "59"}
_SYNTHETIC = "Mã giả lập cho dữ liệu mẫu"


def codes_of(agencies: Sequence[AgencySpec]) -> dict[str, tuple[CodeSpec, ...]]:
    """The codes of every agency of the province, by key; no two share a code on one day."""
    found = _real()
    # Numbers run on over the reform, so that no identifier of an old paper can come again.
    numbers: Counter[str] = Counter()
    homes = {agency.area: agency for agency in agencies if agency.key.startswith("old:ubnd:")}
    for agency in agencies:
        if agency.external:
            continue
        codes = found.setdefault(agency.key, [])
        codes.extend(_administrative(agency))
        if not any(code.scheme == CodeScheme.QD_20 for code in codes):
            top = _top(agency, homes)
            numbers[top] += 1
            codes.extend(_made_up(agency, top, numbers[top]))
    return {key: tuple(codes) for key, codes in found.items()}


def _real() -> dict[str, list[CodeSpec]]:
    found: dict[str, list[CodeSpec]] = {}
    for row in rows("agency_codes.csv"):
        start = day(row["valid_from"])
        assert start is not None, "every code of the data file has a first day"
        code = CodeSpec(
            code=row["code"],
            scheme=CodeScheme(row["scheme"]),
            valid_from=start,
            valid_to=day(row["valid_to"]),
            synthetic=row["synthetic"] == "yes",
            basis=row["basis"],
        )
        found.setdefault(row["holder"], []).append(code)
    return found


def _top(agency: AgencySpec, homes: dict[str, AgencySpec]) -> str:
    area = agency.area
    while area not in _NUMBER:
        area = homes[area].parent.rsplit(":", 1)[1] if not agency.live else "86"
    return _LETTER[System(agency.system)] + _NUMBER[area]


def _made_up(agency: AgencySpec, top: str, number: int) -> list[CodeSpec]:
    start, end = max(agency.valid_from, day("2020-09-15") or REFORM), agency.valid_to
    found = [CodeSpec(f"{top}.{number:02d}", CodeScheme.QD_20, start, end, True, _SYNTHETIC)]
    if agency.system == System.STATE and not agency.live:
        high, low = divmod(number, 100)
        old = f"000.{high:02d}.{low:02d}.{top}"
        start = agency.valid_from
        found.append(CodeSpec(old, CodeScheme.QCVN_102, start, end, True, _SYNTHETIC))
    return found


def _administrative(agency: AgencySpec) -> list[CodeSpec]:
    """The administrative unit's own code identifies its people's committee."""
    if not agency.key.removeprefix("old:").startswith("ubnd:"):
        return []
    basis = "Danh mục đơn vị hành chính Việt Nam"
    scheme = CodeScheme.ADMINISTRATIVE
    if agency.level == Level.PROVINCE and agency.live:
        basis += f", từ {REFORM:%d/%m/%Y}"
    return [CodeSpec(agency.area, scheme, agency.valid_from, agency.valid_to, False, basis)]
