"""The plain-text form of a content: what an official would type, readable without any program.

    Kính gửi:
    - Sở Nội vụ;
    - Sở Tài chính.

    Căn cứ Luật Tổ chức chính quyền địa phương;
    QUYẾT ĐỊNH:
    Chương I
    QUY ĐỊNH CHUNG
    Điều 1. Phạm vi điều chỉnh
    1. Nội dung của khoản;
    a) Nội dung của điểm.
    - Một gạch đầu dòng.
    | TT | Nội dung |
    |---|---|
    | 1 | Chữ trong ô |

    Phụ lục I
    DANH MỤC

Numbers are printed as counted and read over. A line that would be taken for something else is
opened by a tag: `[đoạn] 1. Đây không phải là khoản`. `**đậm**` and `~~nghiêng~~` set letters apart,
a backslash at the end breaks the line inside a block, before a sign it takes the sign as it is.
"""
