"""How large a packet may be that is read, and how long the texts may be that are written.

The lengths are those of the standard as its implementations show them: parameters, each with its
source; what is not `sure` was found in one implementation only, or is ours.
"""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Beyond these a packet is refused. Ours: neither schema nor SDK names any (interchange 1.3).

    Twenty files of 50 MB, the largest plan that was met, fit in.
    """

    packet_bytes: int = 2048 * MB
    attachment_bytes: int = 200 * MB
    total_bytes: int = 1536 * MB
    attachments: int = 200
    depth: int = 64
    elements: int = 20_000
    attributes: int = 64
    text_chars: int = 4 * MB
    token_bytes: int = 1 * MB
    directory_bytes: int = 4 * MB
    zip_ratio: int = 200
    small: int = 10 * MB


@dataclass(frozen=True, slots=True)
class Length:
    """The most characters of a text, and who says so."""

    most: int
    source: str
    sure: bool = False


_CHECKER = "Bkav Checker.java"
_DECREE = "Bkav Checker.java; NĐ 30/2020 PL VI"
_OURS = "vanthu"

LENGTHS: dict[str, Length] = {
    "OrganId": Length(35, "QĐ 20/2020/QĐ-TTg", sure=True),
    "OrganizationInCharge": Length(500, _CHECKER),
    "OrganName": Length(200, _DECREE, sure=True),
    "OrganAdd": Length(500, _CHECKER),
    "Email": Length(100, _CHECKER),
    "Telephone": Length(20, _CHECKER),
    "Fax": Length(20, _CHECKER),
    "Website": Length(20, _CHECKER),
    "DocumentId": Length(200, _OURS),
    "CodeNumber": Length(11, _DECREE, sure=True),
    "CodeNotation": Length(30, _DECREE, sure=True),
    "PromulgationInfo/Place": Length(50, _CHECKER),
    "TypeName": Length(100, _DECREE, sure=True),
    "Subject": Length(500, _DECREE, sure=True),
    "Content": Length(500, _CHECKER),
    "Competence": Length(100, _OURS),
    "Position": Length(100, _OURS),
    "FullName": Length(100, _OURS),
    "SphereOfPromulgation": Length(100, _CHECKER),
    "TyperNotation": Length(10, _CHECKER),
    "Appendix": Length(500, _OURS),
    "ToPlaces/Place": Length(150, _CHECKER),
    "Code": Length(45, _OURS),
    "BussinessDocReason": Length(500, _OURS),
    "Department": Length(200, _OURS),
    "Staff": Length(100, _OURS),
    "Mobile": Length(20, _OURS),
    "AttachmentName": Length(500, _CHECKER),
    "Reference/Description": Length(600, _OURS),
    "Description": Length(500, _OURS),
    "ContentId": Length(200, _OURS),
    "ContentType": Length(200, _OURS),
}
