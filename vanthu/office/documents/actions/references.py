"""The rows that fields point to must be there: told as a wrong field, not as a broken commit."""

from collections.abc import Iterable

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Agency, Unit
from vanthu.office.documents import standard
from vanthu.office.documents.errors import InvalidFields
from vanthu.office.documents.fields import CommonFields, IncomingFields, OutgoingFields
from vanthu.office.documents.models import DocumentType


def check_fields(actor: Actor, fields: CommonFields) -> None:
    """Raise InvalidFields for fields against the data standard or naming rows that are not there.

    One statement for each of type, issuing agency and unit that is given.
    """
    wrong = standard.validate(fields)
    issuer = fields.issuer_id if isinstance(fields, IncomingFields) else None
    unit = fields.unit_id if isinstance(fields, OutgoingFields) else None
    if fields.type_code and not DocumentType.objects.filter(pk=fields.type_code).exists():
        wrong["type_code"] = "Không có loại văn bản này. Hãy chọn trong danh mục."
    if issuer and not Agency.objects.filter(pk=issuer).exists():
        wrong["issuer_id"] = "Không có cơ quan này. Hãy chọn trong danh bạ."
    if unit and not Unit.objects.filter(pk=unit, agency_id=actor.agency_id).exists():
        wrong["unit_id"] = "Không có đơn vị này trong cơ quan. Hãy chọn lại."
    if wrong:
        raise InvalidFields(wrong)


def check_agencies(ids: Iterable[int]) -> None:
    """Raise InvalidFields when one of the receiving agencies is not there."""
    wanted = set(ids)
    if wanted and Agency.objects.filter(pk__in=wanted).count() != len(wanted):
        raise InvalidFields(
            {"recipients": "Có cơ quan nhận không tồn tại. Hãy chọn trong danh bạ."}
        )
