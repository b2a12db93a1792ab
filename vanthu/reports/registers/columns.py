"""The columns of the registers in their order (Decree 30/2020 Annex IV; requirements 2.8)."""

from vanthu.reports.tables.model import Column

OUTGOING = (
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày, tháng văn bản", 1.3, centred=True),
    Column("Tên loại và trích yếu nội dung văn bản", 4),
    Column("Người ký", 1.6),
    Column("Nơi nhận văn bản", 2.4),
    Column("Đơn vị, người nhận bản lưu", 1.5),
    Column("Số lượng bản", 0.8, centred=True),
    Column("Ngày chuyển", 1.3, centred=True),
    Column("Ký nhận", 1),
    Column("Ghi chú", 1.2),
)
INCOMING = (
    Column("Ngày đến", 1.3, centred=True),
    Column("Số đến", 0.8, centred=True),
    Column("Tác giả", 2),
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày, tháng văn bản", 1.3, centred=True),
    Column("Tên loại và trích yếu nội dung văn bản", 4),
    Column("Đơn vị hoặc người nhận", 2),
    Column("Ngày chuyển", 1.3, centred=True),
    Column("Ký nhận", 1.2),
    Column("Ghi chú", 1.2),
)
FOLLOW_UP = (
    Column("Số đến", 0.8, centred=True),
    Column("Tên loại, số, ký hiệu, ngày, tháng và cơ quan, tổ chức ban hành văn bản", 4),
    Column("Đơn vị hoặc người nhận", 2),
    Column("Thời hạn giải quyết", 1.2, centred=True),
    Column("Tiến độ giải quyết", 2),
    Column("Số, ký hiệu văn bản trả lời", 1.6),
    Column("Ghi chú", 1.4),
)
