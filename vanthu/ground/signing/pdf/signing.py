"""Signs a field of a paper at a baseline level of PAdES (ETSI EN 319 142-1)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import aiohttp
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import NoOpStampStyle

from vanthu.ground.signing.choices import Level, SlotKind
from vanthu.ground.signing.errors import (
    AlreadySigned,
    CertificateNotAccepted,
    NotASheet,
    NotNumberedYet,
    NotSignedYet,
    StamperSilent,
)
from vanthu.ground.signing.keys.opened import OpenKey
from vanthu.ground.signing.pdf.forms import (
    SIGNATURE,
    entry,
    field_of,
    fields,
    is_signed,
    locks_of,
    updating,
)
from vanthu.ground.signing.pdf.looks import appearance
from vanthu.ground.signing.pdf.reserving import add_signature_field
from vanthu.ground.signing.pdf.services import Helpers, Services, opened
from vanthu.ground.signing.pdf.slots import Rect, Slot

_PROVED = (Level.B_LT, Level.B_LTA)
# What proves the certificates is written with the signature, not behind it: one update less, and a
# reader that knows no updates finds it too.
_PROOFS = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)


@dataclass(frozen=True)
class _Wish:
    field: str
    level: Level
    certify: bool
    reason: str


def sign(
    pdf: bytes,
    *,
    field: str,
    key: OpenKey,
    look: bytes | None,
    level: Level,
    services: Services,
    certify: bool = False,
    reason: str = "",
) -> bytes:
    """The paper with the reserved field signed; `look` is all that it shows.

    `certify`: the first signature, after which only fields may be filled and signed (DocMDP P=2).
    Any other follows it. What the field locks was said when it was reserved. A level is reached
    whole or nothing is signed. Raises NoSlot, AlreadySigned, NotSignedYet, NotNumberedYet,
    NoTimeStamper, StamperSilent, CertificateNotAccepted, NotASheet.
    """
    writer = updating(pdf)
    target = field_of(writer, field, SIGNATURE)
    _check_turn(writer, field, certify)
    x0, y0, x1, y1 = (float(value) for value in target["/Rect"])
    target[pdf_name("/AP")] = appearance(writer, look, (x0, y0, x1, y1))
    writer.update_container(target)
    _write_again(writer, locks_of(target))
    return _signed(writer, _Wish(field, level, certify, reason), key, services)


def sign_text_only(
    pdf: bytes,
    *,
    field: str,
    page: int,
    rect: Rect,
    look: bytes,
    key: OpenKey,
    level: Level,
    services: Services,
    reason: str = "",
) -> bytes:
    """A file signed in a field of its own at `rect`: annexes in separate files (Decree 30, Annex I)
    and electronic copies. Raises what `sign` raises; AlreadySigned when the field is there or a
    signature in the file forbids new ones.
    """
    writer = updating(pdf)
    if field in fields(writer) or "/Perms" in writer.root:
        raise AlreadySigned
    with _told():
        add_signature_field(writer, Slot(field, SlotKind.SIGNATURE, page, rect, look))
    return _signed(writer, _Wish(field, level, certify=False, reason=reason), key, services)


def _check_turn(writer: IncrementalPdfFileWriter, name: str, certify: bool) -> None:
    """Leader, number, agency: in this order (Decree 30, Articles 14 and 32)."""
    known = fields(writer)
    if is_signed(known[name]) or (certify and any(is_signed(each) for each in known.values())):
        raise AlreadySigned
    if not certify and "/Perms" not in writer.root:
        raise NotSignedYet
    if any(not entry(known[lock], "/V", "") for lock in locks_of(known[name]) if lock in known):
        raise NotNumberedYet


def _write_again(writer: IncrementalPdfFileWriter, names: list[str]) -> None:
    """Write the looks of fields once more, unchanged, into the update that locks them.

    pyHanko's difference analysis takes a look written in an earlier update for one that was changed
    after the lock (0.38, `_allow_in_place_appearance_update`), and would call the seal broken.
    """
    known = fields(writer)
    for name in names:
        if name in known:
            writer.mark_update(known[name]["/AP"].raw_get("/N"))


def _signed(
    writer: IncrementalPdfFileWriter, wish: _Wish, key: OpenKey, services: Services
) -> bytes:
    with _told():
        return asyncio.run(_sign(writer, wish, key, services))


async def _sign(
    writer: IncrementalPdfFileWriter, wish: _Wish, key: OpenKey, services: Services
) -> bytes:
    async with opened(services) as helpers:
        signer = PdfSigner(
            _metadata(wish, key, helpers),
            key.signer,
            timestamper=None if wish.level is Level.B_B else helpers.stamper(),
            stamp_style=NoOpStampStyle(),
        )
        out = await signer.async_sign_pdf(writer, existing_fields_only=True)
    assert isinstance(out, BytesIO)
    return out.getvalue()


def _metadata(wish: _Wish, key: OpenKey, helpers: Helpers) -> PdfSignatureMetadata:
    proved = wish.level in _PROVED
    return PdfSignatureMetadata(
        field_name=wish.field,
        md_algorithm="sha256",
        reason=wish.reason or None,
        certify=wish.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=proved,
        use_pades_lta=wish.level is Level.B_LTA,
        validation_context=helpers.validation(key.chain) if proved else None,
        signer_key_usage={key.usage},
        dss_settings=_PROOFS,
    )


@contextmanager
def _told() -> Iterator[None]:
    """What went wrong, as a sentence that helps."""
    try:
        yield
    except (TimestampRequestError, aiohttp.ClientError, TimeoutError) as error:
        raise StamperSilent from error
    except SigningError as error:
        if "could not be validated" not in str(error):
            raise NotASheet from error
        raise CertificateNotAccepted(why=str(error.__cause__ or error)) from error
    except PdfError as error:
        raise NotASheet from error
