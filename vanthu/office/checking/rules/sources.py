"""Where the rules of this package come from."""

from vanthu.kernel.citations import (
    DECREE_30_2020,
    PARTY_GUIDANCE_05,
    Certainty,
    Citation,
)


def annex_one(place: str) -> Citation:
    """A place in Annex I of the Decree: layout and technique of presentation."""
    return DECREE_30_2020.at(f"{place} Phụ lục I")


def annex_two(place: str) -> Citation:
    """A place in Annex II of the Decree: capitals in administrative papers."""
    return DECREE_30_2020.at(f"{place} Phụ lục II")


GENERAL = annex_one("Mục I Phần I")
MOTTO = annex_one("khoản 1 Mục II Phần I")
ISSUER = annex_one("khoản 2 Mục II Phần I")
NUMBER = annex_one("khoản 3 Mục II Phần I")
DAY = annex_one("khoản 4 Mục II Phần I")
TITLE = annex_one("khoản 5 Mục II Phần I")
BODY = annex_one("khoản 6 Mục II Phần I")
SIGNING = annex_one("khoản 7 Mục II Phần I")
RECIPIENTS = annex_one("khoản 9 Mục II Phần I")
ANNEXES = annex_one("khoản 1 Mục III Phần I")
URGENCY = annex_one("khoản 2 Mục III Phần I")
TYPES = DECREE_30_2020.at("Mục I Phụ lục III")
FORMS = DECREE_30_2020.at("Phụ lục III")
PARTY = PARTY_GUIDANCE_05
TWO_TIERS = Citation(
    document="Nghị quyết số 202/2025/QH15",
    title="Về việc sắp xếp đơn vị hành chính cấp tỉnh",
    certainty=Certainty.SECONDARY,
)
