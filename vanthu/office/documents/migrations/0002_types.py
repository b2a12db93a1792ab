"""The catalogue of document types, each with where it comes from."""

from typing import Any

from django.db import migrations

_DECREE = "Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục III"
# (code, name, abbreviation) in the order of Article 7
_ADMINISTRATIVE = (
    ("nghi-quyet", "Nghị quyết", "NQ"),
    ("quyet-dinh", "Quyết định", "QĐ"),
    ("chi-thi", "Chỉ thị", "CT"),
    ("quy-che", "Quy chế", "QC"),
    ("quy-dinh", "Quy định", "QyĐ"),
    ("thong-cao", "Thông cáo", "TC"),
    ("thong-bao", "Thông báo", "TB"),
    ("huong-dan", "Hướng dẫn", "HD"),
    ("chuong-trinh", "Chương trình", "CTr"),
    ("ke-hoach", "Kế hoạch", "KH"),
    ("phuong-an", "Phương án", "PA"),
    ("de-an", "Đề án", "ĐA"),
    ("du-an", "Dự án", "DA"),
    ("bao-cao", "Báo cáo", "BC"),
    ("bien-ban", "Biên bản", "BB"),
    ("to-trinh", "Tờ trình", "TTr"),
    ("hop-dong", "Hợp đồng", "HĐ"),
    ("cong-van", "Công văn", ""),
    ("cong-dien", "Công điện", "CĐ"),
    ("ban-ghi-nho", "Bản ghi nhớ", "BGN"),
    ("ban-thoa-thuan", "Bản thỏa thuận", "BTT"),
    ("giay-uy-quyen", "Giấy ủy quyền", "GUQ"),
    ("giay-moi", "Giấy mời", "GM"),
    ("giay-gioi-thieu", "Giấy giới thiệu", "GGT"),
    ("giay-nghi-phep", "Giấy nghỉ phép", "GNP"),
    ("phieu-gui", "Phiếu gửi", "PG"),
    ("phieu-chuyen", "Phiếu chuyển", "PC"),
    ("phieu-bao", "Phiếu báo", "PB"),
    ("thu-cong", "Thư công", ""),
)
_COPIES_SOURCE = "Nghị định 30/2020/NĐ-CP, Phụ lục III (chữ viết tắt bản sao)"
_COPIES = (
    ("sao-y", "Sao y", "SY"),
    ("trich-sao", "Trích sao", "TrS"),
    ("sao-luc", "Sao lục", "SL"),
)
# What provinces, communes and their councils issue as legal normative documents.
_NORMATIVE_SOURCE = "Nghị định 30/2020/NĐ-CP, điểm a khoản 1 Điều 15 (hệ thống số riêng)"
_NORMATIVE = (
    ("qppl-nghi-quyet", "Nghị quyết", "NQ"),
    ("qppl-quyet-dinh", "Quyết định", "QĐ"),
)
_PARTY_SOURCE = "Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW (theo tài liệu thứ cấp)"
_PARTY = (
    ("dang-nghi-quyet", "Nghị quyết", "NQ"),
    ("dang-quyet-dinh", "Quyết định", "QĐ"),
    ("dang-quy-dinh", "Quy định", "QĐ"),
    ("dang-chi-thi", "Chỉ thị", "CT"),
    ("dang-ket-luan", "Kết luận", "KL"),
    ("dang-quy-che", "Quy chế", "QC"),
    ("dang-thong-tri", "Thông tri", "TT"),
    ("dang-thong-bao", "Thông báo", "TB"),
    ("dang-huong-dan", "Hướng dẫn", "HD"),
    ("dang-bao-cao", "Báo cáo", "BC"),
    ("dang-ke-hoach", "Kế hoạch", "KH"),
    ("dang-chuong-trinh", "Chương trình", "CTr"),
    ("dang-to-trinh", "Tờ trình", "TTr"),
    ("dang-cong-van", "Công văn", "CV"),
    ("dang-bien-ban", "Biên bản", "BB"),
    ("dang-de-an", "Đề án", "ĐA"),
    ("dang-phuong-an", "Phương án", "PA"),
)
_FAMILIES = (
    ("administrative", _DECREE, _ADMINISTRATIVE),
    ("copy", _COPIES_SOURCE, _COPIES),
    ("normative", _NORMATIVE_SOURCE, _NORMATIVE),
    ("party", _PARTY_SOURCE, _PARTY),
)


def load(apps: Any, schema_editor: Any) -> None:
    """Write the types; a Party decision and a Party regulation share their abbreviation."""
    kind = apps.get_model("documents", "DocumentType")
    rows = []
    for family, source, entries in _FAMILIES:
        for code, name, abbreviation in entries:
            rows.append(
                kind(
                    code=code,
                    name=name,
                    abbreviation=abbreviation,
                    family=family,
                    order=len(rows) + 1,
                    citation=source,
                )
            )
    kind.objects.bulk_create(rows)


def unload(apps: Any, schema_editor: Any) -> None:
    """Take the types out again; fails, as it should, where documents refer to them."""
    apps.get_model("documents", "DocumentType").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
