"""Papers as the tests want them: right in every cell, each value open to be made wrong."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

Item = dict[str, Any]


def _dress(size: float, *, bold: bool = False, italic: bool = False) -> Item:
    return {"size": size, "bold": bold, "italic": italic}


LOOK: Item = {
    "font": "Tinos",
    "colour": "#000000",
    "width": 210,
    "height": 297,
    "top": 20,
    "bottom": 20,
    "left": 30,
    "right": 15,
    "body": 14,
    "numbers": True,
    "number_first": False,
    "number_place": "top",
    "number_centred": True,
    "page_number": 13,
    "motto_line": 1.0,
    "issuer_line": 0.4,
    "framed": True,
    "urgency_colour": "#e00000",
    "parent": _dress(12),
    "issuer": _dress(12, bold=True),
    "nation": _dress(12, bold=True),
    "motto": _dress(13, bold=True),
    "number": _dress(13),
    "day": _dress(13, italic=True),
    "title": _dress(14, bold=True),
    "subject": _dress(12),
    "to": _dress(14),
    "ground": _dress(14, italic=True),
    "article": _dress(14, bold=True),
    "authority": _dress(13, bold=True),
    "name": _dress(14, bold=True),
    "sent": _dress(12, bold=True, italic=True),
    "list": _dress(11),
    "annex": _dress(14, bold=True),
}
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

TEXTS = (
    "Thực hiện Nghị quyết số 08/2026/NQ-HĐND ngày 15 tháng 7 năm 2026 của Hội đồng nhân dân "
    "tỉnh Vĩnh Long về phát triển kinh tế - xã hội, Ủy ban nhân dân tỉnh giao các cơ quan, "
    "đơn vị tổ chức triển khai, bảo đảm tiến độ và chất lượng.",
    "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ và Ủy ban nhân dân các xã, phường rà soát "
    "nhu cầu kinh phí, tổng hợp, trình Ủy ban nhân dân tỉnh xem xét trước ngày 20 tháng 9 năm"
    " 2026.",
    "Căn cứ điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của "
    "Chính phủ về công tác văn thư, các cơ quan bố trí người làm văn thư đúng vị trí việc "
    "làm.",
    "Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện và định kỳ hằng quý báo "
    "cáo kết quả. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan kịp thời"
    " phản ánh về Sở Nội vụ.",
    "Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm trước Ủy ban nhân dân tỉnh về "
    "kết quả thực hiện trên địa bàn; lấy ý kiến của Nhân dân theo quy định của Luật Tổ chức "
    "chính quyền địa phương.",
    "Hội nghị tổ chức lúc 08 giờ 00 phút, sáng thứ Hai, ngày 07 tháng 9 năm 2026, tại Hội "
    "trường Trung tâm Hội nghị tỉnh, Phường 1, với sự tham dự của đại diện các cơ quan của "
    "Đảng, Nhà nước trên địa bàn.",
    "Trước ngày Quốc khánh, các đơn vị hoàn thành chỉnh lý tài liệu từ năm 2020 đến năm 2025,"
    " giao nộp về Lưu trữ lịch sử tỉnh theo Luật Lưu trữ; học tập kinh nghiệm của Thành phố "
    "Hồ Chí Minh và tỉnh Đồng Tháp.",
    "Đơn vị được phân công tổ chức tập huấn nghiệp vụ cho công chức, viên chức làm công tác "
    "văn thư, lưu trữ; nội dung, thời gian và kinh phí thực hiện theo kế hoạch đã được phê "
    "duyệt.",
)
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 215/TTr-SNV ngày 18 tháng 8 năm 2026.",
)
SUBJECTS = (
    "tăng cường công tác văn thư, lưu trữ năm 2026",
    "giao nộp hồ sơ, tài liệu vào Lưu trữ lịch sử tỉnh",
    "rà soát vị trí việc làm của công chức cấp xã",
    "tổ chức Hội nghị tổng kết chuyển đổi số",
    "thành lập Tổ công tác chuyển đổi số",
)


def row(text: str, style: str = "plain") -> Item:
    """A paragraph; an article is divided into its head and its text."""
    if style == "article":
        head, _, rest = text.partition(". ")
        return {"style": style, "head": f"{head}.", "text": rest}
    return {"style": style, "text": text}


@dataclass(frozen=True)
class Sample:
    """One paper. `look` holds the measures of the print, all else the words of its cells."""

    type_name: str
    symbol: str
    subject: str
    body: list[Item]
    serial: str = "15"
    parents: list[str] = field(default_factory=list)
    issuer: str = "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG"
    place: str = "Vĩnh Long"
    day: str = "ngày 05 tháng 9 năm 2026"
    to: list[str] = field(default_factory=list)
    recipients: list[str] = field(
        default_factory=lambda: ["- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT, NC."]
    )
    authority: list[str] = field(
        default_factory=lambda: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    )
    name: str = "Nguyễn Thị Ánh Tuyết"
    urgency: str = ""
    annexes: list[Item] = field(default_factory=list)
    party: bool = False
    nation: str = NATION
    motto: str = MOTTO
    sent: str = "Nơi nhận:"
    star: str = "*"
    number: str = ""
    day_line: str = ""
    subject_line: str = ""
    title: str | None = None
    look: Item = field(default_factory=lambda: deepcopy(LOOK))

    @property
    def letter(self) -> bool:
        """Whether it is a công văn, which prints no type."""
        return self.type_name == "Công văn"

    @property
    def reference(self) -> str:
        """Cell 3 as printed."""
        if self.number:
            return self.number
        return (
            f"Số {self.serial}-{self.symbol}" if self.party else f"Số: {self.serial}/{self.symbol}"
        )

    @property
    def dated(self) -> str:
        """Cell 4 as printed."""
        return self.day_line or f"{self.place}, {self.day}"

    def but(self, **values: Any) -> "Sample":
        """The same paper with other values; those of `look` are laid over."""
        look = deepcopy(self.look)
        for name, value in values.pop("look", {}).items():
            look[name] = {**look[name], **value} if isinstance(value, dict) else value
        return replace(self, look=look, **values)


def decision(n: int = 0) -> Sample:
    """A decision with bases and articles."""
    return Sample(
        type_name="Quyết định",
        symbol="QĐ-UBND",
        subject="Về việc " + SUBJECTS[n % len(SUBJECTS)],
        body=[
            row("ỦY BAN NHÂN DÂN TỈNH VĨNH LONG", "centre"),
            *(row(text, "ground") for text in GROUNDS),
            row("QUYẾT ĐỊNH:", "centre"),
            row("Điều 1. " + TEXTS[n % len(TEXTS)], "article"),
            row("1. " + TEXTS[(n + 1) % len(TEXTS)]),
            row("2. " + TEXTS[(n + 3) % len(TEXTS)]),
            row("a) Xây dựng kế hoạch thực hiện;"),
            row("b) Bố trí kinh phí;"),
            row("c) Tổ chức kiểm tra;"),
            row("d) Báo cáo kết quả;"),
            row("đ) Kiến nghị khen thưởng."),
            row("Điều 2. " + TEXTS[(n + 4) % len(TEXTS)], "article"),
            row(
                "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và các cơ quan, "
                "tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
                "article",
            ),
        ],
    )


def letter(n: int = 0) -> Sample:
    """An official letter of a department."""
    return Sample(
        type_name="Công văn",
        symbol="SNV-VTLT",
        subject=SUBJECTS[n % len(SUBJECTS)],
        serial=("07", "128", "1042")[n % 3],
        parents=["ỦY BAN NHÂN DÂN", "TỈNH VĨNH LONG"],
        issuer="SỞ NỘI VỤ",
        to=["Ủy ban nhân dân các xã, phường"]
        if n % 2
        else ["- Các sở, ban, ngành tỉnh;", "- Ủy ban nhân dân các xã, phường."],
        body=[
            row(TEXTS[n % len(TEXTS)]),
            row(TEXTS[(n + 2) % len(TEXTS)]),
            row("Trân trọng cảm ơn sự phối hợp của quý cơ quan./."),
        ],
        recipients=["- Như trên;", "- Giám đốc, các Phó Giám đốc Sở;", "- Lưu: VT, VTLT."],
        authority=["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        name="Lê Văn Út",
    )


def report(n: int = 0, kind: tuple[str, str] = ("Báo cáo", "BC")) -> Sample:
    """A paper with a title and Roman headings, long enough for two pages."""
    name, short = kind
    rounds = [TEXTS[(n + step) % len(TEXTS)] for step in range(6)]
    return Sample(
        type_name=name,
        symbol=f"{short}-UBND",
        subject="Kết quả " + SUBJECTS[n % len(SUBJECTS)],
        body=[
            row(rounds[0]),
            row("I. KẾT QUẢ ĐẠT ĐƯỢC"),
            row("1. " + rounds[1]),
            row("2. " + rounds[2]),
            row("- " + rounds[3]),
            row("- " + rounds[4]),
            row("II. NHIỆM VỤ TRỌNG TÂM"),
            row("1. " + rounds[5]),
            row("2. " + rounds[0]),
            row("3. Các nhiệm vụ khác theo chỉ đạo của cấp trên."),
            row(f"Trên đây là {name.lower()} của Ủy ban nhân dân tỉnh./."),
        ],
        recipients=["- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành tỉnh;", "- Lưu: VT, TH."],
        authority=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        name="Trần Văn Sáu",
    )


def party(n: int = 0, kind: tuple[str, str] = ("Kế hoạch", "KH")) -> Sample:
    """A paper of a Party committee (Guidance 05-HD/VPTW)."""
    name, short = kind
    return Sample(
        type_name=name,
        symbol=f"{short}/TU",
        serial="05",
        subject=SUBJECTS[n % len(SUBJECTS)],
        parents=["ĐẢNG BỘ TỈNH VĨNH LONG"],
        issuer="TỈNH ỦY",
        party=True,
        nation=PARTY,
        motto="",
        body=[
            row(TEXTS[(n + 1) % len(TEXTS)]),
            row("1. " + TEXTS[(n + 3) % len(TEXTS)]),
            row("2. Ban Tổ chức Tỉnh ủy theo dõi, đôn đốc việc thực hiện kế hoạch này."),
        ],
        recipients=[
            "- Các đảng ủy trực thuộc,",
            "- Các ban đảng Tỉnh ủy,",
            "- Lưu Văn phòng Tỉnh ủy.",
        ],
        authority=["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"],
        name="Huỳnh Văn Đời",
    ).but(look={"nation": {"size": 14}, "sent": {"bold": False, "italic": False}})
