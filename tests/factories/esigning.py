"""Drafts signed and sealed electronically by the real actions, with keys of the test authority.

Signatures are at level B-B unless a test asks for more: no stamper is asked, and the keys are made
once for the session.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.factories import drafts
from tests.factories.pki import Authority
from tests.factories.province import START, Office, office
from tests.factories.signing import root
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.demo.pki.authority import Issued
from vanthu.ground.files.queries import path_of
from vanthu.ground.signing.actions import register_image, register_seal
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.keys import pkcs12
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.queries import image_of
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting import actions
from vanthu.office.drafting.actions import Certificate
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.drafting.queries.papers import fonts

NOBODY = Services()


@dataclass(frozen=True)
class Keys:
    """The keys of a leader and of an agency."""

    leader: Issued
    agency: Issued

    @classmethod
    def of(cls, authority: Authority) -> "Keys":
        """Issued by the test authority."""
        return cls(authority.person(), authority.agency())


@cache
def picture() -> bytes:
    """A drawn signature."""
    return signature_png("Nguyễn Văn An")


@cache
def stamp() -> bytes:
    """A drawn seal."""
    return seal_png("Ủy ban nhân dân", fonts())


@contextmanager
def opened(issued: Issued) -> Iterator[OpenKey]:
    """The key of a certificate, open."""
    with pkcs12.opened(Secret(issued.password, issued.pkcs12)) as key:
        yield key


def newest(document: Document) -> int:
    """The number of the newest version."""
    return DraftVersion.objects.filter(document=document).count()


def equip(place: Office) -> None:
    """Register the pictures of the leader's signature and of the seal."""
    if image_of(place.leader.person_id or 0) is not None:
        return
    register_image(place.leader, content=picture())
    register_seal(
        place.clerk,
        content=stamp(),
        diameter_mm=Decimal(36),
        from_day=START,
        basis="Giấy chứng nhận đăng ký mẫu con dấu số 12/2025",
    )


def signed(place: Office, keys: Keys, **more: Any) -> Document:
    """The leader approved and signed; waits for its number."""
    equip(place)
    document = drafts.format_approved(place, **more)
    sign(place, keys, document)
    return drafts.fresh(document)


def sign(place: Office, keys: Keys, document: Document) -> None:
    """The leader signs the newest version."""
    with opened(keys.leader) as key:
        actions.sign(
            place.leader,
            document_id=document.pk,
            version=newest(document),
            key=key,
            services=NOBODY,
            level=Level.B_B,
        )


def numbered(place: Office, keys: Keys, **more: Any) -> Document:
    """Signed and numbered; waits for the seal."""
    document = signed(place, keys, **more)
    actions.give_number(place.clerk, document_id=document.pk)
    return drafts.fresh(document)


def sealed(place: Office, keys: Keys, **more: Any) -> Document:
    """Signed, numbered and sealed; waits to be issued."""
    document = numbered(place, keys, **more)
    seal(place, keys, document)
    return drafts.fresh(document)


def seal(place: Office, keys: Keys, document: Document) -> None:
    """The clerk signs for the agency."""
    with opened(keys.agency) as key:
        actions.seal(
            place.clerk,
            document_id=document.pk,
            key=key,
            services=NOBODY,
            level=Level.B_B,
        )


def certificate(issued: Issued) -> Certificate:
    """What a row keeps of a certificate."""
    with opened(issued) as key:
        return Certificate.of(key)


def main_file(document: Document) -> DocumentFile:
    """The main file in force."""
    return DocumentFile.objects.get(document=document, role=FileRole.MAIN, replaced_at=None)


def main_bytes(document: Document) -> bytes:
    """Its bytes."""
    return path_of(main_file(document).blob_id).read_bytes()


def ready(**fields: Any) -> Office:
    """An office whose signature and seal are registered."""
    place = office(**fields)
    equip(place)
    return place


def verdicts(pdf: bytes, authority: Authority) -> dict[str, bool]:
    """Each signature field with what pyHanko says of it, what came after it included."""
    known = ValidationContext(trust_roots=[root(authority)], allow_fetching=False)
    reader = PdfFileReader(BytesIO(pdf))
    return {
        str(each.field_name): validate_pdf_signature(each, known).bottom_line
        for each in reader.embedded_regular_signatures
    }
