"""Where a rule comes from, and how sure we are of its words.

Every legal rule in the code carries a Citation. What nobody on the project has read in the rule's
own text says so on the screen (design 1.7), so a reader knows what to check before relying on it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Certainty(StrEnum):
    """How the content of a rule came to be known."""

    READ = "read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """What the screen says beside the rule."""
        return _LABELS[self]


_LABELS = {
    Certainty.READ: "Đã đối chiếu với nguyên văn",
    Certainty.SECONDARY: "Theo tài liệu thứ cấp, chưa đối chiếu nguyên văn",
    Certainty.UNVERIFIED: "Chưa kiểm chứng",
}


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place in a legal document.

    `document`: type, number and symbol as officially cited; `article`: the place inside it, empty
    for the whole; `title`: its abstract; `in_force_from`: None while that day is not verified;
    `certainty`: about the content relied on, not about the existence of the document.
    """

    document: str
    title: str
    article: str = ""
    in_force_from: date | None = None
    url: str | None = None
    certainty: Certainty = Certainty.UNVERIFIED

    def __str__(self) -> str:
        return f"{self.article} {self.document}".lstrip()

    def at(self, article: str, certainty: Certainty | None = None) -> "Citation":
        """The same document at one place, e.g. `DECREE_30_2020.at("điểm c khoản 2 Điều 4")`.

        `certainty` when this place is better or worse known than the document as a whole.
        """
        return replace(self, article=article, certainty=certainty or self.certainty)

    @property
    def must_be_marked(self) -> bool:
        """Whether a screen that uses the rule has to say that it was not read in the original."""
        return self.certainty is not Certainty.READ


DECREE_30_2020 = Citation(
    document="Nghị định số 30/2020/NĐ-CP",
    title="Về công tác văn thư",
    in_force_from=date(2020, 3, 5),
    certainty=Certainty.READ,
)
DECISION_28_2018 = Citation(
    document="Quyết định số 28/2018/QĐ-TTg",
    title="Về việc gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước",
    in_force_from=date(2018, 9, 6),
    certainty=Certainty.SECONDARY,
)
DECISION_20_2020 = Citation(
    document="Quyết định số 20/2020/QĐ-TTg",
    title="Về mã định danh điện tử của các cơ quan, tổ chức phục vụ kết nối, chia sẻ dữ liệu "
    "với các bộ, ngành, địa phương",
    certainty=Certainty.SECONDARY,
)
DECISION_09_2025 = Citation(
    document="Quyết định số 09/2025/QĐ-TTg",
    title="Sửa đổi, bổ sung Quyết định số 20/2020/QĐ-TTg về mã định danh điện tử của các "
    "cơ quan, tổ chức phục vụ kết nối, chia sẻ dữ liệu với các bộ, ngành, địa phương",
    certainty=Certainty.READ,
)
DECISION_42_2014 = Citation(
    document="Quyết định số 42/2014/QĐ-TTg",
    title="Ban hành Quy chế theo dõi, đôn đốc, kiểm tra việc thực hiện nhiệm vụ do Chính phủ, "
    "Thủ tướng Chính phủ giao",
    certainty=Certainty.SECONDARY,
)
DECISION_395_BTTTT = Citation(
    document="Quyết định số 395/QĐ-BTTTT",
    title="Hướng dẫn sử dụng mã định danh văn bản và Bộ tiêu chí về chức năng, tính năng kỹ thuật "
    "của hệ thống quản lý văn bản và điều hành, phiên bản 1.0",
)
CIRCULAR_01_2019_BNV = Citation(
    document="Thông tư số 01/2019/TT-BNV",
    title="Quy định quy trình trao đổi, lưu trữ, xử lý tài liệu điện tử trong công tác văn thư, "
    "các chức năng cơ bản của Hệ thống quản lý tài liệu điện tử trong quá trình xử lý công việc "
    "của các cơ quan, tổ chức",
    in_force_from=date(2019, 3, 10),
    certainty=Certainty.SECONDARY,
)
DECREE_09_2019 = Citation(
    document="Nghị định số 09/2019/NĐ-CP",
    title="Quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
    in_force_from=date(2019, 3, 12),
    certainty=Certainty.SECONDARY,
)
ARCHIVES_LAW_2024 = Citation(
    document="Luật Lưu trữ số 33/2024/QH15",
    title="Luật Lưu trữ",
    in_force_from=date(2025, 7, 1),
    certainty=Certainty.SECONDARY,
)
CIRCULAR_05_2025_BNV = Citation(
    document="Thông tư số 05/2025/TT-BNV",
    title="Quy định nghiệp vụ lưu trữ tài liệu lưu trữ số",
    in_force_from=date(2025, 7, 1),
    certainty=Certainty.SECONDARY,
)
STATE_SECRETS_LAW_2025 = Citation(
    document="Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
    title="Luật Bảo vệ bí mật nhà nước",
    in_force_from=date(2026, 3, 1),
    certainty=Certainty.SECONDARY,
)
DECREE_63_2026 = Citation(
    document="Nghị định số 63/2026/NĐ-CP",
    title="Quy định biện pháp thi hành Luật Bảo vệ bí mật nhà nước",
    certainty=Certainty.SECONDARY,
)
STANDARD_QCVN_102_2016 = Citation(
    document="QCVN 102:2016/BTTTT và Sửa đổi 1:2022",
    title="Quy chuẩn kỹ thuật quốc gia về cấu trúc mã định danh và định dạng dữ liệu gói tin "
    "phục vụ kết nối các hệ thống quản lý văn bản và điều hành",
    certainty=Certainty.READ,
)
PARTY_REGULATION_399 = Citation(
    document="Quy định số 399-QĐ/TW",
    title="Về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
    certainty=Certainty.SECONDARY,
)
PARTY_GUIDANCE_05 = Citation(
    document="Hướng dẫn số 05-HD/VPTW",
    title="Hướng dẫn thể thức và kỹ thuật trình bày văn bản của Đảng",
    certainty=Certainty.SECONDARY,
)
