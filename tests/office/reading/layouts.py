"""Typst sources of layouts beyond the common letter: joint, Party and long papers."""

_PAGE = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(size: 13pt)
"""
JOINT = (
    _PAGE
    + """
#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [ỦY BAN NHÂN DÂN \\ TỈNH VĨNH LONG \\ *SỞ NỘI VỤ - SỞ TÀI CHÍNH*],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*],
  [Số: 112/HDLS-SNV-STC], [_Vĩnh Long, ngày 07 tháng 3 năm 2026_])
#rect(stroke: red)[*HỎA TỐC*]
#align(center)[*HƯỚNG DẪN LIÊN SỞ* \\ *Thực hiện Nghị quyết số 08/2025/NQ-HĐND
  ngày 29 tháng 7 năm 2025 của Hội đồng nhân dân tỉnh*]
Căn cứ Nghị quyết số 08/2025/NQ-HĐND, liên sở hướng dẫn như sau: #lorem(300)
#grid(columns: (1fr, 1fr), align: center,
  [*KT. GIÁM ĐỐC SỞ TÀI CHÍNH* \\ *PHÓ GIÁM ĐỐC* #v(50pt) *Lê Văn Út*],
  [*GIÁM ĐỐC SỞ NỘI VỤ* #v(60pt) *Trương Thị Mỹ Hạnh*])
#text(11pt)[*_Nơi nhận:_* \\ \\- UBND tỉnh (b/c); \\ \\- Lưu: VT.]
"""
)
PARTY = (
    _PAGE
    + """
#grid(columns: (1fr, 1fr), align: center, row-gutter: 6pt,
  [TỈNH ỦY VĨNH LONG \\ *BAN TỔ CHỨC* \\ \\*],
  [*ĐẢNG CỘNG SẢN VIỆT NAM* #line(length: 80%)],
  [Số 1234-CV/BTCTU \\ #text(12pt)[_về việc rà soát hồ sơ quy hoạch cán bộ_]],
  [_Vĩnh Long, ngày 15 tháng 8 năm 2026_])
#align(center)[Kính gửi: Đảng ủy các xã, phường.]

Thực hiện Kết luận số 12-KL/TU, ngày 01/8/2026 của Ban Thường vụ Tỉnh ủy về công tác cán bộ, Ban
Tổ chức Tỉnh ủy đề nghị các cấp ủy trực thuộc khẩn trương rà soát, bổ sung hồ sơ.
#grid(columns: (1fr, 1fr),
  text(12pt)[#underline[Nơi nhận]: \\ \\- Như trên, \\ \\- Lưu Ban Tổ chức Tỉnh ủy.],
  align(center)[*K/T TRƯỞNG BAN* \\ PHÓ TRƯỞNG BAN #v(50pt) *Huỳnh Văn Đời*])
"""
)
REPORT = (
    _PAGE
    + """
#set page(numbering: "1", number-align: top + center)
#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,
  [*ỦY BAN NHÂN DÂN* \\ *XÃ CÀNG LONG*],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*],
  [Số: 05/BC-UBND], [_Càng Long, ngày 20 tháng 12 năm 2025_])
#align(center)[*BÁO CÁO* \\ *Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2025* \\
  #line(length: 20%)]
#align(center)[Kính gửi: Ủy ban nhân dân tỉnh Vĩnh Long]
#for i in range(12) [ Trong năm 2025, Ủy ban nhân dân xã đã tập trung chỉ đạo. #lorem(120)

]
#grid(columns: (1fr, 1fr),
  text(11pt)[*_Nơi nhận:_* \\ \\- Như trên; \\ \\- Lưu: VT.],
  align(center)[*TM. ỦY BAN NHÂN DÂN* \\ *KT. CHỦ TỊCH* \\ *PHÓ CHỦ TỊCH* #v(50pt) *Trần Văn Sáu*])
#pagebreak()
#align(center)[*PHỤ LỤC I* \\ (Kèm theo Báo cáo số 05/BC-UBND ngày 20 tháng 12 năm 2025)]
#for i in range(4) [ #lorem(150)

]
"""
)
